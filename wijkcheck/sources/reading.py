"""read(): a file becomes raw tables, whatever it is called and whatever it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from wijkcheck.errors import SourceError
from wijkcheck.progress import Progress, silent
from wijkcheck.sources.archive import members
from wijkcheck.sources.contents import Content, recognise
from wijkcheck.sources.delimited import read_delimited
from wijkcheck.sources.grid import Grid
from wijkcheck.sources.layout import raw_table
from wijkcheck.sources.markup import read_html, read_spreadsheet_xml
from wijkcheck.sources.raw_rows import RawRow, raw_rows
from wijkcheck.sources.sniffing import decoded
from wijkcheck.sources.tables import Choice, RawTable
from wijkcheck.sources.workbook import read_workbook, sheet_names


@dataclass(frozen=True)
class ReadSettings:
    """Where detection is overruled; None: find out.

    ``header_row`` counts as the spreadsheet does; 0 says that there is no header. ``encoding`` is
    one of Python's; ``delimiter`` a character, or ``tab``. ``enough``: how many rows need to be
    read of delimited text, for who only wants to look; None: all.
    """

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    enough: int | None = None


_DETECT = ReadSettings()


def read(
    path: Path, source: str, settings: ReadSettings = _DETECT, progress: Progress = silent
) -> list[RawTable]:
    """Read every table in a file: delimited text, a workbook's sheets, or a zip of these.

    Args:
        path: the file.
        source: the name that the tables go by. Where there are several, ``#Sheet``, ``!member`` or
            ``!member#Sheet`` is added.
        settings: where detection is overruled.
        progress: told ``reading`` and how far; may raise ``Cancelled``.

    Returns:
        The tables, in the file's order; at least one, maybe without rows.

    Raises:
        SourceError: the file cannot be used; the code and its values say why.
    """
    return [table for table, _ in _delivered(path, source, settings, progress)]


def preview(
    path: Path, source: str, settings: ReadSettings = _DETECT, progress: Progress = silent
) -> list[tuple[RawTable, list[RawRow]]]:
    """Read as ``read`` does; beside each table the rows of the file as they stand there.

    Raises:
        SourceError: as ``read``.
    """
    found = _delivered(path, source, settings, progress)
    return [(table, raw_rows(grid, table.choices)) for table, grid in found]


def sheets(path: Path, source: str) -> tuple[str, ...]:
    """Return the sheets of a workbook; none where the file is something else.

    Raises:
        SourceError: the file cannot be used.
    """
    data = _bytes(path, source)
    return sheet_names(data, source) if recognise(data, source) is Content.WORKBOOK else ()


def _delivered(
    path: Path, source: str, settings: ReadSettings, progress: Progress
) -> list[tuple[RawTable, Grid]]:
    data = _bytes(path, source)
    content = recognise(data, source)
    if content is Content.ARCHIVE:
        found = _archived(data, source, settings, progress)
    else:
        found = [*_tables(data, content, source, None, settings, progress)]
    if len(found) == 1:
        ((table, grid),) = found
        return [(replace(table, source=source), grid)]
    return found


def _bytes(path: Path, source: str) -> bytes:
    try:
        if path.is_dir():
            raise SourceError("source_folder", source=source)
        if path.name.startswith("~$"):
            raise SourceError("source_lock_file", source=source)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("source_missing", source=source) from error
    except PermissionError as error:
        raise SourceError("source_locked", source=source) from error
    except OSError as error:
        raise SourceError("source_unreadable", source=source, why=error.strerror or "") from error


def _archived(
    data: bytes, source: str, settings: ReadSettings, progress: Progress
) -> list[tuple[RawTable, Grid]]:
    """Read the tables in a zip; members that are no tables are passed by and told."""
    tables: list[tuple[RawTable, Grid]] = []
    passed = []
    for name, member in members(data, source):
        place = f"{source}!{name}"
        try:
            content = recognise(member, place)
        except SourceError as error:
            if error.code not in ("source_no_table", "source_binary"):
                raise
            passed.append(name)
            continue
        if content is Content.ARCHIVE:
            passed.append(name)
            continue
        tables += _tables(member, content, place, name, settings, progress)
    if not tables:
        raise SourceError("archive_without_table", source=source, members=", ".join(passed))
    if not passed:
        return tables
    told = Choice("skipped_members", ", ".join(passed))
    return [(replace(table, choices=(told, *table.choices)), grid) for table, grid in tables]


def _tables(
    data: bytes,
    content: Content,
    source: str,
    member: str | None,
    settings: ReadSettings,
    progress: Progress,
) -> Iterator[tuple[RawTable, Grid]]:
    found = [*_grids(data, content, source, settings, progress)]
    for sheet, grid, choices in found:
        name = f"{source}#{sheet}" if len(found) > 1 else source
        yield raw_table(grid, name, member, sheet, settings.header_row, choices), grid


def _grids(
    data: bytes, content: Content, source: str, settings: ReadSettings, progress: Progress
) -> Iterator[tuple[str | None, Grid, list[Choice]]]:
    """Yield sheet, grid and choices of what is in a file."""
    if content is Content.WORKBOOK:
        yield from read_workbook(data, source, settings.sheet, progress)
    elif content is Content.SPREADSHEET_XML:
        for name, grid in read_spreadsheet_xml(data, source, settings.sheet):
            yield name, grid, [Choice("sheet", name)]
    elif settings.sheet is not None:
        raise SourceError("sheet_in_text", source=source, sheet=settings.sheet)
    elif content is Content.HTML:
        text, choices = decoded(data, settings.encoding, source)
        yield None, read_html(text.decode(), source), choices
    else:
        encoding, delimiter = settings.encoding, settings.delimiter
        grid, choices = read_delimited(data, source, encoding, delimiter, progress, settings.enough)
        yield None, grid, choices
