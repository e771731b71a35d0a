"""Stage 1: a file becomes raw tables of text with row numbers."""
