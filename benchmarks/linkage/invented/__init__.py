"""Sets that are hard on purpose and not Dutch persons: organisations, registers, products."""
