"""How Splink is set, per set: as its documentation does for FEBRL and fake_1000, by hand for Dutch.

The cleaning that Splink asks of its users beforehand is done in DuckDB, so that it is fast.
"""

from dataclasses import dataclass, field
from typing import Any

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import block_on


@dataclass(frozen=True)
class Model:
    """What a run of Splink needs to know.

    ``clean`` makes the table from ``raw``; ``certain`` are the rules that show how many matches
    there are, found with ``recall``; ``learn`` the blocks that EM is trained on.
    """

    comparisons: list[Any]
    blocks: list[Any]
    certain: list[Any]
    learn: list[Any]
    recall: float
    pairs: float
    clean: str = "select * from raw"
    more: dict[str, Any] = field(default_factory=dict)


def _febrl(social: list[int], postcode: list[int]) -> list[Any]:
    return [
        comparisons.NameComparison("given_name"),
        comparisons.NameComparison("surname"),
        comparisons.DateOfBirthComparison(
            "date_of_birth", input_is_string=True, datetime_format="%Y%m%d"
        ),
        comparisons.DamerauLevenshteinAtThresholds("soc_sec_id", social),
        comparisons.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        comparisons.DamerauLevenshteinAtThresholds("postcode", postcode).configure(
            term_frequency_adjustments=True
        ),
    ]


def febrl3() -> Model:
    """Settings of the documentation's example of deduplicating FEBRL 3."""
    return Model(
        _febrl([1, 2], [1, 2]),
        [block_on(n) for n in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")],
        [
            "l.soc_sec_id = r.soc_sec_id",
            "l.given_name = r.given_name and l.surname = r.surname"
            " and l.date_of_birth = r.date_of_birth",
            "l.given_name = r.surname and l.surname = r.given_name"
            " and l.date_of_birth = r.date_of_birth",
        ],
        [block_on("date_of_birth"), block_on("postcode")],
        recall=0.9,
        pairs=1e6,
    )


def febrl4() -> Model:
    """Settings of the documentation's example of linking FEBRL 4."""
    return Model(
        _febrl([1, 2], [1, 2]),
        [
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        [
            block_on("given_name", "surname", "date_of_birth"),
            "l.given_name = r.surname and l.surname = r.given_name"
            " and l.date_of_birth = r.date_of_birth",
            block_on("soc_sec_id"),
        ],
        [block_on("date_of_birth"), block_on("postcode")],
        recall=0.9,
        pairs=1e7,
    )


def fake() -> Model:
    """Settings of the documentation's tutorial; every pair compared: a thousand records allow."""
    return Model(
        [
            comparisons.NameComparison("first_name"),
            comparisons.NameComparison("surname"),
            comparisons.DateOfBirthComparison(
                "dob", input_is_string=True, datetime_format="%Y-%m-%d"
            ),
            comparisons.ExactMatch("city").configure(term_frequency_adjustments=True),
            comparisons.EmailComparison("email"),
        ],
        ["1 = 1"],
        [
            block_on("first_name", "dob"),
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            block_on("email"),
        ],
        [block_on("first_name", "surname"), block_on("dob"), block_on("email")],
        recall=0.7,
        pairs=1e6,
    )


PREFIX = (
    r"^((van der|van den|van de|van het|van t|van|de la|de|den|der|het|ter|ten|te|op de|op den"
    r"|op|in t|in de|in|aan de|aan|uit de|uit|el|al|da|dos|di|du|le|la|v d|v|d|t) )+"
)
CLEAN = rf"""
with folded as (
  select *,
    nullif(trim(regexp_replace(regexp_replace(lower(strip_accents(replace(achternaam, 'ı', 'i'))),
      '[^a-z,/-]+', ' ', 'g'), '^([^,]*),\s*(.*)$', '\2 \1')), '') as plain,
    nullif(trim(regexp_replace(lower(strip_accents(replace(voornamen, 'ı', 'i'))),
      '[^a-z.]+', ' ', 'g')), '') as given,
    nullif(regexp_replace(lower(strip_accents(voorletters)), '[^a-z]', '', 'g'), '') as letters
  from raw
), told as (
  select *, regexp_full_match(given, '([a-z]{{1,2}}\.\s*)+|[a-z]( [a-z])*') as short from folded
)
select id, source_dataset, nullif(bsn, '') as bsn,
  case when short then null else split_part(replace(given, '.', ''), ' ', 1) end as first_name,
  coalesce(letters, case when short then regexp_replace(given, '[^a-z]', '', 'g')
    else regexp_replace(given, '([a-z])[a-z.]* ?', '\1', 'g') end) as initials,
  left(coalesce(letters, given), 1) as initial,
  replace(regexp_replace(plain, '{PREFIX}', ''), ' ', '') as surname,
  nullif(geboortedatum, '') as dob,
  nullif(upper(left(geslacht, 1)), '') as sex,
  nullif(upper(replace(postcode, ' ', '')), '') as postcode,
  left(nullif(upper(replace(postcode, ' ', '')), ''), 4) as area,
  nullif(regexp_extract(huisnummer, '\d+'), '') as house
from told
"""  # noqa: S608 (no input but our own)


def _given() -> Any:
    one_unknown = "(first_name_l is null or first_name_r is null)"
    return comparisons.CustomComparison(
        output_column_name="first_name",
        comparison_levels=[
            levels.CustomLevel("initial_l is null or initial_r is null").configure(
                is_null_level=True
            ),
            levels.ExactMatchLevel("first_name", term_frequency_adjustments=True),
            levels.JaroWinklerLevel("first_name", 0.92),
            levels.JaroWinklerLevel("first_name", 0.84),
            levels.CustomLevel(f"{one_unknown} and initials_l = initials_r"),
            levels.CustomLevel(f"{one_unknown} and initial_l = initial_r"),
            levels.CustomLevel("initial_l = initial_r"),
            levels.ElseLevel(),
        ],
    )


def _surname() -> Any:
    return comparisons.CustomComparison(
        output_column_name="surname",
        comparison_levels=[
            levels.NullLevel("surname"),
            levels.ExactMatchLevel("surname", term_frequency_adjustments=True),
            levels.JaroWinklerLevel("surname", 0.92),
            levels.CustomLevel(
                "(length(surname_l) >= 4 and contains(surname_r, surname_l))"
                " or (length(surname_r) >= 4 and contains(surname_l, surname_r))"
            ),
            levels.JaroWinklerLevel("surname", 0.80),
            levels.ElseLevel(),
        ],
    )


def _born() -> Any:
    swapped = (
        "left(dob_l, 4) = left(dob_r, 4) and substr(dob_l, 6, 2) = substr(dob_r, 9, 2)"
        " and substr(dob_l, 9, 2) = substr(dob_r, 6, 2)"
    )
    return comparisons.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            levels.NullLevel("dob"),
            levels.ExactMatchLevel("dob"),
            levels.CustomLevel(swapped),
            levels.DamerauLevenshteinLevel("dob", 1),
            levels.CustomLevel(
                "left(dob_l, 4) = left(dob_r, 4)"
                " and (right(dob_l, 5) = '01-01' or right(dob_r, 5) = '01-01')"
            ),
            levels.CustomLevel(
                "left(dob_l, 7) = left(dob_r, 7) or right(dob_l, 5) = right(dob_r, 5)"
            ),
            levels.CustomLevel("left(dob_l, 4) = left(dob_r, 4)"),
            levels.ElseLevel(),
        ],
    )


def _address() -> Any:
    return comparisons.CustomComparison(
        output_column_name="address",
        comparison_levels=[
            levels.CustomLevel("postcode_l is null or postcode_r is null").configure(
                is_null_level=True
            ),
            levels.CustomLevel("postcode_l = postcode_r and house_l = house_r"),
            levels.CustomLevel("postcode_l = postcode_r"),
            levels.CustomLevel(
                "damerau_levenshtein(postcode_l, postcode_r) <= 1 and house_l = house_r"
            ),
            levels.CustomLevel("area_l = area_r"),
            levels.ElseLevel(),
        ],
    )


def dutch(*, bsn: bool) -> Model:
    """Settings by hand for Dutch persons: names cleaned, custom levels for each field."""
    number = comparisons.DamerauLevenshteinAtThresholds("bsn", [1, 2])
    return Model(
        [_given(), _surname(), _born(), *([number] if bsn else []), _address(),
         comparisons.ExactMatch("sex")],
        [
            *([block_on("bsn")] if bsn else []),
            block_on("dob"),
            block_on("postcode", "house"),
            block_on("surname", "first_name"),
            block_on("surname", "area", "initial"),
        ],
        [
            *([block_on("bsn")] if bsn else []),
            block_on("surname", "dob", "initial"),
            block_on("first_name", "surname", "postcode"),
        ],
        [
            block_on("dob"),
            block_on("postcode", "house"),
            block_on("bsn") if bsn else block_on("surname", "first_name"),
        ],
        recall=0.95 if bsn else 0.8,
        pairs=1e7,
        clean=CLEAN,
    )  # fmt: skip


MODELS = {
    "febrl3": febrl3,
    "febrl4": febrl4,
    "fake": fake,
    "dutch": lambda: dutch(bsn=True),
    "dutch_nobsn": lambda: dutch(bsn=False),
}
