"""The manual that comes with the program: its chapters in order, their headings, and searching it.

Its README lists the chapters; each is a Markdown file of its own.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ui.wording import fits
from wijkcheck.resources import MANUAL

_LINK = re.compile(r"^\| \[(?P<title>[^\]]+)\]\((?P<place>[^)#]+\.md)\)", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A heading of a chapter and what stands beneath it, as Markdown."""

    path: Path
    chapter: str
    heading: str
    text: str


def chapters() -> list[tuple[str, Path]]:
    """Return the title and file of each chapter, in the order of the manual."""
    contents = (MANUAL / "README.md").read_text(encoding="utf-8")
    found = ((m["title"], (MANUAL / m["place"]).resolve()) for m in _LINK.finditer(contents))
    return [(title, path) for title, path in found if path.exists()]


def parts() -> list[Part]:
    """Return every heading of the manual with its text."""
    return [part for title, path in chapters() for part in _parts(title, path)]


def search(text: str, among: list[Part]) -> list[Part]:
    """Return the parts in which every word occurs, those that have them in a heading first."""
    found = [p for p in among if fits(text, p.chapter, p.heading, p.text)]
    return sorted(found, key=lambda p: not fits(text, p.chapter, p.heading))


def chapter(name: str) -> Path:
    """Return the file of a chapter, as ``koppelen``."""
    return MANUAL / f"{name}.md"


def _parts(title: str, path: Path) -> list[Part]:
    text = path.read_text(encoding="utf-8")
    bare = _CODE.sub(lambda m: " " * len(m[0]), text)  # a comment in an example heads nothing
    found = list(_HEADING.finditer(bare))
    ends = [*(m.start() for m in found[1:]), len(text)]
    return [
        Part(path, title, m[1], text[m.end() : end].strip())
        for m, end in zip(found, ends, strict=True)
    ]
