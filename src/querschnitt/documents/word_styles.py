"""Styles of ours in somebody else's Word file: found again by their names, added where missing."""

import re
from copy import deepcopy
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from querschnitt.documents.house_style import HouseStyle

# Every style that a text names, with its kind and its name.
NAMED = {
    "Normal": ("paragraph", "normal"),
    **{f"Heading{level}": ("paragraph", f"heading {level}") for level in (1, 2, 3, 4)},
    **{f"toc{level}": ("paragraph", f"toc {level}") for level in (1, 2, 3, 4)},
    **{
        name: ("paragraph", name.lower())
        for name in (
            *("Lead", "Small", "Fact", "NoteTitle", "Note", "WarningTitle", "Warning", "Digest"),
            *("TableText", "TableHeader", "AfterTable", "ContentsHeading", "Caption"),
        )
    },
    "ListBullet": ("paragraph", "list bullet"),
    "TableGrid": ("table", "table grid"),
    "Hyperlink": ("character", "hyperlink"),
}
_BULLETS = (
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{{number}}">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)
_REFERENCE = re.compile(r'<w:([prt]\w*Style) w:val="([^"]+)"/>')


def adopt(word: Any, look: HouseStyle) -> dict[str, str]:
    """Add those of our styles that a file lacks; return under which ids it has each of them.

    Word writes ids in the language of its user, so a style is the same if its name is.
    """
    known = {_name(style): style.styleId for style in word.styles.element.style_lst}
    ids = {ours: known[name] for ours, name in NAMED.items() if name in known}
    if len(ids) < len(NAMED):
        _add_missing(word, look, ids, taken=set(known.values()))
    return ids


def renamed(text: str, ids: dict[str, str]) -> str:
    """Return a text that names its styles as the file does."""
    if all(ours == theirs for ours, theirs in ids.items()):
        return text
    return _REFERENCE.sub(
        lambda found: f'<w:{found[1]} w:val="{ids.get(found[2], found[2])}"/>', text
    )


def _add_missing(word: Any, look: HouseStyle, ids: dict[str, str], *, taken: set[str]) -> None:
    theirs = word.styles.element
    missing = [style for style in _ours(look) if style.styleId in NAMED.keys() - ids.keys()]
    for style in missing:
        ours = style.styleId
        ids[ours] = f"Querschnitt{ours}" if ours in taken else ours
    for style in missing:
        style.set(qn("w:styleId"), ids[style.styleId])
        style.attrib.pop(qn("w:default"), None)
        for tag in ("w:basedOn", "w:next", "w:link"):
            for reference in list(style.iterchildren(qn(tag))):
                if found := ids.get(reference.get(qn("w:val"))):
                    reference.set(qn("w:val"), found)
                else:
                    style.remove(reference)
        for number in style.iter(qn("w:numId")):
            number.set(qn("w:val"), str(_add_bullets(word)))
        theirs.append(style)


def _ours(look: HouseStyle) -> list[Any]:
    """Return our styles, which take the typeface of the file that they come into."""
    from querschnitt.documents.word_file import begun
    from querschnitt.documents.word_look import dress

    word = begun()
    dress(word, look, language="de")
    styles = [deepcopy(style) for style in word.styles.element.style_lst]
    for style in styles:
        if style.styleId != "Digest":
            for fonts in list(style.iter(qn("w:rFonts"))):
                fonts.getparent().remove(fonts)
    return styles


def _name(style: Any) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    said = "" if name is None else name.get(qn("w:val"), "")
    return style.get(qn("w:type"), ""), said.casefold()


def _add_bullets(word: Any) -> int:
    """Add a kind of list to the file and return its number."""
    numbering = _numbering(word)
    kinds = numbering.findall(qn("w:abstractNum"))
    number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in kinds), default=0)
    made = parse_xml(_BULLETS.format(number=number))
    lists = numbering.findall(qn("w:num"))
    if lists:
        lists[0].addprevious(made)
    else:
        numbering.append(made)
    return int(numbering.add_num(number).numId)


def _numbering(word: Any) -> Any:
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    part = NumberingPart(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, word.part.package
    )
    word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return element
