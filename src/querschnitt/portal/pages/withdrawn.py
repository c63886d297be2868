"""What stands at an address that is public no more: why, since when, and where to go on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _

from querschnitt.framework.content import FrameworkContent
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Frame, Page
from querschnitt.portal.pages.about import ways_on
from querschnitt.portal.reading import Reading, moment_day
from querschnitt.portal.subscribing import ATOM, RSS
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.content import is_framework, said
from querschnitt.publication.files import addresses_of, part_addresses_of
from querschnitt.publication.renderers import PublicEdition
from querschnitt.publication.rendering import Rendered

Address = Callable[[Addresses], str]


def pages(reading: Reading, taken: set[str]) -> Iterator[Page]:
    """Yield a page for each address that withdrawn editions had, and that nothing else has now.

    :param taken: the paths of all pages of this language that can be read
    """
    seen = set(taken)
    for edition in _newest_first(reading):
        for at in _addresses(edition, reading.language):
            path = at(reading.addresses)
            if path not in seen:
                seen.add(path)
                yield _gone(reading, edition, at)


def parts(reading: Reading, frame: Frame) -> Iterator[Rendered]:
    """Yield the same for each goal's sheet and department's part that no readable edition has."""
    readable = [reader.edition for d in reading.site.documents for reader in d.readers]
    seen = {path for edition in readable for _format, _of, path in part_addresses_of(edition)}
    for edition in _newest_first(reading):
        paths = [
            path
            for _format, of_file, path in part_addresses_of(edition)
            if path not in seen and _is_answered_in(reading.language, of_file)
        ]
        seen.update(paths)
        if paths:
            # They all say the same, so it is rendered once; there may be thousands.
            slug = edition.document
            page = frame.render(
                _gone(reading, edition, partial(Addresses.framework, document=slug))
            )
            yield from (replace(page, path=path) for path in paths)


def _newest_first(reading: Reading) -> list[PublicEdition]:
    return sorted(reading.site.withdrawn, key=lambda e: (e.document, e.number), reverse=True)


def _is_answered_in(language: str, of_file: str) -> bool:
    # Files have one address for all languages of the portal, so one page answers there.
    return of_file == language or (
        of_file not in portal_languages() and language == portal_languages()[0]
    )


def _addresses(edition: PublicEdition, language: str) -> Iterator[Address]:
    slug, number = edition.document, edition.number
    content = said(edition.content)
    yield lambda a: a.edition(slug, number)
    yield from _with_subscriptions(partial(Addresses.framework, document=slug))
    if is_framework(edition.content) and "amends" in edition.content["adoption"]:
        yield lambda a: a.changes(slug, number)
        yield lambda a: a.changes(slug)
    if is_framework(edition.content) and _has_mandate(edition.content["framework"]):
        yield lambda a: a.mandate_of(slug)
    for goal in content["goals"]:
        yield lambda a, reference=goal["reference"]: a.goal(slug, reference)  # type: ignore[misc]
    for field in content["fields"]:
        yield from _with_subscriptions(partial(Addresses.field, key=field["key"]))
    for department in content["departments"]:
        yield from _with_subscriptions(partial(Addresses.department, key=department["key"]))
    for _format, of_file, path in addresses_of(edition):
        if _is_answered_in(language, of_file):
            yield lambda _a, path=path: path  # type: ignore[misc]


def _with_subscriptions(page: Address) -> Iterator[Address]:
    """Yield the address of a page, and those of its feeds and its calendar."""
    yield page
    for suffix in (ATOM, RSS):
        yield lambda a, suffix=suffix: a.feed(page(a), suffix)  # type: ignore[misc]
    yield lambda a: a.calendar(page(a))


def _has_mandate(framework: FrameworkContent) -> bool:
    return framework["mandate"] is not None


def _gone(reading: Reading, edition: PublicEdition, at: Address) -> Page:
    successor = next((d for d in reading.site.documents if d.slug == edition.document), None)
    return Page(
        at=at,
        template="withdrawn",
        title=_("This page was withdrawn"),
        section="",
        status=410,
        context={
            "reason": edition.withdrawal_reason,
            "withdrawn": moment_day(edition.withdrawn_at) if edition.withdrawn_at else "",
            "edition": edition.number,
            "readable": reading.document_link(successor) if successor else "",
            "ways": ways_on(reading),
        },
    )
