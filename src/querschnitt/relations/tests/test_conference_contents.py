"""What of conferences goes into an edition, and what never does."""

from datetime import date

import pytest

from querschnitt.relations import operations
from querschnitt.relations.models import Attendance
from querschnitt.relations.queries.contents import relations_content
from querschnitt.relations.tests.conference_factories import (
    TODAY,
    a_conference,
    a_meeting,
    a_resolution,
    an_item,
    on_day,
    voted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with on_day(TODAY):
        yield


@pytest.fixture
def meeting(coordinator):
    conference = a_conference(coordinator, members=3, standing_guests=["Kommission"])
    meeting = a_meeting(coordinator, conference)
    operations.release_entries(by=coordinator, entries=[conference.entry, meeting.entry])
    return meeting


def values(register):
    return next(one for one in relations_content()["entries"] if one["register"] == register)[
        "values"
    ]


def decided_resolution(by, item):
    resolution = a_resolution(by, item, votes_needed=2)
    voted(by, resolution, yes=2, no=1, given_on=date(2026, 11, 18))
    resolution = operations.decide(by=by, resolution=resolution, result="adopted")
    operations.release_entries(by=by, entries=[resolution.entry])
    return resolution


def test_only_what_is_marked_public_of_an_agenda_is_in_it(coordinator, meeting):
    shown = an_item(coordinator, meeting, "Öffentlich", is_public=True, reporter="Frau Geheim")
    an_item(coordinator, meeting, "Geheim")
    for title, is_public in (("Öffentliches Papier", True), ("Geheimes Papier", False)):
        paper = operations.add_paper(
            by=coordinator,
            conference=meeting.conference,
            kind="report",
            title=title,
            is_public=is_public,
        )
        operations.lay_paper(by=coordinator, item=shown, paper=paper)
    undecided = a_resolution(coordinator, shown, title="Geheimer Entwurf")

    [item] = values("meetings")["agenda"]

    assert (item["title"], item["resolutions"]) == ("Öffentlich", [])
    assert [one["paper"]["title"] for one in item["consultations"]] == ["Öffentliches Papier"]
    told = str(relations_content())
    assert "Geheim" not in told
    assert undecided.key not in told


def test_what_came_of_an_item_waits_for_the_settled_protocol(coordinator, meeting):
    item = an_item(coordinator, meeting, is_public=True)
    operations.hold(by=coordinator, meeting=meeting)
    operations.write_outcome(by=coordinator, item=item, outcome="Zur Kenntnis genommen.")
    assert values("meetings")["agenda"][0]["outcome"] == ""

    operations.settle_protocol(by=coordinator, meeting=meeting)

    assert values("meetings")["agenda"][0]["outcome"] == "Zur Kenntnis genommen."


def test_of_those_who_came_the_institutions_are_named(coordinator, meeting):
    an_item(coordinator, meeting)
    operations.invite(by=coordinator, meeting=meeting)
    operations.invite_guest(by=coordinator, meeting=meeting, name="Frau Privat", office="Verein")
    for one in Attendance.objects.all():
        operations.answer_invitation(
            by=coordinator, attendance=one, state="accepted", name="Herr Person",
            office=one.office,
        )  # fmt: skip
    assert values("meetings")["participants"] == []
    operations.hold(by=coordinator, meeting=meeting)

    names = [one["name"] for one in values("meetings")["participants"]]

    assert names == ["Land 1", "Land 2", "Land 3", "Kommission"]
    assert "Herr Person" not in str(relations_content())


def test_votes_are_in_it_only_where_the_conference_made_them_known(coordinator, meeting):
    resolution = decided_resolution(coordinator, an_item(coordinator, meeting))
    operations.forward(by=coordinator, resolution=resolution, recipient="Bundesrat")
    told = values("resolutions")
    assert not {"votes", "count", "item"} & told.keys()
    assert [one["recipient"] for one in told["forwardings"]] == ["Bundesrat"]

    operations.make_votes_public(by=coordinator, resolution=resolution)

    told = values("resolutions")
    assert [one["choice"] for one in told["votes"]] == ["yes", "yes", "no"]
    assert told["count"] == {"yes": 2, "no": 1, "abstention": 0, "missing": 0}


def test_a_public_item_names_its_public_resolutions(coordinator, meeting):
    item = an_item(coordinator, meeting, is_public=True)
    resolution = decided_resolution(coordinator, item)

    assert values("meetings")["agenda"][0]["resolutions"] == [f"resolutions/{resolution.key}"]
    assert values("resolutions")["item"] == item.pk


def test_members_are_in_it_in_their_order(coordinator, meeting):
    assert [one["name"] for one in values("conferences")["members"]] == [
        "Land 1", "Land 2", "Land 3",
    ]  # fmt: skip


def test_the_content_takes_as_many_queries_for_many_meetings_as_for_few(
    coordinator, meeting, counted
):
    def more(number):
        other = a_meeting(coordinator, meeting.conference, f"Sitzung {number}")
        operations.release_entries(by=coordinator, entries=[other.entry])
        decided_resolution(coordinator, an_item(coordinator, other, is_public=True))

    more(1)
    few = counted(relations_content)
    for number in range(2, 6):
        more(number)

    assert counted(relations_content) == few
