"""Networks, bodies and programmes, and what is under way in the European Union."""

from querschnitt.config.demo.dataset import Record
from querschnitt.config.demo.relations.book import Book, day_of, sentence, told_of
from querschnitt.config.demo.relations.organisations import organisations
from querschnitt.relations.models import EuDossier, Network

PARTS = {
    "net-adr": Network.Part.MEMBER,
    "net-emk": Network.Part.MEMBER,
    "net-ecrn": Network.Part.FOUNDER,
    "net-lv-bruessel": Network.Part.OWN,
    "net-coal-regions": Network.Part.PARTICIPANT,
}
"""As far as the dataset tells."""
ORGANISATIONS = {"net-ecrn": "ecrn", "net-ebd-lsa": "europaeische-bewegung"}
NO_DEADLINE = "Die Quellen nennen keine Frist."


def enter_networks(book: Book) -> None:
    """Enter the networks, with who represents the government there."""
    for record in book.dataset.section("networks"):
        chair, organisation = record.take("chair"), ORGANISATIONS.get(record.id)
        told = told_of(
            record,
            record.take("name"),
            values={
                "kind": record.take("type"),
                "part": PARTS.get(record.id, Network.Part.UNKNOWN),
                "since": day_of(record, "since", "since_precision"),
                "seat": record.take("seat"),
                "members": record.take("members"),
                "history": record.take("history"),
                "meetings_per_year": record.take("meetings_per_year", None),
                "publication": record.take("publication"),
                "representatives": _representatives(record),
            },
            links={"organisation": organisations(organisation) if organisation else []},
            remarks=[f"Vorsitz: {chair}" if chair else ""],
        )
        book.carry(record, told)


def _representatives(record: Record) -> list[dict[str, str]]:
    rows = []
    if member := record.take("member"):
        office, name, as_of = _parts_of(member)
        rows.append({"name": name, "office": office, "remark": as_of})
    if head := record.take("head"):
        name, _space, as_of = head.partition(" (")
        rows.append({"name": name, "office": "Leitung", "remark": as_of.rstrip(")")})
    return rows


def _parts_of(text: str) -> tuple[str, str, str]:
    """Split "Minister X Y (Stand Z)" into office, name and remark."""
    person, _space, as_of = text.partition(" (")
    office, _space, name = person.partition(" ")
    return office, name, as_of.rstrip(")")


def enter_dossiers(book: Book) -> None:
    """Enter the dossiers; of none the sources tell a deadline, which is said instead."""
    for record in book.dataset.section("eu_processes"):
        report, departments = record.take("report", None), record.take("departments", [])
        year = record.key.removeprefix("cwp-")
        told = told_of(
            record,
            record.take("name"),
            values={
                "stage": EuDossier.Stage.UNKNOWN,
                "published_on": record.take("published_on"),
                "work_programme_year": int(year) if year.isdigit() else None,
                "no_deadline": NO_DEADLINE,
                "stand": sentence(record.take("position")),
            },
            links={"meeting": book.links(*record.take("conferences", []))},
            remarks=[f"Bericht: {book.dataset.record(report).peek('title')}" if report else ""],
        )
        # Where no department is named, who coordinates answers for it.
        told["department"] = departments[0].split("-", 1)[1] if departments else "stk"
        book.carry(record, told)
