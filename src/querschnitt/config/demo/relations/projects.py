"""Measures that are done together with partners; all others wait until measures have a home."""

from typing import Any

from querschnitt.config.demo.dataset import Record
from querschnitt.config.demo.relations.book import Book, period_of, sentence, spoken, told_of
from querschnitt.config.demo.relations.organisations import organisations
from querschnitt.relations.said import LinkSaid, link

WITH_OTHERS = ("partner", "partner_text", "actor", "agreement", "partners_count")
ABROAD = frozenset({"mea-s3chem", "mea-coal-regions", "mea-erasmus-ib", "mea-interreg-2008"})
"""Done with others, which the dataset tells by their programme alone."""
COUNTRIES = {
    "mea-europadorf-2019": ["LV", "LT", "PL", "HU", "RO", "MD"],
    "mea-erasmus-ib": ["DK", "SE", "BE"],
    "mea-nl-forschung-2019": ["NL"],
}
FURTHER_PARTNERS = {"mea-europadorf-2019": ("par-ermland-masuren", "par-masowien", "par-iasi")}
NETWORKS = {
    "mea-s3chem": "networks/interreg-europe",
    "mea-coal-regions": "networks/coal-regions",
}
ORGANISATIONS = {
    "mea-urheberrecht-2019": ("universitaet-halle",),
    "mea-cvl-hochwasser": ("epl",),
    "mea-treblinka": ("lpb", "museum-treblinka"),
    "mea-polizei-masowien": ("polizeidirektion-nord",),
    "mea-residenz-valimage": ("kunststiftung", "valimage"),
    "mea-burg-orleans": ("kunsthochschule-halle", "stiftung-bauhaus", "kunstschule-orleans"),
    "mea-agsa-mscdn": ("mscdn",),
    "mea-vietnam-b2": ("goethe-institut-hanoi",),
    "mea-erasmus-ib": ("investitionsbank", "eusa"),
}
FUNDING = {
    "federal": "Mittel des Bundes", "deutsches_haus": "Deutsches Haus",
    "eu_total": "EU-Mittel insgesamt", "share_lsa": "Anteil Sachsen-Anhalt",
}  # fmt: skip


def is_with_others(record: Record) -> bool:
    """Tell whether a measure is done together with partners."""
    return record.id in ABROAD or any(record.has(name) for name in WITH_OTHERS)


def enter_projects(book: Book) -> None:
    """Enter what is done together with partners, and which goals it serves."""
    for record in book.dataset.section("measures"):
        if is_with_others(record):
            book.carry(record, _told(book, record))


def _told(book: Book, record: Record) -> Any:
    starts, ends = period_of(record)
    funding = record.take("funding_eur", {})
    goal = record.take("goal", None)
    goals = [book.goals[goal]] if goal in book.goals else []
    return told_of(
        record,
        record.take("title"),
        goals=goals,
        values={
            "programme": record.take("funding"),
            "countries": COUNTRIES.get(record.id, []),
            "partner_names": _names(record),
            "starts_on": starts,
            "ends_on": ends,
            "status": record.take("status"),
            "status_as_of": record.take("status_as_of"),
            "amount": None if isinstance(funding, dict) else funding,
            "figures": _figures(record, funding),
            "results": sentence(result) if (result := record.take("result")) else "",
        },
        links={
            "partner": _partners(book, record),
            "organisation": _organisations(record),
            "programme": [link(NETWORKS[record.id])] if record.id in NETWORKS else [],
            "agreement": book.links(record.take("agreement", None)),
        },
        remarks=_remarks(book, record, goal),
    )


def _names(record: Record) -> list[str]:
    text = record.take("partner_text")
    return [name.strip() for name in text.split(",")] if text else []


def _figures(record: Record, funding: Any) -> list[dict[str, str]]:
    rows = []
    for name, what, unit in (
        ("partners_count", "Partner", ""),
        ("countries_count", "Länder", ""),
        ("duration_months", "Dauer", " Monate"),
    ):
        if value := record.take(name, None):
            rows.append({"what": what, "value": f"{value}{unit}"})
    if isinstance(funding, dict):
        rows += [{"what": FUNDING[k], "value": f"{spoken(v)} EUR"} for k, v in funding.items()]
    return rows


def _partners(book: Book, record: Record) -> list[LinkSaid]:
    return book.links(record.take("partner", None), *FURTHER_PARTNERS.get(record.id, ()))


def _organisations(record: Record) -> list[LinkSaid]:
    actor = record.take("actor", None)
    keys = [actor.split("-", 1)[1]] if actor else []
    keys += [key for key in ORGANISATIONS.get(record.id, ()) if key not in keys]
    return organisations(*keys)


def _remarks(book: Book, record: Record, goal: str | None) -> list[str]:
    told = [f"Ressort: {note}" if (note := record.take("department_note")) else ""]
    if field := record.take("field", None):
        told.append(f"Handlungsfeld: {book.dataset.record(field).peek('name')}")
    if goal and goal not in book.goals:
        told.append(f"Dient dem Ziel: {book.dataset.record(goal).peek('text')}")
    return told
