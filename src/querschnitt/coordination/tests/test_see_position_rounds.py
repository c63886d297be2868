"""Who knows of a round on a position: whoever may read the position, and nobody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination import operations, queries, reminders
from querschnitt.coordination.calendar_file import calendar_file
from querschnitt.coordination.standing import present_text
from querschnitt.coordination.tests.factories import (
    DUE,
    FrameworkFactory,
    answered,
    closed,
    goal,
    opened,
    reserved,
)
from querschnitt.coordination.tests.positions import NEW, TEXT, TITLE, asked_on, drafted, reworded
from querschnitt.coordination.text_changes import point_texts
from querschnitt.framework.tests.browser import browser_of
from querschnitt.outbox.models import Message
from querschnitt.relations import operations as relations
from querschnitt.relations.queries.positions import positions_of

pytestmark = pytest.mark.django_db
ROUND_PAGES = ("round", "cosign", "remarks", "remark", "synopsis", "close_round", "extend_round",
               "notify_outdated", "raise_reservation")  # fmt: skip


@pytest.fixture
def writer():
    return editor()


@pytest.fixture
def signer():
    return approver()


@pytest.fixture
def position(writer):
    return drafted(writer)


@pytest.fixture
def round(position, signer):
    return asked_on(position, signer)


def remarked_on(round, by):
    seen = point_texts(present_text(round.subject).content)["wording"].digest
    return operations.remark(
        by=by, round=round, point="wording", text="Anders.", seen_digest=seen, on=DUE
    )


def listed(reader):
    page = queries.all_rounds(reader)
    return [one.round for one in (*page.open, *page.closed)]


def queries_of(call):
    call()
    with CaptureQueriesContext(connection) as counted:
        call()
    return len(counted)


def test_others_find_none_of_its_pages(round, signer):
    reservation, remark = reserved(round, signer), remarked_on(round, signer)
    answer = reservation.cosignature
    rows = {
        "reservation": reservation.pk,
        "withdraw_reservation": reservation.pk,
        "resolve_remark": remark.pk,
        "answer": answer.pk,
        **dict.fromkeys(ROUND_PAGES, round.pk),
    }
    for reader in (editor(), approver(), person(Role.CABINET_OFFICE), person(Role.PRESS_OFFICER)):
        browser = browser_of(reader)
        browser.handler.enforce_csrf_checks = False
        for name, pk in rows.items():
            url = reverse(f"coordination:{name}", args=[pk])
            asked = [browser.get(f"{url}?punkt=wording")]
            if name not in {"round", "remarks", "synopsis", "answer", "reservation"}:
                asked.append(browser.post(url, {}))
            assert {one.status_code for one in asked} == {404}, name


def test_those_who_may_read_the_position_see_it_in_the_list(round, writer, signer):
    for reader in (writer, signer, coordinator(), person(Role.AUDITOR)):
        assert listed(reader) == [round]
        assert browser_of(reader).get(reverse("coordination:rounds")).status_code == 200
    for reader in (editor(), person(Role.CABINET_OFFICE), person(Role.ADMINISTRATOR)):
        assert listed(reader) == []


def test_who_was_asked_reads_the_position_from_then_on(position, signer):
    assert positions_of(position.dossier, signer) == []
    round = asked_on(position, signer)
    closed(round)

    assert [one.position for one in positions_of(position.dossier, signer)] == [position]
    page = browser_of(signer).get(
        reverse("relations:dossier_positions", args=[position.dossier.key])
    )
    assert TEXT in page.text
    assert reverse("coordination:round", args=[round.pk]) in page.text


def test_once_it_was_sent_everyone_knows_of_its_round(position, round, signer):
    answered(round, signer)
    closed(round)
    by = coordinator()
    relations.send_position(by=by, position=position, to="Bundesrat", on=date(2022, 6, 2))

    assert listed(editor()) == [round]


def test_no_page_of_others_and_no_file_names_it(round, position, signer):
    words = (TITLE, TEXT, position.dossier.title)
    reader = approver()
    browser = browser_of(reader)
    for name in ("rounds", "deadlines", "deadlines_file"):
        page = browser.get(reverse(f"coordination:{name}")).content.decode()
        assert not any(word in page for word in words), name
    assert queries.waiting_for(reader) == []
    assert queries.due_dates(reader) == []


def test_deadlines_calendars_and_reminders_name_the_dossier_but_not_the_draft(
    round, position, signer
):
    Message.objects.all().delete()
    (due,) = queries.due_dates(signer)
    reminders.remind()

    mails = "".join(f"{one.subject} {one.body}" for one in Message.objects.all())
    for told in (due.about, calendar_file([due]).decode().replace("\r\n ", ""), mails):
        assert position.dossier.title in told
        assert not any(word in told for word in (TITLE, TEXT))


def test_nothing_of_it_comes_near_the_cabinet(round, signer):
    answered(round, signer)
    closed(round)
    framework = FrameworkFactory()
    goal(framework)
    signing = opened(framework, signer)

    assert [one.id for one in queries.framework_rounds(framework, coordinator()).lines] == [
        signing.pk
    ]
    assert queries.waiting_for(person(Role.CABINET_OFFICE)) == []


def test_lists_cost_as_many_queries_for_many_rounds_as_for_few(writer, signer):
    readers = (signer, coordinator(), editor())
    calls = [
        lambda reader=reader, call=call: call(reader)
        for reader in readers
        for call in (queries.all_rounds, queries.due_dates, queries.waiting_for)
    ]

    def a_round_with_all(text):
        round = asked_on(drafted(writer), signer)
        remarked_on(round, editor(department=signer.department))
        answered(round, signer)
        reworded(round.position, text)

    a_round_with_all(NEW)
    few = [queries_of(call) for call in calls]
    for number in range(4):
        a_round_with_all(f"{NEW} {number}")
    assert len(queries.waiting_for(signer)) >= 5

    assert [queries_of(call) for call in calls] == few


def test_the_page_of_positions_costs_as_many_queries_for_many_as_for_few(writer, signer):
    first = drafted(writer)
    asked_on(first, signer)
    browser = browser_of(coordinator())
    url = reverse("relations:dossier_positions", args=[first.dossier.key])
    few = queries_of(lambda: browser.get(url))
    for number in range(4):
        position = relations.draft_position(
            by=writer, dossier=first.dossier, title=f"Nr. {number}", text=TEXT
        )
        asked_on(position, signer)

    assert queries_of(lambda: browser.get(url)) == few
