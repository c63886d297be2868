"""The public calendar of relations: from the edition alone, as pages and as files."""

from datetime import date

import pytest
from icalendar import Calendar

from querschnitt.accounts.tests import factories as people
from querschnitt.portal import relation_answers
from querschnitt.portal.tests.published import publish_relations, seen_at
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.relations import operations
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    write_bare_files(monkeypatch)
    monkeypatch.setattr(relation_answers, "_loaded", {})


def an_event(title, *, released=True, **values):
    return an_entry("events", title=title, released=released, values={"kind": "visit", **values})


def page(path):
    answer = seen_at(path)
    assert answer.status == 200, path
    return answer.text


def events_in(path):
    answer = seen_at(path)
    assert answer.status == 200, path
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.body).walk("VEVENT")


def test_a_month_shows_what_was_released_and_published():
    an_event("Besuch", starts_on="2023-05-04", ends_on="2023-05-05")
    an_event("Geheim", starts_on="2023-05-06", released=False)
    an_event("Nur das Jahr", starts_on="2023")

    publish_relations()

    shown = page("/de/kalender/2023/05/")
    assert shown.count("Besuch</a>") == 3
    assert "Nur das Jahr" in shown.partition('id="ohne-tag"')[2]
    for path in ("/de/kalender/", "/de/kalender/2023/05/", "/de/kalender/termine.ics"):
        assert "Geheim" not in seen_at(path).text


def test_a_month_without_anything_is_no_page():
    an_event("Besuch", starts_on="2023-05-04")

    publish_relations()

    assert seen_at("/de/kalender/2023/06/").status == 404


def test_nothing_is_there_before_relations_are_published():
    an_event("Besuch", starts_on="2023-05-04")

    for path in ("/de/kalender/", "/de/kalender/2023/05/", "/de/kalender/termine.ics"):
        assert seen_at(path).status == 404


def test_one_subscribes_to_everything_to_a_kind_or_to_one_event():
    event = an_event("Besuch", starts_on="2023-05-04", place="Warschau")
    an_entry("trade", title="Messe", released=True,
             values={"kind": "fair", "starts_on": "2023-05-06"})  # fmt: skip

    publish_relations()

    assert len(events_in("/de/kalender/termine.ics")) == 2
    (of_kind,) = events_in("/de/kalender/besuche/termine.ics")
    (own,) = events_in(f"/de/veranstaltungen/{event.key}/termine.ics")
    assert of_kind["uid"] == own["uid"]
    assert own.decoded("dtstart") == date(2023, 5, 4)
    assert str(own["class"]) == "PUBLIC"
    assert str(own["url"]).endswith(f"/de/veranstaltungen/{event.key}/")
    assert 'type="text/calendar"' in page("/de/kalender/")


def test_deadlines_of_dossiers_stay_inside():
    deadline = [{"on": "2023-03-05", "what": "Stellungnahme"}]
    an_entry("dossiers", title="Richtlinie", released=True,
             values={"stage": "tabled", "deadlines": deadline})  # fmt: skip
    an_event("Besuch", starts_on="2023-05-04")

    publish_relations()

    assert seen_at("/de/kalender/2023/03/").status == 404
    assert "Richtlinie" not in page("/de/kalender/")


def test_contradicting_dates_are_shown_with_their_sources():
    event = an_event(
        "Delegation", starts_on="2019-11-19", ends_on="2019-11-25", date_remark="Laut Ministerium.",
        other_dates=[{"starts_on": "2019-11-19", "ends_on": "2019-11-26", "source": "MDR"}],
    )  # fmt: skip

    publish_relations()

    for path in ("/de/kalender/2019/11/", f"/de/veranstaltungen/{event.key}/"):
        shown = page(path)
        assert "26.11.2019" in shown
        assert "MDR" in shown
        assert "Laut Ministerium." in shown


def test_what_repeats_stands_in_the_months_to_come():
    an_event("Projekttag", starts_on="2021-05-03", repeats="yearly", repeats_until="2024-12-31")

    publish_relations()

    assert "Projekttag" in page("/de/kalender/2023/05/")
    assert seen_at("/de/kalender/2025/05/").status == 404
    (event,) = events_in("/de/kalender/termine.ics")
    assert event["rrule"]["FREQ"] == ["YEARLY"]


def test_what_has_left_answers_that_it_is_gone():
    event = an_event("Besuch", starts_on="2023-05-04")
    an_entry("trade", title="Messe", released=True,
             values={"kind": "fair", "starts_on": "2023-06-06"})  # fmt: skip
    publish_relations()
    operations.hold_back_entries(by=people.coordinator(department=None), entries=[event.entry])

    publish_relations(change_note="Zurückgezogen.")

    for path in (
        "/de/kalender/2023/05/", "/de/kalender/besuche/", "/de/kalender/besuche/termine.ics",
        f"/de/veranstaltungen/{event.key}/termine.ics",
    ):  # fmt: skip
        answer = seen_at(path)
        assert answer.status == 410, path
        assert "Besuch</a>" not in answer.text
    assert page("/de/kalender/2023/06/")
    assert len(events_in("/de/kalender/termine.ics")) == 1
