"""The demo: example exports with planted discrepancies, and the key they are held against."""

from wijkcheck.demo.make import make_demo
from wijkcheck.demo.verify import Verification, verify

__all__ = ["Verification", "make_demo", "verify"]
