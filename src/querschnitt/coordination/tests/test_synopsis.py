"""The synopsis shows what changed since a round was opened, to whom it may be shown."""

import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import queries
from querschnitt.coordination.synopsis_document import synopsis_document
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    agreed,
    answered,
    goal,
    opened,
    remarked,
    reserved,
)
from querschnitt.documents import word
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.framework.tests.browser import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [approver(), approver()]


@pytest.fixture
def round(people):
    framework = FrameworkFactory()
    for one in people:
        goal(framework, one.department, wording=f"The old words of {one.department.key}.")
    return opened(framework, *people, scope="concerned")


def synopsis(round, reader, earlier="", later=""):
    return queries.synopsis(
        round, reader, earlier=earlier, later=later, present_label="now", opening_label="sent"
    )


def rewrite(person, **fields):
    GoalVersion.objects.filter(lead=person.department).update(**fields)


def test_it_shows_what_has_changed_since_the_opening(round, people):
    assert synopsis(round, people[0]).rows == []
    rewrite(people[0], wording=f"The new words of {people[0].department.key}.")

    (row,) = synopsis(round, people[0]).rows

    assert "The new words" in row.passages[0].after
    assert ("delete", "old ") in row.passages[0].left
    assert ("insert", "new ") in row.passages[0].right


def test_what_was_said_stands_beside_the_points(round, people):
    point = next(p for p in queries.remark_list(round, people[0]).points if p.startswith("goal:"))
    agreed(reserved(round, people[0], reservation_point=point))
    remarked(round, people[1], point=point)

    (row,) = synopsis(round, people[0]).rows

    assert not row.is_changed
    assert [one.settlement for one in row.reservations] == ["Paid from the budget of all."]
    assert [one.text for one in row.remarks] == ["Say this otherwise."]


def test_two_kept_texts_are_compared(round, people):
    answered(round, people[0])
    signed = round.cosignatures.get(department=people[0].department).subject_digest
    rewrite(people[1], wording="Elsewhere.")

    assert synopsis(round, coordinator(), earlier=signed).rows == []
    assert len(synopsis(round, coordinator()).rows) == 1
    assert synopsis(round, coordinator(), earlier=round.text_digest, later=signed) is not None
    assert synopsis(round, coordinator(), earlier="0" * 64) is None


def test_a_returned_goal_is_shown_to_those_alone_who_were_asked_on_it(round, people):
    rewrite(people[0], stage="returned")

    def told(reader):
        (row,) = synopsis(round, reader).rows
        return "old words" in str(row)

    assert told(people[0])
    assert told(coordinator())
    assert not told(people[1])
    assert not told(approver())


def test_it_is_written_as_word_with_the_marks_in_letters(round, people):
    Framework.objects.update(introduction="What we really want.")
    rewrite(people[0], wording="The new words.")
    remarked(round, people[0], passage="new words")

    data = word.write(synopsis_document(synopsis(round, people[0]), made_on="2022-05-17"))

    assert data[:2] == b"PK"


def test_a_round_of_which_no_text_is_kept_says_so(round, people):
    type(round).objects.update(text_digest="")

    answer = browser_of(people[0]).get(reverse("coordination:synopsis", args=[round.pk]))

    assert answer.status_code == 404
    address = reverse("coordination:synopsis_file", args=[round.pk, "pdf"])
    assert browser_of(people[0]).get(address).status_code == 404
