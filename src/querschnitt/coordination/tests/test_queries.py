import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination import operations, queries
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DUE,
    LATE,
    FrameworkFactory,
    adopted,
    answered,
    cabinet_office,
    closed,
    collection,
    goal,
    opened,
    ready_to_adopt,
    reserved,
    settled,
)
from querschnitt.framework.models import Framework

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [approver(), approver(), approver()]


@pytest.fixture
def framework():
    framework = FrameworkFactory()
    goal(framework)
    return framework


class TestRoundOverview:
    def test_it_shows_who_has_answered_and_who_has_not(self, framework, people):
        round = opened(framework, *people)
        answered(round, people[0])
        answered(round, people[1], on=LATE)

        overview = queries.round_overview(round, coordinator())

        assert [one.answer for one in overview.answers] == ["agreed", "agreed", "pending"]
        assert [one.is_late for one in overview.answers] == [False, True, False]
        assert [one.department_id for one in overview.pending] == [people[2].department_id]
        assert (overview.line.asked, overview.line.answered, overview.line.late) == (3, 2, 1)
        assert overview.line.is_overdue

    def test_earlier_answers_stand_inside_the_last(self, framework, people):
        round = opened(framework, people[0])
        first = reserved(round, people[0])
        Framework.objects.update(introduction="Changed.")
        answered(round, people[0])

        (line,) = queries.round_overview(round, coordinator()).answers

        assert (line.attempt, line.answer, line.is_outdated) == (2, "agreed", False)
        assert [one.is_outdated for one in line.earlier] == [True]
        assert [one.id for one in line.earlier[0].reservations] == [first.pk]

    def test_open_reservations_of_earlier_answers_are_not_lost(self, framework, people):
        round = opened(framework, people[0])
        reserved(round, people[0])
        Framework.objects.update(introduction="Changed.")
        answered(round, people[0])

        overview = queries.round_overview(round, coordinator())

        assert len(overview.open_reservations) == overview.line.open_reservations == 1

    def test_a_collection_counts_what_was_submitted_and_hides_drafts(self, framework, people):
        round = collection(framework, *people)
        goal(framework, people[0].department)
        goal(framework, people[1].department, stage="draft")

        overview = queries.round_overview(round, people[2])

        assert [one.submitted_goals for one in overview.answers] == [1, 0, 0]

    def test_it_says_what_the_reader_may_do(self, framework, people):
        round = opened(framework, *people)
        answered(round, people[0])

        seen_by = {person: queries.round_overview(round, person) for person in people[:2]}

        assert seen_by[people[0]].to_cosign.code == "coordination.already-answered"
        assert seen_by[people[1]].to_cosign is None
        assert seen_by[people[1]].to_close.code == "coordination.not-coordinator"
        assert seen_by[people[1]].own.is_pending

    @pytest.mark.parametrize(
        ("role", "may_read"),
        [
            (Role.COORDINATOR, True),
            (Role.AUDITOR, True),
            (Role.CABINET_OFFICE, True),
            (Role.ADMINISTRATOR, False),
            (Role.PRESS_OFFICER, False),
        ],
    )
    def test_words_are_for_those_who_bring_departments_together(
        self, framework, people, role, may_read
    ):
        self._check(framework, people, reader=person(role), may_read=may_read)

    def test_words_are_for_the_departments_that_were_asked(self, framework, people):
        self._check(framework, people, reader=editor(department=people[1].department))

    def test_words_are_not_for_other_departments(self, framework, people):
        self._check(framework, people, reader=approver(), may_read=False)

    def _check(self, framework, people, *, reader, may_read=True):
        asking = collection(framework, *people)
        operations.nil_return(by=people[0], round=asking, remark="canary", on=DUE)
        round = opened(framework, *people)
        reservation = reserved(round, people[0], "canary", remarks="canary")
        settled(reservation, text="canary")

        shown = [
            queries.round_overview(asking, reader).answers,
            queries.round_overview(round, reader).answers,
            queries.reservations(framework, reader),
            queries.cabinet_page(framework, reader).answers,
        ]

        for part in shown:
            assert ("canary" in str(part)) is may_read


class TestLists:
    def test_rounds_are_listed_newest_first(self, framework, people):
        first = closed(collection(framework, *people))
        second = opened(framework, people[0], silence_is_consent=True)

        rounds = queries.framework_rounds(framework, people[0])

        assert [line.id for line in rounds.lines] == [second.pk, first.pk]
        assert rounds.lines[0].own_answer
        assert rounds.to_open_collection.code == "coordination.not-coordinator"

    def test_open_reservations_come_first(self, framework, people):
        round = opened(framework, *people)
        first, second = reserved(round, people[0]), reserved(round, people[1])
        operations.withdraw_reservation(by=people[0], reservation=first, on=CLOSED)

        lines = queries.reservations(framework, people[1])

        assert [line.id for line in lines] == [second.pk, first.pk]
        assert lines[0].to_withdraw is None
        assert lines[0].to_settle.code == "coordination.not-coordinator"

    def test_the_cabinet_page_shows_all_that_stands_in_the_way(self, framework, people):
        reserved(opened(framework, *people), people[0])

        page = queries.cabinet_page(framework, cabinet_office())

        assert [one.code.removeprefix("coordination.") for one in page.obstacles] == [
            "round-still-open",
            "unanswered",
            "open-reservations",
        ]
        assert not page.can_be_adopted
        assert not page.needs_reason
        assert len(page.open_reservations) == 1

    def test_the_cabinet_page_asks_for_a_reason_where_one_is_enough(self, framework, people):
        round = opened(framework, people[0])
        reserved(round, people[0])
        closed(round)

        page = queries.cabinet_page(framework, cabinet_office())

        assert page.needs_reason
        assert page.to_decide is None

    def test_adopted_versions_tell_which_is_in_force(self):
        version = adopted()
        operations.annul(by=cabinet_office(), version=version, decided_on=CLOSED.replace(month=8),
                         reason="A mistake.")  # fmt: skip
        again = adopted(version.framework)
        other = adopted()

        versions = queries.adopted_versions(cabinet_office())

        assert [one.id for one in versions] == [other.pk, again.pk, version.pk]
        assert [one.is_in_force for one in versions] == [True, True, False]
        assert versions[2].annulment_reason == "A mistake."
        assert versions[1].previous_digest == versions[2].digest
        assert len(queries.adopted_versions(cabinet_office(), framework=other.framework)) == 1


class TestWaitingFor:
    def acts(self, user):
        return [(one.act, one.kind, one.id) for one in queries.waiting_for(user)]

    def test_a_department_that_is_asked(self, framework, people):
        asking, round = collection(framework, *people), opened(framework, *people)

        assert self.acts(people[0]) == [
            ("contribute", "round", asking.pk),
            ("cosign", "round", round.pk),
        ]
        assert self.acts(editor(department=people[0].department)) == [
            ("contribute", "round", asking.pk)
        ]
        assert self.acts(approver()) == []

    def test_nothing_waits_once_it_is_answered(self, framework, people):
        answered(opened(framework, *people), people[0])

        assert self.acts(people[0]) == []

    def test_a_changed_text_waits_to_be_signed_again(self, framework, people):
        round = opened(framework, *people)
        answered(round, people[0])
        Framework.objects.update(introduction="Changed.")

        assert self.acts(people[0]) == [("cosign", "round", round.pk)]

    def test_it_has_its_deadline(self, framework, people):
        opened(framework, *people)

        (waiting,) = queries.waiting_for(people[0])

        assert (waiting.due_on, waiting.is_overdue) == (DUE, True)
        assert str(framework) in waiting.about

    def test_coordinators_close_and_settle(self, framework, people):
        round = opened(framework, *people)
        reservation = reserved(round, people[0])

        assert self.acts(coordinator()) == [
            ("close_round", "round", round.pk),
            ("settle_reservation", "reservation", reservation.pk),
        ]

    def test_the_cabinet_office_decides(self, framework):
        ready = ready_to_adopt()

        assert self.acts(cabinet_office()) == [("adopt", "framework", ready.pk)]

        adopted(ready)
        assert self.acts(cabinet_office()) == []

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PRESS_OFFICER, Role.AUDITOR])
    def test_others_wait_for_nothing(self, framework, people, role):
        opened(framework, *people)

        assert self.acts(person(role)) == []


def _count(question):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        question()
    return len(captured)


def _busy_framework(departments):
    people = [approver() for _ in range(departments)]
    framework = FrameworkFactory()
    for one in people:
        goal(framework, one.department)
    asking = collection(framework, *people)
    for one in people:
        operations.contribute(by=one, round=asking, on=DUE)
    round = opened(framework, *people)
    for one in people[1:]:
        reserved(round, one)
    return framework, round, people


def test_every_list_costs_a_fixed_number_of_queries():
    def costs(departments):
        framework, round, people = _busy_framework(departments)
        head = cabinet_office()
        return [
            _count(lambda: queries.round_overview(round, people[0])),
            _count(lambda: queries.framework_rounds(framework, people[0])),
            _count(lambda: queries.reservations(framework, people[0])),
            _count(lambda: queries.cabinet_page(framework, head)),
            _count(lambda: queries.adoption_obstacles(framework)),
            _count(lambda: queries.waiting_for(people[0])),
            _count(lambda: queries.waiting_for(coordinator_of_all)),
        ]

    coordinator_of_all = coordinator()

    assert costs(2) == costs(7)


def test_the_list_of_versions_costs_three_queries():
    for _ in range(3):
        adopted()
    head = cabinet_office()

    assert _count(lambda: queries.adopted_versions(head)) == 3
