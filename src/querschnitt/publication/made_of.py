"""What a file is made of, as a digest: made of the same it would be the same bytes.

The first half of it is what the file says, the second how it looks: the format, the government's
design, what is told of the site, and the program that writes. As long as the first half is right, a
file stays listed, though it may be made again.
"""

import hashlib
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from django.conf import settings

import querschnitt
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.publication.formats.base import AnyManuscript, Format, Manuscript

HALF = 32
# What writes files, and the words in them. A change there makes all files anew, once.
ROOMS = (
    "documents",
    "publication/composition",
    "publication/formats",
    "publication/content.py",
    "publication/labels.py",
    "publication/locale",
    # What fields of relations are called, and in which order they stand.
    "relations/models",
    "relations/registers",
    "relations/locale",
    "lib",
    "ui/partial_dates.py",
    "ui/locale",
)
ENDINGS = {".py", ".typ", ".otf", ".ttf", ".mo", ".json", ".docx", ".xsd", ".css"}
LIBRARIES = ("typst", "docxtpl", "python-docx", "odfdo", "lxml", "Pillow", "rdflib", "xlsxwriter")


def of_whole(written: Format, manuscript: AnyManuscript, *, content: str) -> str:
    """Return what a whole edition's file is made of.

    :param content: the digest of the edition's content
    """
    told = f"{content}\0{manuscript.language}\0{manuscript.document}\0{manuscript.number}"
    return _half(told) + _look(written, manuscript)


def of_part(written: Format, manuscript: Manuscript, document: TypesetDocument) -> str:
    """Return what a part's file is made of; the document says all that is in it."""
    return _half(repr(document)) + _look(written, manuscript)


def says_the_same(one: str, other: str) -> bool:
    """Return whether two files say the same, whatever they look like."""
    return one[:HALF] == other[:HALF]


def _look(written: Format, manuscript: AnyManuscript) -> str:
    site = f"{settings.GOVERNMENT_NAME}\0{settings.PUBLISHER!r}\0{settings.DEMONSTRATION}"
    around = f"{manuscript.published_on}\0{manuscript.base_url}\0{site}"
    of_format = f"{written.slug}\0{written.media_type}"
    return _half(f"{of_format}\0{around}\0{manuscript.style.digest}\0{program()}")


def _half(told: str) -> str:
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:HALF]


@lru_cache(maxsize=1)
def program() -> str:
    """Return a digest of the sources, fonts, words and libraries that files are written with."""
    told = hashlib.sha256()
    home = Path(querschnitt.__file__).parent
    for room in ROOMS:
        place = home / room
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in ENDINGS and "tests" not in path.parts:
                told.update(f"{path.relative_to(home)}\0".encode())
                told.update(hashlib.sha256(path.read_bytes()).digest())
    for library in LIBRARIES:
        try:
            told.update(f"{library} {metadata.version(library)}\0".encode())
        except metadata.PackageNotFoundError:
            continue
    return told.hexdigest()
