import hashlib
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.demo.readback import numbers, rows
from wijkcheck.demo import make_demo
from wijkcheck.demo.deliveries import deliveries
from wijkcheck.records.fields import RecordType

Key = dict[str, list[dict[str, str]]]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def sources(demo: Path) -> list[dict[str, object]]:
    found = tomllib.loads((demo / "wijkcheck.toml").read_text(encoding="utf-8"))["source"]
    assert isinstance(found, list)
    return found


def at(demo: Path, source: str, row: str) -> list[str]:
    return rows(demo, source)[int(row) - 1]


def test_the_same_seed_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    again = make_demo(tmp_path / "elsewhere").parent
    assert digests(again) == digests(demo)


def test_another_seed_gives_another_demo(demo: Path, tmp_path: Path) -> None:
    other = digests(make_demo(tmp_path, seed=2).parent)
    mine = digests(demo)
    assert other.keys() == mine.keys()
    assert {name for name in mine if mine[name] == other[name]} == {"wijkcheck.toml"}


@pytest.mark.parametrize("seed", range(3, 9))
def test_any_seed_has_room_for_all_plantings(seed: int, tmp_path: Path) -> None:
    assert make_demo(tmp_path, seed).exists()


def test_no_file_holds_a_time_of_its_own(demo: Path) -> None:
    for path in demo.rglob("*"):
        if path.suffix in (".xlsx", ".ods", ".zip"):
            with zipfile.ZipFile(path) as parts:
                assert {info.date_time for info in parts.infolist()} == {(2026, 10, 8, 9, 30, 0)}
                assert {info.compress_type for info in parts.infolist()} == {zipfile.ZIP_STORED}


def test_five_teams_or_more_in_unlike_formats(demo: Path) -> None:
    teams = {s["team"] for s in sources(demo) if s["side"] == "team"}
    assert len(teams) == 6
    kinds = {Path(str(s["path"])).suffix for s in sources(demo)}
    assert kinds == {".xlsx", ".csv", ".txt", ".ods", ".zip"}
    assert {s["record_type"] for s in sources(demo)} == {
        RecordType.CLIENTEN.value,
        RecordType.TOEWIJZINGEN.value,
    }
    assert not any("columns" in s for s in sources(demo))


def test_it_is_as_big_as_a_quarter_of_a_town(key: Key) -> None:
    lists = {"clienten": (400, 700), "toewijzingen": (600, 1000)}
    for kind, (least, most) in lists.items():
        paired = [p for p in key["pairs"] if kind in p["left_source"]]
        assert least <= len(paired) <= most


def test_bsns_are_from_the_test_range(demo: Path) -> None:
    seen = set()
    for source in {str(s["path"]) for s in sources(demo)}:
        name = f"{source}!export.csv" if source.endswith(".zip") else source
        for line in rows(demo, name):
            seen |= {number for number in numbers(line) if number.startswith("99")}
    assert len(seen) > 500
    assert all("999900006" <= bsn <= "999999999" for bsn in seen)


def test_pairs_lie_where_the_key_says(demo: Path, key: Key) -> None:
    """Both rows of a pair carry the same BSN, unless the key says that it differs or is doubted."""
    apart = {(d["right_source"], d["right_row"]) for d in key["differences"] if d["field"] == "bsn"}
    told = 0
    for pair in key["pairs"][::7]:
        left = numbers(at(demo, pair["left_source"], pair["left_row"]))
        right = numbers(at(demo, pair["right_source"], pair["right_row"]))
        bsns = [n for n in left if n.startswith("9999")]
        assert bsns
        if pair["expected"] == "same" and set(bsns) & set(right):
            told += 1
        elif pair["expected"] == "same":
            person = {b for b in right if b.startswith("999")}
            assert not person & set(bsns)
    assert apart
    assert told > 150


def test_a_removed_row_is_nowhere_on_the_other_side(demo: Path, key: Key) -> None:
    only = [d for d in key["differences"] if d["kind"] == "only_municipality"]
    only = [d for d in only if d["cause"] == "pgb"]
    assert only
    for difference in only:
        line = at(demo, difference["left_source"], difference["left_row"])
        assert "PGB" in line
        number = next(cell for cell in line if re.fullmatch(r"26\d{4}", cell))
        for source in {p["right_source"] for p in key["pairs"]}:
            assert not any(number in line for line in rows(demo, source))


def test_an_omitted_bsn_is_empty_in_the_file(demo: Path, key: Key) -> None:
    missing = [f for f in key["findings"] if f["rule"] == "bsn_missing"]
    assert len(missing) > 50
    for finding in missing:
        assert not numbers(at(demo, finding["source"], finding["row"]))


def test_an_impossible_date_stands_in_the_file(demo: Path, key: Key) -> None:
    written = {"31-02-2026", "2026-02-31", "20260231"}
    found = set()
    for difference in key["differences"]:
        if difference["field"] == "einddatum":
            found |= written & set(at(demo, difference["right_source"], difference["right_row"]))
    assert found == written


def test_a_copy_is_its_original(demo: Path, key: Key) -> None:
    copies = [d for d in key["differences"] if d["kind"].startswith("duplicate_")]
    assert len(copies) == 10
    for copy in copies:
        side = "left" if copy["kind"] == "duplicate_municipality" else "right"
        mine = at(demo, copy[f"{side}_source"], copy[f"{side}_row"])
        original = at(demo, copy["duplicate_of_source"], copy["duplicate_of_row"])
        if copy[f"{side}_source"] == copy["duplicate_of_source"]:
            assert mine == original
        else:
            assert set(numbers(mine)) & set(numbers(original))


def test_hours_and_minutes_are_what_the_key_calls_equal(demo: Path, key: Key) -> None:
    alike = [e for e in key["equal"] if e["what"] == "uren in minuten"]
    assert len(alike) == 6
    for pair in alike:
        left = at(demo, pair["left_source"], pair["left_row"])
        right = " ".join(at(demo, pair["right_source"], pair["right_row"]))
        assert left[left.index("02A01") + 3] == "4"
        assert left[left.index("02A01") + 4] == "04"
        assert re.search(r"\b240\b.*\b(minuten|min\.|01)(\s|$)", right)


def test_every_kind_and_field_of_difference_is_planted(key: Key) -> None:
    planted = {(d["kind"], d["field"]) for d in key["differences"]}
    kinds = {"only_municipality", "only_team", "duplicate_municipality", "duplicate_team"}
    fields = {
        "ingangsdatum", "einddatum", "omvang", "productcode", "productcategorie", "wet", "budget",
        "leveringsvorm", "toewijzingnummer", "aanbieder", "gemeentecode", "team", "achternaam",
        "voornamen", "voorletters", "geboortedatum", "geslacht", "postcode", "straatnaam",
        "huisnummer", "huisletter", "toevoeging", "plaatsnaam", "bsn",
    }  # fmt: skip
    assert planted == {(k, "") for k in kinds} | {("field", f) for f in fields}


def test_nothing_equal_or_doubtful_is_also_different(key: Key) -> None:
    def place(row: dict[str, str]) -> tuple[str, ...]:
        return row["left_source"], row["left_row"], row["right_source"], row["right_row"]

    different = {place(d) for d in key["differences"] if d["kind"] == "field"}
    review = {place(p) for p in key["pairs"] if p["expected"] == "review"}
    same = {place(p) for p in key["pairs"] if p["expected"] == "same"}
    assert not different & review
    assert not same & review
    assert len({p[:2] for p in same}) == len({p[2:] for p in same}) == len(same)


def test_a_record_on_one_side_only_is_in_no_pair(key: Key) -> None:
    paired = {
        (p[f"{side}_source"], p[f"{side}_row"])
        for p in key["pairs"]
        if p["expected"] == "same"
        for side in ("left", "right")
    }
    for difference in key["differences"]:
        if difference["kind"] != "field":
            side = "left" if difference["left_source"] else "right"
            assert (difference[f"{side}_source"], difference[f"{side}_row"]) not in paired


def test_begin_plus_inflow_minus_outflow_is_the_end(key: Key) -> None:
    """The day before the period is not in the key; lopend − instroom runs on it and in it."""
    figures = {(f["measure"], f["period_rule"], f["team"]): f for f in key["figures"]}
    for (measure, rule, team), running in figures.items():
        if rule != "lopend":
            continue
        for side in ("municipality_value", "team_value"):
            count = {
                r: int(figures[measure, r, team][side])
                for r in ("peildatum", "instroom", "uitstroom")
            }
            assert count["peildatum"] <= int(running[side])
            assert int(running[side]) - count["instroom"] >= 0
            ended_before = count["peildatum"] + count["uitstroom"] - int(running[side])
            assert ended_before >= 0  # ran the day before the period and not in it


def test_the_order_of_the_sources_changes_no_key(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkcheck.demo.make.deliveries", lambda: deliveries()[::-1])
    other = make_demo(tmp_path).parent
    assert sources(other) == sources(demo)[::-1]
    before, after = digests(demo), digests(other)
    assert {name for name in before if before[name] != after[name]} == {"wijkcheck.toml"}


def test_no_line_of_the_key_stands_twice(key: Key) -> None:
    for name, lines in key.items():
        assert len({tuple(line.values()) for line in lines}) == len(lines), name


def test_every_source_has_its_test_bsns_told_once(demo: Path, key: Key) -> None:
    told = [
        f["source"].partition("!")[0] for f in key["findings"] if f["rule"] == "bsn_test_source"
    ]
    assert sorted(told) == sorted(str(s["path"]) for s in sources(demo))
