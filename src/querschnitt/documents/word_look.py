"""The look of a Word file: one page, one set of styles, every one of them with its language."""

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.word_xml import element

FONT, FIXED = "Arial", "Courier New"
INK, MUTED, ACCENT = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x4A, 0x55, 0x63), RGBColor(26, 58, 110)
_LABEL = Cm(4.6)

# Name, the style it is based on, size, space before and after, bold.
_OWN = (
    ("Publisher", "Normal", 12, 0, 12, True),
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


def dress(word: WordDocument, document: TypesetDocument) -> None:
    """Set page, fonts, styles and language."""
    _page(word, document)
    for style in word.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            _plain(style)
    normal = word.styles["Normal"]
    normal.font.size = Pt(11)
    normal.font.color.rgb = INK
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name, base, size, before, after, is_bold in _OWN:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.base_style = word.styles[base]
        _measure(style, size, before, after, is_bold=is_bold)
    for level, (size, before, after) in enumerate(_HEADINGS, 1):
        style = word.styles[f"Heading {level}"]
        _measure(style, size, before, after, is_bold=True)
        style.font.italic = False
        style.font.color.rgb = ACCENT
        style.paragraph_format.keep_with_next = True
    word.styles["Heading 1"].paragraph_format.page_break_before = not document.is_paper
    _title(word, document)
    _details(word)
    _language(word, document.language)


def _page(word: WordDocument, document: TypesetDocument) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    if document.is_landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.top_margin, page.bottom_margin = Cm(2.9), Cm(2.5)
    page.left_margin, page.right_margin = Cm(2.5), Cm(2.5)
    for name in ("Header", "Footer"):
        style = word.styles[name]
        _measure(style, 8.5, 0, 0, is_bold=False)
        style.font.color.rgb = MUTED
        stops = style.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(page.page_width - page.left_margin - page.right_margin, 2)
    word.styles["Footer"].paragraph_format.alignment = 2


def _plain(style: ParagraphStyle) -> None:
    """Name the font itself: a theme's would be another on each machine."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _measure(style: ParagraphStyle, size: float, before: int, after: int, *, is_bold: bool) -> None:
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _title(word: WordDocument, document: TypesetDocument) -> None:
    title = word.styles["Title"]
    _measure(
        title, 18 if document.is_paper else 28, 12 if document.is_paper else 120, 10, is_bold=True
    )
    title.font.color.rgb = ACCENT
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)
    subtitle = word.styles["Subtitle"]
    _measure(subtitle, 13, 0, 16, is_bold=False)
    subtitle.font.italic = False
    subtitle.font.color.rgb = MUTED


def _details(word: WordDocument) -> None:
    styles = word.styles
    styles["Publisher"].font.color.rgb = ACCENT
    styles["ContentsHeading"].font.color.rgb = ACCENT
    styles["RunningHead"].paragraph_format.alignment = 2
    styles["Small"].font.color.rgb = MUTED
    styles["Digest"].font.name = FIXED
    styles["TableHeader"].font.color.rgb = ACCENT
    fact = styles["Fact"].paragraph_format
    fact.left_indent, fact.first_line_indent = _LABEL, -_LABEL
    fact.tab_stops.add_tab_stop(_LABEL)
    for level in (2, 3, 4):
        styles[f"toc {level}"].paragraph_format.left_indent = Cm(0.6 * (level - 1))
    caption = styles["Caption"]
    _measure(caption, 10, 10, 4, is_bold=True)
    caption.font.color.rgb = INK
    caption.paragraph_format.keep_with_next = True
    for name, fill, edge in (("Note", "EEF2F8", "1A3A6E"), ("Warning", "FDF3E0", "8A5300")):
        for style in (styles[name], styles[f"{name}Title"]):
            _frame(style, fill, edge)
        styles[f"{name}Title"].paragraph_format.keep_with_next = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = ACCENT
    link.font.underline = True


def _frame(style: ParagraphStyle, fill: str, edge: str) -> None:
    look = style.element.get_or_add_pPr()
    border = element("w:pBdr")
    border.append(element("w:left", val="single", sz="18", space="8", color=edge))
    look.insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
    look.insert_element_before(
        element("w:shd", val="clear", color="auto", fill=fill),
        *("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
    )


def _language(word: WordDocument, language: str) -> None:
    """Set the language once for all: without it Word takes the reader's own."""
    language = {"de": "de-DE", "en": "en-GB", "fr": "fr-FR", "pl": "pl-PL"}.get(language, language)
    for place in word.styles.element.iter(qn("w:lang")):
        place.set(qn("w:val"), language or "de-DE")
    settings = word.settings.element
    for place in settings.iter(qn("w:themeFontLang")):
        place.set(qn("w:val"), language or "de-DE")
