"""The tables in a zip. Nothing is unpacked to disk."""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from wijkcheck.errors import SourceError
from wijkcheck.sources.contents import open_zip, read_member

_MAX_MEMBERS = 200
_NO_TABLES = frozenset({"__MACOSX", "thumbs.db", "desktop.ini"})


def members(data: bytes, source: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files in a zip, in the order of their names.

    Raises:
        SourceError: damaged, encrypted, too large, or a name that leads out of the zip.
    """
    with open_zip(data, source) as archive:
        files = [m for m in archive.infolist() if not m.is_dir() and _counts(m.filename)]
        if len(files) > _MAX_MEMBERS:
            raise SourceError("archive_too_many", source=source, count=len(files))
        for file in sorted(files, key=lambda member: member.filename):
            _refuse_trick(file, source)
            yield file.filename, read_member(archive, file.filename, source)


def _counts(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any((part.startswith(".") and part != "..") or part in _NO_TABLES for part in parts)


def _refuse_trick(file: zipfile.ZipInfo, source: str) -> None:
    """Refuse names that an unpacker would write elsewhere; an honest program makes none."""
    path = PurePosixPath(file.filename)
    if path.is_absolute() or ".." in path.parts or ":" in file.filename:
        raise SourceError("archive_path", source=source)
