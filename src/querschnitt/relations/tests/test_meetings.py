"""A meeting is prepared, held and followed up."""

from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests import factories as people
from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations
from querschnitt.relations.models import AgendaItem, Attendance, Meeting
from querschnitt.relations.seen import ITEM, seen_of
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
def conference(coordinator):
    return a_conference(coordinator, members=3, standing_guests=["Europäische Kommission"])


@pytest.fixture
def meeting(coordinator, conference):
    return a_meeting(coordinator, conference)


def test_members_and_standing_guests_are_invited(coordinator, meeting):
    an_item(coordinator, meeting)

    invited = operations.invite(by=coordinator, meeting=meeting)

    assert (invited.state, invited.invited_on) == ("invited", date(2026, 11, 20))
    capacities = [*Attendance.objects.values_list("capacity", flat=True)]
    assert (capacities.count("member"), capacities.count("standing_guest")) == (3, 1)
    assert JournalEntry.objects.latest("sequence").act == "relations.meeting_invited"


def test_nobody_is_invited_who_is_no_member_on_that_day(coordinator, conference, meeting):
    member = conference.members.first()
    operations.revise_member(by=coordinator, member=member, name=member.name, until="2020")
    an_item(coordinator, meeting)

    operations.invite(by=coordinator, meeting=meeting)

    assert not Attendance.objects.filter(member=member).exists()


def test_nobody_is_invited_without_a_day_or_an_agenda(coordinator, conference, meeting):
    with pytest.raises(Refused, match=r"relations\.agenda-missing"):
        operations.invite(by=coordinator, meeting=meeting)

    vague = a_meeting(coordinator, conference, starts_on="2026-11")
    an_item(coordinator, vague)
    with pytest.raises(Refused, match=r"relations\.day-missing"):
        operations.invite(by=coordinator, meeting=vague)


def test_the_agenda_is_numbered_without_gaps(coordinator, meeting):
    items = [an_item(coordinator, meeting, f"Punkt {number}") for number in range(3)]

    operations.move_item(by=coordinator, item=items[2], step=-1)
    operations.remove_item(by=coordinator, item=items[0])
    operations.move_item(by=coordinator, item=items[1], step=1)

    rows = AgendaItem.objects.order_by("position").values_list("position", "title")
    assert [*rows] == [(1, "Punkt 2"), (2, "Punkt 1")]


def test_several_papers_lie_under_one_item_with_their_preparation(coordinator, meeting):
    item = an_item(coordinator, meeting)
    for number in range(2):
        paper = operations.add_paper(
            by=coordinator,
            conference=meeting.conference,
            kind="report",
            title=f"Bericht {number}",
            preparation=[{"group": "AG Kohäsion", "on": "2026-10-05", "result": "zugestimmt"}],
        )
        operations.lay_paper(by=coordinator, item=item, paper=paper)

    assert [line.position for line in item.consultations.all()] == [1, 2]
    with pytest.raises(Refused, match=r"relations\.there-already"):
        operations.lay_paper(by=coordinator, item=item, paper=paper)
    other = a_conference(coordinator, members=0, title="Andere")
    foreign = operations.add_paper(by=coordinator, conference=other, kind="report", title="Fremd")
    with pytest.raises(Refused, match=r"relations\.other-conference"):
        operations.lay_paper(by=coordinator, item=item, paper=foreign)


def test_who_saw_an_older_text_overwrites_nothing(coordinator, meeting):
    item = an_item(coordinator, meeting)
    seen = seen_of(item, ITEM)
    operations.revise_item(by=coordinator, item=item, title="Zweiter Titel", seen=seen)

    with pytest.raises(Refused, match=r"relations\.stale"):
        operations.revise_item(by=coordinator, item=item, title="Dritter Titel", seen=seen)

    assert AgendaItem.objects.get().title == "Zweiter Titel"


def test_the_same_does_not_stand_on_an_agenda_twice(coordinator, meeting):
    an_item(coordinator, meeting)

    with pytest.raises(Refused, match=r"relations\.there-already"):
        an_item(coordinator, meeting)


def test_a_meeting_of_the_past_is_held_without_invitation(coordinator, meeting):
    held = operations.hold(by=coordinator, meeting=meeting)

    assert held.state == "held"
    assert Attendance.objects.filter(meeting=meeting).count() == 4


def test_who_came_is_noted(coordinator, meeting):
    an_item(coordinator, meeting)
    operations.invite(by=coordinator, meeting=meeting)
    guest = operations.invite_guest(
        by=coordinator, meeting=meeting, office="Ausschuss der Regionen"
    )
    came, sorry, _third = Attendance.objects.filter(capacity="member")
    operations.answer_invitation(by=coordinator, attendance=sorry, state="apologised")

    operations.hold(by=coordinator, meeting=meeting, present=[came.pk, guest.pk])

    states = {row.pk: row.state for row in Attendance.objects.all()}
    assert (states[came.pk], states[guest.pk], states[sorry.pk]) == (
        "present", "present", "apologised",
    )  # fmt: skip
    assert [*states.values()].count("absent") == 2


def test_nothing_is_held_before_its_day(coordinator, conference):
    meeting = a_meeting(coordinator, conference, starts_on="2026-11-21")

    with pytest.raises(Refused, match=r"relations\.not-yet"):
        operations.hold(by=coordinator, meeting=meeting)


def settled(by, meeting):
    item = an_item(by, meeting)
    operations.hold(by=by, meeting=meeting)
    operations.write_outcome(by=by, item=item, outcome="Zur Kenntnis genommen.")
    operations.write_protocol(by=by, meeting=meeting, protocol="Beginn 10 Uhr.")
    operations.settle_protocol(by=by, meeting=meeting)
    return item


def test_a_settled_protocol_freezes_the_meeting(coordinator, meeting):
    item = settled(coordinator, meeting)

    for act in (
        lambda: an_item(coordinator, meeting),
        lambda: operations.write_outcome(by=coordinator, item=item, outcome="Anders"),
        lambda: operations.invite_guest(by=coordinator, meeting=meeting, name="Gast"),
        lambda: a_resolution(coordinator, item),
        lambda: operations.cancel_meeting(by=coordinator, meeting=meeting, reason="Doch nicht"),
    ):
        with pytest.raises(Refused, match=r"relations\.protocol-settled"):
            act()

    operations.reopen_protocol(by=coordinator, meeting=meeting, reason="Zahl falsch.")
    assert operations.write_outcome(by=coordinator, item=item, outcome="Anders").outcome == "Anders"


def test_a_protocol_says_what_came_of_every_item(coordinator, meeting):
    told, untold = (an_item(coordinator, meeting, title) for title in ("Eins", "Zwei"))
    operations.hold(by=coordinator, meeting=meeting)
    operations.write_outcome(by=coordinator, item=told, outcome="Erledigt.")

    with pytest.raises(Refused, match=r"relations\.outcome-missing") as refused:
        operations.settle_protocol(by=coordinator, meeting=meeting)
    assert "2" in refused.value.obstacle.sentence

    resolution = a_resolution(coordinator, untold, votes_needed=3)
    with pytest.raises(Refused, match=r"relations\.undecided"):
        operations.settle_protocol(by=coordinator, meeting=meeting)
    voted(coordinator, resolution, yes=3)
    operations.decide(by=coordinator, resolution=resolution, result="adopted")
    operations.settle_protocol(by=coordinator, meeting=meeting)
    assert Meeting.objects.get(pk=meeting.pk).state == "closed"


def test_a_meeting_is_cancelled_with_its_reason(coordinator, meeting):
    with pytest.raises(Refused, match="text-missing"):
        operations.cancel_meeting(by=coordinator, meeting=meeting, reason=" ")

    operations.cancel_meeting(by=coordinator, meeting=meeting, reason="Zu wenige Anmeldungen.")

    with pytest.raises(Refused, match=r"relations\.meeting-cancelled"):
        an_item(coordinator, meeting)


def test_departments_keep_their_own_meetings_alone(coordinator, editor, conference):
    own = a_meeting(coordinator, conference, department=editor.department.key)
    other = a_meeting(coordinator, conference)

    assert an_item(editor, own).position == 1
    with pytest.raises(Refused, match=r"relations\.other-department"):
        an_item(editor, other)
    with pytest.raises(Refused, match=r"relations\.not-a-writer"):
        an_item(people.person(Role.AUDITOR), own)


def test_a_meeting_does_not_leave_its_conference_once_members_were_invited(
    coordinator, conference, meeting
):
    from querschnitt.relations.saying import said_of

    operations.hold(by=coordinator, meeting=meeting)
    other = a_conference(coordinator, members=0, title="Andere")
    told = said_of(meeting)
    values = {**told["values"], "conference": f"conferences/{other.key}"}

    with pytest.raises(Refused, match=r"relations\.conference-used"):
        operations.revise_entry(
            by=coordinator, entry=meeting.entry, said={**told, "values": values}, seen=1
        )
