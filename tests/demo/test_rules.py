"""Which of the stages' rules the demo plants; a new rule must be planted or told why not."""

from wijkcheck import mapping, sources, validation
from wijkcheck.demo.rules import NOT_EXHAUSTIVE, RULES

# Rules that the demo has no breach of, and why.
NOT_PLANTED = {
    "of whole files, tested with the readers": {
        "american_dates", "broken_bytes", "bsn_leading_zero", "long_row", "no_header", "nul_bytes",
        "open_quote", "section_row", "separator_row", "short_row", "trimmed_rows",
    },
    "would make a whole source or column of the demo unusable": {
        "birth_new_year", "bsn_misplaced", "client_number_shared", "dates_swapped", "number_shared",
        "row_shifted", "identity_missing", "client_two_bsn",
    },
    "of declarations and deliveries": {
        "amount_product", "amount_rounding", "credit_without_debet", "debet_twice",
        "declaration_too_old", "period_month", "reference_duplicate", "stop_reason_law",
    },
    "would make a team of its own that has no source": {"team_unknown"},
    "said once for the source instead": {"bsn_test_range"},
    "another rule says it of what the demo writes": {
        "code_unknown", "placeholder", "postcode_in_name", "product_shape", "unreadable_address",
        "unreadable_amount", "unreadable_date", "unreadable_house_number", "unreadable_name",
        "unreadable_omvang", "unreadable_period",
    },
}  # fmt: skip


def test_every_rule_is_planted_or_told_why_not() -> None:
    known = {*sources.RULES, *mapping.RULES, *validation.RULES}
    planted = {rule for rules in RULES.values() for rule in rules}
    told = {rule for rules in NOT_PLANTED.values() for rule in rules}
    assert planted <= known
    assert not planted & told
    assert known - planted - told == set()


def test_what_the_key_cannot_foresee_is_a_rule_with_a_reason() -> None:
    known = {*sources.RULES, *mapping.RULES, *validation.RULES}
    assert set(NOT_EXHAUSTIVE) <= known
    assert all(NOT_EXHAUSTIVE.values())
