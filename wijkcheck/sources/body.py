"""Which rows below the header are no records: totals, footers, headers again, lines of dashes.

A record must never be lost, so a row is left out only when it says itself that it is no record and
lacks what the records have. Looks at whole columns at once, and at single cells of few rows only.
"""

import re
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
_UNIT = re.compile(
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

    columns: tuple[pa.ChunkedArray, ...]
    valid: tuple[Mask, ...]  # per column: which cells are filled
    above: tuple[tuple[bool, Mapping[int, str]], ...]  # lines above: part of the header? its cells
    across: Mask  # rows whose only cell is merged over several columns
    filled: npt.NDArray[np.int64]  # cells per row
    first: pa.ChunkedArray  # first cell that is filled
    typical: float  # cells that a record has
    sparse: Mask  # rows with at most half of these, but some
    firm: tuple[int, ...]  # columns that nearly all records fill

    def rows(self, mask: Mask) -> tuple[npt.NDArray[np.int64], list[tuple[Mask, pa.ChunkedArray]]]:
        """Return the positions in a mask, and per column which cells are filled and the cells."""
        at = np.flatnonzero(mask)
        cells = [_filtered(column, mask, at) for column in self.columns]
        return at, [(valid[at], column) for valid, column in zip(self.valid, cells, strict=True)]

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
    count = len(columns[0])
    everywhere = np.ones(count, bool)  # most columns are full: unpacking their bits takes time
    valid = tuple(_array(pc.is_valid(c)) if c.null_count else everywhere for c in columns)
    filled = np.full(count, sum(mask is everywhere for mask in valid))
    for mask in valid:
        if mask is not everywhere:
            filled += mask
    typical = _typical(filled)
    full = filled * 2 > typical
    sparse = (filled > 0) & ~full
    least = _NEARLY * np.count_nonzero(full)
    firm = tuple(i for i, mask in enumerate(valid) if np.count_nonzero(mask & full) >= least)
    across = np.zeros(count, bool)
    for top, left, bottom, right in grid.merged:
        if heading.body_at <= top == bottom < len(grid) and right > left + 1:
            across[top - heading.body_at] = True
    first = pc.coalesce(*columns) if columns[0].null_count else columns[0]
    return _Body(
        columns, valid, _above(heading, head), across, filled, first, typical, sparse, firm
    )


def _typical(filled: npt.NDArray[np.int64]) -> float:
    """Return how many cells a record has: the third quartile, as there may be many subtotals."""
    counts = np.bincount(filled)
    counts[0] = 0
    if not counts.any():
        return 0.0
    return float(np.searchsorted(np.cumsum(counts), 0.75 * counts.sum()))


def _above(
    heading: Heading, head: Sequence[Sequence[str]]
) -> tuple[tuple[bool, Mapping[int, str]], ...]:
    starts = (heading.group_at, heading.names_at, heading.body_at)
    top = next(at for at in starts if at is not None)
    lines = (
        (at >= top, {c: cell for c, cell in enumerate(row) if cell.strip()})
        for at, row in enumerate(head[: heading.body_at])
    )
    return tuple((header, cells) for header, cells in lines if cells)


def _filtered(column: pa.ChunkedArray, mask: Mask, at: npt.NDArray[np.int64]) -> pa.ChunkedArray:
    """Return the cells in a mask. Taking them by position would join the column's pieces first."""
    if not len(at):
        return column.slice(0, 0)
    first, end = int(at[0]), int(at[-1]) + 1
    return column.slice(first, end - first).filter(pa.array(mask[first:end]))


def _array(mask: pa.ChunkedArray) -> Mask:
    return np.asarray(mask.to_numpy(zero_copy_only=False))


def _matches(column: pa.ChunkedArray, pattern: str) -> Mask:
    """Tell which cells match; an empty one doesn't."""
    return _array(pc.fill_null(pc.match_substring_regex(column, pattern), False))


def _repeated(body: _Body, taken: Mask) -> Mask:
    """Return where the header, its group line or a title above it comes back."""
    found = np.zeros(len(taken), bool)
    sparse = body.sparse
    for header, cells in body.above:
        same = (body.filled == len(cells)) & (sparse | header) & ~taken
        for c, cell in cells.items():
            if same.any():
                same &= _array(pc.fill_null(pc.equal(body.columns[c], cell), False))
        found |= same
    return found


def _separators(body: _Body, taken: Mask) -> Mask:
    """Return lines of dashes, and a line of units or column numbers right below the header."""
    at, cells = body.rows(_matches(body.first, _DASHES))
    dashes = np.ones(len(at), bool)
    for valid, column in cells:
        dashes &= ~valid | _matches(column, _DASHES)
    mask = body.mask(at, dashes)
    top = int(np.argmax(~taken & ~mask))  # first row that may be a record
    texts = [column[top].as_py() for column in body.columns]
    filled = [text for text in texts if text]
    others = [text for text in filled if not _UNIT.search(text)]  # "dd-mm-jjjj of leeg"
    worded = not any(any(map(str.isdigit, text)) for text in others)
    units = len(filled) > 1 and len(others) <= len(filled) // 5 and worded
    numbers = len(filled) > 3 and filled == [str(i) for i in range(1, len(filled) + 1)]
    mask[top] |= units or numbers
    return mask


def _totals(body: _Body, taken: Mask) -> Mask:
    """Return rows that are called a total and have only amounts besides, or only sums."""
    tail = _tail(taken)
    at, cells = body.rows(_matches(body.first, _TOTAL) & ~taken)
    named = np.ones(len(at), bool)
    lacking = np.zeros(len(at), bool)
    for i, (valid, column) in enumerate(cells):
        named &= ~valid | _matches(column, _AMOUNT) | _matches(column, _TOTAL)
        lacking |= ~valid & (i in body.firm)
    whole = np.flatnonzero(named & ~lacking & tail[at])
    adding = np.zeros(len(at), bool)
    adding[whole] = [_adds_up(body, int(at[i])) for i in whole]
    mask = body.mask(at, named & (lacking | adding))
    return mask | _bare_sums(body, tail, taken | mask)


def _adds_up(body: _Body, at: int) -> bool:
    """Tell whether a cell of a row is the sum of those above it: then the row is a total."""
    for column in body.columns:
        total = _amount(column[at].as_py())
        above = [_amount(text) for text in column.slice(0, at).drop_null().to_pylist()]
        if total and len(above) > 1 and abs(sum(above) - total) < 0.01 * len(above):
            return True
    return False


def _amount(text: str | None) -> float:
    """Read a number in Dutch or English writing, 0 if it is none: good enough to test a sum."""
    digits = re.sub(r"[^\d.,-]", "", text or "")
    if "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return 0.0


def _bare_sums(body: _Body, tail: Mask, taken: Mask) -> Mask:
    """Return rows at the end with amounts only, in which what tells records apart is empty."""
    if len(body.firm) < 2:
        return np.zeros(len(taken), bool)
    at, cells = body.rows(tail & ~taken & (body.filled > 0))
    sums = ~body.valid[body.firm[0]][at]
    empty = np.zeros(len(at), np.int64)
    for i, (valid, column) in enumerate(cells):
        sums &= ~valid | _matches(column, _AMOUNT)
        empty += ~valid & (i in body.firm)
    return body.mask(at, sums & (empty >= max(2, len(body.firm) / 2)))


def _tail(taken: Mask) -> Mask:
    """Return the last rows: the last few that are not blank."""
    mask = np.zeros(len(taken), bool)
    mask[np.flatnonzero(~taken)[-_TAIL:]] = True
    return mask


def _footers(body: _Body, taken: Mask) -> Mask:
    """Return remarks: by their words anywhere, else below the last record by reading like prose.

    A lone word there is a remark only if it stands apart where the records have a number or code:
    the last record may well have its first cells only.
    """
    few = body.sparse & (body.filled <= _FEW) & ~taken
    if body.typical < 3:
        few = (body.filled == 1) & (body.typical > 1) & ~taken
    full = np.flatnonzero(~few & ~taken)
    end = int(full[-1]) + 1 if len(full) else len(taken)
    at = np.flatnonzero(few)
    first = _filtered(body.first, few, at)
    remark = _matches(first, r"\p{L}.*[.:!]$|\p{L}.*\s\S+\s+\S+\s+\S")
    if _holds_codes(body.columns[0].filter(pa.array(~few & ~taken))):
        lone = body.filled[at] == 1
        apart = np.searchsorted(np.flatnonzero(body.filled[end:] == 0) + end, at) > 0
        remark |= apart & lone & body.valid[0][at] & _matches(first, r"^\p{L}[^\d]*$")
    return body.mask(at, _matches(first, _FOOTER) | ((at >= end) & remark))


def _sections(body: _Body, taken: Mask) -> Mask:
    """Return titles between the records: one text where records have a number or code."""
    lone = (body.filled == 1) & (body.typical >= 4) & ~taken
    mask: Mask = lone & body.across
    records = pa.array(~body.sparse & ~taken)
    for valid, column in zip(body.valid, body.columns, strict=True):
        cells = valid & lone
        if cells.any() and _holds_codes(column.filter(records)):
            at = np.flatnonzero(cells)
            texts = _filtered(column, cells, at).to_pylist()
            mask |= body.mask(at, np.array([is_label(text) for text in texts]))
    return mask


def _holds_codes(column: pa.ChunkedArray) -> bool:
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
