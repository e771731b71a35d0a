"""Who sits at this computer, and where: the account of the operating system, not a typed name."""

import ctypes
import os
import platform
import sys

if sys.platform != "win32":
    import pwd


def account() -> str:
    """Return the account that the operating system says runs this program.

    Environment variables are not asked: anybody can set those.
    """
    if sys.platform == "win32":
        size = ctypes.c_ulong(257)
        name = ctypes.create_unicode_buffer(size.value)
        known = ctypes.windll.advapi32.GetUserNameW(name, ctypes.byref(size))
        return name.value if known else "?"
    else:  # noqa: RET505 - so that each system's half is checked on its own
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:  # an account that this machine has no name for
            return str(os.getuid())


def machine() -> str:
    """Return the name of this computer."""
    return platform.node() or "?"
