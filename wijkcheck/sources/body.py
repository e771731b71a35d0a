"""Which rows below the header are no records: totals, footers, headers again, lines of dashes.

A record must never be lost, so a row is left out only when it says itself that it is no record and
lacks what the records have. Looks at whole columns at once, and at single cells of few rows only.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.sources.grid import Grid, Positions
from wijkcheck.sources.heading import Heading, is_label, kind

Mask = npt.NDArray[np.bool_]

_TOTAL = (
    r"(?i)^\W*((sub|eind|deel|generaal|algemeen|grand)\W*)?totaa?l(en)?\b"
    r"|\btotaal\W*$|^\W*(aantal|som|gemiddelde?|count|sum)\b"
)
_AMOUNT = r"(?i)^\W*\d[\d.,\s\x{a0}]*(%|\p{L}+\.?)?\s*$"
_FOOTER = (
    r"(?i)^\W*(einde?\b|bron\s*:|pagina|blad(zijde)?\s*:?\s*\d|page\b|p\.\s*\d|afgedrukt|afdruk"
    r"|geprint|printdatum|gegenereerd|gemaakt op|aangemaakt|opgesteld|uitgevoerd|ge[eë]xporteerd"
    r"|export|rapport|peildatum|selectie|filter|periode\s*:|datum\s*:|toelichting|disclaimer"
    r"|vertrouwelijk|let op|opmerking|noot\b|noten\b|©|copyright|\*{1,3}\s*\p{L}|legenda)"
    r"|\d+ (rijen|regels|records|rows)\b|^\W*end of "
)
_DASHES = r"^[-=_*~.+#|\s–—]+$"
_UNIT = (
    r"(?i)^\W*((dd|jjjj|yyyy|mm|jj)[-/. ]?){2,3}\W*$|^\W*(uren|uur|minuten|dagen|euro|eur|€|in euro"
    r"|bedrag|tekst|datum|getal|numeriek|alfanumeriek|verplicht|optioneel|j/n|ja/nee|m/v|v/m"
    r"|\d+ (cijfers|tekens|posities)|[an]{1,2}\.?\.?\d+)\W*$|^[(\[].*[)\]]$"
)
_FEW = 3  # cells that a footer can have
_TAIL = 6  # last rows among which totals and remarks are looked for more eagerly
_NEARLY = 0.9  # part of the records that fill a column which records must fill


@dataclass(frozen=True)
class _Body:
    """The rows below the header, and what all rules want to know of them."""

    columns: tuple[pa.LargeStringArray, ...]
    above: tuple[tuple[bool, Mapping[int, str]], ...]  # lines above: part of the header? its cells
    across: Mask  # rows whose only cell is merged over several columns
    filled: npt.NDArray[np.int64]  # cells per row
    first: pa.LargeStringArray  # first cell that is filled
    typical: float  # cells that a record has
    firm: tuple[int, ...]  # columns that nearly all records fill

    def sparse(self) -> Mask:
        return (self.filled > 0) & (self.filled * 2 <= self.typical)

    def rows(self, mask: Mask) -> tuple[npt.NDArray[np.int64], tuple[pa.LargeStringArray, ...]]:
        """Return the positions in a mask and their cells."""
        at = np.flatnonzero(mask)
        return at, tuple(column.take(pa.array(at)) for column in self.columns)

    def mask(self, at: npt.NDArray[np.int64], kept: Mask) -> Mask:
        """Return the mask of those positions that are kept."""
        mask = np.zeros(len(self.filled), bool)
        mask[at[kept]] = True
        return mask


def left_out(grid: Grid, heading: Heading, head: Sequence[Sequence[str]]) -> dict[str, Positions]:
    """Return the positions (in the grid) of the rows that are no records, per choice code.

    Codes: ``blank_rows, repeated_header, separator_rows, total_rows, footer_rows, section_rows``.
    A position occurs under one code.
    """
    if len(grid) <= heading.body_at:
        return {}
    body = _body(grid, heading, head)
    taken = body.filled == 0
    found = {"blank_rows": taken}
    for code, rule in _RULES.items():
        found[code] = rule(body, taken) & ~taken
        taken = taken | found[code]
    return {
        code: np.flatnonzero(mask) + heading.body_at for code, mask in found.items() if mask.any()
    }


def _body(grid: Grid, heading: Heading, head: Sequence[Sequence[str]]) -> _Body:
    columns = tuple(column.slice(heading.body_at) for column in grid.columns)
    filled = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        filled += _valid(column)
    some = filled[filled > 0]
    typical = float(np.median(some)) if len(some) else 0.0
    full = filled * 2 > typical
    firm = tuple(i for i, c in enumerate(columns) if _valid(c)[full].sum() >= _NEARLY * full.sum())
    top = heading.body_at if heading.names_at is None else heading.names_at
    top = top if heading.group_at is None else heading.group_at
    above = (
        (at >= top, {c: cell for c, cell in enumerate(row) if cell.strip()})
        for at, row in enumerate(head[: heading.body_at])
    )
    across = np.zeros(len(filled), bool)
    for first, left, last, right in grid.merged:
        if heading.body_at <= first == last < len(grid) and right > left + 1:
            across[first - heading.body_at] = True
    lines = tuple((header, cells) for header, cells in above if cells)
    return _Body(columns, lines, across, filled, pc.coalesce(*columns), typical, firm)


def _valid(column: pa.LargeStringArray) -> Mask:
    return np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False))


def _matches(column: pa.LargeStringArray, pattern: str) -> Mask:
    """Tell which cells match; an empty one doesn't."""
    found = pc.fill_null(pc.match_substring_regex(column, pattern), False)
    return np.asarray(found.to_numpy(zero_copy_only=False))


def _repeated(body: _Body, taken: Mask) -> Mask:
    """Return where the header, its group line or a title above it comes back."""
    found = np.zeros(len(taken), bool)
    sparse = body.sparse()
    for header, cells in body.above:
        same = (body.filled == len(cells)) & (sparse | header) & ~taken
        for c, cell in cells.items():
            if same.any():
                equal = pc.fill_null(pc.equal(body.columns[c], cell), False)
                same &= equal.to_numpy(zero_copy_only=False)
        found |= same
    return found


def _separators(body: _Body, taken: Mask) -> Mask:
    """Return lines of dashes, and a line of units or column numbers right below the header."""
    at, cells = body.rows(_matches(body.first, _DASHES))
    dashes = np.ones(len(at), bool)
    for column in cells:
        dashes &= ~_valid(column) | _matches(column, _DASHES)
    mask = body.mask(at, dashes)
    top = int(np.argmax(~taken & ~mask))  # first row that may be a record
    texts = [c[top].as_py() for c in body.columns]
    filled = [t for t in texts if t]
    units = len(filled) > 1 and bool(_matches(pa.array(filled, pa.large_string()), _UNIT).all())
    numbers = len(filled) > 3 and filled == [str(i) for i in range(1, len(filled) + 1)]
    mask[top] |= units or numbers
    return mask


def _totals(body: _Body, taken: Mask) -> Mask:
    """Return rows that are called a total and have only amounts besides, or only sums."""
    tail = _tail(taken)
    at, cells = body.rows(_matches(body.first, _TOTAL) & ~taken)
    named = np.ones(len(at), bool)
    lacking = np.zeros(len(at), bool)
    for i, column in enumerate(cells):
        valid = _valid(column)
        named &= ~valid | _matches(column, _AMOUNT) | _matches(column, _TOTAL)
        lacking |= ~valid & (i in body.firm)
    mask = body.mask(at, named & (lacking | tail[at]))
    return mask | _bare_sums(body, tail, taken | mask)


def _bare_sums(body: _Body, tail: Mask, taken: Mask) -> Mask:
    """Return rows at the end with amounts only, in which what tells records apart is empty."""
    if len(body.firm) < 2:
        return np.zeros(len(taken), bool)
    at, cells = body.rows(tail & ~taken & (body.filled > 0))
    sums = ~_valid(cells[body.firm[0]])
    empty = np.zeros(len(at), np.int64)
    for i, column in enumerate(cells):
        valid = _valid(column)
        sums &= ~valid | _matches(column, _AMOUNT)
        empty += ~valid & (i in body.firm)
    return body.mask(at, sums & (empty >= max(2, len(body.firm) / 2)))


def _tail(taken: Mask) -> Mask:
    """Return the last rows: the last few that are not blank."""
    mask = np.zeros(len(taken), bool)
    mask[np.flatnonzero(~taken)[-_TAIL:]] = True
    return mask


def _footers(body: _Body, taken: Mask) -> Mask:
    """Return remarks: by their words anywhere, else by standing apart below the last record."""
    few = body.sparse() & (body.filled <= _FEW) & ~taken
    if body.typical < 3:
        few = (body.filled == 1) & (body.typical > 1) & ~taken
    mask = few & _matches(body.first, _FOOTER)
    full = np.flatnonzero(~few & ~taken)
    end = int(full[-1]) + 1 if len(full) else 0
    apart = np.zeros(len(taken), bool)
    apart[end:] = np.maximum.accumulate(body.filled[end:] == 0) if end < len(apart) else False
    prose = _matches(body.first, r"\p{L}") & (apart | _matches(body.first, r"\S+(\s+\S+){3}"))
    after = np.arange(len(taken)) >= end
    return mask | (few & after & prose & (end > 0))


def _sections(body: _Body, taken: Mask) -> Mask:
    """Return titles between the records: one text where records have a number or code."""
    lone = (body.filled == 1) & (body.typical >= 4) & ~taken
    mask: Mask = lone & body.across
    for column in body.columns:
        cells = _valid(column) & lone
        if cells.any() and _holds_codes(column):
            at = np.flatnonzero(cells)
            texts = column.take(pa.array(at)).to_pylist()
            mask |= body.mask(at, np.array([is_label(text) for text in texts]))
    return mask


def _holds_codes(column: pa.LargeStringArray) -> bool:
    kinds = Counter(map(kind, column.drop_null().slice(0, 200).to_pylist()))
    return bool(kinds["text"] < 0.3 * kinds.total())


_RULES: Mapping[str, Callable[[_Body, Mask], Mask]] = {
    "repeated_header": _repeated,
    "separator_rows": _separators,
    "total_rows": _totals,
    "footer_rows": _footers,
    "section_rows": _sections,
}
"""In this order: a row is what the first rule says that it is."""
