"""The organisations that records name, each once, and what carries and supports non-state actors.

Most of them the dataset knows by their names alone; nothing is added to that. The source of each
is that of the record which names it.
"""

from dataclasses import dataclass
from typing import Any

from querschnitt.config.demo.dataset import Record
from querschnitt.config.demo.relations.book import Book, known, reference_to, told_of
from querschnitt.relations import operations
from querschnitt.relations.said import LinkSaid, Reference, link, said
from querschnitt.relations.saying import said_of


@dataclass(frozen=True)
class Named:
    """An organisation, and the record that names it."""

    title: str
    by: str
    short_name: str = ""
    seat: str = ""
    parent: str = ""
    remark: str = ""
    other_names: tuple[str, ...] = ()


NAMED = {
    "lkj": Named("lkj Sachsen-Anhalt", "act-goeurope"),
    "drk-landesverband": Named("DRK Landesverband Sachsen-Anhalt", "act-goeurope"),
    "bildungsnetzwerk-magdeburg": Named("Bildungsnetzwerk Magdeburg gGmbH", "act-goeurope"),
    "investitionsbank": Named("Investitionsbank Sachsen-Anhalt", "fts-messe"),
    "landes-demokratiezentrum": Named("Landes-Demokratiezentrum Sachsen-Anhalt",
                                      "prg-demokratie-leben"),
    "museum-treblinka": Named("Museum Treblinka", "agr-lpb-siedlce-2020",
                              parent="regionalmuseum-siedlce"),
    "regionalmuseum-siedlce": Named("Regionalmuseum Siedlce", "agr-lpb-siedlce-2020"),
    "mscdn": Named("Masowisches Zentrum für Lehrerfortbildung", "mea-agsa-mscdn", "MSCDN"),
    "repraesentanz-shanghai": Named("Repräsentanz Shanghai", "agr-shanghai-2009"),
    "stadt-halle": Named("Stadt Halle", "agr-shanghai-2009"),
    "universitaet-halle": Named("Martin-Luther-Universität Halle-Wittenberg",
                                "mea-urheberrecht-2019"),
    "epl": Named("EPL", "mea-cvl-hochwasser"),
    "polizeidirektion-nord": Named("Polizeidirektion Nord", "mea-polizei-masowien"),
    "valimage": Named("Valimage", "mea-residenz-valimage"),
    "kunsthochschule-halle": Named("Kunsthochschule Halle", "mea-burg-orleans"),
    "stiftung-bauhaus": Named("Stiftung Bauhaus", "mea-burg-orleans"),
    "kunstschule-orleans": Named("Kunst- und Designschule Orléans", "mea-burg-orleans"),
    "goethe-institut-hanoi": Named("Goethe-Institut Hanoi", "mea-vietnam-b2"),
    "ecrn": Named("European Chemical Regions Network", "net-ecrn", "ECRN"),
    "europaeische-bewegung": Named("Europäische Bewegung Sachsen-Anhalt e. V.", "net-ebd-lsa"),
}  # fmt: skip
"""Organisations that are no non-state actors of the dataset, by their keys."""

PARENTS = {"act-eusa": "investitionsbank", "act-ejbm": "bildungsnetzwerk-magdeburg"}
CHAMBERS = {
    "ihk-magdeburg": "Industrie- und Handelskammer Magdeburg",
    "ihk-halle-dessau": "Industrie- und Handelskammer Halle-Dessau",
}
"""Two organisations that the dataset has in one record."""
SHORT = {"act-agsa": "AGSA", "act-ejbm": "EJBM", "act-img": "IMG", "act-goeurope": "GOEUROPE!"}

GIVERS = {
    "act-goeurope": ("Staatskanzlei und Ministerium für Kultur", ""),
    "act-ewnsa": ("Bund und Land", "Eine-Welt-Promotorenprogramm"),
    "act-agsa": ("Ministerpräsident", ""),
    "act-miteinander": ("Bund und Land", "Demokratie leben!"),
}
"""From whom support comes, where the dataset tells of support; of others it tells what they do."""
CARRIERS = {
    "act-goeurope": ("lkj", "drk-landesverband", "ejbm"),
}
WORKS_WITH = {"act-dpg": "par-masowien", "act-kunststiftung": "par-centre"}
SUPPORTED_FROM = {"act-miteinander": "prg-demokratie-leben"}


def organisation(key: str) -> Reference:
    """Return by what an organisation is referred to."""
    return f"organisations/{key}"


def organisations(*keys: str, note: str = "") -> list[LinkSaid]:
    """Return links to organisations."""
    return [link(organisation(key), note=note) for key in keys]


def enter_organisations(book: Book) -> None:
    """Enter every organisation that a record names, whether it is an actor or not."""
    for record in book.dataset.section("actors"):
        for key, title in _titles(record).items():
            _enter_actors_organisation(book, record, key, title)
    without_parent = [key for key, named in NAMED.items() if not named.parent]
    for key in [*without_parent, *(key for key in NAMED if key not in without_parent)]:
        _enter_named(book, key, NAMED[key])
    for identifier, parent in PARENTS.items():
        _belongs(book, identifier.split("-", 1)[1], parent)


def _titles(record: Record) -> dict[str, str]:
    return CHAMBERS if record.id == "act-ihk" else {record.key: record.take("name")}


def _enter_actors_organisation(book: Book, record: Record, key: str, title: str) -> None:
    told = said(
        title,
        values=known(
            {
                "short_name": SHORT.get(record.id, ""),
                "founded_on": str(record.take("founded")),
                "seat": record.take("seat"),
            }
        ),
        source=record.take("source"),
        confidence=record.take("confidence"),
        remark=_together(record),
    )
    book.enter("organisations", key, told, of=[record])


def _together(record: Record) -> str:
    return f"In der Quelle zusammen: {record.take('name')}." if record.id == "act-ihk" else ""


def _enter_named(book: Book, key: str, named: Named) -> None:
    record = book.dataset.record(named.by)
    told = said(
        named.title,
        values=known({"short_name": named.short_name, "seat": named.seat}),
        links={"parent": organisations(named.parent, note="laut Portal")} if named.parent else {},
        source=record.peek("source"),
        confidence=record.peek("confidence"),
        remark=f"Genannt bei: {record.peek('title') or record.peek('name')}.",
    )
    book.enter("organisations", key, told)


def _belongs(book: Book, key: str, parent: str) -> None:
    entry = book.made[organisation(key)]
    told = {**said_of(entry), "links": {"parent": organisations(parent)}}
    changed = operations.revise_entry(by=book.by, entry=entry, said=told, seen=entry.number)  # type: ignore[arg-type]
    book.made[organisation(key)] = changed


def enter_actors(book: Book) -> None:
    """Enter the non-state actors; no release by an actor is known, so none is entered."""
    for record in book.dataset.section("actors"):
        for key in _titles(record):
            _enter_actor(book, record, key)


def _enter_actor(book: Book, record: Record, key: str) -> None:
    support, giver = record.take("support"), GIVERS.get(record.id)
    history = record.take("carrier_history", [])
    carriers = CARRIERS.get(record.id, ())
    rows: list[dict[str, Any]] = []
    if giver:
        rows = [known({"giver": giver[0], "programme": giver[1], "what": support})]
    partner, programme = WORKS_WITH.get(record.id), SUPPORTED_FROM.get(record.id)
    told = told_of(
        record,
        CHAMBERS.get(key, record.peek("name")),
        summary="" if giver else support,
        values={
            "organisation": organisation(key),
            "kind": record.take("kind"),
            "head": record.take("head"),
            "support": rows,
        },
        links={
            "carrier": [
                link(organisation(carrier), note=note)
                for carrier, note in zip(carriers, history, strict=True)
            ],
            "partner": [link(reference_to(partner))] if partner else [],
            "programme": [link(reference_to(programme))] if programme else [],
        },
        remarks=[_together(record)],
    )
    book.enter("actors", key, told, of=[record])


def enter_programmes(book: Book) -> None:
    """Enter the programmes, with what is known of their money and who coordinates them."""
    coordinators = {
        "prg-demokratie": [
            *organisations("lpb", note="2012"),
            *organisations("landes-demokratiezentrum", note="Programm 2020–2024"),
        ],
        "prg-demokratie-leben": organisations("landes-demokratiezentrum"),
    }
    for record in book.dataset.section("programmes"):
        starts, ends = _period(record)
        field = book.dataset.record(record.take("field"))
        record.take("adopted_precision")
        amount = record.take("budget_eur_per_year_2012", None)
        told = told_of(
            record,
            record.take("name"),
            values={
                "field": field.peek("name"),
                "adopted_on": record.take("adopted_on"),
                "revised_on": record.take("revised"),
                "starts_on": starts,
                "ends_on": ends,
                "budget": [{"year": "2012", "amount": str(amount)}] if amount else [],
                "coordination": record.take("coordination"),
                "report_period": record.take("report_period"),
                "pillars": record.take("pillars", []),
            },
            links={
                "coordinator": coordinators[record.id],
                "partner": book.links("par-masowien") if record.id == "prg-demokratie" else [],
            },
        )
        book.carry(record, told)


def _period(record: Record) -> tuple[str, str]:
    period = record.take("period", {})
    return period.get("start") or "", period.get("end") or ""
