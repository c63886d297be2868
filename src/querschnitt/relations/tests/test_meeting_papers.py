"""Invitation, protocol and list of resolutions, as they are made from what is kept."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.documents.house_style import PLAIN
from querschnitt.documents.plain_text import write as as_text
from querschnitt.framework.tests.browser import browser_of
from querschnitt.relations import operations
from querschnitt.relations.meeting_papers import PAPERS
from querschnitt.relations.models import Meeting
from querschnitt.relations.queries.conference import meeting_sheet
from querschnitt.relations.tests.a_conference import a_held_meeting, settled
from querschnitt.tests.pdf_text import words_of

pytestmark = pytest.mark.django_db


def paper(made, name):
    return PAPERS[name](meeting_sheet(made.meeting.key))


def said(made, name):
    return " ".join(as_text(paper(made, name), PLAIN).decode().split())


def address(made, name, ending):
    return reverse("relations:meeting_paper", args=[made.meeting.key, name, ending])


def test_the_invitation_says_when_where_what_about_and_reply_until_when():
    text = said(a_held_meeting(), "einladung")

    for told in (
        "Einladung", "01.12.2022", "09:30", "Brüssel", "15.11.2022", "20.10.2022",
        "Sehr geehrte Damen und Herren", "TOP 1", "Zukunft Europas", "Frau Berichterstatterin",
        "Entwurf Hessens", "Hessen", "02.11.2022", "AG Medien", "Bericht des Bundes",
        "Europäische Kommission", "Bund",
    ):  # fmt: skip
        assert told in text, told


def test_several_papers_lie_under_one_item_with_what_prepared_them():
    text = said(a_held_meeting(), "einladung")

    assert "zur Entscheidung" in text
    assert text.index("Bericht des Bundes") < text.index("Entwurf Hessens")
    assert "vorbereitet durch AG Medien (Oktober 2022, angenommen)" in text


def test_the_protocol_tells_who_was_there_what_came_of_it_and_what_is_to_be_done():
    text = said(a_held_meeting(), "ergebnisprotokoll")

    for told in (
        "Ergebnisprotokoll", "Frau Person", "war anwesend", "Die Konferenz hat beraten.",
        "Die Konferenz begrüßt die Vorschläge.", "mindestens 2 von 3 Stimmen", "ja: 2",
        "Enthaltungen: 1", "Der Bund enthält sich.", "angenommen", "Bundesregierung",
        "Wurde aufgegriffen.", "Brief an den Bund", "15.12.2022", "erledigt am 20.12.2022",
    ):  # fmt: skip
        assert told in text, told


def test_the_list_of_resolutions_has_one_line_and_the_whole_of_each():
    text = said(a_held_meeting(), "beschlussliste")

    for told in ("Beschlussliste", "Zukunft Europas (Teil I)", "Die Konferenz begrüßt", "Hessen"):
        assert told in text, told


@pytest.mark.parametrize(
    ("name", "state", "is_draft"),
    [
        ("einladung", "planned", True),
        ("einladung", "invited", False),
        ("ergebnisprotokoll", "held", True),
        ("ergebnisprotokoll", "closed", False),
        ("beschlussliste", "held", True),
        ("beschlussliste", "closed", False),
    ],
)
def test_what_can_still_change_is_marked_as_a_draft(name, state, is_draft):
    made = a_held_meeting()
    if state == "closed":
        settled(made)
    else:
        Meeting.objects.filter(pk=made.meeting.pk).update(state=state)

    assert ("Entwurf" in paper(made, name).running_head) == is_draft


def test_a_cancelled_meeting_says_so_with_its_reason():
    made = a_held_meeting()
    Meeting.objects.filter(pk=made.meeting.pk).update(
        state="cancelled", cancellation_reason="Sturm über Brüssel"
    )

    assert "Abgesagt" in paper(made, "einladung").running_head
    assert "Sturm über Brüssel" in said(made, "einladung")


def test_a_meeting_of_which_nothing_is_known_has_papers_too():
    made = a_held_meeting()
    made.item.consultations.all().delete()
    made.resolution.votes.all().delete()
    made.resolution.forwardings.all().delete()
    Meeting.objects.filter(pk=made.meeting.pk).update(state="planned", invited_on=None)
    operations.remove_entry(
        by=people.coordinator(department=None), entry=made.resolution, reason="Doppelt"
    )
    made.meeting.attendance.all().delete()
    made.meeting.tasks.all().delete()
    type(made.resolution).objects.update(item=None)
    made.meeting.agenda.all().delete()

    assert "Auf der Tagesordnung steht noch nichts." in said(made, "einladung")
    assert "Niemand ist als Teilnehmer eingetragen." in said(made, "ergebnisprotokoll")
    assert "Es wurde noch nichts beschlossen." in said(made, "beschlussliste")


def test_a_pdf_holds_the_words_and_is_tagged():
    made = settled(a_held_meeting())
    answer = browser_of(people.person(Role.AUDITOR)).get(address(made, "ergebnisprotokoll", "pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert f"ergebnisprotokoll-{made.meeting.key}.pdf" in answer["Content-Disposition"]
    words = words_of(answer.content)
    assert "DieKonferenzbegrüßtdieVorschläge." in words
    assert "Entwurf·" not in words
    assert b"pdfuaid" in answer.content or "pdfuaid" in words


def test_a_word_file_holds_the_same_with_headings():
    made = a_held_meeting()
    answer = browser_of(people.person(Role.AUDITOR)).get(address(made, "beschlussliste", "docx"))
    document = docx.Document(BytesIO(answer.content))

    assert any("Die Konferenz begrüßt" in one.text for one in document.paragraphs)
    assert any(one.style.name.startswith("Heading") for one in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Hessen" in cells
    assert "Entwurf" in "".join(part.text for part in document.sections[0].header.paragraphs) or (
        "Entwurf" in "".join(p.text for p in document.sections[0].first_page_header.paragraphs)
    )


def test_all_who_have_signed_in_read_the_papers_and_nobody_else(client):
    made = a_held_meeting()
    url = address(made, "einladung", "txt")

    assert client.get(url).status_code == 302
    for person in (people.editor(), people.person(Role.AUDITOR)):
        assert browser_of(person).get(url).status_code == 200


@pytest.mark.parametrize(("name", "ending"), [("einladung", "exe"), ("verbatim", "pdf")])
def test_there_is_no_other_paper_and_no_other_format(name, ending):
    made = a_held_meeting()
    browser = browser_of(people.person(Role.AUDITOR))

    assert browser.get(address(made, name, ending)).status_code == 404


def test_the_papers_of_a_removed_meeting_are_for_those_alone_who_may_still_read_it():
    made = a_held_meeting()
    Meeting.objects.filter(pk=made.meeting.pk).update(
        removed_at=datetime(2026, 1, 1, tzinfo=UTC), removal_reason="Doppelt"
    )
    url = address(made, "einladung", "txt")

    assert browser_of(people.editor()).get(url).status_code == 404
    assert browser_of(people.person(Role.AUDITOR)).get(url).status_code == 200


def test_a_paper_takes_as_many_queries_with_many_items_as_with_few(counted):
    made = a_held_meeting()
    few = counted(lambda: said(made, "ergebnisprotokoll"))
    for number in range(8):
        item = made.meeting.agenda.create(position=3 + number, title=f"Punkt {number}")
        item.consultations.create(paper=made.report)

    assert counted(lambda: said(made, "ergebnisprotokoll")) == few
