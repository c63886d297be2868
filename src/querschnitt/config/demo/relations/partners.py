"""Partner regions, agreements with them, and twin towns."""

from dataclasses import dataclass, field

from querschnitt.config.demo.dataset import Record
from querschnitt.config.demo.relations.book import Book, day_of, reference_to, told_of
from querschnitt.config.demo.relations.organisations import organisations
from querschnitt.relations.models import Agreement, Partner, TwinTown
from querschnitt.relations.said import link

KINDS = {
    "partner-region": Partner.Kind.FORMAL_PARTNERSHIP,
    "cooperation-region": Partner.Kind.CONTACT,
    "thematic": Partner.Kind.PROJECT_PARTNERSHIP,
}
CALLED = {
    "partner-region": "Partnerregion",
    "cooperation-region": "Kooperationsregion",
    "thematic": "thematische Zusammenarbeit",
}
CODES = {
    "par-masowien": ("PL-14", "PL91 PL92"),
    "par-centre": ("FR-CVL", "FRB0"),
    "par-kujawien": ("PL-04", "PL61"),
    "par-ermland-masuren": ("PL-28", "PL62"),
    "par-valencia": ("ES-VC", "ES52"),
    "par-niederlande": ("", "NL"),
    "par-iasi": ("RO-IS", "RO213"),
    "par-hunan": ("CN-HN", ""),
    "par-baltikum": ("", "EE LV LT"),
}
"""By ISO 3166-2 and Eurostat's NUTS, which the dataset does not give."""


@dataclass(frozen=True)
class Translated:
    """What a partner is called in its own language, and what is said of it in a sentence."""

    language: str
    title: str
    summary: str = ""
    summary_de: str = ""
    more: dict[str, str] = field(default_factory=dict)


TRANSLATED = {
    "par-masowien": Translated(
        "pl",
        "Województwo mazowieckie",
        "Region partnerski od 13 października 2003 r. Współpraca obejmuje gospodarkę, turystykę, "
        "kulturę, oświatę, politykę zdrowotną i społeczną, prawo, wymianę młodzieży, chemię "
        "oraz pracę w miejscach pamięci.",
        "Partnerregion seit dem 13. Oktober 2003. Die Zusammenarbeit umfasst Wirtschaft, "
        "Tourismus, Kultur, Bildung, Gesundheits- und Sozialpolitik, Recht, Jugendaustausch, "
        "Chemie und Gedenkstättenarbeit.",
    ),
    "par-kujawien": Translated("pl", "Województwo kujawsko-pomorskie"),
    "par-ermland-masuren": Translated("pl", "Województwo warmińsko-mazurskie"),
    "par-centre": Translated(
        "fr",
        "Région Centre-Val de Loire",
        "Région partenaire depuis juillet 2004. La coopération porte sur la culture, l’éducation, "
        "l’énergie, la protection contre les inondations, les jardins historiques, les échanges de "
        "jeunes, la mobilité et la coopération universitaire.",
        "Partnerregion seit Juli 2004. Die Zusammenarbeit umfasst Kultur, Bildung, Energie, "
        "Hochwasserschutz, historische Gärten, Jugendaustausch, Mobilität und "
        "Hochschulkooperation.",
        {"steering": "Comité de pilotage avec l’administration régionale"},
    ),
}

AGREEMENTS = {
    "agr-masowien-2003": Agreement.Kind.JOINT_DECLARATION,
    "agr-centre-2004": Agreement.Kind.JOINT_DECLARATION,
    "agr-lpb-siedlce-2020": Agreement.Kind.COOPERATION_AGREEMENT,
    "agr-agsa-mscdn-2023": Agreement.Kind.PROJECT_PARTNERSHIP,
    "agr-vietnam-2019": Agreement.Kind.LETTER_OF_INTENT,
}
PARTIES = {
    "agr-lpb-siedlce-2020": ("lpb", "museum-treblinka", "regionalmuseum-siedlce"),
    "agr-agsa-mscdn-2023": ("agsa", "mscdn"),
    "agr-polizei-masowien": ("polizeidirektion-nord",),
    "agr-shanghai-2009": ("repraesentanz-shanghai", "stadt-halle"),
}


def enter_partners(book: Book) -> None:
    """Enter the partners, with the goals that name them."""
    served: dict[str, list[str]] = {}
    for goal in book.dataset.section("goals"):
        for partner in goal.take("partners", []) if goal.id in book.goals else ():
            served.setdefault(partner, []).append(book.goals[goal.id])
    for record in book.dataset.section("partners"):
        _enter_partner(book, record, served.get(record.id, []))


def _enter_partner(book: Book, record: Record, goals: list[str]) -> None:
    kind, (subdivision, nuts) = record.take("kind"), CODES.get(record.id, ("", ""))
    translated = TRANSLATED.get(record.id)
    told = told_of(
        record,
        record.take("name"),
        summary=translated.summary_de if translated else "",
        goals=goals,
        translations=_translations(translated),
        values={
            "kind": KINDS[kind],
            "country": record.take("country"),
            "subdivision": subdivision,
            "nuts": nuts,
            "capital": record.take("capital"),
            "former_name": record.take("former_name"),
            "since": day_of(record, "since", "since_precision"),
            "population": record.take("population", None),
            "population_year": record.take("population_year", None),
            "area_km2": record.take("area_km2", None),
            "fields_of_cooperation": record.take("fields", []),
            "steering": record.take("steering"),
            "counterparts": _counterparts(record),
        },
        remarks=_remarks(book, record, CALLED[kind], translated),
    )
    book.carry(record, told)


def _translations(translated: Translated | None) -> dict[str, dict[str, str]]:
    if translated is None:
        return {}
    texts = {"title": translated.title, "summary": translated.summary, **translated.more}
    return {translated.language: {name: text for name, text in texts.items() if text}}


def _counterparts(record: Record) -> list[dict[str, str]]:
    rows = []
    if counterpart := record.take("counterpart"):
        office, name = counterpart.split(" ", 1)
        rows.append({"office": office, "name": name})
    if contact := record.take("contact_at_stk"):
        rows.append({"office": "Staatskanzlei Sachsen-Anhalt", "remark": contact})
    return rows


def _remarks(book: Book, record: Record, called: str, translated: Translated | None) -> list[str]:
    strategies = [book.dataset.record(one) for one in record.take("named_in", [])]
    status, area = record.take("status"), record.take("area_note")
    told = [f"Art der Beziehung in der Quelle: {called}"]
    if status:
        told.append(f"Stand: {status}")
    if area:
        told.append(f"Fläche: {area} {record.peek('area_km2')} km²")
    told += [f"Genannt in: {one.peek('title')}" for one in strategies]
    if record.id in CODES:
        told.append("Codes nach ISO 3166-2 und NUTS (Eurostat) ergänzt")
    if translated:
        told.append("Texte in der anderen Sprache: eigene Übersetzung dieser Angaben")
    return told


def enter_agreements(book: Book) -> None:
    """Enter what was agreed, with partners and with organisations."""
    for record in book.dataset.section("agreements"):
        partner = record.take("partner", None)
        told = told_of(
            record,
            record.take("title"),
            values={
                "kind": AGREEMENTS.get(record.id, Agreement.Kind.OTHER),
                "counterparty": record.take("partner_text"),
                "signed_on": day_of(record, "signed_on", "signed_precision"),
                "place": record.take("place"),
                "signatories": record.take("signatories", []),
            },
            links={
                "partner": book.links(partner),
                "party": organisations(*PARTIES.get(record.id, ())),
            },
        )
        book.carry(record, told)


def enter_twinnings(book: Book) -> None:
    """Enter municipalities and their twins."""
    for record in book.dataset.section("twin_towns"):
        own, twin, region = record.take("own"), record.take("partner_town"), record.take("region")
        told = told_of(
            record,
            f"{own} – {twin}",
            values={
                "kind": TwinTown.Kind.MUNICIPALITY,
                "own": own,
                "twin": twin,
                "country": record.take("country"),
                "since": record.take("since"),
            },
            links={"partner": [link(reference_to(region))] if region else []},
        )
        book.carry(record, told)
