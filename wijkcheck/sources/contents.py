"""What a file is, judged by its content: its name often tells something else."""

import lzma
import re
import struct
import zipfile
import zlib
from enum import Enum
from io import BytesIO

from wijkcheck.errors import SourceError


class Content(Enum):
    """What can be read."""

    WORKBOOK = "workbook"
    ARCHIVE = "archive"
    HTML = "html"
    SPREADSHEET_XML = "spreadsheet_xml"  # Excel 2003 XML, which old systems call .xls
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An old workbook starts with its version (record 0x0809); right upon it follows a password (0x2f).
_PASSWORD = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_NO_TABLE = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"{\\rtf": "RTF",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "RAR",
    b"\x1f\x8b": "gzip",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite",
    b"MZ": "EXE",
}
_BLANK = re.compile(rb"[\0\s\x1a\xef\xbb\xbf\xfe\xff]*")
_ZIPPED = {"word/": "Word", "ppt/": "PowerPoint", "visio/": "Visio", "Index/": "Numbers"}
_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises on damaged bytes."""
_MAX_TOTAL = 4 << 30
_MAX_UNPROVED = 256 << 20
_MAX_RATIO = 250


def recognise(data: bytes, source: str) -> Content:
    """Tell what the bytes are.

    Raises:
        SourceError: empty, encrypted, damaged, or no table at all.
    """
    if not data:
        raise SourceError("source_empty", source=source)
    if data.startswith(_OLE):
        return _compound(data, source)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, source)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in _NO_TABLE.items():
        if start.startswith(signature) and (len(signature) > 2 or b"\0" in data[:64]):
            raise SourceError("source_no_table", source=source, found=name)
    return _text(start, data, source)


def open_zip(data: bytes, source: str) -> zipfile.ZipFile:
    """Open zipped bytes that are neither damaged, encrypted nor a bomb.

    Raises:
        SourceError: they are.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except _DAMAGE as error:
        raise SourceError("source_damaged", source=source) from error
    if any(member.flag_bits & 0x1 for member in members):
        raise SourceError("source_encrypted", source=source)
    total = sum(member.file_size for member in members)
    if total > _MAX_TOTAL or (total > _MAX_UNPROVED and total > _MAX_RATIO * len(data)):
        raise SourceError("archive_too_large", source=source, size=f"{total / (1 << 30):.1f}")
    return archive


def read_member(archive: zipfile.ZipFile, name: str, source: str, count: int = -1) -> bytes:
    """Return a member of a zip, or its first bytes.

    Raises:
        SourceError: it is damaged or packed in an unknown way.
        KeyError: there is no such member.
    """
    try:
        with archive.open(name) as member:
            return member.read(count)
    except _DAMAGE as error:
        raise SourceError("source_damaged", source=source) from error


def _compound(data: bytes, source: str) -> Content:
    """Tell old Excel from other OLE files, among them encrypted new Excel."""
    if "EncryptedPackage".encode("utf-16-le") in data or _PASSWORD.search(data):
        raise SourceError("source_encrypted", source=source)
    for stream, found in (("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint")):
        if stream.encode("utf-16-le") in data:
            raise SourceError("source_no_table", source=source, found=found)
    return Content.WORKBOOK


def _zipped(data: bytes, source: str) -> Content:
    with open_zip(data, source) as archive:
        names = archive.namelist()
        if not names:
            raise SourceError("source_empty", source=source)
        if "mimetype" in names:
            return _open_document(archive, source)
    if "[Content_Types].xml" not in names and not any(n.endswith(".iwa") for n in names):
        return Content.ARCHIVE
    if any(name.startswith("xl/") for name in names):
        return Content.WORKBOOK
    found = next((kind for n in names for p, kind in _ZIPPED.items() if n.startswith(p)), "Office")
    raise SourceError("source_no_table", source=source, found=found)


def _open_document(archive: zipfile.ZipFile, source: str) -> Content:
    if not read_member(archive, "mimetype", source).startswith(_SHEETS):
        raise SourceError("source_no_table", source=source, found="OpenDocument")
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in read_member(
        archive, manifest, source
    ):
        raise SourceError("source_encrypted", source=source)
    return Content.WORKBOOK


def _text(start: bytes, data: bytes, source: str) -> Content:
    """Tell plain text from markup. UTF-16 markup is not looked for: nobody was seen to write it."""
    lower = start.lower()
    if lower.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")):
        return Content.HTML
    if lower.startswith(b"<?xml"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            return Content.SPREADSHEET_XML
        if b"<html" in lower:
            return Content.HTML
        raise SourceError("source_no_table", source=source, found="XML")
    if lower.startswith(b"mime-version:"):
        raise SourceError("source_no_table", source=source, found="MHTML")
    if _BLANK.fullmatch(data):
        raise SourceError("source_empty", source=source)
    return Content.TEXT
