"""Linking and deduplicating beside the peers: accuracy, seconds, memory; see ``__main__``."""
