"""The workbook that a team fills in: read back without being told which column is what."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wijkcheck.errors import WijkCheckError
from wijkcheck.records.codes import CODE_LISTS
from wijkcheck.records.fields import DATE_KINDS, FIELDS, Field, Kind, RecordType
from wijkcheck.texts import sentence

_ROWS = 50_000  # as far as drop-down lists and hints reach
_LISTS = "codes"
_FORMATS = {
    **dict.fromkeys(DATE_KINDS, "dd-mm-yyyy"),
    Kind.AMOUNT: "#,##0.00",
    Kind.VOLUME: "General",
    Kind.HOUSE_NUMBER: "0",
}
_TEXT = "@"  # keeps the leading zeros of a BSN, a code or a number
_HEAD = PatternFill("solid", fgColor="E8EEF4")
_REQUIRED = PatternFill("solid", fgColor="FFE9A8")


def write_template(record_type: RecordType, path: Path, language: str = "nl") -> None:
    """Write an empty workbook for a record type: its fields, an explanation, the code lists.

    Raises:
        WijkCheckError: the file cannot be written, as when it is open elsewhere.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = str(record_type)
    explanation = book.create_sheet(sentence("template_explanation", {}, language))
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    _explain(explanation, FIELDS[record_type], language)
    for position, field in enumerate(FIELDS[record_type], 1):
        _column(sheet, lists, get_column_letter(position), field, language)
    sheet.freeze_panes = "A2"
    try:
        book.save(path)
    except OSError as error:
        raise WijkCheckError("output_locked", path=path.name) from error


def _column(sheet: Worksheet, lists: Worksheet, letter: str, field: Field, language: str) -> None:
    head = sheet[f"{letter}1"]
    head.value = field.name
    head.font = Font(bold=True)
    head.fill = _REQUIRED if field.required else _HEAD
    dimension = sheet.column_dimensions[letter]
    dimension.width = max(12, len(field.name) + 3)
    dimension.number_format = _FORMATS.get(field.kind, _TEXT)
    allowed = _allowed(lists, field)
    # A hint, not a bar: what a team really has must get in, and is judged afterwards.
    hint = DataValidation(
        type="list" if allowed else None,
        formula1=allowed,
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
        promptTitle=field.name,
        prompt=f"{field.meaning} – {_form(field, language)}",
    )
    hint.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(hint)


def _allowed(lists: Worksheet, field: Field) -> str | None:
    """Put a field's codes in a column of the hidden sheet and return its range."""
    if field.code_list is None:
        return None
    entries = [
        code if code.isalpha() else f"{code} - {meaning}"
        for code, meaning in sorted(CODE_LISTS[field.code_list].codes.items())
    ]
    column = lists.max_column + 1 if lists["A1"].value else 1
    for row, entry in enumerate(entries, 1):
        lists.cell(row, column, entry)
    letter = get_column_letter(column)
    return f"{_LISTS}!${letter}$1:${letter}${len(entries)}"


def _explain(sheet: Worksheet, fields: Iterable[Field], language: str) -> None:
    columns = ("field", "meaning", "form", "required", "definition")
    sheet.append([sentence("template_intro", {}, language)])
    sheet.append([])
    sheet.append([sentence(f"template_{name}", {}, language) for name in columns])
    for field in fields:
        required = sentence("yes", {}, language) if field.required else ""
        form = _form(field, language)
        sheet.append([field.name, field.meaning, form, required, field.definition])
    for cell in (sheet["A1"], *sheet[3]):
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (24, 52, 44, 10, 44), strict=True):
        sheet.column_dimensions[letter].width = width
        for cell in sheet[letter][2:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A4"


def _form(field: Field, language: str) -> str:
    kind = "date" if field.kind is Kind.OPEN_DATE else field.kind
    known = ("date", "birth_date", "bsn", "code", "sex", "postcode", "volume", "amount", "number")
    return sentence(f"form_{kind if kind in known else 'text'}", {}, language)
