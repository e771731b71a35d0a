"""link and dedupe on the command line: estimates, weights, samples, and what goes wrong."""

import csv
from pathlib import Path

import pytest

from tests.matching.test_link import damaged, people
from wijkcheck import cli
from wijkcheck.matching.features import LinkKind
from wijkcheck.texts import SENTENCES

FIELDS = ("--fields", "first=given_name", "last:naam=surname", "born=date", "postcode=postcode")
LINK = ("link", "a.csv", "b.csv", "--id", "nr:code", *FIELDS, "--out", "p.csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of two lists of the same people, which is also where we are."""
    monkeypatch.chdir(tmp_path)
    left = people(80, 61)
    left.rename_axis("nr").to_csv("a.csv")
    damaged(left, 62).rename(columns={"last": "naam"}).rename_axis("code").to_csv("b.csv")
    return tmp_path


def rows(name: str) -> list[dict[str, str]]:
    with Path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge(
    name: str, to: str, answer: tuple[str, str] = ("nee", "ja"), delimiter: str = ","
) -> None:
    """Fill a sample in truly, as a spreadsheet saves it."""
    found = rows(name)
    for row in found:
        row["same"] = answer[row["left_id"][1:] == row["right_id"][1:]]
    with Path(to).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(found)


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main([*words]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    return err


def test_the_ids_may_have_another_name_on_either_side(folder: Path) -> None:
    assert cli.main([*LINK]) == 0
    certain = [pair for pair in rows("p.csv") if pair["status"] == "certain"]
    assert len(certain) > 60
    assert all(pair["left_id"][1:] == pair["right_id"][1:] for pair in certain)


def test_precision_and_recall_are_told_after_the_pairs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--language", "en", *LINK]) == 0
    pairs, told = capsys.readouterr().out.splitlines()
    assert "Written: p.csv" in pairs
    assert told.startswith(("Estimated precision 0.9", "Estimated precision 1.0"))


def test_where_nothing_is_taken_nothing_is_estimated(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("b.csv").write_text("code,first,naam,born,postcode\n1,,,,\n2,Xi,Qq,1901-01-02,9999ZZ\n")
    assert cli.main([*LINK]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_dedupe_tells_them_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = people(60, 63)
    twice = [left, damaged(left, 64)]
    Path("all.csv").write_text(
        twice[0].rename_axis("nr").to_csv() + twice[1].to_csv(header=False), encoding="utf-8"
    )
    words = ["dedupe", "all.csv", "--id", "nr", "--fields", "first=given_name", "last=surname"]
    words += ["born=date", "--out", "p.csv", "--weights", "w.csv", "--sample", "s.csv"]
    assert cli.main([*words, "--sample-size", "20"]) == 0
    assert "precisie" in capsys.readouterr().out
    assert len(rows("s.csv")) == 20
    assert {r["field"] for r in rows("w.csv")} >= {"pair", "given_name", "surname", "born"}


def test_the_weights_explain_the_pairs(folder: Path) -> None:
    assert cli.main([*LINK, "--weights", "w.csv"]) == 0
    found = rows("w.csv")
    assert sum(float(r["share"]) for r in found if r["field"] == "pair") == pytest.approx(1)
    born = [r for r in found if r["field"] == "born"]
    assert sum(float(r["m"]) for r in born) == pytest.approx(1, abs=1e-6)
    weights = {r["agreement"]: float(r["weight"]) for r in born}
    assert weights["equal"] > 5 > -2 > weights["differs"]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_sample_goes_out_and_comes_back_judged(
    folder: Path, capsys: pytest.CaptureFixture[str], delimiter: str
) -> None:
    assert cli.main([*LINK, "--sample", "s.csv", "--sample-size", "30"]) == 0
    assert "30 koppels om te beoordelen" in capsys.readouterr().out
    assert {row["same"] for row in rows("s.csv")} == {""}
    judge("s.csv", "judged.csv", delimiter=delimiter)
    assert cli.main([*LINK, "--labels", "judged.csv"]) == 0
    assert "Volgens 30 beoordeelde koppels: precisie" in capsys.readouterr().out


def test_ids_that_a_spreadsheet_would_run_come_back(folder: Path) -> None:
    for name in ("a.csv", "b.csv"):
        text = Path(name).read_text("utf-8").replace("\np0", "\n=p0").replace("\nq0", "\n@q0")
        Path(name).write_text(text, "utf-8")
    assert cli.main([*LINK, "--sample", "s.csv", "--sample-size", "10"]) == 0
    assert rows("s.csv")[0]["left_id"].startswith("'=p")
    judge("s.csv", "judged.csv")
    assert cli.main([*LINK, "--labels", "judged.csv"]) == 0


@pytest.mark.parametrize(("more", "shown"), [([], "*****0006"), (["--with-bsn"], "999900006")])
def test_a_bsn_in_a_sample_is_masked_unless_asked_for(
    folder: Path, more: list[str], shown: str
) -> None:
    Path("all.csv").write_text("nr,bsn,last\n1,999900006,Bos\n2,999900006,Bos\n3,999900018,Kok\n")
    words = ["dedupe", "all.csv", "--id", "nr", "--fields", "bsn=identifier", "last=surname"]
    assert cli.main([*words, "--out", "p.csv", "--sample", "s.csv", *more]) == 0
    assert shown in {row["bsn left"] for row in rows("s.csv")}


def test_a_sample_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("s.csv").write_text("my work")
    assert "s.csv: dit bestand bestaat al" in complaint(capsys, *LINK, "--sample", "s.csv")
    assert Path("s.csv").read_text() == "my work"
    assert not Path("p.csv").exists()


@pytest.mark.parametrize(
    ("answer", "told"),
    [(("", ""), "niets ingevuld"), (("nee", "misschien"), "geen ja of nee")],
)
def test_labels_that_say_nothing_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], answer: tuple[str, str], told: str
) -> None:
    assert cli.main([*LINK, "--sample", "s.csv"]) == 0
    capsys.readouterr()
    judge("s.csv", "judged.csv", answer)
    assert told in complaint(capsys, *LINK, "--labels", "judged.csv")


def test_labels_of_other_files_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("judged.csv").write_text("left_id,right_id,same\nx1,y1,ja\nx2,y2,nee\n")
    assert "2 koppels horen niet" in complaint(capsys, *LINK, "--labels", "judged.csv")
    Path("judged.csv").write_text("links,rechts,same\nx1,y1,ja\n")
    assert "“left_id”" in complaint(capsys, *LINK, "--labels", "judged.csv")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (["last=surname"], "b.csv: er is geen kolom “last”"),
        (["naam:last=surname"], "a.csv: er is geen kolom “naam”"),
        (["last:=surname"], "geen KOLOM=SOORT"),
        (["born=date", "born=text"], "“born” staat er twee keer"),
        (["born=birthday"], "birthday"),
    ],
)
def test_fields_that_cannot_be_compared_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], fields: list[str], told: str
) -> None:
    words = ["link", "a.csv", "b.csv", "--id", "nr:code", "--out", "p.csv", "--fields", *fields]
    assert told in complaint(capsys, *words)


def test_help_names_every_kind() -> None:
    assert SENTENCES["help_fields"].endswith(f"Kinds: {', '.join(LinkKind)}")
