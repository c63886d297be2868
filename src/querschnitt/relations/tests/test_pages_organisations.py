"""Organisations in their roles, and the way from two that look alike to one."""

import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.relations import operations
from querschnitt.relations.models import Entry, Merger, Organisation
from querschnitt.relations.queries.duplicates import duplicates_page
from querschnitt.relations.queries.organisations import organisations_page, roles_of
from querschnitt.relations.said import link
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.factories import an_entry
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db

ROLES = reverse("relations:organisations_in_roles")
DUPLICATES = reverse("relations:duplicates")


def reference(entry):
    return f"{entry.register}/{entry.key}"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def browser(coordinator):
    return browser_of(coordinator)


@pytest.fixture
def bridge(coordinator):
    """An organisation in five roles."""
    found = an_entry("organisations", title="Brücke e. V.", by=coordinator)
    carried = link(reference(found), since="2008", until="2016")
    an_entry("actors", title="Zentrum", by=coordinator, links={"carrier": [carried]})
    an_entry(
        "actors", title="Verein", by=coordinator,
        values={"support": [{"giver": "Brücke e. V.", "since": "2019", "what": "Projekt"}]},
    )  # fmt: skip
    an_entry("actors", title="Selbst", by=coordinator, values={"organisation": reference(found)})
    an_entry("trade", by=coordinator, links={"participant": [link(reference(found))]})
    an_entry("agreements", by=coordinator, links={"party": [link(reference(found))]})
    an_entry("networks", by=coordinator, links={"organisation": [link(reference(found))]})
    return found


@pytest.fixture
def alike(coordinator):
    return [
        an_entry("organisations", title=title, by=coordinator)
        for title in ("Verein Ufer e. V.", "Verein Ufer")
    ]


def compare_url(pair):
    return reverse("relations:merge_organisations", args=[one.pk for one in pair])


def filled_in(page, **more):
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields} | more


def test_an_organisation_has_all_its_roles_with_their_time(bridge):
    found = {(line.role, line.since, line.until) for line in roles_of([bridge])[bridge.pk]}

    assert found == {
        ("actors.carrier", "2008", "2016"), ("actors.giver", "2019", ""),
        ("actors.organisation", "", ""), ("trade.participant", "", ""),
        ("agreements.party", "", ""), ("networks.organisation", "", ""),
    }  # fmt: skip


def test_what_was_removed_is_no_role(bridge, coordinator):
    activity = Entry.objects.get(register="trade")
    operations.remove_entry(by=coordinator, entry=activity, reason="Doppelt")

    assert "trade.participant" not in {line.role for line in roles_of([bridge])[bridge.pk]}


@pytest.mark.parametrize("role", ["actors.carrier", "actors.giver", "actors.organisation"])
def test_the_list_is_narrowed_to_a_role(bridge, alike, role):
    assert bridge.pk in {line.organisation.pk for line in organisations_page(role=role).lines}
    assert not {one.pk for one in alike} & {
        line.organisation.pk for line in organisations_page(role=role).lines
    }


def test_the_page_of_an_organisation_shows_its_roles(browser, bridge):
    page = text(browser.get(reverse("relations:entry", args=["organisations", bridge.key])))

    assert "Zentrum" in page
    assert "Wird getragen" in page or "Trägt" in page or "Träger" in page


def test_the_list_is_searched_by_any_name(browser, bridge, alike):
    assert "Brücke" in text(browser.get(ROLES, {"suche": "brücke"}))
    assert "Brücke e. V." not in text(browser.get(ROLES, {"suche": "ufer"}))
    assert browser.get(ROLES, {"rolle": "quatsch", "seite": "99"}).status_code == 200


def test_the_list_costs_the_same_for_many_as_for_few(counted, coordinator):
    def add(number):
        for _time in range(number):
            one = an_entry("organisations", by=coordinator)
            an_entry("trade", by=coordinator, links={"participant": [link(reference(one))]})

    add(1)
    few = counted(organisations_page)
    add(8)

    assert counted(organisations_page) == few


def test_two_that_look_alike_are_listed_and_lead_to_the_comparison(browser, alike, bridge):
    page = text(browser.get(DUPLICATES))

    assert compare_url(alike) in page
    assert "Brücke" not in page


def test_duplicates_cost_the_same_for_many_as_for_few(counted, coordinator, alike):
    few = counted(duplicates_page)
    for number in range(8):
        an_entry("organisations", title=f"Verein Ufer {'x' * number}", by=coordinator)

    assert counted(duplicates_page) == few


def test_they_are_compared_merged_and_separated(browser, alike):
    page = browser.get(compare_url(alike))
    assert "Verein Ufer e. V." in text(page)

    done = browser.post(compare_url(alike), filled_in(page, survivor="second"), follow=True)
    assert "Zusammengeführt" in text(done)
    assert Organisation.objects.filter(removed_at=None).get().pk == alike[1].pk
    away = reverse("relations:separate_organisations", args=[Merger.objects.get().pk])
    assert away in text(done)

    done = browser.post(away, {}, follow=True)
    assert "wieder an seinem Platz" in text(done)
    assert Organisation.objects.filter(removed_at=None).count() == 2


def test_who_saw_an_older_wording_keeps_what_was_chosen(browser, alike, coordinator):
    page = browser.get(compare_url(alike))
    changed = {**said_of(alike[0]), "summary": "Neu"}
    operations.revise_entry(by=coordinator, entry=alike[0].entry, said=changed, seen=1)

    sent = filled_in(page, survivor="second", value_title="second")
    answer = browser.post(compare_url(alike), sent)
    assert answer.status_code == 409
    assert answer.context["form"]["value_title"].value() == "second"

    again = browser.post(compare_url(alike), filled_in(answer))
    assert again.status_code in {302, 422}


def test_two_different_ones_are_not_suggested_again_until_that_is_taken_back(browser, alike):
    apart = reverse("relations:tell_apart", args=[one.pk for one in alike])
    assert apart in text(browser.get(compare_url(alike)))

    browser.post(apart, {})
    assert duplicates_page().pairs == []

    back = reverse("relations:take_back_distinction", args=[one.pk for one in alike])
    assert back in text(browser.get(DUPLICATES))
    browser.post(back, {})
    assert len(duplicates_page().pairs) == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRESS_OFFICER])
def test_who_only_reads_looks_and_decides_nothing(role, alike):
    reader = browser_of(people.person(role))

    assert reader.get(DUPLICATES).status_code == 200
    assert reader.get(compare_url(alike)).status_code == 403
    assert reader.post(compare_url(alike), {"survivor": "first"}).status_code in {403, 422}
    assert not Merger.objects.exists()


def test_what_is_no_pair_is_no_page(browser, alike):
    same = reverse("relations:merge_organisations", args=[alike[0].pk, alike[0].pk])
    none = reverse("relations:merge_organisations", args=[alike[0].pk, 999999])

    assert {browser.get(address).status_code for address in (same, none)} == {404}
