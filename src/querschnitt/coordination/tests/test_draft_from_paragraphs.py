"""A text of the old way becomes drafts: those that were ticked, all of them or none."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.coordination import operations
from querschnitt.coordination.paragraphs import normal, offered
from querschnitt.coordination.tests.factories import closed
from querschnitt.coordination.tests.workbooks import Ground
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.tests.browser import browser_of, filled
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

LONG = "Das Land lädt seine Partnerregionen jedes Jahr zu einer Konferenz ein."
OTHER = "Die Hochschulen vereinbaren gemeinsame Studiengänge mit Masowien."


@pytest.fixture
def writer():
    return editor()


@pytest.fixture
def ground(writer):
    return Ground(writer)


def said(ground, wording=LONG, **fields):
    kind = GoalVersion.Kind.DEPARTMENT_SPECIFIC
    return GoalText(kind=kind, field=ground.field, wording=wording, **fields)


def draft(ground, by, *goals):
    return operations.draft_from_paragraphs(by=by, round=ground.round, goals=goals)


def refusal(ground, by, *goals):
    with pytest.raises(Refused) as caught:
        draft(ground, by, *goals)
    return caught.value.obstacle.code


def address(ground):
    return reverse("coordination:draft_from_paragraphs", args=[ground.round.pk])


def test_chosen_paragraphs_become_drafts_of_the_department(ground, writer):
    made = draft(ground, writer, said(ground, title="Konferenz"), said(ground, OTHER))

    assert [one.stage for one in made] == [GoalVersion.Stage.DRAFT] * 2
    assert {one.goal.contributed_by for one in made} == {writer.department}
    entry = JournalEntry.objects.get(act="coordination.paragraphs_drafted")
    assert entry.facts == {"goals": 2}


def test_sent_again_nothing_is_drafted_twice(ground, writer):
    draft(ground, writer, said(ground))

    again = said(ground, f"  {LONG.upper()} ")
    assert refusal(ground, writer, again) == "coordination.drafted-already"
    assert ground.framework.goals.count() == 1


def test_if_one_cannot_be_drafted_none_is(ground, writer):
    assert refusal(ground, writer, said(ground), said(ground, ""))

    assert not ground.framework.goals.exists()


def test_nothing_chosen_is_refused(ground, writer):
    assert refusal(ground, writer) == "coordination.nothing-chosen"


@pytest.mark.parametrize("person", [coordinator, approver, editor])
def test_who_was_not_asked_drafts_nothing(ground, person):
    assert refusal(ground, person(), said(ground))


def test_after_the_round_nothing_is_drafted(ground, writer):
    closed(ground.round)

    assert refusal(ground, writer, said(ground))


def test_short_paragraphs_and_known_ones_are_not_ticked_and_headings_are_titles():
    found = offered([("Europa", 1), (LONG, 0), ("Seite 3", 0), (OTHER, 0)], {normal(OTHER)})

    assert [(one.title, one.is_ticked, one.is_known) for one in found] == [
        ("Europa", True, False),
        ("", False, False),
        ("", False, True),
    ]


def test_a_word_file_is_offered_and_what_is_ticked_is_drafted(ground, writer):
    document, file = docx.Document(), BytesIO()
    document.add_heading("Konferenz", 1)
    document.add_paragraph(LONG)
    document.add_paragraph("Kurz.")
    document.save(file)
    browser = browser_of(writer)
    upload = SimpleUploadedFile("ziele.docx", file.getvalue())
    page = browser.get(address(ground))

    offer = browser.post(address(ground), {**filled(page), "file": upload})
    assert offer.status_code == 200
    shown = filled(offer)
    # A browser sends "on" for a ticked box that has no value of its own.
    ticked = {name: "on" for name in shown if name.endswith("-take")}
    answer = browser.post(address(ground), {**shown, **ticked})

    assert answer.status_code == 302
    version = GoalVersion.objects.get(goal__framework=ground.framework)
    assert (version.title, version.wording) == ("Konferenz", LONG)


def test_another_file_says_what_it_is_and_the_text_stays(ground, writer):
    browser = browser_of(writer)
    upload = SimpleUploadedFile("ziele.docx", b"%PDF-1.7")
    page = browser.get(address(ground))

    answer = browser.post(address(ground), {**filled(page), "file": upload, "text": LONG})

    assert answer.status_code == 422
    assert "keine Word-Datei" in answer.content.decode()
    assert LONG in answer.content.decode()


def test_a_refusal_keeps_every_paragraph(ground, writer):
    browser = browser_of(writer)
    page = browser.get(address(ground))
    offer = browser.post(address(ground), {**filled(page), "text": f"{LONG}\n{OTHER}"})
    sent = {key: one for key, one in filled(offer).items() if not key.endswith("-take")}

    answer = browser.post(address(ground), sent)

    assert answer.status_code == 422
    assert LONG in answer.content.decode()
    assert OTHER in answer.content.decode()


def test_another_departments_draft_is_no_oracle(ground, writer):
    other = editor()
    ground.goal(other, LONG)

    assert len(draft(ground, writer, said(ground))) == 1


def test_who_cannot_do_it_reads_why(ground):
    answer = browser_of(editor()).get(address(ground))

    assert answer.status_code == 403
