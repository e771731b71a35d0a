"""Stage 4: which records are the same."""
