"""Every way to write a typeset document down, in the order in which pages offer them."""

from collections.abc import Callable
from dataclasses import dataclass

from querschnitt.documents import odt, pdf, plain_text, print_html, word
from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.typeset import TypesetDocument


@dataclass(frozen=True, slots=True)
class Writer:
    """One way to write a document; the same document and style give the same bytes."""

    slug: str
    label: str
    media_type: str
    write: Callable[[TypesetDocument, HouseStyle], bytes]

    @property
    def suffix(self) -> str:
        return f".{self.slug}"


WRITERS = {
    writer.slug: writer
    for writer in (
        Writer("pdf", "PDF", "application/pdf", pdf.pdf),
        Writer(
            "docx",
            "Word",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word.write,
        ),
        Writer("odt", "ODT", "application/vnd.oasis.opendocument.text", odt.write),
        Writer("html", "HTML", "text/html; charset=utf-8", print_html.write),
        Writer("txt", "Text", "text/plain; charset=utf-8", plain_text.write),
    )
}
