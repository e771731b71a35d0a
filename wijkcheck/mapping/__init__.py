"""Stage 2: raw columns become the fields of a record type."""
