"""What takes place, and what supports foreign trade."""

from querschnitt.config.demo.dataset import Record
from querschnitt.config.demo.relations.book import Book, period_of, sentence, spoken, told_of
from querschnitt.config.demo.relations.organisations import organisations
from querschnitt.relations.models import Event, TradeActivity
from querschnitt.relations.said import link, said

KINDS = {
    "Europawoche": Event.Kind.EUROPE_WEEK,
    "EU-Schulprojekttag": Event.Kind.SCHOOL_PROJECT_DAY,
    "Delegationsreise": Event.Kind.DELEGATION,
    "Empfang": Event.Kind.VISIT,
    "Parlamentsreise": Event.Kind.PARLIAMENTARY_VISIT,
    "Jugendforum": Event.Kind.YOUTH,
    "Podium": Event.Kind.CONFERENCE,
    "Regierungserklärung": Event.Kind.STATEMENT,
}
STEERING = frozenset({"evt-cvl-2022"})
"""In the course of which the steering committee met."""
PARTNERS = {
    "evt-masowien-10": "par-masowien", "evt-masowien-20": "par-masowien",
    "evt-cvl-2017": "par-centre", "evt-cvl-2019": "par-centre", "evt-cvl-2022": "par-centre",
    "evt-cvl-20": "par-centre", "evt-vietnam-2019": "par-vietnam",
    "evt-vietnam-schulze": "par-vietnam", "evt-ausschuss-vietnam-2020": "par-vietnam",
    "evt-kujawien-besuch": "par-kujawien",
}  # fmt: skip
ORGANISATIONS = {
    "evt-europawochen-2023": "goeurope", "evt-masowien-10": "dpg",
    "evt-fruehjahrsgespraech-2025": "dpg", "evt-schulprojekttag-2017": "lpb",
}  # fmt: skip
RESOLUTIONS = {"evt-europawochen-2023": "res-emk90-oeffentlichkeit"}
OTHER_DATES = {
    "evt-cvl-2019": {"ends_on": "2019-05-04", "source": "Presse (Rückkehr am Samstag)"},
    "evt-vietnam-2019": {"ends_on": "2019-11-26", "source": "MDR"},
}
"""Where sources contradict each other, as the notes of the records tell."""
DELEGATIONS = {
    "evt-vietnam-2019": "VN", "evt-vietnam-schulze": "VN", "evt-china-2016": "CN",
    "evt-china-2010": "CN",
}  # fmt: skip
"""Events that are delegations for foreign trade, with the country."""

FIGURES = {
    "abroad_rate_percent": ("Fördersatz im Ausland", "{} %"),
    "abroad_max_eur": ("Höchstbetrag im Ausland", "{} EUR"),
    "abroad_max_founders_eur": ("Höchstbetrag im Ausland für Gründer", "{} EUR"),
    "abroad_min_eur": ("Mindestbetrag im Ausland", "{} EUR"),
    "domestic_lump_sum_eur": ("Pauschale im Inland", "{} EUR"),
    "max_fairs_per_year": ("Messen im Jahr höchstens", "{}"),
    "application_deadline": ("Antragsfrist", "{}"),
    "exhibitors": ("Aussteller am Gemeinschaftsstand", "{}"),
    "exhibitors_previous_year": ("Aussteller am Gemeinschaftsstand im Vorjahr", "{}"),
    "area_m2": ("Fläche", "{} m²"),
    "exhibitors_total_lsa": ("Aussteller aus Sachsen-Anhalt insgesamt", "{}"),
}
ORGANISERS = {
    "fts-messe": ("investitionsbank",),
    "fts-hannover-2011": ("ihk-halle-dessau", "img"),
}


def enter_events(book: Book) -> None:
    """Enter what takes place, with dates as partial or contradictory as the sources are."""
    for record in book.dataset.section("events"):
        kind = record.take("kind")
        starts, ends = period_of(record)
        record.take("date_precision")
        partner, organisation = PARTNERS.get(record.id), ORGANISATIONS.get(record.id)
        told = told_of(
            record,
            record.take("title"),
            values={
                "kind": _kind(record, kind),
                "kind_in_source": kind,
                "starts_on": starts,
                "ends_on": ends,
                "other_dates": _other_dates(record),
                "date_remark": _date_remark(record),
                "apply_until": record.take("application_deadline"),
                "place": record.take("place"),
                "head": record.take("head"),
                "participant_count": record.take("participants", None),
                "topics": record.take("topics", []),
            },
            links={
                "partner": book.links(partner),
                "organisation": organisations(organisation) if organisation else [],
                "resolution": book.links(RESOLUTIONS.get(record.id)),
            },
        )
        book.carry(record, told)


def _kind(record: Record, kind: str) -> str:
    return Event.Kind.STEERING_COMMITTEE if record.id in STEERING else KINDS[kind]


def _other_dates(record: Record) -> list[dict[str, str]]:
    return [OTHER_DATES[record.id]] if record.id in OTHER_DATES else []


def _date_remark(record: Record) -> str:
    told = [record.take("date_note")]
    if record.take("period_confidence") == "medium":
        told.append("Zeitraum aus zwei Quellen geschlossen oder aus der Presse")
    return " ".join(sentence(one) for one in told if one)


def enter_trade(book: Book) -> None:
    """Enter support for foreign trade: programmes, fairs, delegations, the office in Shanghai."""
    for record in book.dataset.section("foreign_trade_support"):
        starts, ends = period_of(record)
        kind = TradeActivity.Kind.PROGRAMME if record.has("rules") else TradeActivity.Kind.FAIR
        told = told_of(
            record,
            record.take("name"),
            values={
                "kind": kind,
                "starts_on": starts,
                "ends_on": ends,
                "organisers": record.take("organisers"),
                "handled_by": record.take("handled_by"),
                "figures": _figures(record),
            },
            links={"organiser": organisations(*ORGANISERS.get(record.id, ()))},
        )
        book.carry(record, told)
    for identifier, country in DELEGATIONS.items():
        _enter_delegation(book, book.dataset.record(identifier), country)
    _enter_office(book, book.dataset.record("agr-shanghai-2009"))


def _figures(record: Record) -> list[dict[str, str]]:
    rules = record.take("rules", {})
    numbers = {**rules, **{name: record.take(name) for name in FIGURES if record.has(name)}}
    return [
        {"what": FIGURES[name][0], "value": FIGURES[name][1].format(spoken(value))}
        for name, value in numbers.items()
    ]


def _enter_delegation(book: Book, record: Record, country: str) -> None:
    starts, ends = period_of(record)
    told = told_of(
        record,
        record.take("title"),
        values={
            "kind": TradeActivity.Kind.DELEGATION,
            "starts_on": starts,
            "ends_on": ends,
            "countries": [country],
            "head": record.take("head"),
            "participant_count": record.take("participants", None),
        },
        links={
            "event": book.links(record.id),
            "partner": book.links(PARTNERS.get(record.id)),
            "organiser": organisations("ihk-magdeburg", "ihk-halle-dessau")
            if record.id == "evt-china-2010"
            else [],
        },
    )
    book.enter("trade", record.key, told, of=[record])


def _enter_office(book: Book, record: Record) -> None:
    told = said(
        "Repräsentanz Shanghai",
        values={
            "kind": TradeActivity.Kind.CONTACT_OFFICE,
            "countries": ["CN"],
            "organisers": record.peek("partner_text"),
        },
        links={"participant": [link("organisations/repraesentanz-shanghai")]},
        source=record.peek("source"),
        confidence=record.peek("confidence"),
        remark=f"Bekannt aus: {record.peek('title')} ({record.peek('signed_on')}).",
    )
    book.enter("trade", "repraesentanz-shanghai", told)
