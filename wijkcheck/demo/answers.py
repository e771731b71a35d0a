"""The answer key: what a reconciliation of the demo must report, told from what was planted.

Nothing here reads the delivered files or runs a stage. Records are named by source and row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from wijkcheck.demo.counting import counted
from wijkcheck.demo.layouts import Layout, Marks
from wijkcheck.demo.notebook import Plan, Planted
from wijkcheck.demo.rules import RULES
from wijkcheck.demo.truth import Case, Duo, Entry
from wijkcheck.demo.writing import Cell, delimited
from wijkcheck.records.fields import Side

Place = tuple[Cell, Cell]
Line = tuple[Cell, ...]

HEADERS = {
    "pairs": ("left_source", "left_row", "right_source", "right_row", "expected"),
    "differences": (
        "kind", "field", "left_source", "left_row", "right_source", "right_row", "cause",
        "duplicate_of_source", "duplicate_of_row",
    ),
    "findings": ("source", "row", "field", "rule"),
    "figures": ("measure", "period_rule", "team", "municipality_value", "team_value"),
    "equal": ("left_source", "left_row", "right_source", "right_row", "what"),
}  # fmt: skip


def answers(plan: Plan, layouts: Sequence[Layout], marks: Mapping[str, Marks]) -> dict[str, bytes]:
    """Return the tables of the key as CSV, by name; every record must have its row by now.

    ``marks``: the lines of each source of which its reader has something to say.
    """
    fields = {layout.source: layout.fields for layout in layouts}
    tables: dict[str, Iterable[Line]] = {
        "pairs": _pairs(plan),
        "differences": _differences(plan, fields),
        "findings": [*_findings(plan, fields), *_of_sources(layouts, marks)],
        "figures": counted(plan.entries()),
        "equal": _equal(plan),
    }
    return {
        name: delimited([HEADERS[name], *sorted(set(lines), key=_order)], ",", "utf-8")
        for name, lines in tables.items()
    }


def _order(line: Line) -> tuple[tuple[str, int], ...]:
    return tuple(("", c) if isinstance(c, int) else (str(c or ""), 0) for c in line)


def _at(entry: Entry | None) -> Place:
    return (entry.source, entry.row) if entry else (None, None)


def _doubtful(plan: Plan) -> set[Duo]:
    return {duo for rivals in plan.reviews for duo in rivals}


def _pairs(plan: Plan) -> Iterator[Line]:
    doubtful = _doubtful(plan)
    for case in plan.world.cases:
        for duo in case.duos:
            if duo.left and duo.right and duo not in doubtful:
                yield *_at(duo.left), *_at(duo.right), "same"
    for rivals in plan.reviews:
        for a, b in product(rivals, rivals):
            if a.left and b.right:
                yield *_at(a.left), *_at(b.right), "review"


def _differences(plan: Plan, fields: Mapping[str, frozenset[str]]) -> Iterator[Line]:
    for planted in plan.differences:
        left, right = _records(planted)
        if planted.kind == "field":
            _check(planted, left, fields)
            _check(planted, right, fields)
        copied = _at(planted.copy_of)
        yield planted.kind, planted.field or None, *_at(left), *_at(right), planted.cause, *copied
    for duo in _doubtful(plan):
        for entry in (duo.left, duo.right):
            if entry:
                sides = (entry, None) if entry.side is Side.MUNICIPALITY else (None, entry)
                places = (*_at(sides[0]), *_at(sides[1]))
                yield f"only_{entry.side}", None, *places, "te_beoordelen", None, None


def _records(planted: Planted) -> tuple[Entry | None, Entry | None]:
    """Return the records that a difference is reported at: of a client, the first on each side."""
    if planted.case:
        return _first(planted.case, Side.MUNICIPALITY), _first(planted.case, Side.TEAM)
    assert planted.duo is not None  # noqa: S101 - one of the two is always there
    return planted.duo.left, planted.duo.right


def _first(case: Case, side: Side) -> Entry:
    return case.entries(side)[0]


_PARTS = {"omvang": "volume", "team": "ingangsdatum"}  # the team is known without a column


def _check(planted: Planted, entry: Entry | None, fields: Mapping[str, frozenset[str]]) -> None:
    """Refuse a key that expects a difference in a column that was not delivered."""
    name = _PARTS.get(planted.field, planted.field)
    if entry is None or name not in fields[entry.source]:
        raise ValueError(f"{planted.field} is planted where {entry and entry.source} has it not")


def _findings(plan: Plan, fields: Mapping[str, frozenset[str]]) -> Iterator[Line]:
    wrong = [
        *plan.findings,
        *((max(a, b, key=lambda e: e.place), name, what) for a, b, name, what in plan.later),
        *(
            (entry, name, what)
            for case, side, name, what in plan.person_findings
            for entry in case.entries(side)
            if name in fields[entry.source]
        ),
    ]
    for entry, name, what in wrong:
        for rule in RULES[what]:
            yield *_at(entry), name, rule


def _of_sources(layouts: Sequence[Layout], marks: Mapping[str, Marks]) -> Iterator[Line]:
    """Yield what is said of lines that are no records, and once of a source."""
    for layout in layouts:
        # All of the demo's BSNs are from the test range.
        for name, what in (("bsn", "test_bsns"), *layout.said_once):
            yield from ((layout.source, None, name or None, rule) for rule in RULES[what])
        for row, what in marks[layout.source]:
            yield from ((layout.source, row, None, rule) for rule in RULES[what])


def _equal(plan: Plan) -> Iterator[Line]:
    for planted in plan.equal:
        left, right = _records(planted)
        yield *_at(left), *_at(right), planted.field
