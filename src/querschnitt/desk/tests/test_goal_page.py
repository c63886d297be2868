import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import (
    DepartmentFactory,
    approver,
    coordinator,
    editor,
)
from querschnitt.coordination.tests import factories as coordination
from querschnitt.framework import operations
from querschnitt.framework.tests.browser import browser_of
from querschnitt.framework.tests.factories import ClauseFactory, FrameworkFactory, drafted_goal

pytestmark = pytest.mark.django_db


def address(version):
    return reverse("desk:goal", args=[version.goal.framework.key, version.goal.reference])


def test_the_page_says_who_what_and_on_what():
    writer, framework = editor(), FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate, text="Wir vertiefen die Partnerschaften.")
    other = DepartmentFactory()
    version = drafted_goal(
        writer,
        framework=framework,
        wording="Der Austausch wächst.",
        lead=writer.department,
        involved=[other],
        clauses=[clause],
    )

    page = browser_of(writer).get(address(version)).text

    for text in (
        "Der Austausch wächst.",
        writer.department.name,
        other.name,
        "Wir vertiefen die Partnerschaften.",
        writer.name,
    ):
        assert text in page


def test_what_changed_stands_between_the_versions():
    writer = editor()
    version = drafted_goal(writer, wording="Der Austausch wird ausgebaut.")
    operations.revise_goal(by=writer, goal=version.goal, seen=1, wording="Der Austausch wächst.")

    page = browser_of(writer).get(address(version)).text

    assert "<ins>" in page
    assert "<del>" in page


def test_acts_are_offered_or_their_obstacle_is_told():
    writer = editor()
    version = drafted_goal(writer)

    page = browser_of(writer).get(address(version)).text

    args = [version.goal.framework.key, version.goal.reference]
    assert reverse("framework:revise_goal", args=args) in page
    assert reverse("framework:return_goal", args=args) not in page
    assert 'class="qs-obstacle"' in page


def test_a_returned_goal_shows_the_reason_to_its_department_only():
    writer = editor()
    version = drafted_goal(writer)
    operations.submit_goal(by=approver(department=writer.department), goal=version.goal, seen=1)
    operations.return_goal(by=coordinator(), goal=version.goal, reason="Zu unbestimmt.")

    assert "Zu unbestimmt." in browser_of(writer).get(address(version)).text
    assert browser_of(editor()).get(address(version)).status_code == 404


def test_another_departments_draft_does_not_exist_for_you():
    version = drafted_goal(editor(), wording="Kanarienvogel.")

    answer = browser_of(approver()).get(address(version))

    assert answer.status_code == 404
    assert "Kanarienvogel" not in answer.text


@pytest.mark.parametrize("reference", ["X99", "a%00b", "..", "x" * 21])
def test_a_goal_that_is_not_there_is_not_found(reference):
    key = FrameworkFactory().key

    answer = browser_of(coordinator()).get(f"/desk/rahmen/{key}/ziele/{reference}/")

    assert answer.status_code == 404


def co_signed():
    framework, signer = coordination.FrameworkFactory(), approver()
    version = coordination.goal(framework)
    round = coordination.opened(framework, signer)
    coordination.reserved(round, signer, text="Kanarienvogel im Vorbehalt.")
    return version, signer


def test_the_co_signatures_of_the_round_stand_on_the_page():
    version, signer = co_signed()

    page = browser_of(signer).get(address(version)).text

    assert signer.department.abbreviation in page
    assert "Kanarienvogel im Vorbehalt." in page


def test_a_department_that_was_not_asked_reads_no_reservation():
    version, _signer = co_signed()

    page = browser_of(editor()).get(address(version))

    assert page.status_code == 200
    assert "Kanarienvogel" not in page.text


def test_the_page_costs_the_same_however_long_the_history(
    django_assert_num_queries, counted_queries
):
    framework, writer = FrameworkFactory(), editor()
    version = drafted_goal(writer, framework=framework)

    def more(count):
        for _ in range(count):
            number = version.goal.versions.count()
            operations.revise_goal(
                by=editor(department=writer.department),
                goal=version.goal,
                seen=number,
                wording=f"Fassung {number}",
                involved=[DepartmentFactory(), DepartmentFactory()],
                clauses=[ClauseFactory(mandate=framework.mandate)],
            )

    more(3)
    browser = browser_of(writer)
    few = counted_queries(lambda: browser.get(address(version)))
    more(37)
    browser.get(address(version))

    with django_assert_num_queries(few):
        browser.get(address(version))


def test_the_co_signatures_cost_the_same_however_many(counted_queries):
    def cost_of(count):
        framework = coordination.FrameworkFactory()
        version = coordination.goal(framework)
        people = [approver() for _ in range(count)]
        round = coordination.opened(framework, *people)
        for one in people:
            coordination.reserved(round, one)
        browser = browser_of(coordinator())
        return counted_queries(lambda: browser.get(address(version)))

    assert cost_of(3) == cost_of(40)
