"""Every sentence that a person reads, by code; the one renderer for screen, shell and dossier.

English stands here, marked for gettext; Dutch in resources/translations. A sentence says
what, where and what to do. Add a sentence in the section of the stage that uses it.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache

from wijkcheck.resources import resource


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a text for translation."""
    return text


SENTENCES: dict[str, str] = {
    # --- project ---
    "project_missing": N_("{path}: this project file does not exist. Check the path."),
    "project_unreadable": N_("{path}: the file cannot be read ({why}). Is it open elsewhere, or not text?"),
    "project_no_toml": N_("{path}: this is no valid TOML: {why}."),
    "key_unknown": N_("{path}: unknown key {place}. Known here: {allowed}."),
    "key_missing": N_("{path}: {place} is missing. Add it."),
    "period_reversed": N_("{path}: the period ends before it starts. Correct {place}."),
    "value_wrong": N_("{path}: {place} has a wrong value: {value}."),
    "value_no_date": N_("{path}: {place} is no date: {value}. Write it without quotes, as 2026-07-01."),
    "value_not_allowed": N_("{path}: {place} cannot be “{value}”. Allowed: {allowed}."),
    # --- sources ---
    # --- mapping ---
    # --- validation ---
    # --- matching ---
    # --- comparison ---
    # --- figures ---
    # --- window ---
    "column_client": N_("Client"),
    "column_clientnummer": N_("Client number"),
    "column_bsn": N_("BSN"),
    "column_voornamen": N_("Given names"),
    "column_voorletters": N_("Initials"),
    "column_voorvoegsel": N_("Prefix"),
    "column_achternaam": N_("Surname"),
    "column_partnervoorvoegsel": N_("Partner's prefix"),
    "column_partnernaam": N_("Partner's surname"),
    "column_geboortedatum": N_("Date of birth"),
    "column_geslacht": N_("Sex"),
    "column_straatnaam": N_("Street"),
    "column_huisnummer": N_("House number"),
    "column_huisletter": N_("House letter"),
    "column_toevoeging": N_("Number suffix"),
    "column_postcode": N_("Postcode"),
    "column_plaatsnaam": N_("Town"),
    "column_team": N_("Team"),
    "column_ingangsdatum": N_("Start date"),
    "column_begindatum": N_("First day"),
    "column_einddatum": N_("End date"),
    "column_toewijzingnummer": N_("Allocation number"),
    "column_gemeentecode": N_("Municipality code"),
    "column_wet": N_("Act"),
    "column_productcategorie": N_("Product category"),
    "column_productcode": N_("Product"),
    "column_volume": N_("Volume"),
    "column_eenheid": N_("Unit"),
    "column_frequentie": N_("Frequency"),
    "column_omvang": N_("Extent"),
    "column_budget": N_("Budget"),
    "column_leveringsvorm": N_("Form of delivery"),
    "column_reden_wijziging": N_("Reason of change"),
    "column_aanbieder": N_("Provider"),
    "column_toewijzing_ingangsdatum": N_("Start of allocation"),
    "column_reden_beeindiging": N_("Reason of ending"),
    "column_status_aanlevering": N_("Status of delivery"),
    "column_declaratienummer": N_("Claim number"),
    "column_dagtekening": N_("Dated"),
    "column_referentienummer": N_("Reference number"),
    "column_vorig_referentienummer": N_("Previous reference"),
    "column_geleverd_volume": N_("Delivered volume"),
    "column_tarief": N_("Rate"),
    "column_bedrag": N_("Amount"),
    "column_debet_credit": N_("Debit/credit"),
    "column_unreadable": N_("Unreadable"),
    "column_source": N_("Source"),
    "column_row": N_("Row"),
    "column_rows": N_("Rows"),
    "column_side": N_("Side"),
    "column_record_type": N_("Kind of data"),
    "column_status": N_("Status"),
    "column_message": N_("Explanation"),
    "column_column": N_("Column"),
    "column_field": N_("Field"),
    "column_confidence": N_("Confidence"),
    "column_rule": N_("Rule"),
    "column_severity": N_("Severity"),
    "column_value": N_("Value"),
    "column_findings": N_("Number"),
    "column_probability": N_("Probability"),
    "column_weight": N_("Weight"),
    "column_basis": N_("Evidence"),
    "column_margin": N_("Margin"),
    "column_runner_up": N_("Runner-up"),
    "column_decision": N_("decision"),
    "column_kind": N_("Kind"),
    "column_cause": N_("Cause"),
    "column_cause_certainty": N_("Certainty"),
    "column_differs": N_("Differs"),
    "column_measure": N_("Figure"),
    "column_period_rule": N_("Counted"),
    "column_municipality_value": N_("Municipality"),
    "column_team_value": N_("Team"),
    "column_delta": N_("Difference"),
    "column_agreed_value": N_("Agreed"),
    "column_open": N_("Open"),
    "column_step": N_("Step"),
    "column_amount": N_("Effect"),
    "column_records": N_("Records"),
    "column_effect": N_("Effect"),
    "side_municipality": N_("municipality"),
    "side_team": N_("team"),
    "record_type_clienten": N_("clients"),
    "record_type_toewijzingen": N_("allocations"),
    "record_type_leveringen": N_("deliveries"),
    "record_type_declaraties": N_("claims"),
    "status_used": N_("used"),
    "status_unusable": N_("unusable"),
    "status_missing": N_("not delivered"),
    "status_taken": N_("taken"),
    "status_chosen": N_("chosen"),
    "status_doubtful": N_("doubtful"),
    "status_unused": N_("not used"),
    "status_certain": N_("certain"),
    "status_probable": N_("probable"),
    "status_review": N_("to review"),
    "status_rejected": N_("rejected"),
    "status_only_municipality": N_("municipality only"),
    "status_only_team": N_("team only"),
    "status_open": N_("open"),
    "status_asked": N_("asked"),
    "status_decided": N_("decided"),
    "status_solved": N_("solved"),
    "severity_error": N_("error"),
    "severity_warning": N_("warning"),
    "severity_notice": N_("notice"),
    "kind_equal": N_("equal"),
    "kind_field": N_("field differs"),
    "kind_only_municipality": N_("municipality only"),
    "kind_only_team": N_("team only"),
    "kind_duplicate_municipality": N_("double at municipality"),
    "kind_duplicate_team": N_("double at team"),
    "cause_peildatum": N_("reference date"),
    "cause_huishouden": N_("household or client"),
    "cause_dubbeltelling": N_("counted twice"),
    "cause_bsn": N_("BSN"),
    "cause_gezin": N_("family member"),
    "cause_naam": N_("spelling of the name"),
    "cause_adres": N_("address"),
    "cause_eenheid": N_("unit of the volume"),
    "cause_periode": N_("period of the volume"),
    "cause_correctie": N_("correction"),
    "cause_verwijderd": N_("deleted"),
    "cause_afgekeurd": N_("refused"),
    "cause_aspecifiek": N_("product not specified"),
    "cause_taakgericht": N_("task-oriented"),
    "cause_tweewekelijks": N_("every two weeks"),
    "cause_woonplaats": N_("place of residence"),
    "cause_herindeling": N_("municipal reorganisation"),
    "cause_begindatum": N_("meaning of the start date"),
    "cause_pgb": N_("personal budget"),
    "cause_domein": N_("domain"),
    "cause_tarief": N_("rate"),
    "cause_toegang": N_("access"),
    "cause_detachering": N_("secondment"),
    "cause_testclient": N_("test client"),
    "cause_afronding": N_("rounding"),
    "cause_doorloop": N_("still being processed"),
    "cause_ander_team": N_("other team"),
    "cause_te_beoordelen": N_("to review"),
    "cause_onbekend": N_("unknown"),
    "cause_certainty_established": N_("established"),
    "cause_certainty_presumed": N_("presumed"),
    "measure_clienten": N_("Clients"),
    "measure_toewijzingen": N_("Allocations"),
    "period_rule_peildatum": N_("running on the reference date"),
    "period_rule_lopend": N_("running in the period"),
    "period_rule_instroom": N_("started in the period"),
    "period_rule_uitstroom": N_("ended in the period"),
    "team_*": N_("All teams"),
    "team_": N_("no team"),
    # --- command line ---
}  # fmt: skip


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Return a language's translations by English text, read from the .po itself: no build step."""
    if language == "en":
        return {}
    text = resource(f"translations/{language}/LC_MESSAGES/wijkcheck.po").read_text(encoding="utf-8")
    quoted = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    return {
        _joined(source): _joined(target)
        for source, target in re.findall(rf"^msgid {quoted}^msgstr {quoted}", text, re.MULTILINE)
    }


def _joined(quoted: str) -> str:
    return "".join(ast.literal_eval(part) for part in quoted.splitlines() if part)


def template(code: str, language: str) -> str:
    """Return the sentence for a code with its placeholders still open, in ``nl`` or ``en``."""
    english = SENTENCES[code]
    return _catalogue(language).get(english, english)


def sentence(code: str, values: Mapping[str, object], language: str) -> str:
    """Return the sentence for a code, filled with values, in ``nl`` or ``en``."""
    return template(code, language).format_map(values)
