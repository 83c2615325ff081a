"""The parts of an XLSX file that are the same for every list: types, relations, styles, page set-up."""

from collections.abc import Sequence

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_BOOK = (
    f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
    '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{sheet}\'!${header}:${header}</definedName>'
    "</definedNames></workbook>"
)


def _font(size: int, *, bold: bool = False, colour: str = "FF000000") -> str:
    weight = "<b/>" if bold else ""
    return f'<font>{weight}<sz val="{size}"/><color rgb="{colour}"/><name val="宋体"/></font>'


def _fill(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )


def _format(
    font: int = 0, fill: int = 0, border: int = 1, number: int = 0, place: str = "left"
) -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{place}" vertical="center" wrapText="1"/></xf>'
    )


_LINES = "".join(
    f'<{side} style="thin"><color rgb="FF7F7F7F"/></{side}>'
    for side in ("left", "right", "top", "bottom")
)
_FORMATS = (
    _format(border=0),
    _format(font=1, border=0, place="center"),
    _format(font=2, border=0),
    _format(font=3, fill=2, place="center"),
    _format(),
    _format(number=1, place="center"),
    _format(number=165, place="center"),
    _format(font=4, fill=3, place="center"),
    _format(font=5, fill=4, place="center"),
    _format(font=6, fill=5, place="center"),
    _format(number=164, place="center"),
)
"""In the order of `spreadsheet.Style`."""
_STYLES = "".join(
    (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2">',
        '<numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>',
        '<numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm"/></numFmts>',
        '<fonts count="7">',
        _font(10),
        _font(18, bold=True),
        _font(11),
        _font(10, bold=True),
        _font(10, bold=True, colour="FF9C0006"),
        _font(10, bold=True, colour="FF7F6000"),
        _font(10, colour="FF006100"),
        '</fonts><fills count="6"><fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
        _fill("FFD9E2EF"),
        _fill("FFFFC7CE"),
        _fill("FFFFEB9C"),
        _fill("FFC6EFCE"),
        "</fills>",
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
        f"<border>{_LINES}<diagonal/></border></borders>",
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        f'<cellXfs count="{len(_FORMATS)}">{"".join(_FORMATS)}</cellXfs>',
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        "</styleSheet>",
    )
)
PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _RELATIONS,
    "xl/workbook.xml": _BOOK,
    "xl/_rels/workbook.xml.rels": _BOOK_RELATIONS,
    "xl/styles.xml": _STYLES,
}
"""By name in the archive. `{sheet}`: the sheet's name; `{header}`: the row that is repeated on paper."""


def sheet_head(widths: Sequence[float], header: int) -> str:
    """Up to the rows: what is above `header`, and the header itself, stays in view."""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(widths, 1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="{header}" '
        f'topLeftCell="A{header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def sheet_tail(merged: Sequence[str]) -> str:
    """From the rows on: landscape A4, as wide as the paper, numbered pages."""
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    return (
        f'</sheetData><mergeCells count="{len(merged)}">{cells}</mergeCells>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )
