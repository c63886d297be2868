import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import Goal, GoalDiscontinuation, GoalLink
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.framework.tests.factories import (
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
)
from querschnitt.framework.tests.lineage_examples import adopted, followed, recut

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"framework:{name}", args=args)


def chosen(version, **fields):
    prefix = f"g{version.goal_id}"
    return {f"{prefix}-chosen": "on"} | {f"{prefix}-{k}": v for k, v in fields.items()}


def test_goals_are_chosen_looked_at_and_carried_over():
    heir = DepartmentFactory(abbreviation="NEU")
    framework = followed()
    version = adopted(framework, lead=recut(heir), involved=[recut(heir)])
    left = adopted(framework)
    browser, address = browser_of(coordinator()), url("carry_over", framework.key)

    preview = send(browser, address, **chosen(version, contributed_by=str(heir.pk)))

    assert preview.status_code == 200
    assert "1 Ziel würde übernommen" in preview.text
    assert f"g{left.goal_id}-chosen" not in preview.text
    assert not framework.goals.exists()
    done = browser.post(address, {**filled(preview), "step": "carry"})
    assert done.status_code == 302
    made = framework.goals.get()
    assert made.versions.get().lead == made.contributed_by == heir
    page = browser.get(address).text
    assert "lebt weiter als" in page
    assert f"g{version.goal_id}-chosen" not in page


def test_where_several_answer_one_has_to_choose_and_nothing_is_lost():
    first, second = DepartmentFactory(), DepartmentFactory()
    framework = followed()
    version = adopted(framework, lead=recut(first, second))
    browser, address = browser_of(coordinator()), url("carry_over", framework.key)

    page = send(browser, address, **chosen(version))

    assert page.status_code == 422
    assert f"{version.goal.reference}: Bitte wählen Sie" in page.text
    assert f"g{version.goal_id}-chosen" in filled(page)
    preview = send(browser, address, **chosen(version, lead=str(second.pk), contributed_by="0"))
    browser.post(address, {**filled(preview), "step": "carry"})
    assert Goal.objects.get(framework=framework).versions.get().lead == second


def test_where_nobody_is_known_it_says_so():
    framework = followed()
    adopted(framework, lead=recut())

    page = browser_of(coordinator()).get(url("carry_over", framework.key)).text

    assert "kein Nachfolger bekannt" in page


def test_what_was_previewed_can_be_changed_again():
    framework, heir = followed(), DepartmentFactory()
    version = adopted(framework)
    browser, address = browser_of(coordinator()), url("carry_over", framework.key)
    preview = send(
        browser, address, **chosen(version, lead=str(heir.pk), contributed_by=str(heir.pk))
    )

    back = browser.post(address, {**filled(preview), "step": "choose"})

    assert back.status_code == 200
    assert filled(back)[f"g{version.goal_id}-lead"] == [str(heir.pk)]
    assert not framework.goals.exists()


def test_filters_narrow_what_is_offered():
    framework, field, lead = followed(), FieldFactory(), DepartmentFactory()
    wanted = adopted(framework, field=field, kind="outcome", lead=recut(lead))
    other = adopted(framework)
    browser, address = browser_of(coordinator()), url("carry_over", framework.key)

    for query in (f"field={field.pk}", "kind=outcome", f"department={lead.pk}"):
        page = browser.get(f"{address}?{query}").text
        assert f"g{wanted.goal_id}-chosen" in page
        assert f"g{other.goal_id}-chosen" not in page
    ticked = browser.get(f"{address}?kind=outcome&all=1")
    assert f"g{wanted.goal_id}-chosen" in filled(ticked)


def test_goals_are_left_with_a_reason():
    framework = followed()
    version = adopted(framework)
    browser, address = browser_of(coordinator()), url("carry_over", framework.key)

    done = send(browser, address, **chosen(version), step="leave", reason="Erreicht.")

    assert done.status_code == 302
    assert GoalDiscontinuation.objects.get().reason == "Erreicht."
    page = browser.get(address).text
    assert "Erreicht." in page
    assert f"g{version.goal_id}-chosen" not in browser.get(f"{address}?left=on").text
    assert send(browser, address, step="leave").status_code == 422


def test_nothing_is_offered_without_a_predecessor_or_to_departments():
    assert browser_of(coordinator()).get(
        url("carry_over", FrameworkFactory().key)
    ).status_code == 403  # fmt: skip
    framework = followed()
    assert browser_of(approver()).get(url("carry_over", framework.key)).status_code == 403
    assert browser_of(approver()).post(url("carry_over", framework.key), {}).status_code == 403


def test_a_goal_that_is_there_is_linked_and_unlinked_by_hand():
    framework = followed()
    source = adopted(framework, wording="Partnerschaften stärken.").goal
    target = GoalVersionFactory(goal__framework=framework).goal
    browser = browser_of(coordinator())
    address = url("link_carried_over", framework.key, target.reference)

    assert send(browser, address, source="").status_code == 422
    assert send(browser, address, source=str(source.pk), note="Kürzer.").status_code == 302

    page = browser.get(reverse("desk:goal", args=[framework.key, target.reference])).text
    assert "Partnerschaften stärken." in page
    assert "Kürzer." in page
    old = browser.get(reverse("desk:goal", args=[framework.predecessor.key, source.reference]))
    assert f"/rahmen/{framework.key}/ziele/{target.reference}/" in old.text
    unlinking = url("unlink_carried_over", framework.key, target.reference, source.pk)
    assert unlinking in browser.get(address).text
    assert send(browser, unlinking).status_code == 302
    assert not GoalLink.objects.exists()
    assert browser.get(unlinking).status_code == 404


def test_the_choice_costs_the_same_however_many_goals(django_assert_num_queries, counted):
    framework, browser = followed(), browser_of(coordinator())
    address = url("carry_over", framework.key)

    def more(count):
        for _ in range(count):
            version = adopted(framework, lead=recut(DepartmentFactory()), involved=[recut()])
            operations.discontinue_goals(
                by=coordinator(), framework=framework, goals=[version.goal]
            )

    more(3)
    few = counted(lambda: browser.get(address))
    more(30)
    with django_assert_num_queries(few):
        assert browser.get(address).status_code == 200


def test_a_goals_page_costs_the_same_however_long_its_line(django_assert_num_queries, counted):
    framework, browser = followed(), browser_of(coordinator())
    goal = GoalVersionFactory(goal__framework=framework).goal
    address = reverse("desk:goal", args=[framework.key, goal.reference])

    def more(count):
        for _ in range(count):
            source = adopted(framework).goal
            operations.link_carried_over(by=coordinator(), source=source, target=goal)

    more(1)
    few = counted(lambda: browser.get(address))
    more(20)
    browser.get(address)
    with django_assert_num_queries(few):
        assert browser.get(address).status_code == 200
