"""A round in which departments are asked to co-sign the government's position on a dossier."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination.models import Round
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    closed,
    goal,
    opened,
)
from querschnitt.coordination.tests.positions import TEXT, TITLE, asked_on, drafted
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Message
from querschnitt.relations import operations as relations

pytestmark = pytest.mark.django_db
TYPED = {"due_on": "30.12.2030", "instructions": "Bitte bis zur Frist."}


def page_of(position):
    return reverse("coordination:open_position_round", args=[position.pk])


def way_to(position):
    return reverse("relations:dossier_positions", args=[position.dossier.key])


def test_the_departments_are_asked_on_the_whole_position():
    position, asked = drafted(), approver()

    round = asked_on(position, asked, instructions="Bitte prüfen.")

    (one,) = round.cosignatures.all()
    assert (one.department, one.scope, one.is_pending) == (asked.department, "whole", True)
    assert (round.subject, round.number, round.framework) == (position, 1, None)
    assert (one.subject_kind, one.subject_id) == ("relations.position", position.pk)


def test_the_position_leads_to_the_page_and_then_to_the_round():
    position, other = drafted(), approver()
    browser = browser_of(coordinator())
    assert page_of(position) in browser.get(way_to(position)).text

    answer = send(browser, page_of(position), "open-round", **TYPED)

    round = Round.objects.get()
    assert answer.url == reverse("coordination:round", args=[round.pk])
    assert other.department in {one.department for one in round.cosignatures.all()}
    positions = browser.get(way_to(position)).text
    assert answer.url in positions
    assert page_of(position) not in positions


def test_what_was_typed_stays_when_the_deadline_is_too_short():
    position = drafted()
    approver()
    answer = send(
        browser_of(coordinator()),
        page_of(position),
        "open-round",
        due_on="01.01.2022",
        instructions="Bitte bald.",
        opened_on="02.01.2022",
    )

    assert answer.status_code == 422
    assert "Bitte bald." in answer.text
    assert not Round.objects.exists()


@pytest.mark.parametrize("fields", [{"kind": Round.Kind.COLLECTION}, {"scope": "points"}])
def test_a_position_is_only_co_signed_and_only_as_a_whole(fields):
    position, asked = drafted(), approver()
    points = {asked.department: ["wording"]} if "scope" in fields else None
    with pytest.raises(Refused, match=r"no-goals-here|whole-only"):
        asked_on(position, asked, points=points, **fields)


def test_only_one_round_is_open_at_a_time():
    position, asked = drafted(), approver()
    first = asked_on(position, asked)
    with pytest.raises(Refused, match="round-still-open"):
        asked_on(position, asked)
    closed(first)

    assert asked_on(position, asked).number == 2


def test_a_round_on_a_framework_may_be_open_beside_it():
    framework, asked = FrameworkFactory(), approver()
    goal(framework)
    opened(framework, asked)

    assert asked_on(drafted(), asked).number == 1


def test_what_is_no_draft_any_more_is_not_asked_about():
    position = drafted()
    relations.set_position_aside(by=coordinator(), position=position, reason="Überholt.")
    with pytest.raises(Refused, match="position-not-draft"):
        asked_on(position, approver())


def test_only_those_who_coordinate_open_it():
    writer = editor()
    position = drafted(writer)
    with pytest.raises(Refused, match="not-coordinator"):
        asked_on(position, approver(), by=writer)

    browser = browser_of(writer)
    assert browser.get(page_of(position)).status_code == 403
    assert page_of(position) not in browser.get(way_to(position)).text


def test_who_may_not_read_the_position_finds_no_page():
    position = drafted()
    for reader in (editor(), person(Role.CABINET_OFFICE), person(Role.PRESS_OFFICER)):
        assert browser_of(reader).get(page_of(position)).status_code == 404


def test_a_round_is_about_one_thing():
    round = asked_on(drafted(), approver())
    framework = FrameworkFactory()
    for values in ({"framework": framework}, {"position": None}, {"kind": "collection"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=round.pk).update(**values)


def test_a_round_about_nothing_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError):
        asked_on(None, approver())


def test_mails_and_the_journal_name_the_dossier_and_no_word_of_the_position():
    position, asked = drafted(), approver()
    asked_on(position, asked, due_on=date(2030, 12, 30))

    (entry,) = JournalEntry.objects.filter(act="coordination.round_opened")
    told = " ".join(f"{one.subject} {one.body}" for one in Message.objects.all())
    assert (entry.facts["dossier"], entry.facts["position"]) == (position.dossier.key, 1)
    assert position.dossier.title in told
    assert not any(word in f"{told} {entry.facts}" for word in (TITLE, TEXT))
