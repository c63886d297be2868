"""Public dates, in calendars that any program reads and on a page that says what is not known."""

import os
from datetime import date

import pytest
from django.utils.translation import override
from icalendar import Calendar

from querschnitt.portal import calendar_file
from querschnitt.portal.dates import dates
from querschnitt.portal.pages import dates as date_pages
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.subscribed import pages, reading, withdrawn

COUNT = 500 if os.environ.get("SCALE") == "full" else 60
WHOLE = "/de/termine/termine.ics"


@pytest.fixture(autouse=True)
def site(settings):
    settings.BASE_URL = "https://europa.example.org"


def made(editions):
    return pages(lambda read: calendar_file.pages(read, dates(read)), editions)


def events(editions, path=WHOLE):
    calendar = Calendar.from_ical(made(editions)[path].body)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def shown(editions):
    """What the page of dates shows, by part."""
    with override("de"):
        read = reading(editions)
        (page,) = date_pages.pages(read, dates(read))
    return {
        part["id"]: [
            (line["day"], line["vague"], line["title"])
            for year in part["years"]
            for line in year["dates"]
        ]
        for part in page.context["parts"]
    }


def goals_until(*ends):
    return [
        examples.goal(f"X{number}", f"Ziel {number}.", period={"start": "", "end": end})
        for number, end in enumerate(ends, start=1)
    ]


def edition(goals=(), period="2026", **changes):
    content = examples.framework(
        goals=list(goals) or None,
        period={"start": "2022-07-12", "end": period},
        term={"number": 8, "period": {"start": "", "end": "2026-06-05"}},
    )
    return examples.edition(examples.adopted(content), **changes)


def test_decisions_editions_and_ends_are_dates():
    found = events([edition(goals_until("2024-12-31"), period="2026-05-31")])

    assert {uid: (event["DTSTART"].dt, str(event["SUMMARY"])) for uid, event in found.items()} == {
        "2022/decision/1@europa.example.org": (
            date(2022, 7, 12),
            "Kabinett beschließt: Ziele 2022",
        ),
        "2022/edition/1@europa.example.org": (
            date(2022, 7, 14),
            "Veröffentlicht: Ziele 2022, Ausgabe 1",
        ),
        "2022/end@europa.example.org": (date(2026, 5, 31), "Ende des Zeitraums: Ziele 2022"),
        "term/8/end@europa.example.org": (date(2026, 6, 5), "Ende der 8. Wahlperiode"),
        "2022/goals/2024-12-31@europa.example.org": (
            date(2024, 12, 31),
            "Zeitraum endet: Ziel X1, Ziel 1.",
        ),
    }


@pytest.mark.parametrize("end", ["2025", "2025-03"])
def test_what_is_not_known_to_the_day_is_on_the_page_and_in_no_calendar(end):
    editions = [edition(goals_until(end))]
    vague = "nur Monat bekannt" if "-" in end else "nur Jahr bekannt"

    assert not any("goals" in uid for uid in events(editions))
    assert not any("2025" in page.body.decode() for page in made(editions).values())
    assert vague in [found for _day, found, _title in shown(editions)["coming"]]


def test_the_page_has_what_comes_first_and_what_was_backwards():
    found = shown([edition(goals_until("2023-01-31", "2024-12-31"), period="2026")])

    assert [day for day, _vague, _title in found["coming"]] == ["31.12.2024", "05.06.2026", "2026"]
    assert [day for day, _vague, _title in found["past"]] == [
        "31.01.2023",
        "14.07.2022",
        "12.07.2022",
    ]


def test_a_calendar_is_valid_and_folds_its_lines():
    title = examples.text("Größe, Maß; " * 20 + "Żółć 🇪🇺")
    content = examples.framework(short_title=title)
    body = made([examples.edition(examples.adopted(content))])[WHOLE].body

    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(body)
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["PRODID"]
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "LAST-MODIFIED", "STATUS"} <= event.keys()
        assert not event.walk("VALARM")
    decision = next(e for e in calendar.walk("VEVENT") if "/decision/" in e["UID"])
    assert "Größe, Maß; " in decision["SUMMARY"]
    assert "Żółć 🇪🇺" in decision["SUMMARY"]


def test_a_time_stamp_is_of_what_is_told_and_not_of_the_making():
    once = made(examples.whole_site())
    again = {
        page.path: page
        for page in pages(
            lambda read: calendar_file.pages(read, dates(read)),
            examples.whole_site(),
            now=examples.NOW.replace(year=2030),
        ).values()
    }

    assert {path: page.body for path, page in once.items()} == {
        path: page.body for path, page in again.items()
    }


def test_a_withdrawal_cancels_and_nothing_stays_of_what_was_said():
    content = examples.framework(short_title=examples.text("Geheimtext"))
    before = examples.edition(examples.adopted(content), change_note="Geheimtext")
    after = withdrawn(before, "Voreilig.")

    old, new = events([before]), events([after])

    assert old.keys() == new.keys()
    assert {str(event["STATUS"]) for event in old.values()} == {"CONFIRMED"}
    for uid, event in new.items():
        assert str(event["STATUS"]) == "CANCELLED"
        assert event["SEQUENCE"] > old[uid]["SEQUENCE"]
        assert event["LAST-MODIFIED"].dt > old[uid]["LAST-MODIFIED"].dt
        assert "Voreilig." in event["DESCRIPTION"]
    assert not any(b"Geheimtext" in page.body for page in made([after]).values())
    assert shown([after]) == {"coming": [], "past": []}


def test_a_withdrawn_correction_cancels_only_its_own_publication():
    minor, first = examples.whole_site()[:2]

    found = events([withdrawn(minor), first])

    cancelled = {uid for uid, event in found.items() if str(event["STATUS"]) == "CANCELLED"}
    assert cancelled == {"2022/edition/2@europa.example.org"}


def test_a_correction_changes_no_name_of_an_event():
    minor, first = examples.whole_site()[:2]

    assert events([first]).keys() <= events([minor, first]).keys()


def test_each_field_and_department_has_a_calendar_of_what_concerns_it():
    ends = goals_until("2024-12-31", "2024-12-31")
    ends[1] = {**ends[1], "field": "wirtschaft", "lead": "mwl"}
    editions = [edition(ends)]

    def told(path):
        return [str(e["SUMMARY"]) for uid, e in events(editions, path).items() if "goals" in uid]

    assert told(WHOLE) == ["Zeitraum endet: 2 Ziele aus Ziele 2022"]
    field = "/de/handlungsfelder/wirtschaft/termine.ics"
    assert told(field) == ["Zeitraum endet: Ziel X2, Ziel 2."]
    assert told("/de/ressorts/stk/termine.ics") == ["Zeitraum endet: Ziel X1, Ziel 1."]
    assert told("/de/ressorts/mwl/termine.ics") == ["Zeitraum endet: Ziel X2, Ziel 2."]


def test_many_goals_that_end_on_one_day_are_one_event_of_bounded_length():
    editions = [edition(goals_until(*["2024-12-31"] * COUNT))]

    (event,) = [event for uid, event in events(editions).items() if "goals" in uid]

    assert str(event["SUMMARY"]) == f"Zeitraum endet: {COUNT} Ziele aus Ziele 2022"
    assert f"und weitere {COUNT - 10} Ziele" in event["DESCRIPTION"]
    assert "X11" not in event["DESCRIPTION"]


def test_every_day_of_many_is_an_event():
    days = [date.fromordinal(date(2023, 1, 1).toordinal() + n).isoformat() for n in range(COUNT)]

    found = events([edition(goals_until(*days))])

    assert sum("goals" in uid for uid in found) == COUNT


def test_a_date_that_is_none_is_left_out_and_breaks_nothing():
    assert not any("goals" in uid for uid in events([edition(goals_until("demnächst"))]))
