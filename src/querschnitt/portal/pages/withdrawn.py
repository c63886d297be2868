"""What stands at an address that is public no more: why, since when, and where to go on."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from querschnitt.framework.content import FrameworkContent
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Page
from querschnitt.portal.pages.about import ways_on
from querschnitt.portal.reading import Reading, languages, moment_day
from querschnitt.publication.content import is_framework, said
from querschnitt.publication.files import addresses_of
from querschnitt.publication.renderers import PublicEdition

Address = Callable[[Addresses], str]


def pages(reading: Reading, taken: set[str]) -> Iterator[Page]:
    """Yield a page for each address that withdrawn editions had, and that nothing else has now.

    :param taken: the paths of all pages of this language that can be read
    """
    seen = set(taken)
    newest_first = sorted(
        reading.site.withdrawn, key=lambda e: (e.document, e.number), reverse=True
    )
    for edition in newest_first:
        for at in _addresses(edition, reading.language):
            path = at(reading.addresses)
            if path not in seen:
                seen.add(path)
                yield _gone(reading, edition, at)


def _addresses(edition: PublicEdition, language: str) -> Iterator[Address]:
    slug, number = edition.document, edition.number
    content = said(edition.content)
    yield lambda a: a.edition(slug, number)
    yield lambda a: a.framework(slug)
    if is_framework(edition.content) and "amends" in edition.content["adoption"]:
        yield lambda a: a.changes(slug, number)
        yield lambda a: a.changes(slug)
    if is_framework(edition.content) and _has_mandate(edition.content["framework"]):
        yield lambda a: a.mandate_of(slug)
    for goal in content["goals"]:
        yield lambda a, reference=goal["reference"]: a.goal(slug, reference)  # type: ignore[misc]
    for field in content["fields"]:
        yield lambda a, key=field["key"]: a.field(key)  # type: ignore[misc]
    for department in content["departments"]:
        yield lambda a, key=department["key"]: a.department(key)  # type: ignore[misc]
    for _format, of_file, path in addresses_of(edition):
        # Files have one address for all languages of the portal, so one page answers there.
        if of_file == language or (of_file not in languages() and language == languages()[0]):
            yield lambda _a, path=path: path  # type: ignore[misc]


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
