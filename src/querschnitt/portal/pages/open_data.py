"""The page about the open data: what there is, for whom, on which terms, and at which addresses."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from querschnitt.framework.content_schema import EDITION_SCHEMA, REPORTED_SCHEMA
from querschnitt.lib.typed_schema import path_of
from querschnitt.portal import harvest
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Page
from querschnitt.portal.pages import documents, schemas
from querschnitt.portal.reading import Reading, moment_day
from querschnitt.portal.site import PublicDocument
from querschnitt.portal.subscribing import ATOM, MEDIA_TYPES, RSS
from querschnitt.publication.catalogue.graph import CATALOGUE, dataset_path
from querschnitt.publication.catalogue.vocabulary import LICENCES, licence_uri
from querschnitt.publication.catalogue.writing import JSON_LD, NOTATIONS, RDF_XML, TURTLE
from querschnitt.publication.release_content import SCHEMA as RELEASE_SCHEMA
from querschnitt.publication.renderers import AnyEdition
from querschnitt.relations.content import SCHEMA as RELATIONS_SCHEMA


class Way(NamedTuple):
    """One way to the data: its section, where it leads, what it is called and what one gets."""

    section: str
    at: Callable[[Addresses], str]
    label: str
    says: str
    media_type: str = ""


SECTIONS = {
    "catalogue": (
        gettext_noop("Catalogue for data portals"),
        gettext_noop("Described after DCAT-AP.de, so that GovData and others can take it over."),
    ),
    "changes": (
        gettext_noop("What has changed"),
        gettext_noop("Lists for programs that keep a copy, with what was withdrawn."),
    ),
    "news": (
        gettext_noop("Feeds and calendars"),
        gettext_noop(
            "Each field of action and each department has its own; they are linked there."
        ),
    ),
    "programs": (
        gettext_noop("For programs"),
        gettext_noop("Single goals and lists of them, and what the files are made of."),
    ),
}

# A further way is one line here; a section without a way is not shown.
WAYS: tuple[Way, ...] = (
    Way(
        "catalogue",
        lambda _a: f"{CATALOGUE}{TURTLE.suffix}",
        gettext_noop("Catalogue as Turtle"),
        gettext_noop("For people who read RDF, and for most programs."),
        TURTLE.media_type,
    ),
    Way(
        "catalogue",
        lambda _a: f"{CATALOGUE}{RDF_XML.suffix}",
        gettext_noop("Catalogue as RDF/XML"),
        gettext_noop("What GovData harvests."),
        RDF_XML.media_type,
    ),
    Way(
        "catalogue",
        lambda _a: f"{CATALOGUE}{JSON_LD.suffix}",
        gettext_noop("Catalogue as JSON-LD"),
        gettext_noop("For programs that read JSON."),
        JSON_LD.media_type,
    ),
    Way(
        "changes",
        lambda _a: harvest.INDEX,
        gettext_noop("Lists by date of change"),
        gettext_noop("Each object with when it came, changed and left, month by month."),
        "application/json",
    ),
    Way(
        "news",
        lambda a: a.feed(a.home, ATOM),
        gettext_noop("All editions as Atom"),
        gettext_noop("New, amended, corrected and withdrawn editions for feed readers."),
        MEDIA_TYPES[ATOM],
    ),
    Way(
        "news",
        lambda a: a.feed(a.home, RSS),
        gettext_noop("All editions as RSS"),
        gettext_noop("The same for readers that know RSS only."),
        MEDIA_TYPES[RSS],
    ),
    Way(
        "news",
        lambda a: a.dates,
        gettext_noop("Dates"),
        gettext_noop("Decisions, editions and ends of periods, with calendars to subscribe to."),
    ),
    Way(
        "programs",
        lambda a: a.interface,
        gettext_noop("Interface for programs"),
        gettext_noop("Single goals, lists with filters and all changes, with forms to try it."),
    ),
    Way(
        "programs",
        lambda _a: path_of(EDITION_SCHEMA),
        gettext_noop("JSON Schema of an edition"),
        gettext_noop("What each field of the JSON files means, and what may stand in it."),
        schemas.MEDIA_TYPE,
    ),
    Way(
        "programs",
        lambda _a: path_of(REPORTED_SCHEMA),
        gettext_noop("JSON Schema of reported goals"),
        gettext_noop("The same for goals that are known from reports."),
        schemas.MEDIA_TYPE,
    ),
    Way(
        "programs",
        lambda _a: path_of(RELATIONS_SCHEMA),
        gettext_noop("JSON Schema of the registers of relations"),
        gettext_noop("The same for partners, networks, actors, events and conferences."),
        schemas.MEDIA_TYPE,
    ),
    Way(
        "programs",
        lambda _a: path_of(RELEASE_SCHEMA),
        gettext_noop("JSON Schema of a press release"),
        gettext_noop("The same for what the press room offers as JSON."),
        schemas.MEDIA_TYPE,
    ),
)


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the page about the open data."""
    licence = LICENCES[settings.DATA_LICENCE]
    publisher = settings.PUBLISHER.name or settings.GOVERNMENT_NAME
    yield Page(
        at=lambda a: a.data,
        template="open_data",
        title=_("Open data"),
        description=_("Everything that is published here can also be had as data."),
        section="data",
        feeds=lambda a: a.home,
        context={
            "licence": {
                "name": licence.name,
                "text": licence.text,
                "uri": licence_uri(settings.DATA_LICENCE),
                "attribution": publisher if licence.asks_for_attribution else "",
            },
            "datasets": [
                *(_dataset(reading, d) for d in reading.site.documents),
                *_of_relations(reading),
            ],
            "sections": list(_sections(reading)),
        },
    )


def _dataset(reading: Reading, document: PublicDocument) -> dict[str, Any]:
    return {
        **_told(reading, document.newest.edition),
        "title": reading.title_of(document),
        "url": reading.addresses.framework(document.slug),
        "is_former": document.is_of_a_former_government,
    }


def _of_relations(reading: Reading) -> Iterator[dict[str, Any]]:
    edition = reading.site.relations.edition
    if edition is not None:
        yield {
            **_told(reading, edition),
            "title": _("Relations"),
            "url": reading.addresses.relations,
            "is_former": False,
        }


def _told(reading: Reading, edition: AnyEdition) -> dict[str, Any]:
    entry = dataset_path(edition.document)
    return {
        "edition": edition.number,
        "published": moment_day(edition.public_from),
        "files": documents.files_of(reading, edition, is_data_first=True),
        "entries": [
            {"label": one.label, "url": f"{entry}{one.suffix}", "media_type": one.media_type}
            for one in NOTATIONS
        ],
    }


def _sections(reading: Reading) -> Iterator[dict[str, Any]]:
    for key, (title, text) in SECTIONS.items():
        ways = [way for way in WAYS if way.section == key]
        if not ways:
            continue
        yield {
            "id": key,
            "title": _(title),
            "text": _(text),
            "missing": _missing() if key == "catalogue" else [],
            "ways": [
                {
                    "url": way.at(reading.addresses),
                    "label": _(way.label),
                    "says": _(way.says),
                    "media_type": way.media_type,
                }
                for way in ways
            ],
        }


def _missing() -> list[str]:
    """Return what the catalogue would say, had the operator entered it."""
    told = (
        (_("the publisher"), settings.PUBLISHER.name or settings.GOVERNMENT_NAME),
        (_("an e-mail address for questions"), settings.PUBLISHER.email),
        (_("the name under which GovData knows who delivers"), settings.CONTRIBUTOR_ID),
        (_("the area that the data are about"), settings.LAND),
    )
    return [name for name, value in told if not value]
