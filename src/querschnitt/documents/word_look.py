"""The look of a Word file: one page, one set of styles, every one of them with its language."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from querschnitt.documents.colours import hexadecimal, tint
from querschnitt.documents.house_style import TYPEFACE, HouseStyle

# Fira Sans stands on few desks; without it Word would take what it likes.
FONT, FIXED = "Arial", "Courier New"
INK, MUTED = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x4A, 0x55, 0x63)
_HAIRLINE = "B9C4D4"
_LABEL = Cm(4.6)
_BEHIND_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")

# Name, the style it is based on, size, space before and after, bold.
_OWN = (
    ("Publisher", "Normal", 12, 0, 12, True),
    ("PaperTitle", "Title", 18, 12, 10, True),
    ("RunningHead", "Normal", 9, 0, 4, True),
    ("Lead", "Normal", 12.5, 0, 8, False),
    ("Small", "Normal", 9.5, 0, 6, False),
    ("Fact", "Normal", 10.5, 0, 4, False),
    ("NoteTitle", "Normal", 10.5, 8, 0, True),
    ("Note", "Normal", 10.5, 0, 8, False),
    ("WarningTitle", "Normal", 10.5, 8, 0, True),
    ("Warning", "Normal", 10.5, 0, 8, False),
    ("Digest", "Normal", 9, 0, 8, False),
    ("TableText", "Normal", 9.5, 2, 2, False),
    ("TableHeader", "Normal", 9.5, 2, 2, True),
    ("AfterTable", "Normal", 4, 0, 4, False),
    ("ContentsHeading", "Normal", 16, 0, 12, True),
    ("toc 1", "Normal", 10.5, 8, 2, True),
    ("toc 2", "Normal", 10.5, 0, 2, False),
    ("toc 3", "Normal", 10.5, 0, 2, False),
    ("toc 4", "Normal", 10.5, 0, 2, False),
)
_HEADINGS = ((18, 24, 10), (13.5, 18, 6), (11.5, 12, 4), (11, 10, 4))


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def dress(
    word: WordDocument,
    style: HouseStyle,
    *,
    language: str,
    is_paper: bool = False,
    is_landscape: bool = False,
) -> None:
    """Set page, fonts, styles and language."""
    accent = RGBColor.from_string(hexadecimal(style.colour))
    width = _page(word, is_landscape=is_landscape)
    font = FONT if style.typeface == TYPEFACE else style.typeface
    for known in word.styles:
        if known.type == WD_STYLE_TYPE.PARAGRAPH:
            _plain(known, font)
    normal = word.styles["Normal"]
    normal.font.size = Pt(11)
    normal.font.color.rgb = INK
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name, base, size, before, after, is_bold in _OWN:
        made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        made.base_style = word.styles[base]
        _measure(made, size, before, after, is_bold=is_bold)
    _headings(word, accent, is_paper=is_paper)
    _title(word, accent, is_paper=is_paper)
    _details(word, accent)
    _contents(word, width)
    _notes(word, style)
    _lines(word, hexadecimal(style.colour))
    speak(word, language)


def _headings(word: WordDocument, accent: RGBColor, *, is_paper: bool) -> None:
    for level, (size, before, after) in enumerate(_HEADINGS, 1):
        style = word.styles[f"Heading {level}"]
        _measure(style, size, before, after, is_bold=True)
        style.font.italic = False
        style.font.color.rgb = accent
        style.paragraph_format.keep_with_next = True
    word.styles["Heading 1"].paragraph_format.page_break_before = not is_paper


def _page(word: WordDocument, *, is_landscape: bool) -> Length:
    """Set the page and what stands at its edges; return the length of a line."""
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    if is_landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.top_margin, page.bottom_margin = Cm(2.9), Cm(2.5)
    page.left_margin, page.right_margin = Cm(2.5), Cm(2.5)
    width = Length(page.page_width - page.left_margin - page.right_margin)
    for name in ("Header", "Footer"):
        style = word.styles[name]
        _measure(style, 8.5, 0, 0, is_bold=False)
        style.font.color.rgb = MUTED
        stops = style.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    word.styles["Footer"].paragraph_format.alignment = 2
    return width


def _plain(style: ParagraphStyle, font: str) -> None:
    """Name the font itself: a theme's would be another on each machine."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), font)


def _measure(style: ParagraphStyle, size: float, before: int, after: int, *, is_bold: bool) -> None:
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _title(word: WordDocument, accent: RGBColor, *, is_paper: bool) -> None:
    title = word.styles["Title"]
    _measure(title, 18 if is_paper else 28, 12 if is_paper else 120, 10, is_bold=True)
    title.font.color.rgb = accent
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)
    subtitle = word.styles["Subtitle"]
    _measure(subtitle, 13, 0, 16, is_bold=False)
    subtitle.font.italic = False
    subtitle.font.color.rgb = MUTED


def _details(word: WordDocument, accent: RGBColor) -> None:
    styles = word.styles
    for name in ("Publisher", "ContentsHeading", "TableHeader"):
        styles[name].font.color.rgb = accent
    styles["RunningHead"].paragraph_format.alignment = 2
    styles["Small"].font.color.rgb = MUTED
    styles["Digest"].font.name = FIXED
    fact = styles["Fact"].paragraph_format
    fact.left_indent, fact.first_line_indent = _LABEL, -_LABEL
    fact.tab_stops.add_tab_stop(_LABEL)
    caption = styles["Caption"]
    _measure(caption, 10, 10, 4, is_bold=True)
    caption.font.color.rgb = INK
    caption.paragraph_format.keep_with_next = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = accent
    link.font.underline = True


def _contents(word: WordDocument, width: Length) -> None:
    """Set the lines of a contents list: further levels further in, the page at the right."""
    for level in (1, 2, 3, 4):
        look = word.styles[f"toc {level}"].paragraph_format
        look.left_indent, look.right_indent = Cm(0.6 * (level - 1)), Cm(1)
        look.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _notes(word: WordDocument, style: HouseStyle) -> None:
    looks = (
        ("Note", hexadecimal(tint(style.colour)), hexadecimal(style.colour)),
        ("Warning", "FDF3E0", "8A5300"),
    )
    for name, fill, edge in looks:
        for framed in (word.styles[name], word.styles[f"{name}Title"]):
            _frame(framed, fill, edge)
        word.styles[f"{name}Title"].paragraph_format.keep_with_next = True


def _lines(word: WordDocument, accent: str) -> None:
    """Draw a line below the publisher, and tables with lines between their rows only."""
    line = _element("w:pBdr")
    line.append(_element("w:bottom", val="single", sz="18", space="4", color=accent))
    publisher = word.styles["Publisher"].element.get_or_add_pPr()
    publisher.insert_element_before(line, *_BEHIND_BORDERS)
    edges = _element("w:tblBorders")
    for edge in ("top", "bottom"):
        edges.append(_element(f"w:{edge}", val="single", sz="8", space="0", color=accent))
    edges.append(_element("w:insideH", val="single", sz="4", space="0", color=_HAIRLINE))
    look = word.styles["Table Grid"].element.find(qn("w:tblPr"))
    known = look.find(qn("w:tblBorders"))
    if known is not None:
        look.replace(known, edges)


def _frame(style: ParagraphStyle, fill: str, edge: str) -> None:
    look = style.element.get_or_add_pPr()
    border = _element("w:pBdr")
    border.append(_element("w:left", val="single", sz="18", space="8", color=edge))
    look.insert_element_before(border, *_BEHIND_BORDERS)
    shade = _element("w:shd", val="clear", color="auto", fill=fill)
    look.insert_element_before(shade, *_BEHIND_BORDERS[1:])


def speak(word: WordDocument, language: str) -> None:
    """Set the language once for all: without it Word takes the reader's own."""
    language = {"de": "de-DE", "en": "en-GB", "fr": "fr-FR", "pl": "pl-PL"}.get(language, language)
    for place in word.styles.element.iter(qn("w:lang")):
        place.set(qn("w:val"), language or "de-DE")
    settings = word.settings.element
    for place in settings.iter(qn("w:themeFontLang")):
        place.set(qn("w:val"), language or "de-DE")
