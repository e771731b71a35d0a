import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.demo.conftest import table
from wijkcheck.demo import Verification, verify

Rows = list[dict[str, str]]
Tables = dict[str, Rows]


def ideal(key: dict[str, Rows]) -> Tables:
    """The tables that a reconciliation without a fault would write."""
    status = {"same": "certain", "review": "review"}
    group = ("measure", "period_rule", "team")
    bridge, records = [], []
    for figure in key["figures"]:
        delta = int(figure["team_value"]) - int(figure["municipality_value"])
        if delta:
            step = {**{g: figure[g] for g in group}, "step": "1"}
            bridge.append({**step, "amount": str(delta), "records": str(abs(delta))})
            effect = {**step, "effect": "1" if delta > 0 else "-1"}
            records += [effect] * abs(delta)
    return {
        "pairs": [{**p, "status": status[p["expected"]]} for p in key["pairs"]],
        "differences": [dict(d) for d in key["differences"]],
        "findings": [dict(f) for f in key["findings"]],
        "figures": [dict(f) for f in key["figures"]],
        "bridge": bridge,
        "bridge_records": records,
    }


@pytest.fixture
def hold(
    demo: Path, key: dict[str, Rows], tmp_path: Path
) -> Callable[[Callable[[Tables], object]], Verification]:
    def held(change: Callable[[Tables], object]) -> Verification:
        tables = ideal(key)
        change(tables)
        for name, rows in tables.items():
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        return verify(tmp_path, demo / "antwoorden")

    return held


def test_a_faultless_reconciliation_is_ok(hold: Callable[..., Verification]) -> None:
    verification = hold(lambda _: None)
    assert verification.ok
    assert (verification.precision, verification.recall) == (1.0, 1.0)
    assert not any(c.missing or c.false for c in verification.counts)


@pytest.mark.parametrize("name", ["differences", "findings", "figures"])
def test_whatever_is_missing_is_named(name: str, hold: Callable[..., Verification]) -> None:
    verification = hold(lambda tables: tables[name].pop())
    assert not verification.ok
    assert sum(len(c.missing) for c in verification.counts if c.table == name) == 1


def test_a_field_at_the_wrong_row_is_missing_and_false(hold: Callable[..., Verification]) -> None:
    def move(tables: Tables) -> None:
        field = next(d for d in tables["differences"] if d["field"] == "omvang")
        field["left_row"] = "99999"

    omvang = next(c for c in hold(move).counts if c.kind == "field omvang")
    assert (len(omvang.missing), len(omvang.false)) == (1, 1)


def test_a_few_false_findings_are_allowed(hold: Callable[..., Verification]) -> None:
    def add(tables: Tables, amount: int) -> None:
        line = {"source": "teams/x.csv", "row": "3", "field": "bsn", "rule": "bsn_missing"}
        tables["findings"] += [line] * amount

    assert hold(lambda tables: add(tables, 3)).ok
    assert not hold(lambda tables: add(tables, 30)).ok


def test_a_doubtful_pair_taken_as_the_same_is_not_ok(hold: Callable[..., Verification]) -> None:
    def take(tables: Tables) -> None:
        next(p for p in tables["pairs"] if p["status"] == "review")["status"] = "probable"

    verification = hold(take)
    assert not verification.ok
    assert verification.precision < 1


def test_missing_pairs_lower_the_recall(hold: Callable[..., Verification]) -> None:
    def drop(tables: Tables) -> None:
        del tables["pairs"][100:120]

    assert not hold(drop).ok


def test_a_bridge_that_does_not_close_is_found(hold: Callable[..., Verification]) -> None:
    def shift(tables: Tables) -> None:
        tables["bridge"][0]["amount"] = str(int(tables["bridge"][0]["amount"]) + 1)

    assert not hold(shift).ok


def test_a_step_without_its_records_is_found(hold: Callable[..., Verification]) -> None:
    def drop(tables: Tables) -> None:
        tables["bridge_records"].pop()

    assert not hold(drop).ok


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_says_every_kind(language: str, hold: Callable[..., Verification]) -> None:
    verification = hold(lambda _: None)
    report = verification.report(language)
    assert len(report.splitlines()) == 1 + len(verification.counts) + 2
    assert "field omvang" in report


def test_the_key_is_read_as_it_was_written(demo: Path, key: dict[str, Rows]) -> None:
    assert table(demo / "antwoorden" / "pairs.csv") == key["pairs"]
