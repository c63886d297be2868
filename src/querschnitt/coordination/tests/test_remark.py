import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination import operations, queries
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    answered,
    goal,
    opened,
    remarked,
    resolved,
)
from querschnitt.framework.models import GoalVersion
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [approver(), approver(), approver()]


@pytest.fixture
def round(people):
    framework = FrameworkFactory()
    goal(framework, people[0].department, wording="We open the door\nto the world.")
    goal(framework, people[1].department, wording="We close the window.")
    return opened(framework, *people, scope="concerned")


def read_by(round, reader):
    return [line.text for line in queries.remark_list(round, reader).lines]


def test_a_remark_quotes_the_words_it_is_about(round, people):
    made = remarked(round, people[2], passage="door to the world")

    assert (made.department, made.written_by) == (people[2].department, people[2])
    assert not queries.remark_list(round, people[2]).lines[0].is_passage_gone


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"passage": "window"}, "passage-not-found"),
        ({"text": "  "}, "remark-missing"),
        ({"point": "goal:nowhere"}, "unknown-point"),
        ({"seen_digest": "0" * 64}, "stale"),
        ({"text": "x" * 5001}, "text-too-long"),
    ],
)
def test_a_remark_that_makes_no_sense_is_refused(round, people, fields, code):
    with pytest.raises(Refused, match=rf"\.{code}"):
        remarked(round, people[0], **fields)


def test_it_is_read_by_those_whom_the_point_concerns(round, people):
    remarked(round, people[2])

    readers = [people[0], people[2], editor(department=people[0].department)]
    readers += [coordinator(), person(Role.AUDITOR), person(Role.CABINET_OFFICE)]
    assert [read_by(round, one) for one in readers] == [["Say this otherwise."]] * 6
    others = [people[1], approver(), person(Role.PRESS_OFFICER), person(Role.ADMINISTRATOR)]
    assert [read_by(round, one) for one in others] == [[]] * 4


def test_those_whom_it_concerns_are_told_without_its_words(round, people):
    remarked(round, people[2])

    message = Message.objects.get()
    assert message.to == people[0].email
    assert "Say this otherwise." not in message.subject + message.body
    assert f"/desk/runden/{round.pk}/anmerkungen/" in message.body


def test_a_passage_that_has_changed_is_marked(round, people):
    remarked(round, people[2], passage="the door")
    GoalVersion.objects.filter(lead=people[0].department).update(wording="We open a gate.")

    (line,) = queries.remark_list(round, people[0]).lines

    assert line.is_passage_gone


def test_a_second_time_the_same_is_refused(round, people):
    remarked(round, people[0])

    with pytest.raises(Refused, match=r"coordination\.remarked-already"):
        remarked(round, people[0])


def test_open_remarks_wait_and_stand_before_the_adoption(round, people):
    made = remarked(round, people[2])
    waiting = [one.act for one in queries.waiting_for(people[0])]
    assert "remarks" in waiting
    assert len(queries.cabinet_page(round.framework, coordinator()).open_remarks) == 1

    resolved(made)

    assert "remarks" not in [one.act for one in queries.waiting_for(people[0])]
    assert queries.cabinet_page(round.framework, coordinator()).open_remarks == []


def test_a_remark_is_resolved_and_taken_up_again(round, people):
    made = resolved(remarked(round, people[2]))
    assert (made.is_resolved, made.resolution) == (True, "Done.")

    operations.reopen_remark(by=people[2], remark=made, reason="It is not.")

    made.refresh_from_db()
    assert not made.is_resolved
    assert (made.resolution, made.reopening_reason) == ("Done.", "It is not.")


@pytest.mark.parametrize("who", [0, 1])
def test_another_department_resolves_nothing(round, people, who):
    made = remarked(round, people[2])

    with pytest.raises(Refused, match=r"coordination\.not-author"):
        resolved(made, by=people[who])


def test_a_resolution_without_words_is_refused(round, people):
    with pytest.raises(Refused, match=r"framework\.text-missing"):
        resolved(remarked(round, people[2]), resolution=" ")


def test_what_is_typed_stays_out_of_the_journal(round, people):
    remarked(round, people[2], text="Canary.", passage="the door")

    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.remarked"
    assert "Canary" not in str(entry.facts) + entry.subject_name
    assert "door" not in str(entry.facts)


def test_remarks_do_not_touch_a_signature(round, people):
    answered(round, people[0])
    remarked(round, people[2])

    assert not queries.round_overview(round, people[0]).own.is_outdated
