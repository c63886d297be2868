"""A press release as files: documents in each of its languages, data, and all of it in one."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from io import BytesIO
from typing import NamedTuple

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.writers import WRITERS
from querschnitt.lib.typed_schema import path_of
from querschnitt.lib.umlauts import spelled_out
from querschnitt.publication.addresses import segment
from querschnitt.publication.composition.release import compose_release
from querschnitt.publication.content import language_of
from querschnitt.publication.formats.base import Format, ReleaseManuscript
from querschnitt.publication.release_bodies import body_of
from querschnitt.publication.release_content import SCHEMA, ReleaseContent

KIT = "pressemappe.zip"
CONTENTS = "inhalt.txt"
# The first moment that an archive can tell: when it was packed says nothing, and must not differ.
EPOCH = (1980, 1, 1, 0, 0, 0)
PERMISSIONS = 0o644 << 16
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf"}
PACKED = frozenset({".png", ".jpg", ".pdf", ".docx"})
"""What does not get smaller."""


class NamedFile(NamedTuple):
    """A picture or an attachment as readers load it."""

    name: str
    sha256: str
    media_type: str
    size: int


def stem_of(content: ReleaseContent) -> str:
    """Return what the files of a release are called, without language and suffix."""
    return f"pressemitteilung-{content['address']}-{content['year']}"


def pictures_of(content: ReleaseContent) -> list[NamedFile]:
    """Return the pictures under the names that they have as files."""
    return [
        NamedFile(
            f"bild-{number}{SUFFIXES.get(one['media_type'], '.bin')}",
            one["sha256"],
            one["media_type"],
            one["size"],
        )
        for number, one in enumerate(content["images"], 1)
    ]


def attachments_of(content: ReleaseContent) -> list[NamedFile]:
    """Return the attachments under the names that they have as files."""
    return [
        NamedFile(
            f"anlage-{number}-{_stem(one['name'])}{SUFFIXES.get(one['media_type'], '.bin')}",
            one["sha256"],
            one["media_type"],
            one["size"],
        )
        for number, one in enumerate(content["attachments"], 1)
    ]


def _stem(name: str) -> str:
    stem = segment(spelled_out(name.rpartition(".")[0] or name))[:60]
    return stem.encode("ascii", "ignore").decode().strip("-_") or "datei"


# Kept for a moment: the documents that stand beside the press kit stand in it, too.
@lru_cache(maxsize=16)
def _document(slug: str, document: TypesetDocument, style: HouseStyle) -> bytes:
    return WRITERS[slug].write(document, style)


def _written(slug: str, manuscript: ReleaseManuscript) -> bytes:
    return _document(slug, compose_release(manuscript), manuscript.style)


def _json(manuscript: ReleaseManuscript) -> bytes:
    """Return the content as it was published, with the address of its schema."""
    whole = {"$schema": f"{manuscript.base_url}{path_of(SCHEMA)}", **manuscript.content}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _kit(manuscript: ReleaseManuscript) -> bytes:
    """Return texts, documents, pictures and attachments in one archive, with a list of them."""
    files = [*_packed(manuscript)]
    told = _listed(manuscript, files)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, body in [(CONTENTS, told.encode()), *((one[0], one[1]) for one in files)]:
            entry = zipfile.ZipInfo(f"{stem_of(manuscript.content)}/{name}", EPOCH)
            entry.external_attr = PERMISSIONS
            is_small = name[name.rfind(".") :] in PACKED
            entry.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            archive.writestr(entry, body)
    return packed.getvalue()


def _packed(manuscript: ReleaseManuscript) -> Iterator[tuple[str, bytes, str]]:
    """Yield name, bytes and description of each file in a press kit."""
    content = manuscript.content
    first = content["languages"][0]
    for language in content["languages"]:
        in_language = replace(manuscript, language=language)
        for written in DOCUMENTS:
            name = name_of(content, written, "" if language == first else language)
            yield name, _written(written.slug, in_language), f"{written.label} ({language})"
    for picture, image in zip(pictures_of(content), content["images"], strict=True):
        described = language_of(image["alternative"], manuscript.language, first)[1]
        credit = _("Picture: {credit}").format(credit=image["credit"])
        yield picture.name, body_of(picture.sha256), f"{described} ({credit})"
    for file, attachment in zip(attachments_of(content), content["attachments"], strict=True):
        yield file.name, body_of(file.sha256), attachment["label"] or attachment["name"]


def _listed(manuscript: ReleaseManuscript, files: Iterable[tuple[str, bytes, str]]) -> str:
    """Return the list that tells what is in a press kit."""
    content = manuscript.content
    with override(manuscript.language):
        title = content["texts"][content["languages"][0]]["title"]
        head = [content["reference"], title, "", _("In this archive:")]
    told = [f"{name}  –  {described}  –  {len(body)} B" for name, body, described in files]
    return "\n".join([*filter(None, head[:2]), *head[2:], *told, ""])


def name_of(content: ReleaseContent, written: Format, language: str = "") -> str:
    """Return what a file of a release is called.

    :param language: only for a language that is not the release's first one
    """
    if written.slug == KIT_SLUG:
        return KIT
    return f"{stem_of(content)}{'.' if language else ''}{language}{written.suffix}"


def file_of(named: NamedFile, kind: str, label: str) -> Format:
    """Return how a picture or an attachment is given out: as it is."""
    is_known = named.media_type in SUFFIXES

    def render(_manuscript: ReleaseManuscript) -> bytes:
        return body_of(named.sha256)

    return Format(
        slug=kind,
        label=label,
        # What a browser might run is nothing but bytes here.
        media_type=named.media_type if is_known else "application/octet-stream",
        suffix=SUFFIXES.get(named.media_type, ".bin"),
        is_in_one_language=False,
        render=render,
    )


def _format(slug: str) -> Format:
    writer = WRITERS[slug]
    return Format(
        slug=slug,
        label=writer.label,
        media_type=writer.media_type,
        suffix=writer.suffix,
        is_in_one_language=True,
        render=partial(_written, slug),
        writes_parts=True,
    )


KIT_SLUG = "kit"
PICTURE, ATTACHMENT = "picture", "attachment"
DOCUMENTS = tuple(map(_format, ("pdf", "docx", "txt")))
JSON = Format("json", "JSON", "application/json", ".json", is_in_one_language=False, render=_json)
PRESS_KIT = Format(
    slug=KIT_SLUG,
    label="ZIP",
    media_type="application/zip",
    suffix=".zip",
    is_in_one_language=False,
    render=_kit,
)
RELEASE_FORMATS = (*DOCUMENTS, JSON, PRESS_KIT)
"""In which every release is written, beside the pictures and attachments that it has."""
