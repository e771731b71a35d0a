"""Personal data: who looked is written down; all of it is purged, or that of earlier periods."""

import secrets
from datetime import date

from wijkcheck.project.decisions import ended, forget
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.history import append
from wijkcheck.project.store import names, read_table, remove_tables, write_table

_FIGURES = ("figures/", "bridge/")
"""Tables that stay after a purge: they count, and name nobody."""


def log_access(file: ProjectFile, what: str, about: str, number: int = 1) -> None:
    """Write down that somebody ``revealed`` or ``exported`` personal data, before it is shown.

    ``about`` is kept as a keyed hash: a value that was revealed, or the name of an export.

    Raises:
        ProjectError: it cannot be written; then nothing may be shown.
    """
    with file.transaction():
        append(file, what, about={"hash": file.remember(about), "number": number})


def purge(file: ProjectFile) -> None:
    """Remove everything personal and write the file anew; figures, history and settings stay.

    The chain still proves whole: it never held more than keyed hashes. The key goes too, or each
    BSN there is could be tried against them.

    Raises:
        ProjectError: the file cannot be written.
    """
    with file.transaction():
        for name in names(file, ""):
            if not name.startswith(_FIGURES):
                remove_tables(file, name)
        (values,) = file.rows("SELECT count(*) FROM personal")[0]
        (deliveries,) = file.rows("SELECT count(*) FROM deliveries WHERE current = 1")[0]
        for statement in (
            "DELETE FROM personal",
            "DELETE FROM files",
            "UPDATE deliveries SET current = 0, tables = '[]'",
            "DELETE FROM meta WHERE name IN ('run', 'stamps')",
        ):
            file.run(statement)
        file.put("key", secrets.token_bytes(32))
        append(file, "purged", after={"values": values, "deliveries": deliveries})
    file.rewrite()


def purge_before(file: ProjectFile, day: date) -> int:
    """Remove what was delivered for periods that ended before a day; return how many files.

    With them go the decisions for those periods only; what was decided from then on stays, and so
    do the figures of every period. The file is written anew.

    Raises:
        ProjectError: the file cannot be written.
    """
    with file.transaction():
        own = file.get("period", "")
        found = file.rows("SELECT delivery, period FROM deliveries WHERE tables <> '[]'")
        old = [n for n, period in found if period != own and ended(period) < day]
        for number in old:
            remove_tables(file, f"delivery/{number}/")
            file.run(
                "UPDATE deliveries SET current = 0, tables = '[]' WHERE delivery = ?", (number,)
            )
        file.run(
            "DELETE FROM files WHERE sha256 NOT IN"
            " (SELECT sha256 FROM deliveries WHERE tables <> '[]')"
        )
        made = file.rows("SELECT decision_id, scope, period FROM decisions")
        forget(
            file,
            [n for n, scope, period in made if scope == "this_time" and ended(period) < day],
        )
        carried = read_table(file, "carried")
        if carried is not None:  # what is gone or solved is of an earlier period
            write_table(file, "carried", carried[carried["state"].isin(["new", "carried"])])
        append(file, "purged", about={"before": day.isoformat()}, after={"deliveries": len(old)})
    file.rewrite()
    return len(old)
