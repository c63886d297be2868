"""The look of an OpenDocument text: pages, styles, what stands above and below the text."""

import re
from xml.sax.saxutils import escape, quoteattr

from querschnitt.documents.colours import tint
from querschnitt.documents.house_style import TYPEFACE, HouseStyle
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.word_xml import writable

_INK, _MUTED, _HAIRLINE = "#1b1f24", "#4a5563", "#b9c4d4"
_LABEL = "4.6cm"
_PLACEHOLDER = re.compile(r"(\{pages?\})")
_FIELDS = {
    "{page}": '<text:page-number text:select-page="current">1</text:page-number>',
    "{pages}": "<text:page-count>1</text:page-count>",
}
_REGIONS = {"de": "DE", "en": "GB", "fr": "FR", "pl": "PL"}
SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in SPACES.items())
VERSION = 'office:version="1.3"'

# Name, size, space before and after, what else is said of the text and of the paragraph.
_TEXT = (
    ("Subtitle", 13, 0, 0.5, "{muted}", ""),
    ("Lead", 12.5, 0, 0.28, "", ""),
    ("Small", 9.5, 0, 0.2, "{muted}", ""),
    ("Fact", 10.5, 0, 0.14, "", "{hanging}"),
    ("Item", 11, 0, 0.14, "", ""),
    ("NoteTitle", 10.5, 0.28, 0, "{bold}", '{note} fo:keep-with-next="always"'),
    ("Note", 10.5, 0, 0.28, "", "{note}"),
    ("WarningTitle", 10.5, 0.28, 0, "{bold}", '{warning} fo:keep-with-next="always"'),
    ("Warning", 10.5, 0, 0.28, "", "{warning}"),
    ("Digest", 9, 0, 0.28, 'style:font-name="Courier New"', ""),
    ("TableText", 9.5, 0.07, 0.07, 'fo:hyphenate="true"', ""),
    ("TableHeader", 9.5, 0.07, 0.07, '{bold} {accent} fo:hyphenate="true"', ""),
    ("Caption", 10, 0.35, 0.14, "{bold}", 'fo:keep-with-next="always"'),
    ("AfterTable", 4, 0, 0.14, "", ""),
    ("ContentsHeading", 16, 0, 0.42, "{bold} {accent}", 'fo:break-before="page"'),
    ("RunningHead", 9, 0, 0.14, "{bold}", 'fo:text-align="end"'),
    ("Break", 4, 0, 0, "", 'fo:break-before="page"'),
    ("Emblem", 11, 0, 0.2, "", ""),
)
_HEADINGS = ((18, 0.85, 0.35), (13.5, 0.63, 0.21), (11.5, 0.42, 0.14), (11, 0.35, 0.14))


def language_of(tag: str) -> str:
    """Return a language as the attributes that name it."""
    language, _, region = (tag or "de").partition("-")
    region = region[-2:] if region else _REGIONS.get(language, "none")
    return f'fo:language="{language}" fo:country="{region}"'


def styles_of(document: TypesetDocument, style: HouseStyle) -> str:
    """Return the part of the file that holds styles and pages."""
    font = "Arial" if style.typeface == TYPEFACE else style.typeface
    return (
        f"<office:document-styles {DECLARED} {VERSION}><office:font-face-decls>"
        f"{_font(font)}{_font('Courier New')}</office:font-face-decls><office:styles>"
        f"{_defaults(document, font)}{_paragraphs(document, style)}{_outline(document, style)}"
        f"{_characters(style)}</office:styles><office:automatic-styles>{_layouts(document)}"
        f"</office:automatic-styles><office:master-styles>{_masters(document)}"
        "</office:master-styles></office:document-styles>"
    )


def _font(name: str) -> str:
    family = quoteattr(f"'{name}'")
    return f"<style:font-face style:name={quoteattr(name)} svg:font-family={family}/>"


def _defaults(document: TypesetDocument, font: str) -> str:
    text = (
        f"<style:text-properties style:font-name={quoteattr(font)} "
        f'fo:font-size="11pt" fo:color="{_INK}" {language_of(document.language)}/>'
    )
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        f'fo:orphans="2" fo:widows="2" style:writing-mode="page"/>{text}</style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text">'
        '<style:paragraph-properties fo:margin-bottom="0.28cm" fo:line-height="115%"/>'
        "</style:style>"
    )


def _paragraph(
    name: str,
    size: float,
    before: float,
    after: float,
    text: str = "",
    look: str = "",
    *,
    inner: str = "",
    about: str = "",
) -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" '
        f'style:parent-style-name="Standard" {about}><style:paragraph-properties '
        f'fo:margin-top="{before}cm" fo:margin-bottom="{after}cm" {look}>{inner}'
        f'</style:paragraph-properties><style:text-properties fo:font-size="{size}pt" {text}/>'
        "</style:style>"
    )


def _framed(fill: str, edge: str) -> str:
    return (
        f'fo:background-color="{fill}" fo:border="none" fo:border-left="2.2pt solid {edge}" '
        'fo:padding="0.2cm"'
    )


def _paragraphs(document: TypesetDocument, style: HouseStyle) -> str:
    words = {
        "{muted}": f'fo:color="{_MUTED}"',
        "{accent}": f'fo:color="{style.colour}"',
        "{bold}": 'fo:font-weight="bold"',
        "{hanging}": f'fo:margin-left="{_LABEL}" fo:text-indent="-{_LABEL}"',
        "{note}": _framed(tint(style.colour), style.colour),
        "{warning}": _framed("#fdf3e0", "#8a5300"),
    }

    def meant(said: str) -> str:
        for word, meaning in words.items():
            said = said.replace(word, meaning)
        return said

    bold, accent = words["{bold}"], words["{accent}"]
    first = f'style:master-page-name="{"Standard" if document.is_paper else "First"}"'
    line = f'fo:border-bottom="2.2pt solid {style.colour}" fo:padding-bottom="0.14cm"'
    size, above = (18, 0.42) if document.is_paper else (28, 4.2)
    made = [
        _paragraph("Opening", 1, 0, 0, about=first),
        _paragraph("Publisher", 12, 0, 0.42, f"{bold} {accent}", line),
        _paragraph("Title", size, above, 0.35, f"{bold} {accent}", about='style:class="chapter"'),
    ]
    for name, points, before, after, text, look in _TEXT:
        stop = '<style:tab-stops><style:tab-stop style:position="0cm"/></style:tab-stops>'
        inner = stop if name == "Fact" else ""
        made.append(_paragraph(name, points, before, after, meant(text), meant(look), inner=inner))
    right = _right(document)
    edge = f'fo:border-bottom="0.5pt solid {_HAIRLINE}" fo:padding-bottom="0.1cm"'
    for name, look in (("Header", edge), ("Footer", 'fo:text-align="end"')):
        made.append(_paragraph(name, 8.5, 0, 0, words["{muted}"], look, inner=right))
    return "".join(made)


def _right(document: TypesetDocument) -> str:
    """Return a tab stop at the end of the line, with dots where a contents list wants them."""
    width = 24.7 if document.is_landscape else 16
    stop = f'<style:tab-stop style:position="{width}cm" style:type="right"{{dots}}/>'
    return f"<style:tab-stops>{stop}</style:tab-stops>".format(dots="")


def _outline(document: TypesetDocument, style: HouseStyle) -> str:
    made = []
    for level, (size, before, after) in enumerate(_HEADINGS, 1):
        look = 'fo:keep-with-next="always"'
        if level == 1 and not document.is_paper:
            look += ' fo:break-before="page"'
        text = f'fo:font-weight="bold" fo:color="{style.colour}"'
        about = f'style:display-name="Heading {level}" style:default-outline-level="{level}"'
        name = f"Heading_20_{level}"
        made.append(_paragraph(name, size, before, after, text, look, about=about))
        width = (24.7 if document.is_landscape else 16) - 0.6 * (level - 1)
        stop = (
            f'<style:tab-stops><style:tab-stop style:position="{width:.1f}cm" style:type="right" '
            'style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
        )
        bold = 'fo:font-weight="bold"' if level == 1 else ""
        indent = f'fo:margin-left="{0.6 * (level - 1):.1f}cm"'
        about = f'style:display-name="Contents {level}"'
        name, before = f"Contents_20_{level}", 0.28 if level == 1 else 0
        made.append(_paragraph(name, 10.5, before, 0.07, bold, indent, inner=stop, about=about))
    return "".join(made)


def _characters(style: HouseStyle) -> str:
    looks = {
        "Strong": 'fo:font-weight="bold"',
        "Emphasis": 'fo:font-style="italic"',
        "Insert": f'fo:color="{style.colour}" style:text-underline-style="solid"',
        "Delete": f'fo:color="{_MUTED}" style:text-line-through-style="solid"',
        "Internet_20_link": f'fo:color="{style.colour}" style:text-underline-style="solid"',
        # An entry of the contents leads somewhere too, and is not to look like it.
        "Entry": f'fo:color="{_INK}" style:text-underline-style="none"',
    }
    made = "".join(
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {look}/></style:style>"
        for name, look in looks.items()
    )
    return made + (
        '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="–"><style:list-level-properties text:list-level-position-and-space-mode='
        '"label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" '
        'fo:text-indent="-0.6cm" fo:margin-left="0.6cm"/></style:list-level-properties>'
        "</text:list-level-style-bullet></text:list-style>"
    )


def _layouts(document: TypesetDocument) -> str:
    size = ("29.7cm", "21cm") if document.is_landscape else ("21cm", "29.7cm")
    way = "landscape" if document.is_landscape else "portrait"
    return (
        '<style:page-layout style:name="Page"><style:page-layout-properties '
        f'fo:page-width="{size[0]}" fo:page-height="{size[1]}" style:print-orientation="{way}" '
        'fo:margin-top="1.4cm" fo:margin-bottom="1.4cm" fo:margin-left="2.5cm" '
        'fo:margin-right="2.5cm"/><style:header-style><style:header-footer-properties '
        'fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>'
        '<style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/>'
        "</style:footer-style></style:page-layout>"
    )


def _masters(document: TypesetDocument) -> str:
    running = _line(document.running_head)
    head = f'<text:p text:style-name="RunningHead">{running}</text:p>' if running else ""
    names = f"{_line(document.short_title or document.title)}<text:tab/>{_line(document.publisher)}"
    words = "".join(
        _FIELDS.get(part) or _line(part, keep=True)
        for part in _PLACEHOLDER.split(document.labels.page)
    )
    page = 'style:page-layout-name="Page"'
    return (
        f'<style:master-page style:name="Standard" {page}><style:header>{head}'
        f'<text:p text:style-name="Header">{names}</text:p></style:header><style:footer>'
        f'<text:p text:style-name="Footer">{words}</text:p></style:footer></style:master-page>'
        f'<style:master-page style:name="First" {page} style:next-style-name="Standard">'
        f"<style:header>{head or _EMPTY}</style:header><style:footer>{_EMPTY}</style:footer>"
        "</style:master-page>"
    )


_EMPTY = '<text:p text:style-name="Footer"/>'


def _line(text: str, *, keep: bool = False) -> str:
    said = writable(text)
    return escape(said if keep else " ".join(said.split()))
