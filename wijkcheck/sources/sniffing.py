"""Which encoding and which delimiter a text has."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence

from wijkcheck.errors import SourceError
from wijkcheck.sources.heading import is_label
from wijkcheck.sources.tables import Choice

DELIMITERS = (";", "\t", ",", "|")
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CODE_PAGES = ("cp1252", "cp850", "mac-roman")  # the likeliest first
_ACCENTED = re.compile("[áàâäåãéèêëíìîïóòôöõúùûüçñøæšžčćğışłńřýÁÀÂÄÅÉÈÊËÍÎÏÓÔÖÚÜÇÑØŠŽ€‘’“”–]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_BROKEN = re.compile("[\udc80-\udcff]")
_ASCII = bytes(range(128))
_SAMPLE = 65_536


def decoded(data: bytes, encoding: str | None, source: str) -> tuple[bytes, list[Choice]]:
    """Return the text as UTF-8 bytes with ``\\n`` or ``\\r\\n`` line ends, and what was decided.

    Args:
        data: the file.
        encoding: what it must be read as; None to find out.
        source: the source's name, for messages.

    Raises:
        SourceError: the encoding does not exist or does not fit; or this is no text.
    """
    if encoding is not None:
        text, choices = _as_asked(data, encoding, source)
    else:
        text, choices = _detected(data)
    if b"\0" in text:
        nuls = text.count(b"\0")
        if nuls * 10 > len(text):
            raise SourceError("source_binary", source=source)
        text = text.replace(b"\0", b"")
        choices.append(Choice("nul_bytes", str(nuls)))
    text = text.rstrip(b"\x1a")  # the end-of-file mark of DOS
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise SourceError("source_binary", source=source)
    if b"\r" in text and b"\n" not in text:
        text = text.replace(b"\r", b"\n")
    return text, choices


def _as_asked(data: bytes, encoding: str, source: str) -> tuple[bytes, list[Choice]]:
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise SourceError("encoding_unknown", source=source, encoding=encoding) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError("encoding_wrong", source=source, encoding=encoding, row=line) from error
    return text.removeprefix("\ufeff").encode(), [Choice("encoding", encoding)]


def _detected(data: bytes) -> tuple[bytes, list[Choice]]:
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return _unicode(data[len(bom) :], name, marked=True)
    wide = _utf16_without_bom(data[:_SAMPLE])
    if wide:
        return _unicode(data, wide)
    return _unicode(data, "utf-8")


def _unicode(data: bytes, name: str, *, marked: bool = False) -> tuple[bytes, list[Choice]]:
    """Decode what a byte order mark, zero bytes or a guess say that it is."""
    if name == "utf-8":
        try:
            if not data.isascii():
                data.decode()
        except UnicodeDecodeError:
            return _mended(data, certain=marked)
        return data, [Choice("encoding", name)]
    text = data.decode(name, errors="replace")
    broken = text.count("\ufffd")
    choices = [Choice("encoding", name)]
    if broken:
        choices.append(Choice("broken_bytes", str(broken)))
    return text.encode(errors="replace"), choices


def _utf16_without_bom(sample: bytes) -> str | None:
    """In UTF-16 of western text nearly every other byte is zero."""
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.4 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.4 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _mended(data: bytes, *, certain: bool) -> tuple[bytes, list[Choice]]:
    """Decode text that is no flawless UTF-8.

    Where most characters beyond ASCII are sound it is UTF-8 in which a few bytes of Windows-1252
    were pasted: only those are read as such. Else it has a code page.
    """
    high = data.translate(None, _ASCII)
    judged = high.decode(errors="surrogateescape")
    broken = len(_BROKEN.findall(judged))
    if certain or len(judged) > 2 * broken:
        text = data.decode(errors="surrogateescape")
        mended = _BROKEN.sub(lambda m: _byte(ord(m[0]) - 0xDC00), text)
        return mended.encode(), [Choice("encoding", "utf-8"), Choice("broken_bytes", str(broken))]
    page = _code_page(high[:10_000])
    try:
        text = data.decode(page)
    except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252
        text = data.decode(page, errors="surrogateescape")
        text = _BROKEN.sub(lambda m: chr(ord(m[0]) - 0xDC00), text)
    return text.encode(), [Choice("encoding", page)]


def _byte(value: int) -> str:
    return bytes([value]).decode("cp1252", errors="replace")


def _code_page(high: bytes) -> str:
    """Choose the code page that makes letters of Dutch and its neighbours of the high bytes."""
    found = {p: len(_ACCENTED.findall(high.decode(p, errors="ignore"))) for p in _CODE_PAGES}
    return max(_CODE_PAGES, key=lambda page: found[page])


def delimiter_of(lines: Sequence[str]) -> str:
    """Return the delimiter that cuts most lines into the same number of cells.

    Delimiters occur in values as well (``1,5``; ``Jansen, P.``): the line that is as wide as most
    and reads like a header counts for as much as all lines together.
    """
    declared = re.fullmatch(r"\"?sep=(.)\"?\s*", lines[0]) if lines else None
    if declared:
        return declared[1]
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter))


def _fit(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    try:
        records = [r for r in csv.reader(lines, delimiter=delimiter) if any(r)]
    except csv.Error:  # a quote that is never closed swallowed more than a cell may hold
        records = [line.rstrip("\r\n").split(delimiter) for line in lines]
    widths = Counter(len(r) for r in records if len(r) > 1)
    if not widths:
        return 0.0, 0
    width = max(widths, key=lambda w: (widths[w], w))
    first = next(r for r in records if len(r) == width)
    names = [cell for cell in first if cell.strip()]
    labels = [cell for cell in names if is_label(cell) and not set(cell) & {";", "\t", "|"}]
    header = len(labels) / len(names) if names else 0.0
    return round(widths[width] / len(records) + header, 3), width
