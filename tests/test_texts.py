"""Every sentence is there in Dutch and English, with the same placeholders."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from wijkcheck import display, mapping, sources, validation
from wijkcheck.resources import resource
from wijkcheck.texts import SENTENCES, sentence, template

ROOT = Path(__file__).parents[1]


def placeholders(text: str) -> set[tuple[str | None, str | None, str | None]]:
    """Return what a template leaves open: name, format and conversion."""
    return {part[1:] for part in Formatter().parse(text) if part[1] is not None}


def catalogue() -> list[str]:
    """Return the English texts of the Dutch catalogue."""
    text = resource("translations/nl/LC_MESSAGES/wijkcheck.po").read_text("utf-8")
    return re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_dutch_and_leaves_the_same_open(code: str) -> None:
    dutch, english = template(code, "nl"), template(code, "en")
    assert english in {msgid.replace('\\"', '"').replace("\\n", "\n") for msgid in catalogue()}
    assert dutch
    assert placeholders(dutch) == placeholders(english)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_placeholder_is_a_bare_name(code: str) -> None:
    # The dossier fills whole columns: it knows no formats.
    assert all(name.isidentifier() and not (spec or how)
               for name, spec, how in placeholders(SENTENCES[code]))  # fmt: skip


def test_the_catalogue_holds_nothing_twice_and_nothing_unused() -> None:
    msgids = catalogue()
    assert [text for text, n in Counter(msgids).items() if n > 1] == []
    english = {text.replace('"', '\\"').replace("\n", "\\n") for text in SENTENCES.values()}
    assert set(msgids) - english == set()


def test_dutch_and_english_are_filled_alike() -> None:
    values = {"path": "a.toml"}
    assert sentence("project_missing", values, "en").startswith("a.toml: this project file")
    assert sentence("project_missing", values, "nl").startswith("a.toml: dit projectbestand")


@pytest.mark.parametrize("stage", [sources, mapping, validation], ids=lambda m: m.__name__)
def test_every_rule_of_a_stage_has_its_sentence(stage: object) -> None:
    assert set(stage.RULES) - set(SENTENCES) == set()


def codes_in_calls() -> Iterator[tuple[str, str]]:
    """Yield place and code of every error and every phrase of progress that is written out."""
    for path in sorted((ROOT / "wijkcheck").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = ast.unparse(node.func)
                code = node.args[0]
                known = name == "progress" or name.endswith(("Error", "sentence"))
                if known and isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield f"{path.name}:{node.lineno}", code.value


def test_every_code_has_its_sentence() -> None:
    found = [
        (place, code)
        for place, code in codes_in_calls()
        if re.fullmatch(r"[a-z0-9_]+", code) and code not in SENTENCES
    ]
    assert found == []
    assert len(list(codes_in_calls())) > 20


def words_and_shapes() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return every word of every text in the code, and what its f-strings could make."""
    words, shapes = set[str](), set[str]()
    families = {*display._CODE_FAMILIES.values(), *display._CODES_FAMILIES.values()}
    for path in sorted([*(ROOT / "wijkcheck").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]):
        if path.parent.name == "texts":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.update([node.value, *node.value.split()])
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("code_text"):
                families.add(ast.unparse(node.args[0]).strip("'"))
            elif isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
                if re.fullmatch(r"\w*[a-z]\w*", "".join(str(p) for p in parts if p is not None)):
                    shapes.add("".join(r"(\w+)" if p is None else str(p) for p in parts))
    shapes.discard(r"(\w+)")
    return words, [re.compile(shape) for shape in (*shapes, *(f"{f}_.*" for f in families))]


def test_every_sentence_is_said_somewhere() -> None:
    words, shapes = words_and_shapes()

    def made(code: str) -> bool:
        found = (shape.fullmatch(code) for shape in shapes)
        return any(match and words.issuperset(match.groups()) for match in found)

    assert [code for code in SENTENCES if code not in words and not made(code)] == []
