"""The parts of an OpenDocument spreadsheet beside its content: styles, settings, what is in it."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from querschnitt.documents.workbook import Column, Sheet, Workbook

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        **{
            prefix: f"urn:oasis:names:tc:opendocument:xmlns:{rest}"
            for prefix, rest in {
                "office": "office:1.0",
                "table": "table:1.0",
                "text": "text:1.0",
                "style": "style:1.0",
                "number": "datastyle:1.0",
                "meta": "meta:1.0",
                "config": "config:1.0",
                "manifest": "manifest:1.0",
                "fo": "xsl-fo-compatible:1.0",
                "svg": "svg-compatible:1.0",
            }.items()
        },
        "dc": "http://purl.org/dc/elements/1.1/",
        "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# The width of a sign in the usual typeface, as spreadsheets count it.
_CENTIMETRES_A_SIGN = 0.2
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_SHADED = "#f3f3f3"


def attribute(text: str) -> str:
    """Return a text as it stands between the quotes of an attribute."""
    return escape(text, _QUOTED)


def cell_style(column: Column) -> str:
    """Return the name of the style of a column's cells."""
    return f"{column.kind}-{'locked' if column.is_locked else 'open'}"


def column_style(column: Column) -> str:
    """Return the name of the style of a column of such a width."""
    return f"w{round(column.width * 100)}"


def automatic_styles(sheets: Iterable[Sheet]) -> str:
    """Return the styles that the tables, columns, rows and cells refer to."""
    widths = {column.width: column for sheet in sheets for column in sheet.columns}
    made = [
        '<number:date-style style:name="day"><number:day number:style="long"/>'
        "<number:text>.</number:text>"
        '<number:month number:style="long"/><number:text>.</number:text>'
        '<number:year number:style="long"/></number:date-style>',
        '<number:text-style style:name="as-text"><number:text-content/></number:text-style>',
        *(
            f'<style:style style:name="{column_style(column)}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="'
            f'{width * _CENTIMETRES_A_SIGN:.2f}cm"/></style:style>'
            for width, column in sorted(widths.items())
        ),
        '<style:style style:name="row" style:family="table-row"><style:table-row-properties'
        ' style:use-optimal-row-height="true"/></style:style>',
        *(
            f'<style:style style:name="{name}" style:family="table" style:master-page-name="page">'
            f'<style:table-properties table:display="{shown}" style:writing-mode="lr-tb"/>'
            "</style:style>"
            for name, shown in (("shown", "true"), ("hidden", "false"))
        ),
        _cell("header", "as-text", protected=True, bold=True, colour="#eef2f8"),
        _cell("note", "as-text", protected=True, wrapped=False),
    ]
    for kind, shown in (("text", "as-text"), ("date", "day"), ("number", "")):
        made.append(_cell(f"{kind}-open", shown, protected=False))
        made.append(_cell(f"{kind}-locked", shown, protected=True, colour=_SHADED))
    return "".join(made)


def _cell(
    name: str,
    shown: str,
    *,
    protected: bool,
    bold: bool = False,
    wrapped: bool = True,
    colour: str = "",
) -> str:
    data = f' style:data-style-name="{shown}"' if shown else ""
    guard = "protected" if protected else "none"
    look = ' fo:wrap-option="wrap"' if wrapped else ""
    look += f' fo:background-color="{colour}"' if colour else ""
    look += ' fo:border-bottom="0.06cm solid #000000"' if bold else ""
    weight = '<style:text-properties fo:font-weight="bold"/>' if bold else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{data}>'
        f'<style:table-cell-properties style:vertical-align="top" style:cell-protect="{guard}"'
        f"{look}/>{weight}</style:style>"
    )


def styles(workbook: Workbook) -> str:
    """Return the part that says how a page is printed: landscape, all columns on one page."""
    words = escape(workbook.page_words)
    pages = words.replace("{page}", "<text:page-number>1</text:page-number>")
    pages = pages.replace("{pages}", "<text:page-count>1</text:page-count>")
    language, _, country = workbook.language.partition("-")
    return (
        f'{HEAD}<office:document-styles {NAMESPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties'
        f' fo:font-size="10pt" style:font-name="Arial" fo:language="{attribute(language)}"'
        f' fo:country="{attribute(country or "none")}"/></style:default-style></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="landscape">'
        '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm"'
        ' style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1"'
        ' style:scale-to-Y="0"/><style:header-style><style:header-footer-properties'
        ' fo:min-height="0.8cm" fo:margin-bottom="0.3cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="0.8cm"'
        ' fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="page" style:page-layout-name="landscape"><style:header>'
        f"<text:p>{escape(workbook.title)} · <text:sheet-name>–</text:sheet-name></text:p>"
        f"</style:header><style:footer><text:p>{pages}</text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def settings(titles: Sequence[str], sheets: Sequence[Sheet]) -> str:
    """Return the part that keeps the header rows in sight."""
    entries = "".join(
        f'<config:config-item-map-entry config:name="{attribute(title)}">'
        '<config:config-item config:name="VerticalSplitMode" config:type="short">2'
        "</config:config-item>"
        '<config:config-item config:name="VerticalSplitPosition" config:type="int">'
        f"{sheet.header_row + 1}</config:config-item>"
        '<config:config-item config:name="PositionBottom" config:type="int">'
        f"{sheet.header_row + 1}</config:config-item>"
        '<config:config-item config:name="ActiveSplitRange" config:type="short">2'
        "</config:config-item></config:config-item-map-entry>"
        for title, sheet in zip(titles, sheets, strict=True)
    )
    return (
        f'{HEAD}<office:document-settings {NAMESPACES} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings" '
        'xmlns:ooo="http://openoffice.org/2004/office">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{entries}'
        "</config:config-item-map-named>"
        '<config:config-item config:name="ActiveTable" config:type="string">'
        f"{escape(titles[0])}</config:config-item>"
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def meta(workbook: Workbook) -> str:
    """Return the part that says what the file is; without a time, so that equal is equal."""
    told = "".join(
        f"<{name}>{escape(text)}</{name}>"
        for name, text in (
            ("dc:title", workbook.title),
            ("dc:subject", workbook.subject),
            ("meta:initial-creator", workbook.author),
            ("dc:creator", workbook.author),
            ("dc:language", workbook.language),
        )
        if text
    )
    return (
        f'{HEAD}<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>{told}'
        "</office:meta></office:document-meta>"
    )


def manifest(parts: Iterable[str]) -> str:
    """Return the list of the parts."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>'
        for part in parts
    )
    return (
        f'{HEAD}<manifest:manifest {NAMESPACES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
        f' manifest:media-type="{MEDIA_TYPE}"/>{entries}</manifest:manifest>'
    )
