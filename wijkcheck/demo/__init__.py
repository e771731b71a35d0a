"""The demo: example exports with planted discrepancies, and the key they are held against."""

from wijkcheck.demo.make import KEY, make_demo
from wijkcheck.demo.verify import Verification, verify

__all__ = ["KEY", "Verification", "make_demo", "verify"]
