"""The pages on which a conference is prepared, held and followed up."""

from datetime import date

import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.relations import operations
from querschnitt.relations.models import (
    AgendaItem,
    Attendance,
    ConferenceTask,
    Meeting,
    Paper,
    Presidency,
    Resolution,
)
from querschnitt.relations.tests.conference_factories import (
    TODAY,
    a_conference,
    a_meeting,
    a_presidency,
    a_resolution,
    a_task,
    an_item,
    on_day,
    voted,
)
from querschnitt.relations.views.acts_of_conferences import CONFERENCES, PRESIDENCIES
from querschnitt.relations.views.acts_of_meetings import MEETINGS
from querschnitt.relations.views.acts_of_resolutions import RESOLUTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with on_day(TODAY):
        yield


@pytest.fixture
def desk(coordinator):
    return browser_of(coordinator)


@pytest.fixture
def conference(coordinator):
    return a_conference(coordinator, members=3)


@pytest.fixture
def presidency(coordinator, conference):
    return a_presidency(coordinator, conference)


@pytest.fixture
def meeting(coordinator, conference, presidency):
    return a_meeting(
        coordinator, conference, presidency=f"presidencies/{presidency.key}",
        starts_on="2026-11-20",
    )  # fmt: skip


def of(course, thing, word, row=None):
    args = [thing.key, word] if row is None else [thing.key, word, row.pk]
    name = f"{course.register}_act" if row is None else f"{course.register}_row_act"
    return reverse(f"relations:{name}", args=args)


def sent(desk, url, **typed):
    answer = send(desk, url, "act", **typed)
    assert answer.status_code == 302, answer.context["form"].errors
    page = desk.get(answer.url)
    assert page.status_code == 200
    return page.text


def test_a_meeting_is_prepared_held_and_followed_up(desk, conference, meeting):
    sent(desk, of(CONFERENCES, conference, "mitglied"), name="Saarland", since="1957")
    for title in ("Bericht der Kommission", "Entwurf"):
        sent(
            desk, of(CONFERENCES, conference, "papier"), kind="report", title=title,
            **{"preparation-0-group": "AG Kohäsion", "preparation-0-on": "10.2026"},
        )  # fmt: skip
    sent(desk, of(MEETINGS, meeting, "punkt"), title="Kohäsion", is_public="on")
    item = AgendaItem.objects.get()
    for paper in Paper.objects.all():
        page = sent(desk, of(MEETINGS, meeting, "papier", item), paper=paper.pk)
    assert "AG Kohäsion" in page
    sent(desk, of(MEETINGS, meeting, "einladung"), invitation="Wir laden ein.")
    sent(desk, of(MEETINGS, meeting, "gast"), office="Ausschuss der Regionen", capacity="guest")
    assert "eingeladen" in sent(desk, of(MEETINGS, meeting, "einladen"))
    member = Attendance.objects.filter(capacity="member").first()
    sent(desk, of(MEETINGS, meeting, "antwort", member), state="accepted", name="Frau Muster")
    sent(
        desk, of(MEETINGS, meeting, "beschluss", item), title="Zukunft", wording="Wir fordern.",
        rule="at_least", votes_needed="3",
    )  # fmt: skip
    sent(desk, of(MEETINGS, meeting, "durchgefuehrt"))
    resolution = Resolution.objects.get()
    votes = {f"member_{one.pk}": "yes" for one in conference.members.all()}
    sent(desk, of(RESOLUTIONS, resolution, "stimmen"), **votes)
    first = conference.members.first()
    page = sent(desk, of(RESOLUTIONS, resolution, "stimme", first), statement="Mit Bauchschmerzen.")
    assert "Mit Bauchschmerzen." in page
    sent(desk, of(RESOLUTIONS, resolution, "ergebnis"), result="adopted")
    sent(desk, of(MEETINGS, meeting, "ergebnis", item), outcome="Einstimmig beschlossen.")
    sent(desk, of(MEETINGS, meeting, "protokoll"), protocol="Beginn 10 Uhr.")
    sent(desk, of(MEETINGS, meeting, "protokoll-feststellen"))
    assert Meeting.objects.get().state == "closed"
    sent(desk, of(RESOLUTIONS, resolution, "weiterleitung"), recipient="Bundesrat")
    sent(
        desk, of(RESOLUTIONS, resolution, "antwort", resolution.forwardings.get()),
        outcome="Zugeleitet.",
    )  # fmt: skip
    sent(desk, of(MEETINGS, meeting, "aufgabe"), what="Brief", who="Amt", due_on="01.12.2026")
    assert ConferenceTask.objects.get().presidency is not None


def test_every_page_of_a_conference_leads_to_the_next(desk, conference, presidency, meeting):
    entry = desk.get(reverse("relations:entry", args=["meetings", meeting.key])).text
    assert MEETINGS.url(meeting) in entry
    page = desk.get(CONFERENCES.url(conference)).text
    assert PRESIDENCIES.url(presidency) in page
    assert MEETINGS.url(meeting) in page


def test_what_was_typed_stays_in_a_form_that_is_refused(desk, meeting):
    url = of(MEETINGS, meeting, "punkt")

    answer = send(desk, url, "act", title="", explanation="Das war viel Arbeit.")

    assert answer.status_code == 422
    assert "Das war viel Arbeit." in answer.text


def test_what_somebody_else_wrote_meanwhile_is_shown(coordinator, desk, meeting):
    url = of(MEETINGS, meeting, "einladung")
    told = filled(desk.get(url))
    operations.write_invitation(by=coordinator, meeting=meeting, invitation="Von Kollegen.")

    answer = desk.post(url, {**told, "invitation": "Meine Fassung."})

    assert answer.status_code == 409
    assert "Von Kollegen." in answer.text
    assert "Meine Fassung." in answer.text
    again = desk.post(url, filled(answer))
    assert again.status_code == 302
    assert Meeting.objects.get().invitation == "Meine Fassung."


def test_a_result_against_the_votes_is_refused_in_a_clear_sentence(coordinator, desk, meeting):
    resolution = a_resolution(coordinator, an_item(coordinator, meeting), votes_needed=3)
    voted(coordinator, resolution, yes=1, no=2)

    answer = send(desk, of(RESOLUTIONS, resolution, "ergebnis"), "act", result="adopted")

    assert answer.status_code == 422
    assert "1 Ja, 2 Nein" in answer.text


def test_the_workspace_counts_down(coordinator, desk, conference, presidency, meeting):
    a_task(coordinator, conference, presidency=presidency, due_on=date(2026, 11, 25))

    page = desk.get(PRESIDENCIES.url(presidency)).text

    assert "in 5 Tagen" in page
    assert "in 222 Tagen" in page
    assert "heute" in page


def test_the_board_moves_a_task_by_a_button(coordinator, desk, conference, presidency):
    task = a_task(coordinator, conference, presidency=presidency, due_on=date(2027, 1, 31))
    board = f"{PRESIDENCIES.url(presidency)}?nach=monat"
    assert "Januar 2027" in desk.get(board).text

    token = desk.get(board).context["csrf_token"]
    told = {"csrfmiddlewaretoken": str(token), "nach": "monat"}
    answer = desk.post(of(PRESIDENCIES, presidency, "aufgabe-spaeter", task), told)

    assert answer.url == board
    assert "Februar 2027" in desk.get(board).text
    desk.post(of(PRESIDENCIES, presidency, "aufgabe-erledigt", task), told)
    assert ConferenceTask.objects.get().done_on == TODAY


def test_a_presidency_is_handed_over_with_what_is_open(
    coordinator, desk, conference, presidency, meeting
):
    a_task(coordinator, conference, presidency=presidency)
    url = of(PRESIDENCIES, presidency, "uebergabe")
    refused = send(desk, url, "act", successor="Hessen")
    assert refused.status_code == 422
    assert "Hessen" in refused.text

    sent(desk, url, successor="Hessen", is_told="on")

    handed = Presidency.objects.get()
    assert (handed.successor, handed.handed_over_on) == ("Hessen", "2026-11-20")
    assert send_again(desk, url) == 403


def send_again(desk, url):
    return desk.get(url).status_code


def test_who_only_reads_sees_the_pages_and_does_nothing(coordinator, conference, meeting):
    auditor = browser_of(people.person(Role.AUDITOR))

    page = auditor.get(MEETINGS.url(meeting))

    assert page.status_code == 200
    assert of(MEETINGS, meeting, "punkt") not in page.text
    assert auditor.get(of(MEETINGS, meeting, "punkt")).status_code == 403


def test_rows_of_another_meeting_are_not_found_here(coordinator, desk, conference, meeting):
    other = an_item(coordinator, a_meeting(coordinator, conference, "Andere"))

    assert desk.get(of(MEETINGS, meeting, "punkt-bearbeiten", other)).status_code == 404
    unknown = reverse("relations:meetings_act", args=[meeting.key, "unbekannt"])
    assert desk.get(unknown).status_code == 404


def test_pages_take_as_many_queries_for_much_as_for_little(
    coordinator, desk, conference, presidency, meeting, counted
):
    def more(number):
        item = an_item(coordinator, meeting, f"Punkt {number}")
        resolution = a_resolution(coordinator, item, votes_needed=2, title=f"Beschluss {number}")
        voted(coordinator, resolution, yes=3, given_on=TODAY)
        operations.decide(by=coordinator, resolution=resolution, result="adopted")
        operations.forward(by=coordinator, resolution=resolution, recipient="Bund")
        for _time in range(2):
            paper = operations.add_paper(
                by=coordinator, conference=conference, kind="report",
                title=f"Bericht {number} {_time}",
                submitted_by=conference.members.first(),
            )  # fmt: skip
            operations.lay_paper(by=coordinator, item=item, paper=paper)
        operations.invite_guest(by=coordinator, meeting=meeting, name="Gast")
        a_task(coordinator, conference, meeting=meeting, resolution=resolution)
        return resolution

    pages = [
        CONFERENCES.url(conference), MEETINGS.url(meeting), PRESIDENCIES.url(presidency),
        RESOLUTIONS.url(more(1)), f"{PRESIDENCIES.url(presidency)}?nach=monat",
    ]  # fmt: skip
    few = [counted(lambda page=page: desk.get(page)) for page in pages]
    for number in range(2, 8):
        more(number)
        a_meeting(coordinator, conference, f"Sitzung {number}",
                  presidency=f"presidencies/{presidency.key}")  # fmt: skip

    assert [counted(lambda page=page: desk.get(page)) for page in pages] == few
