"""The conference of ministers for European affairs: presidency, meetings, resolutions."""

from typing import Any, cast

from querschnitt.config.demo.dataset import Record
from querschnitt.config.demo.relations.book import Book, period_of, reference_to, told_of
from querschnitt.relations import operations
from querschnitt.relations.models import Conference, Meeting, Resolution, VotingRule
from querschnitt.relations.said import link

CONFERENCE = "conferences/emk"
PRESIDENCY = "presidencies/emk-2022-23"
OWN = "Sachsen-Anhalt"
MEMBERS = (
    "Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
    "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
    "Saarland", "Sachsen", OWN, "Schleswig-Holstein", "Thüringen",
)  # fmt: skip
TITLES = {"": "official", False: "descriptive", "partly": "partly"}
SERIES = "Aktuelle europapolitische Herausforderungen im digitalen Zeitalter"


def enter_conference(book: Book) -> None:
    """Enter the conference and the presidency of the dataset."""
    record = book.dataset.section("presidency")[0]
    network = book.dataset.record("net-emk")
    short = record.take("series")
    told = told_of(
        record,
        network.peek("name"),
        values={
            "short_name": short,
            "founded_on": network.peek("since"),
            "usual_majority": 13,
            "voting_rule": record.take("voting_rule"),
            "rotation": record.take("rotation"),
            "working_groups": [
                "Ständige Arbeitsgruppe",
                "Unterarbeitsgruppe für europapolitische Öffentlichkeitsarbeit",
            ],
        },
        links={"network": [link("networks/emk")]},
    )
    told["department"] = "stk"
    book.enter("conferences", "emk", told, of=[record])
    _enter_presidency(book, record)


def _enter_presidency(book: Book, record: Record) -> None:
    starts, ends = period_of(record)
    told = told_of(
        record,
        "EMK-Vorsitz 2022/2023",
        values={
            "conference": CONFERENCE,
            "chaired_by": OWN,
            "is_own": True,
            "chair": record.take("chair"),
            "starts_on": starts,
            "ends_on": ends,
            "predecessor": record.take("predecessor"),
            "successor": record.take("successor"),
            "previous_own": record.take("previous_own_chair"),
            "focus_topics": record.take("focus_topics", []),
            "planned_main_meetings": record.take("main_conferences", None),
            "further_meetings": record.take("further_meetings"),
            "resolutions_total": record.take("resolutions_total", None),
            "publication": record.take("publication"),
            "handed_over_on": "2023-06-21",
        },
        goals=[book.goals["goal-2022-X4"]],
        remarks=["Übergabe: Tag der Übergabe der Vorsitz-Glocke an Schleswig-Holstein (92. EMK)"],
    )
    told["department"] = "stk"
    book.enter("presidencies", "emk-2022-23", told, of=[record])


def enter_meetings(book: Book) -> None:
    """Enter the meetings as held; who was invited or came is not known, so nobody is listed."""
    for record in book.dataset.section("conferences"):
        starts, ends = period_of(record, "date")
        chair, number = record.take("chair"), record.take("number")
        record.take("series")
        told = told_of(
            record,
            f"{number}. Europaministerkonferenz",
            values={
                "conference": CONFERENCE,
                "presidency": PRESIDENCY if chair == OWN else "",
                "kind": Meeting.Kind.MAIN,
                "meeting_number": number,
                "chaired_by": chair,
                "starts_on": starts,
                "ends_on": ends,
                "place": record.take("place"),
                "topics": record.take("topics", []),
                "guests": record.take("guests", []),
                "reported_resolutions": record.take("resolutions_count", None),
            },
            remarks=[record.take("date_note")],
        )
        told["department"] = "stk"
        reference = book.carry(record, told)
        operations.hold(by=book.by, meeting=cast("Meeting", book.made[reference]))
    _enter_members(book)


def _enter_members(book: Book) -> None:
    conference = cast("Conference", book.made[CONFERENCE])
    for name in MEMBERS:
        operations.add_member(by=book.by, conference=conference, name=name, is_own=name == OWN)


def enter_resolutions(book: Book) -> None:
    """Enter the resolutions; by which majority they were adopted no source tells."""
    for record in book.dataset.section("resolutions"):
        # The other end of "follows", which is entered with the later resolution.
        record.take("follow_ups")
        title, follows = record.take("title"), record.take("follows", None)
        official, precision = record.take("title_official"), record.take("adopted_precision")
        told = told_of(
            record,
            title,
            values={
                "conference": CONFERENCE,
                "meeting": reference_to(record.take("conference")),
                "procedure": Resolution.Procedure.MEETING,
                **_part_of_series(title),
                "title_is": TITLES[official],
                "rule": VotingRule.UNKNOWN,
                "result": Resolution.Result.ADOPTED,
                "adopted_on": record.take("adopted_on"),
                "date_is_of_the_meeting": precision == "conference",
            },
            links={"follows": book.links(follows)},
        )
        told["department"] = "stk"
        book.carry(record, told)


def _part_of_series(title: str) -> dict[str, Any]:
    series, _comma, part = title.partition(", Teil ")
    return {"series": series, "part": part} if part else {}
