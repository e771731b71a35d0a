"""verify(): the tables of a reconciliation held against the answer key, kind by kind."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkcheck.demo.rules import NOT_EXHAUSTIVE
from wijkcheck.texts import sentence

Row = dict[str, str]
Record = tuple[str, ...]

_LEFT, _RIGHT = ("left_source", "left_row"), ("right_source", "right_row")
_PAIR = (*_LEFT, *_RIGHT)
_KEYS = ("pairs", "differences", "findings", "figures")
_SAME = ("certain", "probable")
_MIN_PRECISION, _MIN_RECALL, _MAX_FALSE = 0.999, 0.995, 0.01


@dataclass(frozen=True)
class Count:
    """One kind of thing: how many were planted, found and falsely reported, and which went wrong.

    ``missing`` and ``false`` hold the kind's own columns, as the key names them.
    """

    table: str  # pairs, review, differences, findings, figures, bridges
    kind: str
    planted: int
    missing: tuple[Record, ...]
    false: tuple[Record, ...]

    @property
    def found(self) -> int:
        """How many of the planted ones were found."""
        return self.planted - len(self.missing)


@dataclass(frozen=True)
class Verification:
    """What a reconciliation of the demo found of what was planted."""

    counts: tuple[Count, ...]

    @property
    def precision(self) -> float:
        """Which share of the record pairs taken as the same are so."""
        pairs = self._of("pairs")[0]
        reported = pairs.found + len(pairs.false)
        return pairs.found / reported if reported else 0.0

    @property
    def recall(self) -> float:
        """Which share of the record pairs that are the same were taken so."""
        pairs = self._of("pairs")[0]
        return pairs.found / pairs.planted

    @property
    def false_share(self) -> float:
        """Which share of the reported differences and findings is false."""
        counts = [*self._of("differences"), *self._of("findings")]
        false = sum(len(c.false) for c in counts)
        return false / max(1, sum(c.found for c in counts) + false)

    @property
    def ok(self) -> bool:
        """Whether everything planted was found, nearly nothing else, and all bridges close."""
        exact = [c for c in self.counts if c.table in ("figures", "bridges", "review")]
        reported = [c for c in self.counts if c.table in ("differences", "findings")]
        return (
            self.precision >= _MIN_PRECISION
            and self.recall >= _MIN_RECALL
            and self.false_share <= _MAX_FALSE
            and not any(c.missing for c in (*exact, *reported))
            and not any(c.false for c in exact)
        )

    def report(self, language: str = "nl") -> str:
        """Return the counts as lines of text, a kind each, and the verdict."""
        shown = [_line(sentence("verify_head", {}, language).split("|"))]
        for c in self.counts:
            table = sentence(f"verify_{c.table}", {}, language)
            shown.append(_line([table, c.kind, str(c.planted), str(c.found), str(len(c.false))]))
        values = {
            "precision": f"{self.precision:.4f}",
            "recall": f"{self.recall:.4f}",
            "false": f"{100 * self.false_share:.2f}",
        }
        verdict = "verify_ok" if self.ok else "verify_not_ok"
        shown += [sentence("verify_rates", values, language), sentence(verdict, {}, language)]
        return "\n".join(shown)

    def _of(self, table: str) -> list[Count]:
        return [c for c in self.counts if c.table == table]


def _line(cells: Sequence[str]) -> str:
    return f"{cells[0]:<12}{cells[1]:<32}" + "".join(f"{cell:>14}" for cell in cells[2:])


def verify(out: Path, key: Path) -> Verification:
    """Hold the tables in ``out`` (of ``reconcile --out``) against a key made by ``make_demo``.

    Args:
        out: the folder with ``pairs.csv, differences.csv, findings.csv, figures.csv``,
            ``bridge.csv`` and ``bridge_records.csv``.
        key: the folder ``antwoorden`` of the demo.
    """
    found = {name: _read(out / f"{name}.csv") for name in (*_KEYS, "bridge", "bridge_records")}
    planted = {name: _read(key / f"{name}.csv") for name in _KEYS}
    findings = [f for f in found["findings"] if f["rule"] not in NOT_EXHAUSTIVE]
    return Verification(
        (
            _pairs(planted["pairs"], found["pairs"]),
            _reviews(planted["pairs"], found["pairs"]),
            *_kinds(
                "differences", planted["differences"], found["differences"],
                lambda d: " ".join(filter(None, (d["kind"], d["field"]))),
                ("kind", "field", *_PAIR, "duplicate_of_source", "duplicate_of_row"),
            ),
            *_kinds(
                "findings", planted["findings"], findings,
                lambda f: f["rule"], ("source", "row", "field", "rule"),
            ),
            *_kinds(
                "figures", planted["figures"], found["figures"], lambda f: f["measure"],
                ("measure", "period_rule", "team", "municipality_value", "team_value"),
            ),
            _bridges(found["figures"], found["bridge"], found["bridge_records"]),
        )
    )  # fmt: skip


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cut(row: Row, columns: Iterable[str]) -> Record:
    return tuple(row[c] for c in columns)


def _count(table: str, kind: str, planted: Iterable[Record], reported: Iterable[Record]) -> Count:
    wanted, got = Counter(planted), Counter(reported)  # what is said twice is false once
    return Count(
        table,
        kind,
        wanted.total(),
        tuple(sorted((wanted - got).elements())),
        tuple(sorted((got - wanted).elements())),
    )


def _pairs(planted: list[Row], found: list[Row]) -> Count:
    return _count(
        "pairs",
        "",
        (_cut(p, _PAIR) for p in planted if p["expected"] == "same"),
        (_cut(p, _PAIR) for p in found if p["status"] in _SAME),
    )


def _reviews(planted: list[Row], found: list[Row]) -> Count:
    """Count the team's records that must end in review, with one of their rivals at least."""
    rivals: dict[Record, set[Record]] = defaultdict(set)
    for pair in planted:
        if pair["expected"] == "review":
            rivals[_cut(pair, _RIGHT)].add(_cut(pair, _LEFT))
    doubted = {
        _cut(p, _RIGHT)
        for p in found
        if p["status"] == "review" and _cut(p, _LEFT) in rivals.get(_cut(p, _RIGHT), ())
    }
    taken = {_cut(p, _RIGHT) for p in found if p["status"] in _SAME}
    missing = tuple(sorted(set(rivals) - (doubted - taken)))
    return Count("review", "", len(rivals), missing, ())


def _kinds(
    table: str,
    planted: list[Row],
    found: list[Row],
    kind: Callable[[Row], str],
    columns: Sequence[str],
) -> list[Count]:
    return [
        _count(
            table,
            name,
            (_cut(p, columns) for p in planted if kind(p) == name),
            (_cut(f, columns) for f in found if kind(f) == name),
        )
        for name in sorted({kind(row) for row in (*planted, *found)})
    ]


def _bridges(figures: list[Row], bridge: list[Row], records: list[Row]) -> Count:
    """Count the groups whose bridge closes, each step with exactly its records."""
    group = ("measure", "period_rule", "team")
    effects: dict[Record, list[int]] = defaultdict(list)
    for record in records:
        effects[_cut(record, (*group, "step"))].append(int(record["effect"]))
    amounts: dict[Record, int] = defaultdict(int)
    open_groups = set()
    for step in bridge:
        mine = effects.pop(_cut(step, (*group, "step")), [])
        amounts[_cut(step, group)] += int(step["amount"])
        if (sum(mine), len(mine)) != (int(step["amount"]), int(step["records"])) or not mine:
            open_groups.add(_cut(step, group))
    whole = [f for f in figures if f["municipality_value"] and f["team_value"]]
    for figure in whole:
        delta = int(figure["team_value"]) - int(figure["municipality_value"])
        if amounts[_cut(figure, group)] != delta:
            open_groups.add(_cut(figure, group))
    return Count("bridges", "", len(whole), tuple(sorted(open_groups)), tuple(sorted(effects)))
