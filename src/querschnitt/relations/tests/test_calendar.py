"""The calendar of everything: on its pages, and as a file for calendar programs."""

from datetime import date

import pytest
from icalendar import Calendar

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.framework.tests.browser import browser_of
from querschnitt.relations import operations
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db

PAGE = "/desk/beziehungen/kalender/"


@pytest.fixture
def reader():
    return browser_of(people.person(Role.PRESS_OFFICER))


def an_event(title, **values):
    return an_entry("events", title=title, values={"kind": "visit", **values})


def shown(reader, **asked):
    answer = reader.get(PAGE, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def events_in(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_a_month_shows_what_takes_place_in_it(reader):
    an_event("Besuch im Mai", starts_on="2023-05-04", ends_on="2023-05-06")
    an_event("Besuch im Juni", starts_on="2023-06-04")

    page = shown(reader, monat="2023-05")

    # On each of its three days, and in the list.
    assert page.count("Besuch im Mai") == 4
    assert "Besuch im Juni" not in page


def test_what_has_no_day_stands_in_a_list_of_its_own(reader):
    an_event("Nur der Monat", starts_on="2023-05")
    an_event("Nur das Jahr", starts_on="2023")
    an_event("Anderer Monat", starts_on="2023-06")
    an_event("Ohne jedes Datum")

    page = shown(reader, monat="2023-05")

    assert "Anderer Monat" not in page
    below = page.partition('id="ohne-tag"')[2]
    assert all(title in below for title in ("Nur der Monat", "Nur das Jahr"))
    assert "Ohne jedes Datum" in page.partition('id="ohne-datum"')[2]
    assert "01.05.2023" not in page


def test_contradicting_dates_are_shown_with_their_sources(reader):
    an_event(
        "Delegation", starts_on="2019-11-19", ends_on="2019-11-25", date_remark="Laut Ministerium.",
        other_dates=[{"starts_on": "2019-11-19", "ends_on": "2019-11-26", "source": "MDR"}],
    )  # fmt: skip

    page = shown(reader, monat="2019-11")

    assert "Laut Ministerium." in page
    assert "26.11.2019" in page
    assert "MDR" in page
    assert "date disputed" in page or "Datum strittig" in page


def test_what_repeats_comes_again_until_it_ends(reader):
    an_event("Landestag", starts_on="2021-05-03", repeats="yearly", repeats_until="2024-12-31")

    counts = [shown(reader, monat=f"{year}-05").count("Landestag") for year in (2020, 2023, 2025)]

    assert counts == [0, 2, 0]


def test_everything_is_in_it(reader):
    an_entry("meetings", title="Sitzung", values={"kind": "main", "starts_on": "2023-03-01"})
    agreement = {"kind": "other", "signed_on": "2023-03-02", "runs_until": "2023-03-30"}
    an_entry("agreements", title="Erklärung", values=agreement)
    deadline = [{"on": "2023-03-05", "what": "Stellungnahme"}]
    an_entry("dossiers", title="Richtlinie", values={"stage": "tabled", "deadlines": deadline})
    an_entry("trade", title="Messe", values={"kind": "fair", "starts_on": "2023-03-06"})
    an_event("Wettbewerb", starts_on="2023-05-01", apply_until="2023-03-31")

    page = shown(reader, monat="2023-03")

    for title in ("Sitzung", "Erklärung", "Richtlinie", "Messe", "Wettbewerb"):
        assert title in page


def test_it_is_narrowed_to_a_kind(reader):
    an_event("Besuch", starts_on="2023-05-04")
    an_entry("trade", title="Messe", values={"kind": "fair", "starts_on": "2023-05-06"})

    page = shown(reader, monat="2023-05", art="besuche")

    assert "Besuch</a>" in page
    assert "Messe</a>" not in page


def test_a_year_is_one_list(reader):
    an_event("Januar", starts_on="2023-01-04")
    an_event("Dezember", starts_on="2023-12-04")

    page = shown(reader, ansicht="liste", jahr="2023")

    assert page.index("Januar</a>") < page.index("Dezember</a>")


@pytest.mark.parametrize("asked", ["", "2023-13", "x", "0001-01", "9999-12", "2023-05-01"])
def test_a_month_that_is_none_shows_this_one(reader, asked):
    assert reader.get(PAGE, {"monat": asked}).status_code == 200
    assert reader.get(PAGE, {"ansicht": "liste", "jahr": asked}).status_code == 200


def test_a_calendar_program_gets_the_same(reader):
    event = an_event("Woche", starts_on="2023-05-04", ends_on="2023-05-06", place="Magdeburg")
    an_event("Nur das Jahr", starts_on="2023")

    answer = reader.get("/desk/beziehungen/kalender.ics", {"art": "besuche"})

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (found,) = events_in(answer.content)
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (
        date(2023, 5, 4), date(2023, 5, 7),
    )  # fmt: skip
    assert str(found["location"]) == "Magdeburg"
    assert str(found["class"]) == "CONFIDENTIAL"
    assert str(found["uid"]).startswith(f"events/{event.key}@")


def test_what_repeats_is_told_as_a_rule_at_the_same_local_time(reader):
    event = an_event(
        "Sprechstunde", starts_on="2023-05-04", starts_at="10:00", ends_at="11:00",
        repeats="monthly", repeats_until="2023-12-31",
    )  # fmt: skip

    answer = reader.get(f"/desk/beziehungen/veranstaltungen/{event.key}/termin.ics")

    (found,) = events_in(answer.content)
    assert found["rrule"]["FREQ"] == ["MONTHLY"]
    assert found["dtstart"].params["TZID"] == "Europe/Berlin"
    assert b"BEGIN:VTIMEZONE" in answer.content


def test_an_entry_without_a_day_has_no_file(reader):
    event = an_event("Nur das Jahr", starts_on="2023")

    assert (
        reader.get(f"/desk/beziehungen/veranstaltungen/{event.key}/termin.ics").status_code == 404
    )


def test_a_change_moves_the_entry_in_calendar_programs(reader, coordinator):
    event = an_event("Besuch", starts_on="2023-05-04")
    url = f"/desk/beziehungen/veranstaltungen/{event.key}/termin.ics"
    (before,) = events_in(reader.get(url).content)
    changed = {**operations.entries.said_of(event), "title": "Anderer Besuch"}
    operations.revise_entry(by=coordinator, entry=event, said=changed, seen=1)

    (after,) = events_in(reader.get(url).content)

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


def test_what_was_removed_is_not_in_it(reader, coordinator):
    event = an_event("Besuch", starts_on="2023-05-04")
    operations.remove_entry(by=coordinator, entry=event, reason="Doppelt")

    assert "Besuch</a>" not in shown(reader, monat="2023-05")
    url = f"/desk/beziehungen/veranstaltungen/{event.key}/termin.ics"
    assert reader.get(url).status_code == 404


def test_nobody_reads_it_without_signing_in(client):
    for url in (PAGE, "/desk/beziehungen/kalender.ics"):
        assert client.get(url).status_code == 302


def test_it_costs_as_many_queries_for_many_events(reader, counted):
    an_event("Besuch 0", starts_on="2023-05-04")
    urls = [f"{PAGE}?monat=2023-05", "/desk/beziehungen/kalender.ics"]
    few = [counted(lambda url=url: reader.get(url)) for url in urls]
    for number in range(1, 12):
        an_event(f"Besuch {number}", starts_on="2023-05-04")

    assert [counted(lambda url=url: reader.get(url)) for url in urls] == few
