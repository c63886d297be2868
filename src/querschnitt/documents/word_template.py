"""The government's own Word template: what an administrator is given, what is taken, filling it.

A template is a .docx with placeholders. It decides page, head, foot, emblem and styles; the text of
a document takes the place of the paragraph ``{{p body }}``. It comes from outside, so it is opened
and filled in a child process with limits and never here (see ``word_filling.py``).
"""

import json
import subprocess
import sys
from base64 import b64encode
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from querschnitt.documents.colours import hexadecimal, tint
from querschnitt.documents.emblem import emblem_of
from querschnitt.documents.failing import FillingFailed
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.outline import check as check_document
from querschnitt.documents.reading import LIMITS, Limits
from querschnitt.documents.typeset import Span, TypesetDocument, Words
from querschnitt.documents.unreadable import Unreadable, sentence
from querschnitt.documents.word_body import Body, line
from querschnitt.documents.word_context import about, context_of
from querschnitt.documents.word_sample import SAMPLES
from querschnitt.documents.word_xml import PAGE_BREAK, Writer, field

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TEMPLATE_LIMITS = replace(LIMITS, seconds=15)

_CHILD = Path(__file__).resolve().parent / "word_filling.py"
# Nothing of ours, no secret above all.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


# The paragraphs of the template an administrator begins with, each in its style.
_PARAGRAPHS: tuple[tuple[str, Words], ...] = (
    ("Publisher", "{{ publisher }}"),
    ("Normal", "{%p if is_paper %}"),
    ("PaperTitle", "{{ title }}"),
    ("Normal", "{%p else %}"),
    ("Title", "{{ title }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p if subtitle %}"),
    ("Subtitle", "{{ subtitle }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p for fact in facts %}"),
    ("Fact", (Span("{{ fact.label }}:", "strong"), "\t{{ fact.value }}")),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if contents %}"),
    ("break", ""),
    ("Normal", "{{p contents }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{{p body }}"),
)
_HEAD = (
    ("Normal", "{%p if running_head %}"),
    ("RunningHead", "{{ running_head }}"),
    ("Normal", "{%p endif %}"),
    ("Header", "{{ short_title }}\t{{ publisher }}"),
)
_FIRST_HEAD = (("RunningHead", "{{ running_head }}"),)


def check(data: bytes, *, limits: Limits = TEMPLATE_LIMITS) -> None:
    """Take an uploaded template, or say what is wrong with it; documents are written on trial.

    :raises Unreadable: with a sentence for the person who uploaded it.
    """
    told = asdict(limits)
    if len(data) > limits.size:
        raise Unreadable(sentence("too-large", "template", told))
    for document in SAMPLES:
        answer, _ = _in_a_child(_request(data, document, PLAIN, limits, is_upload=True), limits)
        if "refused" in answer:
            raise Unreadable(sentence(answer["refused"], "template", told | answer["facts"]))


def filled(
    template: bytes,
    document: TypesetDocument,
    style: HouseStyle = PLAIN,
    *,
    limits: Limits = TEMPLATE_LIMITS,
) -> bytes:
    """Return a template, taken before by ``check``, with a document in it.

    :raises FillingFailed: it takes more than the limits, or a tag fails with this document.
    """
    check_document(document)
    answer, produced = _in_a_child(_request(template, document, style, limits), limits)
    if "refused" in answer:
        message = f"The Word template was not filled: {answer['refused']} {answer['facts']}"
        raise FillingFailed(message)
    return produced


def default_template(style: HouseStyle = PLAIN) -> bytes:
    """Return the template an administrator begins with: our look, with every placeholder."""
    from querschnitt.documents import word_file
    from querschnitt.documents.word_look import dress

    word = word_file.begun()
    dress(word, style, language="de")
    writer = Writer(hexadecimal(style.colour))
    _furnish_pages(word, writer)
    if emblem := emblem_of(style):
        word_file.add_emblem(word, emblem, height=2.4)
    for name, text in _PARAGRAPHS:
        word_file.add(word, PAGE_BREAK if name == "break" else writer.paragraph(name, text))
    named = {"title": "Vorlage", "author": line(style.name), "subject": "", "comments": ""}
    word_file.describe(word, named | {"keywords": "", "language": "de", "day": ""})
    return word_file.saved(word)


def _furnish_pages(word: "WordDocument", writer: Writer) -> None:
    from querschnitt.documents.word_file import parsed

    section = word.sections[0]
    section.different_first_page_header_footer = True
    for head, furniture in ((section.header, _HEAD), (section.first_page_header, _FIRST_HEAD)):
        place = head._element
        for paragraph in list(place):
            place.remove(paragraph)
        place.extend(parsed("".join(writer.paragraph(name, text) for name, text in furniture)))
    words = "".join(
        writer.runs(f"{{{{ page_words[{number}] }}}}") + (field(name) if name else "")
        for number, name in enumerate(("PAGE", "NUMPAGES", ""))
    )
    section.footer.paragraphs[0]._p.extend(parsed(f"<w:p>{words}</w:p>")[0])


def _request(
    template: bytes,
    document: TypesetDocument,
    style: HouseStyle,
    limits: Limits,
    *,
    is_upload: bool = False,
) -> dict[str, Any]:
    writer = Writer(hexadecimal(style.colour))
    body = Body(document, writer, hexadecimal(tint(style.colour)))
    return {
        "template": b64encode(template).decode(),
        "context": context_of(document),
        "told": about(document),
        "contents": "".join(body.contents()),
        # A cell that holds the text must not be left without a paragraph.
        "body": "".join(body.text()) or writer.paragraph("Normal", ""),
        "addresses": writer.addresses,
        "look": {"colour": style.colour, "typeface": style.typeface},
        "is_landscape": document.is_landscape,
        "is_upload": is_upload,
        "limits": asdict(limits),
    }


def _in_a_child(request: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-B", str(_CHILD)],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=limits.seconds,
            env=_ENVIRONMENT,
            cwd=_CHILD.parent,
            check=False,
        )
        if child.returncode == 0:
            head, _, produced = child.stdout.partition(b"\n")
            answer: dict[str, Any] = json.loads(head)
            return answer, produced
    except subprocess.TimeoutExpired:
        return {"refused": "too-costly", "facts": {}}, b""
    # Stopped at a limit by a signal, or out of memory; either way this file did it.
    code = "too-costly" if child.returncode < 0 else "damaged"
    return {"refused": code, "facts": {}}, b""
