"""What a PDF is made of, read with pikepdf, for the tests that ask."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"}


@dataclass
class Anatomy:
    tags: Counter[str] = field(default_factory=Counter)
    headings: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    faults: Counter[str] = field(default_factory=Counter)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def examine(pdf: pikepdf.Pdf) -> Anatomy:
    """Return the tags of the document, and whatever a reader with assistive tools would miss."""
    anatomy = Anatomy()
    for element in _elements(pdf.Root.StructTreeRoot):
        _examine_element(element, anatomy)
    for page in pdf.pages:
        _examine_page(page, anatomy)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            _examine_font(thing, anatomy)
    return anatomy


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _examine_element(element: pikepdf.Dictionary, anatomy: Anatomy) -> None:
    tag = str(element.S)
    anatomy.tags[tag] += 1
    if tag[:2] == "/H" and tag[2:].isdigit():
        anatomy.headings.append(tag)
    if tag == "/TH" and "/Scope" not in str(element.get("/A", "")):
        anatomy.faults["TH without Scope"] += 1
    if "/Lang" in element:
        anatomy.languages.add(str(element.Lang))


def _examine_page(page: pikepdf.Page, anatomy: Anatomy) -> None:
    annotations = page.get("/Annots", [])
    if len(annotations) and page.get("/Tabs") != "/S":
        anatomy.faults["page with links, Tabs not S"] += 1
    for annotation in annotations:
        for key in ("/StructParent", "/Contents"):
            if key not in annotation:
                anatomy.faults[f"link without {key}"] += 1
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC" and "/Lang" in operands[1]:
            anatomy.languages.add(str(operands[1].Lang))
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        if name in PAINTS and not depth:
            anatomy.faults["content without a mark"] += 1


def _examine_font(thing: pikepdf.Dictionary, anatomy: Anatomy) -> None:
    if thing.get("/Type") == "/FontDescriptor":
        anatomy.tags["font"] += 1
        if not any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            anatomy.faults["font not embedded"] += 1
    if thing.get("/Subtype") in {"/Type0", "/TrueType", "/Type1"} and "/ToUnicode" not in thing:
        anatomy.faults["font without ToUnicode"] += 1
