"""Rules about one field, or the codes of one record: identifiers, code lists, products."""

import numpy as np
import pandas as pd

from wijkcheck.records.codes import CODE_LISTS, law_of_category, municipality_valid
from wijkcheck.records.fields import FIELDS, IDENTIFYING, Field
from wijkcheck.records.identifiers import (
    a_number_valid,
    agb_shaped,
    bsn_is_placeholder,
    bsn_is_test,
    bsn_valid,
    postcode_valid,
)
from wijkcheck.validation.schema import (
    Mask,
    Moment,
    RowCheck,
    empty,
    equals,
    exceptional,
    filled,
    mostly,
)

_NATIONAL_PRODUCT = r"[0-9]{2}[A-Z][0-9]{2}"
# Once in the lists, no longer in 3.2: every four weeks and a year, changed deliveries, a reason.
_OUTDATED = {
    "frequentie": ("3", "5"),
    "status_aanlevering": ("2", "9"),
    "reden_wijziging": ("01",),
}
_STOP_REASONS = {
    "wmo": ("02", "19", "20", "21", "22", "23", "31", "36", "37", "38", "39"),
    "jeugd": ("02", "20", "31", "32", "33", "34", "35", "36", "37", "38", "39"),
}


def category(records: pd.DataFrame) -> pd.Series:
    """Return the productcategorie, else the first two digits of a code of the national pattern."""
    return records["productcategorie"].fillna(_category_of_product(records["productcode"]))


def law(records: pd.DataFrame) -> pd.Series:
    """Return the wet, else the law of the product's category."""
    return records["wet"].fillna(law_of_category(category(records)))


def _category_of_product(codes: pd.Series) -> pd.Series:
    return codes.str.slice(0, 2).where(codes.str.fullmatch(_NATIONAL_PRODUCT).fillna(False))


def _eleven_test(records: pd.DataFrame, _: Moment) -> Mask:
    bsn = records["bsn"]
    other_rule = bsn_valid(bsn) | bsn_is_placeholder(bsn) | a_number_valid(bsn)
    return np.asarray(filled(records, "bsn") & ~other_rule.to_numpy())


def _agb(records: pd.DataFrame, _: Moment) -> Mask:
    """Digits that are no AGB code, in a source whose providers are AGB codes."""
    shaped = agb_shaped(records["aanbieder"]).to_numpy()
    digits = records["aanbieder"].str.fullmatch("[0-9]+").fillna(False).to_numpy(bool)
    usual = mostly(shaped, filled(records, "aanbieder"), records)
    return np.asarray(digits & ~shaped & usual)


def _municipality(start: str) -> RowCheck:
    def fails(records: pd.DataFrame, _: Moment) -> Mask:
        valid = municipality_valid(records["gemeentecode"], records[start])
        return np.asarray(filled(records, "gemeentecode") & ~valid.to_numpy())

    return RowCheck("municipality_invalid", "gemeentecode", fails, (start,), {"start": start})


def _unknown(field: Field) -> RowCheck:
    def fails(records: pd.DataFrame, _: Moment) -> Mask:
        known = CODE_LISTS[str(field.code_list)].codes
        return filled(records, field.name) & ~equals(records, field.name, *known)

    return RowCheck("code_unknown", field.name, fails)


def _outdated(field: str, codes: tuple[str, ...]) -> RowCheck:
    return RowCheck("code_outdated", field, lambda records, _: equals(records, field, *codes))


def _product_shape(records: pd.DataFrame, _: Moment) -> Mask:
    """No code of at most five characters, in a source whose products are such codes."""
    shaped = records["productcode"].str.fullmatch(r"\S{1,5}").fillna(False).to_numpy(bool)
    product = filled(records, "productcode")
    return product & ~shaped & mostly(shaped, product, records)


def _product_category(records: pd.DataFrame, _: Moment) -> Mask:
    """Held where codes follow the national pattern: elsewhere they are the municipality's own."""
    own, listed = _category_of_product(records["productcode"]), records["productcategorie"]
    both = (own.notna() & listed.notna()).to_numpy()
    return exceptional(both & (own != listed).to_numpy(), both, records)


def _category_law(records: pd.DataFrame, _: Moment) -> Mask:
    own = law_of_category(category(records))
    both = own.notna().to_numpy() & filled(records, "wet")
    return exceptional(both & (own != records["wet"]).to_numpy(), both, records)


def _stop_reason_law(records: pd.DataFrame, _: Moment) -> Mask:
    laws = law(records)
    right = [
        (laws == name).to_numpy() & equals(records, "reden_beeindiging", *codes)
        for name, codes in _STOP_REASONS.items()
    ]
    listed = CODE_LISTS["reden_beeindiging"].codes
    known = equals(records, "reden_beeindiging", *listed) & laws.notna().to_numpy()
    return np.asarray(known & ~np.logical_or.reduce(right))


def _nobody(records: pd.DataFrame, _: Moment) -> Mask:
    return np.asarray(np.logical_and.reduce([empty(records, name) for name in IDENTIFYING]))


def _required(name: str) -> RowCheck:
    return RowCheck("required_missing", name, lambda r, _: empty(r, name), needs=(name,))


_FIELDS = {field.name: field for fields in FIELDS.values() for field in fields}
_REQUIRED = sorted({field.name for fields in FIELDS.values() for field in fields if field.required})
_LISTED = [field for field in _FIELDS.values() if field.code_list and field.code_list != "gemeente"]

CHECKS: tuple[RowCheck, ...] = (
    RowCheck("bsn_eleven_test", "bsn", _eleven_test),
    RowCheck("bsn_test_range", "bsn", lambda r, _: bsn_is_test(r["bsn"]).to_numpy()),
    RowCheck("bsn_placeholder", "bsn", lambda r, _: bsn_is_placeholder(r["bsn"]).to_numpy()),
    RowCheck("bsn_is_a_number", "bsn", lambda r, _: a_number_valid(r["bsn"]).to_numpy()),
    RowCheck("bsn_missing", "bsn", lambda r, _: empty(r, "bsn"), needs=("bsn",)),
    RowCheck("identity_missing", "achternaam", _nobody, IDENTIFYING),
    RowCheck("agb_shape", "aanbieder", _agb),
    RowCheck(
        "postcode_shape",
        "postcode",
        lambda r, _: filled(r, "postcode") & ~postcode_valid(r["postcode"]).to_numpy(),
    ),
    *(_municipality(start) for start in ("ingangsdatum", "begindatum")),
    *(_unknown(field) for field in _LISTED),
    *(_outdated(field, codes) for field, codes in _OUTDATED.items()),
    RowCheck("product_shape", "productcode", _product_shape),
    RowCheck(
        "product_category",
        "productcode",
        _product_category,
        ("productcategorie",),
        {"category": "productcategorie"},
    ),
    RowCheck(
        "category_law",
        "wet",
        _category_law,
        ("productcategorie", "productcode"),
    ),
    RowCheck(
        "stop_reason_law",
        "reden_beeindiging",
        _stop_reason_law,
        ("wet", "productcategorie", "productcode"),
    ),
    *(_required(name) for name in _REQUIRED),
)
