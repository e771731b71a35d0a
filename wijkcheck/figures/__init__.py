"""Stage 6: measures on both sides and the bridge between them."""
