import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.framework.tests.browser import browser_of
from querschnitt.relations import operations
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.tests.factories import an_entry, every_register

pytestmark = pytest.mark.django_db


def list_url(register="networks", **query):
    return reverse("relations:register", args=[register], query=query)


def page(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_the_first_page_leads_to_every_register(coordinator):
    every_register(by=coordinator)

    told = page(browser_of(coordinator), reverse("relations:hub"))

    for register in REGISTERS.values():
        assert f'href="/desk/beziehungen/{register.segment}/"' in told
        assert f'href="/desk/beziehungen/{register.segment}/?state=held_back"' in told


def test_an_empty_house_says_how_to_begin(coordinator):
    told = page(browser_of(coordinator), reverse("relations:hub"))

    assert "Noch nichts eingetragen" in told
    assert "leer" in page(browser_of(coordinator), list_url())


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_has_its_list_and_its_pages(coordinator, register):
    entry = an_entry(register, by=coordinator, title="Ein besonderer Eintrag")
    where = [register, entry.key]

    for url in (
        list_url(register),
        reverse("relations:add_entry", args=[register]),
        *(reverse(f"relations:{name}", args=where) for name in (
            "entry", "revise_entry", "entry_history", "remove_entry")),
    ):  # fmt: skip
        assert "html" in page(browser_of(coordinator), url)
    assert "Ein besonderer Eintrag" in page(browser_of(coordinator), list_url(register))


def test_a_search_finds_words_however_they_are_written(coordinator):
    an_entry("networks", title="Österreichischer Verbund", by=coordinator)
    an_entry("networks", title="Anderes", summary="Mit Verbund", by=coordinator)
    client = browser_of(coordinator)

    both, one = page(client, list_url(q="verbund")), page(client, list_url(q="österreich verbund"))
    none = page(client, list_url(q="Kanada"))

    assert "Österreichischer" in both
    assert "Anderes" in both
    assert "Österreichischer" in one
    assert "Anderes" not in one
    assert "Kein Eintrag entspricht" in none


def test_a_search_does_not_read_what_is_kept_inside(coordinator):
    an_entry("actors", by=coordinator, title="Verein", values={"contact": "geheim@example.org"})

    told = page(browser_of(people.editor()), list_url("actors", q="geheim"))

    assert ">Verein<" not in told


def test_a_list_is_narrowed_by_its_filters(coordinator, editor):
    own = editor.department
    an_entry("networks", title="Alpha", by=editor, department=own.key)
    an_entry("networks", title="Beta", values={"part": "observer"}, by=coordinator, released=True)
    client = browser_of(coordinator)

    for query in ({"part": "observer"}, {"state": "released"}, {"q": "beta"}):
        told = page(client, list_url(**query))
        assert [title for title in ("Alpha", "Beta") if title in told] == ["Beta"], query
    for query in ({"department": own.key}, {"state": "held_back"}):
        told = page(client, list_url(**query))
        assert [title for title in ("Alpha", "Beta") if title in told] == ["Alpha"], query


def test_a_list_is_ordered_by_its_columns(coordinator):
    for title, since in (("Alpha", "2003"), ("Beta", "1999"), ("Gamma", "2010")):
        an_entry("networks", title=title, values={"since": since}, by=coordinator)
    client = browser_of(coordinator)

    def order(sort):
        told = page(client, list_url(sort=sort))
        return sorted(("Alpha", "Beta", "Gamma"), key=lambda title: told.index(f">{title}<"))

    assert order("since") == ["Beta", "Alpha", "Gamma"]
    assert order("-title") == ["Gamma", "Beta", "Alpha"]
    assert order("password") == ["Alpha", "Beta", "Gamma"]


def test_what_was_removed_is_listed_for_those_who_may_see_it(coordinator):
    entry = an_entry("networks", title="Fort", by=coordinator)
    operations.remove_entry(by=coordinator, entry=entry, reason="Doppelt")

    assert "Fort" in page(browser_of(coordinator), list_url(state="removed"))
    assert ">Fort<" not in page(browser_of(coordinator), list_url())
    assert ">Fort<" not in page(browser_of(people.editor()), list_url(state="removed"))
    assert browser_of(people.person(Role.PRESS_OFFICER)).get(list_url(state="removed")
        ).status_code == 422  # fmt: skip


def test_a_long_list_is_shown_in_parts(coordinator):
    for number in range(53):
        an_entry("organisations", title=f"Verein {number:03}", by=coordinator)
    client = browser_of(coordinator)

    first, second = page(client, list_url("organisations")), page(
        client, list_url("organisations", row=50)
    )  # fmt: skip

    assert "Verein 049" in first
    assert "Verein 050" not in first
    assert "row=50" in first
    assert "Verein 052" in second
    assert "Verein 049" not in second


def test_the_search_looks_into_all_registers(coordinator):
    an_entry("networks", title="Masowien im Netz", by=coordinator)
    an_entry("events", title="Besuch", summary="aus Masowien", by=coordinator)
    client = browser_of(coordinator)

    told = page(client, reverse("relations:search", query={"q": "masowien"}))

    assert "Masowien im Netz" in told
    assert "Besuch" in told
    assert "Kein Eintrag enthält" in page(
        client, reverse("relations:search", query={"q": "Kanada"})
    )


@pytest.mark.parametrize("query", [{"q": "x" * 201}, {"state": "secret"}, {"row": "-1"},
                                   {"q": "\x00"}, {"department": "nobody"}])  # fmt: skip
def test_a_filter_that_there_is_not_is_said(coordinator, query):
    answer = browser_of(coordinator).get(list_url(**query))

    assert answer.status_code == 422


@pytest.mark.parametrize("register", ["networks", "meetings", "partners", "organisations"])
def test_a_list_asks_as_often_whether_it_is_short_or_long(coordinator, counted, register):
    client = browser_of(coordinator)
    an_entry(register, by=coordinator)
    few = counted(lambda: page(client, list_url(register)))

    for _time in range(12):
        an_entry(register, by=coordinator, department=people.editor().department.key)

    assert counted(lambda: page(client, list_url(register))) == few


def test_the_first_page_asks_as_often_whatever_there_is(coordinator, counted):
    client = browser_of(coordinator)
    every_register(by=coordinator)
    few = counted(lambda: page(client, reverse("relations:hub")))

    for _time in range(3):
        every_register(by=coordinator)

    assert counted(lambda: page(client, reverse("relations:hub"))) == few
