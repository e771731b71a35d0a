"""What the organisation lays down holds for the command line, and its machine wins."""

import re
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from wijkcheck import cli, policies
from wijkcheck.errors import ProjectError
from wijkcheck.policies import Policies
from wijkcheck.project import ProjectSettings
from wijkcheck.rounds import Project

TEMPLATES = Path(__file__).parents[1] / "packaging/policies"
SETTINGS = ("Q3", Path(), date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))


@pytest.fixture
def lay_down(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Return the numbers that are laid down, to be filled."""
    numbers: dict[str, int] = {}
    monkeypatch.setattr(policies, "_number", numbers.get)
    return numbers


def test_without_policies_nothing_is_laid_down(lay_down: dict[str, int]) -> None:
    assert policies.policies() == Policies()


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("EncryptionRequired", 1, Policies(encryption_required=True)),
        ("EncryptionRequired", 0, Policies()),
        ("RetentionMonths", 84, Policies(retention_months=84)),
        ("RetentionMonths", 0, Policies()),
        ("RetentionMonths", 4_294_967_295, Policies(retention_months=1200)),
        ("BsnAllowed", 0, Policies(bsn_allowed=False)),
        ("BsnAllowed", 1, Policies()),
    ],
)
def test_a_number_lays_down(
    lay_down: dict[str, int], name: str, number: int, expected: Policies
) -> None:
    lay_down[name] = number
    assert policies.policies() == expected


@pytest.mark.parametrize(
    ("end", "months", "until"),
    [
        (date(2026, 9, 30), 84, date(2033, 9, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 10, 15), 3, date(2027, 1, 15)),
    ],
)
def test_the_retention_counts_from_the_periods_end(end: date, months: int, until: date) -> None:
    assert Policies(retention_months=months).kept_until(end, date(2026, 1, 1)) == until


def test_a_project_without_a_password_is_not_made(lay_down: dict[str, int], tmp_path: Path) -> None:
    lay_down["EncryptionRequired"] = 1
    with pytest.raises(ProjectError, match="policy_encryption"):
        Project.new(tmp_path / "q3.wijkcheck", ProjectSettings(*SETTINGS), None)
    assert not any(tmp_path.iterdir())
    Project.new(
        tmp_path / "demo.wijkcheck", ProjectSettings(*SETTINGS), None, invented=True
    ).close()


def test_the_command_line_refuses_what_may_not_be(
    lay_down: dict[str, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "q3.wijkcheck")
    lay_down.update(EncryptionRequired=1, RetentionMonths=84, BsnAllowed=0)
    for words, said in (
        (["new", path, "--without-password"], "versleuteld"),
        (["new", path, "--retain-until", "2027-01-01"], "Laat --retain-until weg"),
        (["reconcile", path, "--out", str(tmp_path / "uit"), "--with-bsn"], "Laat --with-bsn weg"),
    ):
        assert cli.main(words) == 2
        assert said in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


def test_a_project_is_kept_as_long_as_is_laid_down(
    lay_down: dict[str, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "q3.wijkcheck"
    Project.new(path, ProjectSettings(*SETTINGS), None, retain_until=date(2026, 10, 1)).close()
    lay_down["RetentionMonths"] = 1200
    assert cli.main(["purge", str(path)]) == 2
    assert "bewaard tot 2126-09-30" in capsys.readouterr().err
    assert cli.main(["purge", str(path), "--now"]) == 2
    assert "Laat --now weg" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "win32", reason="there is no registry here")
def test_the_registry_is_read() -> None:
    import winreg

    assert policies.policies() == Policies()
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, policies.KEY) as key:
        try:
            winreg.SetValueEx(key, "EncryptionRequired", 0, winreg.REG_DWORD, 1)
            winreg.SetValueEx(key, "RetentionMonths", 0, winreg.REG_SZ, "84")
            assert policies.policies() == Policies(encryption_required=True)
        finally:
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, policies.KEY)


def test_the_template_for_group_policy_lays_down_what_is_read() -> None:
    names = {"EncryptionRequired", "RetentionMonths", "BsnAllowed"}
    template = TEMPLATES / "WijkCheck.admx"
    text = template.read_text("utf-8")
    ElementTree.fromstring(text)  # noqa: S314 - our own
    assert set(re.findall(r'valueName="(\w+)"', text)) == names
    assert set(re.findall(r'key="([^"]+)"', text)) == {policies.KEY}
    wanted = set(re.findall(r"\$\((?:string|presentation)\.(\w+)\)", text))
    for language in ("nl-NL", "en-US"):
        words = (TEMPLATES / language / "WijkCheck.adml").read_text("utf-8")
        ElementTree.fromstring(words)  # noqa: S314 - our own
        assert set(re.findall(r'<(?:string|presentation) id="(\w+)"', words)) == wanted
