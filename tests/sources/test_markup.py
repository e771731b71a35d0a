"""HTML and Excel 2003 XML that go by the name of .xls."""

from tests.sources.written import cells, refusal, table, tables, value

HTML = """<html><head><meta charset="utf-8"><style>td {x: y}</style></head><body>
<table><tr><td>menu</table>
<TABLE border=1>
<tr><th colspan=3>Rapportage Q3</th></tr>
<tr><th>BSN<th>Naam<th>Geboortedatum</tr>
<tr><td rowspan="2">999900006</td><td> Jansen &amp; Zo&euml;<br>twee </td><td>01-02-1950</td></tr>
<tr><td>de Wit</td><td>02-03-1961</td></tr>
<tr><td>999900018<td>Bakker<td><table><tr><td>03-04-1962</td></tr></table></td></tr>
</TABLE></body></html>"""


def test_the_largest_table_of_a_page_is_read() -> None:
    raw = table(HTML, "bron.xls")
    assert list(raw.text.columns) == ["BSN", "Naam", "Geboortedatum"]
    assert cells(raw) == {
        3: ["999900006", "Jansen & Zoë\ntwee", "01-02-1950"],
        4: ["999900006", "de Wit", "02-03-1961"],
        5: ["999900018", "Bakker", "03-04-1962"],
    }


def test_html_in_windows_1252_is_read() -> None:
    data = "<table><tr><td>naam<td>bsn<tr><td>Zoë<td>1<tr><td>Ünal<td>2</table>".encode("cp1252")
    assert cells(table(data, "bron.xls")) == {2: ["Zoë", "1"], 3: ["Ünal", "2"]}


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Juli"><Table><Row ss:Index="3">
<Cell><Data ss:Type="String">BSN</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">Start</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">999900006</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">2026-01-01T00:00:00.000</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="Leeg"><Table/></Worksheet>{more}</Workbook>"""


def test_excel_2003_xml_is_read() -> None:
    raw = table(XML.format(more=""), "bron.xls")
    assert list(raw.text.columns) == ["BSN", "Start"]
    assert cells(raw) == {4: ["999900006", "2026-01-01"]}
    assert (raw.sheet, value(raw, "header_row")) == ("Juli", "3")


def test_its_sheets_have_names() -> None:
    more = (
        '<Worksheet ss:Name="Mei"><Table><Row><Cell><Data>x</Data></Cell></Row></Table></Worksheet>'
    )
    found = tables(XML.format(more=more), "bron.xls")
    assert [t.source for t in found] == ["bron.xls#Juli", "bron.xls#Mei"]
    assert refusal(XML.format(more=more), "bron.xls", sheet="Juni").code == "sheet_missing"


def test_entities_of_its_own_are_refused() -> None:
    bomb = XML.replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook', 1).format(more="")
    assert refusal(bomb, "bron.xls").code == "source_damaged"
