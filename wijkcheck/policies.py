"""What the organisation lays down: numbers under ``Software\\Policies\\WijkCheck``, on Windows.

The machine's win from the user's. packaging/policies holds their template for group policy.
"""

import sys
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from wijkcheck.errors import ProjectError, WijkCheckError

if sys.platform == "win32":
    import winreg

KEY = r"Software\Policies\WijkCheck"
_LONGEST = 1200
"""Months: more than any law asks, and still a date."""


@dataclass(frozen=True)
class Policies:
    """What is laid down; without policies everything is as people choose it."""

    encryption_required: bool = False  # a new project has a password
    retention_months: int | None = None  # a project is kept so long after its period
    bsn_allowed: bool = True  # a BSN may be shown and exported in full

    def need_password(self, path: str, password: str | None) -> None:
        """Hold a new project to encryption.

        Raises:
            ProjectError: it has no password, and must have one.
        """
        if self.encryption_required and password is None:
            raise ProjectError("policy_encryption", path=path)

    def need_masked(self, *, with_bsn: bool) -> None:
        """Hold an export to masked BSNs.

        Raises:
            WijkCheckError: the BSN is asked for in full, which may not be.
        """
        if with_bsn and not self.bsn_allowed:
            raise WijkCheckError("policy_bsn")

    def kept_until(self, period_end: date, own: date | None) -> date | None:
        """Return until when a project is kept: as laid down, else its own day."""
        if self.retention_months is None:
            return own
        years, before = divmod(period_end.month - 1 + self.retention_months, 12)
        year, month = period_end.year + years, before + 1
        return date(year, month, min(period_end.day, monthrange(year, month)[1]))


def policies() -> Policies:
    """Return what is laid down now."""
    months = _number("RetentionMonths")
    return Policies(
        encryption_required=_number("EncryptionRequired") == 1,
        retention_months=min(months, _LONGEST) if months else None,
        bsn_allowed=_number("BsnAllowed") != 0,
    )


def _number(name: str) -> int | None:
    """Return a number of the registry; another kind of value lays nothing down."""
    if sys.platform == "win32":
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with suppress(OSError), winreg.OpenKey(root, KEY) as key:
                value, kind = winreg.QueryValueEx(key, name)
                if kind == winreg.REG_DWORD:
                    return int(value)
    return None
