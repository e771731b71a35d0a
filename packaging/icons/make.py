"""Make the Windows pictures from the program's own drawing: ``python packaging/icons/make.py``.

The two ``.ico`` files and ``finish.bmp``, which setup.exe shows at its end, are kept beside this
one, so that a build needs no drawing program.
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
SHEET = (
    '<path d="M10 2h30l14 14v46H10z" fill="#fff" stroke="#8A94A3" stroke-width="2.5"'
    ' stroke-linejoin="round"/><path d="M40 2v14h14" fill="#E4E8EE" stroke="#8A94A3"'
    ' stroke-width="2.5" stroke-linejoin="round"/>'
)


def picture(drawing: str, size: int) -> bytes:
    """Return a drawing as a PNG of size by size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    return bytes(held.data().data())


def write_icon(drawing: str, path: Path) -> None:
    """Write a drawing in all sizes that Windows asks for as one ``.ico``."""
    pictures = [picture(drawing, size) for size in SIZES]
    head, at = struct.pack("<HHH", 0, 1, len(SIZES)), 6 + 16 * len(SIZES)
    for size, data in zip(SIZES, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    path.write_bytes(head + b"".join(pictures))


def write_side(drawing: str, path: Path) -> None:
    """Write the picture beside the last page of setup.exe, in the size that NSIS has for it."""
    image = QImage(164, 314, QImage.Format.Format_RGB32)
    image.fill("#E8F0FA")
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(42, 60, 80, 80))
    painter.end()
    image.convertToFormat(QImage.Format.Format_Indexed8).save(str(path), "BMP")  # type: ignore[call-overload]


def main() -> None:
    """Write the icon of the program, that of its project files, and the setup's picture."""
    program = (HERE.parents[1] / "resources/icons/wijkcheck.svg").read_text(encoding="utf-8")
    head, _, body = program.partition(">")
    small = f'<g transform="translate(16 24) scale(0.5)">{body.strip().removesuffix("</svg>")}</g>'
    write_icon(program, HERE / "wijkcheck.ico")
    write_side(program, HERE / "finish.bmp")
    write_icon(f"{head}>{SHEET}{small}</svg>", HERE / "project.ico")


if __name__ == "__main__":
    main()
