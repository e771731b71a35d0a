"""Stage 5: what differs between the same records, and why."""
