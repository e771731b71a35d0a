"""The rules that records are held against: code, default severity and where each comes from.

TR, CS, OP and IV are the rules of iWmo/iJw 3.2; LDT, CDT, COD, WMO, JZ and WJ its data types and
code lists. What each says to a person stands in ``texts`` under the same code.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule. ``instead_of``: said once for a source, in place of these rules row by row."""

    severity: str
    origin: str
    instead_of: tuple[str, ...] = ()


CATALOGUE: Mapping[str, Rule] = {
    # fields
    "bsn_eleven_test": Rule("error", "CS002"),
    "bsn_misplaced": Rule("error", "WijkCheck", ("bsn_eleven_test",)),
    "bsn_test_range": Rule("notice", "CS002"),
    "bsn_test_source": Rule("notice", "CS002", ("bsn_test_range",)),
    "bsn_placeholder": Rule("warning", "CBS Beleidsinformatie Jeugd"),
    "bsn_is_a_number": Rule("error", "LO BRP 01.10"),
    "bsn_missing": Rule("notice", "OP079"),
    "agb_shape": Rule("notice", "LDT_AgbCode"),
    "postcode_shape": Rule("warning", "LDT_Postcode"),
    "municipality_invalid": Rule("error", "TR378"),
    "code_unknown": Rule("error", "codelijst"),
    "code_outdated": Rule("notice", "CS058, WMO757, WMO002"),
    "product_shape": Rule("warning", "LDT_ProductCode"),
    "product_category": Rule("error", "TR381"),
    "category_law": Rule("error", "WMO020, JZ020"),
    "stop_reason_law": Rule("warning", "WMO588, JZ588"),
    "required_missing": Rule("error", "WijkCheck"),
    "identity_missing": Rule("error", "WijkCheck"),
    # dates
    "end_before_start": Rule("error", "TR018"),
    "dates_swapped": Rule("error", "WijkCheck", ("end_before_start",)),
    "start_implausible": Rule("warning", "WijkCheck"),
    "end_implausible": Rule("warning", "WijkCheck"),
    "birth_in_future": Rule("error", "TR134"),
    "birth_too_long_ago": Rule("error", "TR002"),
    "birth_after_start": Rule("error", "WijkCheck"),
    "birth_default": Rule("warning", "WijkCheck"),
    "birth_new_year": Rule("warning", "WijkCheck"),
    "birth_partly_unknown": Rule("notice", "COD170"),
    "youth_adult": Rule("notice", "Jeugdwet art. 1.1"),
    "youth_too_old": Rule("warning", "Jeugdwet art. 1.1"),
    "end_required": Rule("notice", "Toewijzingsvarianten"),
    "removed": Rule("notice", "TR384"),
    "removed_not_closed": Rule("warning", "WMO002, JZ002"),
    # volumes
    "unit_missing": Rule("warning", "CDT_Omvang"),
    "frequency_missing": Rule("warning", "CDT_Omvang"),
    "volume_missing": Rule("warning", "CDT_Omvang"),
    "volume_zero": Rule("warning", "LDT_Volume"),
    "volume_negative": Rule("error", "LDT_Volume"),
    "volume_impossible": Rule("error", "WijkCheck"),
    "volume_factor": Rule("warning", "WJ756, IV042"),
    "unit_frequency": Rule("warning", "Toewijzingsvarianten"),
    "budget_and_volume": Rule("warning", "Toewijzingsvarianten"),
    "volume_without_product": Rule("notice", "TR412"),
    "product_without_volume": Rule("notice", "TR411"),
    # declarations
    "amount_product": Rule("error", "TR346"),
    "amount_rounding": Rule("notice", "IV081"),
    "declaration_too_old": Rule("error", "TR335"),
    "period_month": Rule("warning", "TR387, TR388"),
    "reference_duplicate": Rule("error", "TR314"),
    "credit_without_debet": Rule("warning", "TR323"),
    "debet_twice": Rule("error", "TR389"),
    # between records
    "duplicate_record": Rule("warning", "TR101"),
    "number_of_two": Rule("error", "TR332"),
    "number_repeated": Rule("warning", "TR332"),
    "number_shared": Rule("warning", "WijkCheck", ("number_of_two", "number_repeated")),
    "overlap": Rule("warning", "TR302"),
    "client_two_bsn": Rule("error", "WijkCheck"),
    "client_number_shared": Rule("warning", "WijkCheck", ("client_two_bsn",)),
    "bsn_two_persons": Rule("error", "WijkCheck"),
    "mogelijk_dubbel": Rule("warning", "WijkCheck"),
    # patterns
    "name_in_code": Rule("warning", "WijkCheck"),
    "postcode_in_name": Rule("warning", "WijkCheck"),
    "digits_in_name": Rule("warning", "WijkCheck"),
    "row_shifted": Rule("error", "WijkCheck"),
    # the project's own
    "own_rule": Rule("warning", "project"),
}

RULES: dict[str, str] = {code: rule.severity for code, rule in CATALOGUE.items()}
"""Rule code -> default severity."""


def severity_of(code: str, severities: Mapping[str, str]) -> str:
    """Return what a project makes of a rule; said once, a rule follows those it stands for."""
    rule = CATALOGUE[code]
    chosen = [severities[name] for name in (code, *rule.instead_of) if name in severities]
    return chosen[0] if chosen else rule.severity
