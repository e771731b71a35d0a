"""What a project holds of people: shown, removed, purged, and who looked is written down."""

import json

import pandas as pd

from wijkcheck.errors import ProjectError
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.history import append
from wijkcheck.project.store import names, read_table, remove_tables, write_table
from wijkcheck.records.models import TEXT

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

    The chain still proves whole: it never held more than keyed hashes.

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
        append(file, "purged", after={"values": values, "deliveries": deliveries})
    file.rewrite()


def held_of(file: ProjectFile, bsn: str) -> pd.DataFrame:
    """Return ``delivery, path, period, row, column, value``: what is held of one person.

    Rows with the BSN, in every kept delivery, and the rows without one that the last run took to be
    of the same person.
    """
    periods = {n: (p, q) for n, p, q in file.rows("SELECT delivery, path, period FROM deliveries")}
    parts = []
    for begin, rows in _places(file, bsn).items():
        text = read_table(file, f"{begin}/text")
        if text is None or not len(rows):
            continue
        number = int(begin.split("/")[1])
        own = text[text.index.isin(rows)].rename_axis("row").reset_index()
        found = own.melt("row", var_name="column").dropna().sort_values("row", kind="stable")
        path, period = periods[number]
        parts.append(found.assign(delivery=number, path=path, period=period))
    columns = ["delivery", "path", "period", "row", "column", "value"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def remove_person(file: ProjectFile, bsn: str) -> int:
    """Remove what is held of one person and write the file anew; returns how many rows.

    The results of the last run go, to be made again without the person; figures of earlier periods
    stay. Files that were kept whole and hold the person go whole.

    Raises:
        ProjectError: nothing is held, or the file cannot be written.
    """
    places = {begin: rows for begin, rows in _places(file, bsn).items() if len(rows)}
    if not places:
        raise ProjectError("person_unknown", path=file.path.name)
    known = _names(file, bsn)
    with file.transaction():
        for begin, rows in places.items():
            for name in (f"{begin}/text", f"{begin}/stored"):
                table = read_table(file, name)
                if table is not None:
                    write_table(file, name, table[~table.index.isin(rows)])
            number = int(begin.split("/")[1])
            file.run(
                "DELETE FROM files WHERE sha256 IN"
                " (SELECT sha256 FROM deliveries WHERE delivery = ?)",
                (number,),
            )
            remove_tables(file, f"delivery/{number}/changes")
        for value in (bsn, *known):
            like = f"%{json.dumps(value, ensure_ascii=False)[1:-1]}%"
            file.run("DELETE FROM personal WHERE value LIKE ?", (like,))
        _forget_carried(file, (bsn, *known))
        remove_tables(file, "run/")
        file.run("DELETE FROM meta WHERE name IN ('run', 'stamps')")
        removed = sum(len(rows) for rows in places.values())
        append(file, "person_removed", about={"hash": file.pseudonym(bsn)}, after={"rows": removed})
    file.rewrite()
    return removed


def _places(file: ProjectFile, bsn: str) -> dict[str, pd.Index]:
    """Return per kept table (where its chunks begin) the rows that are of this person."""
    tied = _tied(file, bsn)
    found = {}
    for name in names(file, "delivery/"):
        begin, _, kind = name.rpartition("/")
        text = read_table(file, name) if kind == "text" else None
        columns = read_table(file, f"{begin}/columns") if kind == "text" else None
        if text is None or columns is None:
            continue
        rows = text.index[:0]
        for column in columns.loc[columns["field"].eq("bsn"), "column"]:
            digits = text[column].str.replace(r"\.0+$|\D", "", regex=True).str.zfill(9)
            rows = rows.union(text.index[digits.eq(bsn).to_numpy(dtype=bool, na_value=False)])
        source = columns["source"].iloc[0] if len(columns) else ""
        also = tied.loc[tied["source"].eq(source), "row"]
        found[begin] = rows.union(text.index[text.index.isin(also)])
    return found


def _tied(file: ProjectFile, bsn: str) -> pd.DataFrame:
    """Return ``source, row, record_id`` of the records of this person in the last run."""
    tables = [read_table(file, name) for name in names(file, "run/records/")]
    records = [table for table in tables if table is not None]
    persons = read_table(file, "run/persons")
    if not records or persons is None:
        return pd.DataFrame(columns=["source", "row", "record_id"])
    ids = [record for table in records for record in table.index[table["bsn"].eq(bsn)]]
    own = persons.loc[persons["record_id"].isin(ids), "person_id"]
    pairs = read_table(file, "run/person_pairs")
    if pairs is not None:  # whoever the other side has as the same
        same = pairs[pairs["status"].isin(["certain", "probable"])]
        others = [
            same.loc[same["left_id"].isin(own), "right_id"],
            same.loc[same["right_id"].isin(own), "left_id"],
        ]
        own = pd.concat([own, *others])
    mine = persons.loc[persons["person_id"].isin(own), "record_id"]
    parts = [t.loc[t.index.isin(mine) | t.index.isin(ids), ["source", "row"]] for t in records]
    return pd.concat(parts).rename_axis("record_id").reset_index()


def _names(file: ProjectFile, bsn: str) -> list[str]:
    """Return the names by which keys know this person, of the keys that hold the BSN."""
    found = set()
    for (value,) in file.rows("SELECT value FROM personal WHERE value LIKE ?", (f"%{bsn}%",)):
        key = json.loads(value) if value.startswith("{") else {}
        if isinstance(key.get("name"), str):
            found.add(key["name"])
    return sorted(found)


def _forget_carried(file: ProjectFile, values: tuple[str, ...]) -> None:
    table = read_table(file, "carried")
    if table is not None:
        own = pd.Series(False, index=table.index)
        for side in ("left_identity", "right_identity"):
            for value in values:
                begins = table[side].astype(TEXT).str.startswith(value)
                own |= begins.fillna(value=False).astype(bool)
        write_table(file, "carried", table[~own].reset_index(drop=True))
