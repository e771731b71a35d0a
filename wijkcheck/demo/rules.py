"""Which rules must say what was planted: the one place where the key knows the rules' codes."""

RULES: dict[str, tuple[str, ...]] = {
    "bsn_empty": ("bsn_missing",),
    "bsn_eleven": ("bsn_eleven_test",),
    "bsn_placeholder": ("bsn_placeholder",),
    "test_bsns": ("bsn_test_source",),
    "birth_date_empty": (),
    "birth_in_future": ("birth_in_future",),
    "postcode_letters": ("postcode_shape",),
    "municipality_expired": ("municipality_invalid",),
    "age_law": ("youth_too_old",),
    "product_law": ("category_law",),
    "date_impossible": ("unreadable",),
    "code_unknown": ("unreadable",),
    "required_empty": ("required_missing",),
    "end_before_start": ("end_before_start",),
    "end_needed_per_week": ("end_required",),
    "unit_empty": ("unit_missing",),
    "too_much": ("volume_impossible",),
    "copy": ("duplicate_record",),
    "number_repeated": ("number_repeated",),
    "overlap": ("overlap",),
    "own_rule": ("own_rule",),
    "total_row": ("total_row",),
    "footer_row": ("footer_row",),
    "repeated_header": ("repeated_header",),
    "hidden_rows": ("hidden_rows",),
}

NOT_EXHAUSTIVE: dict[str, str] = {}
"""Rules that guess, so that the key cannot foresee all their findings; each with its reason."""
