"""Each department is asked on its points, and only a change of these asks it again."""

import pytest

from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import queries
from querschnitt.coordination.models import ShownText
from querschnitt.coordination.standing import standing_of
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    answered,
    closed,
    goal,
    opened,
    reserved,
    shown_to,
)
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.framework.queries import digest_of_draft
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [approver(), approver(), approver()]


@pytest.fixture
def framework(people):
    framework = FrameworkFactory()
    for one in people[:2]:
        goal(framework, one.department, wording=f"Goal of {one.department.key}.")
    return framework


def point_of(person):
    return f"goal:{GoalVersion.objects.get(lead=person.department).goal.reference}"


def rewrite(person, wording="Something else."):
    GoalVersion.objects.filter(lead=person.department).update(wording=wording)


def asked_again(framework):
    return {department.pk for department in standing_of(framework).outdated}


def test_a_changed_goal_asks_only_those_again_whom_it_concerns(framework, people):
    round = opened(framework, *people, scope="concerned")
    for one in people:
        answered(round, one)

    rewrite(people[0])

    assert asked_again(framework) == {people[0].department_id}


def test_where_all_are_asked_on_everything_all_are_asked_again(framework, people):
    round = opened(framework, *people)
    for one in people:
        answered(round, one)

    rewrite(people[0])

    assert asked_again(framework) == {one.department_id for one in people}


def test_a_changed_introduction_concerns_everybody(framework, people):
    round = opened(framework, *people, scope="concerned")
    for one in people:
        answered(round, one)

    Framework.objects.filter(pk=framework.pk).update(introduction="Changed.")

    assert asked_again(framework) == {one.department_id for one in people}


def test_a_new_goal_asks_those_again_whom_it_concerns(framework, people):
    round = opened(framework, *people, scope="concerned")
    for one in people:
        answered(round, one)

    goal(framework, people[2].department)

    assert asked_again(framework) == {people[2].department_id}


def test_named_points_alone_count(framework, people):
    points = {people[0].department: [point_of(people[0])], people[1].department: ["introduction"]}
    round = opened(framework, *people[:2], scope="points", points=points)
    for one in people[:2]:
        answered(round, one)

    rewrite(people[1])
    assert asked_again(framework) == set()

    rewrite(people[0])
    assert asked_again(framework) == {people[0].department_id}


def test_a_goal_that_leaves_the_text_asks_those_again_who_signed_it(framework, people):
    points = {one.department: [point_of(people[0])] for one in people[:2]}
    round = opened(framework, *people[:2], scope="points", points=points)
    answered(round, people[1])

    GoalVersion.objects.filter(lead=people[0].department).update(stage="withdrawn")

    assert asked_again(framework) == {people[1].department_id}


def test_the_whole_text_keeps_the_digest_it_always_had(framework, people):
    opened(framework, *people)

    assert shown_to(people[0].department, standing_of(framework).rounds[0]) == (
        digest_of_draft(framework)
    )


def test_the_digest_of_the_whole_signs_no_part(framework, people):
    round = opened(framework, *people, scope="concerned")

    with pytest.raises(Refused, match=r"coordination\.stale"):
        answered(round, people[0], seen_digest=digest_of_draft(framework))


def test_another_departments_part_is_not_signed(framework, people):
    round = opened(framework, *people, scope="concerned")

    with pytest.raises(Refused, match=r"coordination\.stale"):
        answered(round, people[0], seen_digest=shown_to(people[1].department, round))


def test_what_was_shown_is_kept_from_the_opening_on(framework, people):
    round = opened(framework, *people, scope="concerned")

    kept = {*ShownText.objects.values_list("digest", flat=True)}
    assert round.text_digest == digest_of_draft(framework)
    assert kept >= {round.text_digest, *(shown_to(one.department, round) for one in people)}


def test_the_difference_is_shown_point_by_point(framework, people):
    round = opened(framework, *people, scope="concerned")
    answered(round, people[0])
    rewrite(people[0], "Goal of all.")

    page = queries.signing_page(round, people[0])

    (change,) = page.changes
    assert change.point == point_of(people[0])
    (passage,) = change.passages
    assert ("insert", "all.") in passage.parts
    assert page.overview.own.changed == [change.label]


def test_silence_speaks_about_the_part_that_was_sent_out(framework, people):
    round = opened(framework, *people[:2], scope="concerned", silence_is_consent=True)
    closed(round)
    rewrite(people[0])

    standing = standing_of(framework)
    assert [one.department for one in standing.consenting_by_silence] == [people[1].department]
    assert standing.unanswered == [people[0].department]


def test_points_that_nobody_is_asked_on_are_told(framework, people):
    points = {people[0].department: [point_of(people[0])]}
    round = opened(framework, people[0], scope="points", points=points)

    told = queries.round_overview(round, coordinator()).points_not_asked
    assert len(told) == len(standing_of(framework).text.points) - 1
    assert queries.cabinet_page(framework, coordinator()).points_not_asked == told


def test_a_reservation_names_its_point(framework, people):
    round = opened(framework, *people, scope="concerned")

    reservation = reserved(round, people[0], reservation_point=point_of(people[0]))

    assert reservation.point == point_of(people[0])


def test_a_reservation_names_no_point_that_was_not_asked_about(framework, people):
    round = opened(framework, *people, scope="concerned")

    with pytest.raises(Refused, match=r"coordination\.unknown-point"):
        reserved(round, people[0], reservation_point=point_of(people[1]))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"scope": "some"}, "no-scope"),
        ({"scope": "points"}, "no-points"),
        ({"scope": "points", "points": {}}, "no-points"),
    ],
)
def test_a_scope_has_to_say_something(framework, people, fields, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        opened(framework, people[0], **fields)


def test_points_that_the_text_does_not_have_are_refused(framework, people):
    points = {people[0].department: ["goal:nowhere"]}

    with pytest.raises(Refused, match=r"coordination\.points-gone"):
        opened(framework, people[0], scope="points", points=points)


def test_the_home_page_says_what_has_changed(framework, people):
    round = opened(framework, *people, scope="concerned")
    answered(round, people[0])
    rewrite(people[0])

    sentences = [str(one.sentence) for one in queries.waiting_for(people[0])]

    assert any(point_of(people[0]).partition(":")[2] in one for one in sentences)
