"""Stage 7: what leaves the house."""
