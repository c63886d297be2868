"""The page of each press release, what it said before a correction, and that it is gone."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Crumbs, Page
from querschnitt.portal.pages.about import ways_on
from querschnitt.portal.press import PublicRelease
from querschnitt.portal.press_cards import head, words
from querschnitt.portal.reading import Reading, day, link, listed, moment_day
from querschnitt.portal.sources import Part, sources_of
from querschnitt.publication.addresses import release_file_path
from querschnitt.publication.content import language_of
from querschnitt.publication.formats.releases import (
    ATTACHMENT,
    KIT_SLUG,
    PICTURE,
    pictures_of,
)
from querschnitt.publication.release_content import ReleaseContent
from querschnitt.publication.renderers import PressEdition, PublicFile
from querschnitt.ui.sizes import spoken_size

SPOKEN = {"de": "Deutsch", "en": "English", "fr": "Français", "pl": "Polski", "cs": "Čeština"}


def pages(reading: Reading, release: PublicRelease) -> Iterator[Page]:
    """Yield the pages of one release, in the languages that it has."""
    if release.is_withdrawn:
        yield from _gone(reading, release)
        return
    content = release.content
    yield _page(reading, release, release.newest, reading.language)
    shown = words(content, reading.language)[0]
    for language in content["languages"]:
        if language != shown:
            yield _page(reading, release, release.newest, language)
    for edition in release.editions[1:]:
        if not edition.is_withdrawn:
            yield _page(reading, release, edition, reading.language)


def _page(reading: Reading, release: PublicRelease, edition: PressEdition, wanted: str) -> Page:
    content = edition.content
    language, texts = words(content, wanted)
    at = partial(
        Addresses.release,
        year=content["year"],
        address=content["address"],
        language="" if wanted == reading.language else wanted,
    )
    is_newest = edition is release.newest
    crumbs: Crumbs = [(_("Press"), reading.addresses.press)]
    return Page(
        at=at if is_newest else partial(at, number=edition.number),
        canonical=None if is_newest else at,
        template="press_release",
        title=texts["title"],
        description=texts["lead"] or texts["subtitle"],
        crumbs=crumbs,
        section="press",
        context={
            "head": head(content),
            "language": language if language != reading.language else "",
            "texts": texts,
            "body": SafeString(texts["body"]),  # sanitised when it was written and when published
            "place": listed([content["place"], day(content["dated_on"])]),
            "spoken_word": content["spoken_word"],
            "quotations": _quotations(content, language),
            "facts": _facts(content, language),
            **_links(reading, content),
            "about": _about(reading, release),
            "contact": content["contact"],
            "imprint_url": reading.addresses.imprint,
            "newsletter_url": reading.addresses.newsletter,
            **(
                _of_newest(reading, release, language, wanted)
                if is_newest
                else _of_earlier(reading, release, edition)
            ),
        },
    )


def _of_newest(
    reading: Reading, release: PublicRelease, language: str, wanted: str
) -> dict[str, Any]:
    content, edition = release.content, release.newest
    return {
        "images": _images(edition, language),
        "corrections": [_correction(reading, release, one) for one in release.corrections],
        "in_languages": _languages(reading, content, wanted),
        "downloads": _downloads(reading, edition, language),
        "alternates": _alternates(reading, content),
    }


def _of_earlier(reading: Reading, release: PublicRelease, edition: PressEdition) -> dict[str, Any]:
    content = release.content
    later = next(one for one in reversed(release.editions) if one.number > edition.number)
    now = reading.addresses.release(content["year"], content["address"])
    return {
        "earlier": {
            "until": moment_day(later.public_from),
            "note": later.change_note,
            "now": link(_("What the release says now"), now),
        }
    }


def _correction(
    reading: Reading, release: PublicRelease, edition: PressEdition
) -> dict[str, str | SafeString]:
    content = release.content
    before = next(one for one in release.editions if one.number < edition.number)
    url = reading.addresses.release(content["year"], content["address"], number=before.number)
    return {
        "on": moment_day(edition.public_from),
        "note": edition.change_note,
        "before": "" if before.is_withdrawn else link(_("What it said before"), url),
    }


def _quotations(content: ReleaseContent, language: str) -> list[dict[str, str]]:
    first = content["languages"][0]
    told = []
    for one in content["quotations"]:
        spoken, text = language_of(one["text"], language, first)
        marked = spoken if spoken != language else ""
        told.append(
            {"text": text, "person": one["person"], "office": one["office"], "language": marked}
        )
    return told


def _facts(content: ReleaseContent, language: str) -> list[dict[str, str]]:
    first = content["languages"][0]
    said = [language_of(one, language, first) for one in content["facts"]]
    return [
        {"text": text, "language": spoken if spoken != language else ""}
        for spoken, text in said
        if text
    ]


def _images(edition: PressEdition, language: str) -> list[dict[str, Any]]:
    """Return the pictures whose bytes can be loaded."""
    content = edition.content
    there = {file.path for file in edition.files}
    found = []
    for file, image in zip(pictures_of(content), content["images"], strict=True):
        url = release_file_path(content["year"], content["address"], file.name)
        spoken, alternative = language_of(image["alternative"], language, content["languages"][0])
        if url in there:
            found.append(
                {
                    "url": url,
                    "alternative": alternative,
                    "language": spoken if spoken != language else "",
                    "credit": image["credit"],
                    "width": image["width"],
                    "height": image["height"],
                }
            )
    return found


def _links(reading: Reading, content: ReleaseContent) -> dict[str, Any]:
    goals = {(one["framework"], one["reference"]) for one in content["goals"]}
    wanted = set(content["documents"])
    return {
        "goals": [
            {
                "title": reading.heading_of(placed.goal),
                "reference": placed.goal["reference"],
                "url": reading.goal_url(placed),
            }
            for placed in (reading.site.goals if goals else ())
            if (placed.document.framework_key, placed.goal["reference"]) in goals
        ],
        "partners": [found for one in content["partners"] if (found := reading.entry_link(one))],
        "documents": [
            reading.document_link(document)
            for document in reading.site.documents
            if document.slug in wanted
        ],
    }


def _languages(reading: Reading, content: ReleaseContent, shown: str) -> list[dict[str, Any]]:
    if len(content["languages"]) == 1:
        return []
    year, address = content["year"], content["address"]
    current = words(content, shown)[0]
    own = words(content, reading.language)[0]
    return [
        {
            "code": language,
            "name": SPOKEN.get(language) or dict(settings.LANGUAGES).get(language, language),
            "url": reading.addresses.release(year, address, "" if language == own else language),
            "is_current": language == current,
        }
        for language in content["languages"]
    ]


def _alternates(reading: Reading, content: ReleaseContent) -> list[dict[str, str]]:
    return [
        {"language": one["code"], "url": one["url"]}
        for one in _languages(reading, content, reading.language)
    ]


def _downloads(reading: Reading, edition: PressEdition, language: str) -> list[dict[str, Any]]:
    """Return the files in groups: the release, its data, pictures, attachments, all in one."""
    files = reading.files(edition)
    groups = (
        (_("Press release"), [one for one in files if one.is_for_reading]),
        (_("Pictures"), [one for one in files if one.slug == PICTURE]),
        (_("Attachments"), [one for one in files if one.slug == ATTACHMENT]),
        (_("Press kit"), [one for one in files if one.slug == KIT_SLUG]),
        (_("Data"), [one for one in files if one.slug == "json"]),
    )
    return [
        {"label": label, "files": [_file(reading, one) for one in inside]}
        for label, inside in groups
        if inside
    ]


def _file(reading: Reading, file: PublicFile) -> dict[str, str]:
    is_foreign = bool(file.language) and file.language != reading.language
    return {
        "url": file.path,
        "label": file.label,
        "size": spoken_size(file.size),
        "media_type": file.media_type,
        "language": SPOKEN.get(file.language, file.language) if is_foreign else "",
        "hreflang": file.language if is_foreign else "",
    }


def _about(reading: Reading, release: PublicRelease) -> list[tuple[str, str | SafeString]]:
    content = release.content
    topics = [
        link(reading.field_name(key), reading.addresses.press_on(key)) for key in content["topics"]
    ]
    told: list[tuple[str, str | SafeString]] = [
        (_("Number"), content["reference"]),
        (_("Date"), day(content["dated_on"])),
        *((_("Department"), link(one["name"], reading.addresses.press_of(one["key"])))
          for one in content["departments"]),
        *((_("Topic"), topic) for topic in topics),
        *((_("Source"), _with_links(parts)) for parts in sources_of(content["source"])),
        *((_("Corrected on"), moment_day(one.public_from)) for one in release.corrections),
    ]  # fmt: skip
    return [(term, value) for term, value in told if value]


def _with_links(parts: list[Part]) -> SafeString:
    away = '<a href="{}" rel="external">{}</a>'
    told = ((format_html(away, one.url, one.text) if one.url else one.text,) for one in parts)
    return format_html_join("", "{}", told)


def _gone(reading: Reading, release: PublicRelease) -> Iterator[Page]:
    """Yield what answers where a release was: that it is gone, since when and why."""
    edition, content = release.newest, release.content
    at = partial(Addresses.release, year=content["year"], address=content["address"])
    languages = {language for one in release.editions for language in one.content["languages"]}
    ways = [
        at,
        *(partial(at, language=one) for one in sorted(languages - {reading.language})),
        *(partial(at, number=one.number) for one in release.editions[1:]),
    ]
    for way in ways:
        yield Page(
            at=way,
            template="withdrawn",
            title=_("This press release was withdrawn"),
            section="press",
            status=410,
            context={
                "reason": edition.withdrawal_reason,
                "withdrawn": moment_day(edition.withdrawn_at) if edition.withdrawn_at else "",
                "readable": link(_("Press releases"), reading.addresses.press),
                "ways": ways_on(reading),
            },
        )
