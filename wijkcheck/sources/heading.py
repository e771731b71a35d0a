"""Where the names of the columns stand, and what they are.

Works on the first rows of a grid as lists of text. A header is the line above the first record
that is about as wide as the records and reads like names: labels where the records have numbers
and dates, words that the domain knows, nothing that comes back below it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from wijkcheck.records.column_names import COLUMN_NAMES
from wijkcheck.records.fields import FIELDS
from wijkcheck.records.folding import fold_text

HEAD = 300
"""How many rows of a table are looked at to find its header."""

_NUMBER = re.compile(r"[-+€]?\s*\d[\d.,]*(?:[eE][-+]?\d+)?\s*%?|[-+]?[.,]\d+")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?|\d{1,2}[ -][a-zA-Z]{3,9}\.?[ -]\d{2,4}"
)
_CODE = re.compile(r"\d{4}\s?[A-Za-z]{2}|[A-Za-z]{0,4}[-_/.]?\d[\w/.-]*|\S+@\S+")
_COMPOSITES = ("naam", "volledige naam", "cliëntnaam", "adres", "postcode en plaats", "periode")
_BELOW = 40  # rows below a candidate that tell what its columns hold
_CANDIDATES = 4  # wide rows above the first record that can be the header
_LONGEST_NAME = 200

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Heading:
    """Positions in a grid: the line with names, the line of groups above it, the first record."""

    names_at: int | None
    group_at: int | None
    body_at: int


@dataclass(frozen=True)
class _Shape:
    """What a row's cells are, and how that compares with the rows below it."""

    filled: frozenset[int]
    labels: int
    known: int
    coverage: float  # share of the columns in use below that it fills
    contrast: float  # share of the columns of numbers, dates and codes where it has a label
    alike: float  # share of these columns where it has a number, date or code too
    returns: float  # share of its cells that come back in their column
    typed: bool  # there are such columns

    def score(self) -> float:
        count = len(self.filled)
        shares = 2 * self.labels / count + 3 * self.known / count
        return 2 * self.coverage + shares + 2 * self.contrast - 2 * self.returns

    def is_record(self) -> bool:
        return self.typed and self.alike >= 0.6 and self.contrast < 0.4

    def is_header(self) -> bool:
        count = len(self.filled)
        told = not self.typed or self.contrast >= 0.5 or self.known >= 0.3 * count
        return self.labels >= 0.5 * count and told and self.returns < 0.5


def fold(text: str) -> str:
    """Return a name without case, accents, spaces and punctuation."""
    return fold_text(text).replace(" ", "")


@cache
def known_names() -> frozenset[str]:
    """Return the folded names that the domain's fields go by."""
    fields = [field for group in FIELDS.values() for field in group]
    names = [name for field in fields for name in COLUMN_NAMES.get(field.name, (field.name,))]
    return frozenset(map(fold, (*names, *_COMPOSITES)))


def kind(text: str) -> str:
    """Tell what a cell holds: ``empty, number, date, code`` or ``text``."""
    text = text.strip()
    if not text:
        return "empty"
    if _DATE.fullmatch(text):
        return "date"
    if _NUMBER.fullmatch(text):
        return "number"
    return "code" if _CODE.fullmatch(text) else "text"


def is_label(text: str) -> bool:
    """Tell whether a cell can be the name of a column."""
    return kind(text) == "text" and len(text) <= _LONGEST_NAME and any(map(str.isalpha, text))


def find(head: Rows, merged: Sequence[tuple[int, int, int, int]] = ()) -> Heading:
    """Find the header in the first rows of a table."""
    filled = [frozenset(i for i, cell in enumerate(row) if cell.strip()) for row in head]
    wide = _wide_rows(filled)
    best: tuple[float, int] | None = None
    for rank, at in enumerate(wide[: 10 * _CANDIDATES]):
        shape = _shape(head, filled, wide, at)
        if shape.is_record() or rank >= _CANDIDATES:
            break
        score = shape.score() - 0.25 * rank
        if shape.is_header() and (best is None or score > best[0]):
            best = score, at
    if best is None:
        return Heading(None, None, wide[0] if wide else 0)
    return _with_second_line(head, filled, wide, merged, best[1])


def at(head: Rows, position: int, merged: Sequence[tuple[int, int, int, int]] = ()) -> Heading:
    """Return the heading whose names stand at a given position."""
    filled = [frozenset(i for i, cell in enumerate(row) if cell.strip()) for row in head]
    group = position - 1 if _is_group(head, filled, merged, position) else None
    return Heading(position, group, position + 1)


def _wide_rows(filled: Sequence[frozenset[int]]) -> list[int]:
    """Return the rows that are about as wide as the records; titles and footers are not."""
    counts = [len(cells) for cells in filled]
    widest = max(counts, default=0)
    if not widest:
        return []
    records = [count for count in counts[counts.index(widest) :] if count]
    least = max(min(widest / 2, 0.8 * median(records)), min(2, widest))
    return [i for i, count in enumerate(counts) if count >= least]


def _shape(head: Rows, filled: Sequence[frozenset[int]], wide: Sequence[int], at: int) -> _Shape:
    row, cells = head[at], filled[at]
    whole = [cell.strip() for cell in row]
    below = [head[i] for i in wide if i > at][:_BELOW]
    below = [other for other in below if [cell.strip() for cell in other] != whole]
    kinds = [Counter(kind(other[c]) for other in below) for c in range(len(row))]
    used = {c for c in range(len(row)) if kinds[c].total() - kinds[c]["empty"] > 0.1 * len(below)}
    typed = {c for c in used if _typed(kinds[c])}
    labels = {c for c in cells if is_label(row[c])}
    returning = {c for c in cells if any(other[c].strip() == whole[c] for other in below)}
    alike = {c for c in typed & cells if c not in labels}
    known = sum(fold(row[c]) in known_names() for c in cells)  # one may be a value: "van", "code"
    return _Shape(
        filled=cells,
        labels=len(labels),
        known=known if known > 1 or len(cells) == 1 else 0,
        coverage=len(cells & used) / len(used) if used else 1.0,
        contrast=len(typed & labels) / len(typed) if typed else 0.0,
        alike=len(alike) / len(typed & cells) if typed & cells else 0.0,
        returns=len(returning) / len(cells),
        typed=bool(typed),
    )


def _typed(kinds: Counter[str]) -> bool:
    """A column is typed when most of its filled cells are no free text."""
    count = kinds.total() - kinds["empty"]
    return count > 0 and (count - kinds["text"]) >= 0.6 * count


def _with_second_line(
    head: Rows,
    filled: Sequence[frozenset[int]],
    wide: Sequence[int],
    merged: Sequence[tuple[int, int, int, int]],
    at: int,
) -> Heading:
    below = at + 1
    if below < len(head) and filled[below] and filled[at] != filled[below]:
        shape = _shape(head, filled, wide, below)
        gaps = set().union(*filled[at + 2 : at + 2 + _BELOW]) - filled[at]
        starts = {c for c in filled[at] if c + 1 in gaps}  # groups reach to the right
        if (
            gaps
            and gaps <= filled[below] <= gaps | starts
            and shape.labels == len(filled[below])
            and not shape.returns
        ):
            return Heading(below, at, below + 1)
    return Heading(at, at - 1 if _is_group(head, filled, merged, at) else None, at + 1)


def _is_group(
    head: Rows,
    filled: Sequence[frozenset[int]],
    merged: Sequence[tuple[int, int, int, int]],
    names_at: int,
) -> bool:
    """Tell whether the line above the names groups them: titles above several columns each."""
    if names_at < 1 or not filled[names_at - 1]:
        return False
    row, cells = head[names_at - 1], filled[names_at - 1]
    if not all(is_label(row[c]) and not row[c].rstrip().endswith(":") for c in cells):
        return False
    names = filled[names_at]
    across = [m for m in merged if m[0] == names_at - 1 and m[1] in cells and m[3] > m[1]]
    if across:
        return any(m[3] - m[1] + 1 < len(names) for m in across)
    gaps = names - cells
    return len(gaps) > 0 and not cells <= {0, 1}


def names(
    head: Rows, heading: Heading, merged: Sequence[tuple[int, int, int, int]]
) -> list[str | None]:
    """Return the name of each column as delivered, None where it has none.

    A group's title comes before a name that does not stand by itself: one that occurs twice or
    that nobody knows (``Toewijzing Nummer``), or that the domain knows with it.
    """
    width = len(head[0]) if head else 0
    if heading.names_at is None:
        return [None] * width
    own = [clean(cell) for cell in head[heading.names_at]]
    if heading.group_at is None:
        return [name or None for name in own]
    groups = _spread(head[heading.group_at], heading.group_at, merged, own)
    counts = Counter(map(fold, own))
    joined = []
    for name, group in zip(own, groups, strict=True):
        both = f"{group} {name}".strip()
        known = known_names()
        alone = name and counts[fold(name)] == 1 and fold(name) in known and fold(both) not in known
        joined.append((name if alone else both) or None)
    return joined


def _spread(
    row: Sequence[str], at: int, merged: Sequence[tuple[int, int, int, int]], own: Sequence[str]
) -> list[str]:
    """Give each column the title of its group: as merged, else up to the next title."""
    across = {m[1]: m[3] for m in merged if m[0] <= at <= m[2]}
    spread, last, end = [], "", len(row)
    for column, cell in enumerate(row):
        if cell.strip():
            last = clean(cell)
            end = across.get(column, column) if across else len(row)
            if not own[column]:  # a name that stands in the upper line
                spread.append(last)
                last = last if column in across and end > column else ""
                continue
        spread.append(last if column <= end and own[column] else "")
    return spread


def clean(text: str) -> str:
    """Return a header cell on one line: ``Geboorte-⏎datum`` is ``Geboorte-datum``."""
    return " ".join(re.sub(r"(?<=\w-)[\r\n]+", "", text).replace("\ufeff", "").split())
