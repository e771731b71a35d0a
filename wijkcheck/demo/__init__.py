"""The demo: example exports with planted discrepancies, and the key they are held against."""

from wijkcheck.demo.make import make_demo

__all__ = ["make_demo"]
