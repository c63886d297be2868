from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from querschnitt.accounts.tests import factories as people
from querschnitt.framework.tests.browser import browser_of
from querschnitt.relations import operations, queries, sections
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2030, 1, 1), date(2030, 3, 1)


def titles(found):
    return [one.entry.title for one in found]


def test_deadlines_of_dossiers_that_are_under_way_fall_due(coordinator):
    def dossier(title, on, stage="tabled"):
        deadlines = [{"on": on, "what": "Stellungnahme"}]
        return an_entry("dossiers", title=title, by=coordinator,
                        values={"stage": stage, "deadlines": deadlines})  # fmt: skip

    dossier("Erster Tag", "2030-01-01")
    dossier("Letzter Tag", "2030-03-01")
    dossier("Zu früh", "2029-12-31")
    dossier("Zu spät", "2030-03-02")
    dossier("Ungenau", "2030-02")
    dossier("Erledigt", "2030-02-01", stage="adopted")
    gone = dossier("Entfernt", "2030-02-01")
    operations.remove_entry(by=coordinator, entry=gone, reason="Doppelt")

    found = titles(queries.deadlines_of_dossiers(FIRST, LAST))

    assert sorted(found) == ["Erster Tag", "Letzter Tag"]


def test_agreements_fall_due_when_they_end_and_when_one_wants_to_be_reminded(coordinator, editor):
    an_entry("agreements", title="Endet", by=coordinator, values={"runs_until": "2030-02-01"})
    an_entry("agreements", title="Verlängert sich", by=coordinator,
             values={"runs_until": "2030-02-01", "is_renewed_tacitly": True})  # fmt: skip
    an_entry("agreements", title="Erinnern", by=editor, department=editor.department.key,
             values={"runs_until": "2031", "remind_on": "2030-01-15"})  # fmt: skip

    assert titles(queries.agreements_running_out(FIRST, LAST)) == ["Endet"]
    assert titles(queries.reminders_of_agreements(FIRST, LAST)) == ["Erinnern"]
    for person, wanted in ((editor, ["Erinnern", "Endet"]), (people.editor(), ["Endet"])):
        due = sections.due_soon(person, FIRST, LAST)
        assert [one.about for one in due] == wanted


def test_the_first_page_shows_what_is_due(coordinator):
    today = timezone.localdate().isoformat()
    deadlines = [{"on": today, "what": "Stellungnahme an den Bundesrat"}]
    an_entry("dossiers", title="Naturschutz", by=coordinator, values={"deadlines": deadlines})

    told = browser_of(coordinator).get(reverse("relations:hub")).content.decode()

    assert "Stellungnahme an den Bundesrat" in told


def test_parts_add_sections_and_ways_to_the_page_of_an_entry(coordinator, monkeypatch):
    shown = sections.Section("Zusatz", "relations/_entry_state.html", {}, place=1)
    later = sections.Section("Später", "relations/_entry_state.html", {}, place=99)
    way = sections.Way("Zur Tagesordnung", "/desk/")
    monkeypatch.setitem(sections.SECTIONS, "networks", [lambda *_: later, lambda *_: shown])
    monkeypatch.setitem(sections.WAYS, "networks", [lambda *_: [way]])
    entry, other = (an_entry(one, by=coordinator) for one in ("networks", "projects"))
    browser = browser_of(coordinator)

    told, another = (
        browser.get(reverse("relations:entry", args=[one.register, one.key])).content.decode()
        for one in (entry, other)
    )

    assert told.index("<h2>Zusatz</h2>") < told.index("<h2>Später</h2>")
    assert "Zur Tagesordnung" in told
    assert "Zusatz" not in another


def test_a_deadline_that_has_passed_is_still_shown_and_said_to_have(coordinator):
    passed = timezone.localdate() - timedelta(days=3)
    deadlines = [{"on": passed.isoformat(), "what": "Stellungnahme"}]
    an_entry("dossiers", title="Naturschutz", by=coordinator, values={"deadlines": deadlines})

    told = browser_of(coordinator).get(reverse("relations:hub")).content.decode()

    assert "(verstrichen): Stellungnahme" in told
