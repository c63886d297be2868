"""Departments co-sign a position: on what they were shown, and again once it is worded anew."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.coordination import operations, queries
from querschnitt.coordination.models import CoSignature
from querschnitt.coordination.standing import present_text
from querschnitt.coordination.tests.factories import DUE, answered, reserved
from querschnitt.coordination.tests.positions import NEW, TEXT, TITLE, asked_on, drafted, reworded
from querschnitt.coordination.text_changes import point_texts
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Message
from querschnitt.relations.models import EuDossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def signer():
    return approver()


@pytest.fixture
def position():
    return drafted()


@pytest.fixture
def round(position, signer):
    return asked_on(position, signer)


def page_of(round):
    return reverse("coordination:cosign", args=[round.pk])


def test_the_page_shows_the_position_and_takes_the_answer(round, position, signer):
    browser = browser_of(signer)
    page = browser.get(page_of(round)).text
    assert all(words in page for words in (TITLE, TEXT, position.dossier.title))

    answer = send(browser, page_of(round), "cosign", answer="agreed", on=f"{DUE:%d.%m.%Y}")

    assert answer.status_code == 302
    signed = round.cosignatures.get()
    assert signed.answer == CoSignature.Answer.AGREED
    assert signed.subject_digest == present_text(position).digest


def test_wording_it_anew_outdates_the_answer_and_says_what_changed(round, position, signer):
    answered(round, signer)
    reworded(position)

    page = queries.signing_page(round, signer)
    (change,) = page.changes
    assert page.overview.own.is_outdated
    assert (change.point, change.passages[0].before, change.passages[0].after) == (
        "wording",
        TEXT,
        NEW,
    )
    again = answered(round, signer)
    assert (again.attempt, queries.signing_page(round, signer).changes) == (2, [])


def test_who_has_read_an_older_wording_signs_nothing(round, position, signer):
    seen = present_text(position).digest
    reworded(position)
    with pytest.raises(Refused, match=r"coordination\.stale"):
        operations.cosign(by=signer, round=round, answer="agreed", seen_digest=seen, on=DUE)


def test_a_deadline_of_the_dossier_belongs_to_what_is_signed(round, position, signer):
    answered(round, signer)
    deadline = {"on": "2022-06-01", "what": "Frühwarnsystem", "body": "Bundesrat"}
    EuDossier.objects.filter(pk=position.dossier_id).update(deadlines=[deadline])

    (change,) = queries.signing_page(round, signer).changes
    assert (change.point, change.passages[0].after) == (
        "heading",
        "01.06.2022, Frühwarnsystem, Bundesrat",
    )


def test_the_home_page_asks_to_sign_and_to_sign_again(round, position, signer):
    (first,) = queries.waiting_for(signer)
    assert (first.act, position.dossier.title in first.about) == ("cosign", True)
    answered(round, signer)
    assert queries.waiting_for(signer) == []
    reworded(position)
    (again,) = queries.waiting_for(signer)
    assert again.act == "cosign"


def test_departments_are_told_once_that_it_has_changed(round, position, signer):
    answered(round, signer)
    reworded(position)
    Message.objects.all().delete()

    told = operations.notify_outdated(by=coordinator(), round=round)

    assert [one.department for one in told] == [signer.department]
    (mail,) = Message.objects.filter(to=signer.email)
    assert NEW not in mail.body
    with pytest.raises(Refused, match="told-already"):
        operations.notify_outdated(by=coordinator(), round=round)


def test_remarks_are_read_by_those_who_are_asked_and_by_the_responsible_department(signer):
    writer = editor()
    position = drafted(writer)
    round = asked_on(position, signer)
    seen = point_texts(present_text(position).content)["wording"].digest
    operations.remark(
        by=signer,
        round=round,
        point="wording",
        passage="begrüßt",
        text="Zu freundlich.",
        seen_digest=seen,
        on=DUE,
    )

    for reader in (signer, writer, coordinator()):
        (line,) = queries.remark_list(round, reader).lines
        assert (line.text, line.point_label) == ("Zu freundlich.", "Wortlaut")
    assert queries.remark_list(round, editor()).lines == []
    assert Message.objects.filter(to=writer.email).exists()

    reworded(position, "Das Land lehnt ab.")
    assert queries.remark_list(round, signer).lines[0].is_passage_gone


def test_the_responsible_department_reads_what_keeps_another_from_agreeing(signer):
    writer = editor()
    round = asked_on(drafted(writer), signer)
    reservation = reserved(round, signer)

    page = browser_of(writer).get(reverse("coordination:reservation", args=[reservation.pk]))
    assert "It costs too much." in page.text


def test_the_synopsis_compares_the_wordings_as_page_and_as_file(round, position, signer):
    reworded(position)
    browser = browser_of(signer)

    page = browser.get(reverse("coordination:synopsis", args=[round.pk]))
    file = browser.get(reverse("coordination:synopsis_file", args=[round.pk, "html"]))

    assert (page.status_code, file.status_code) == (200, 200)
    assert "nicht" in page.text
    assert position.dossier.key in file.headers["Content-Disposition"]


def test_the_earlier_answer_can_still_be_read(round, position, signer):
    first = answered(round, signer)
    reworded(position)

    page = browser_of(signer).get(reverse("coordination:answer", args=[first.pk])).text
    assert TEXT in page


def test_the_deadline_is_put_off_and_the_departments_are_told(round, position, signer):
    later = timezone.localdate() + timedelta(days=40)
    while later.weekday() > 4:
        later += timedelta(days=1)
    operations.extend_round(by=coordinator(), round=round, due_on=later, reason="Ferien.")

    assert Message.objects.filter(to=signer.email, body__contains=position.dossier.title)
