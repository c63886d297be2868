import json
from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import operations, queries
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DUE,
    FrameworkFactory,
    adopted,
    closed,
    goal,
    opened,
    reserved,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return approver()


@pytest.fixture
def reservation(officer):
    framework = FrameworkFactory()
    goal(framework)
    return reserved(opened(framework, officer), officer)


def escalate(reservation, level="unit", **fields):
    return operations.escalate_reservation(
        **{
            "by": coordinator(),
            "reservation": reservation,
            "level": level,
            "held_on": DUE,
            "note": f"No agreement on the level: {level}.",
            **fields,
        }
    )


def test_it_goes_up_level_by_level(reservation, officer):
    for level in ("unit", "directorate", "directorate", "state_secretary", "cabinet"):
        note = f"{level} {reservation.steps.count()}"
        escalate(reservation, level, note=note, by=officer if level == "unit" else coordinator())

    assert reservation.steps.count() == 5
    (line,) = queries.round_overview(reservation.cosignature.round, officer).open_reservations
    assert len(line.steps) == 5
    assert line.level_label


def test_it_never_goes_back_down(reservation):
    escalate(reservation, "state_secretary")

    with pytest.raises(Refused, match=r"coordination\.level-passed"):
        escalate(reservation, "unit")


def test_the_cabinet_is_not_the_first_to_hear_of_it(reservation):
    with pytest.raises(Refused, match=r"coordination\.cabinet-first"):
        escalate(reservation, "cabinet")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"level": "minister"}, "no-level"),
        ({"note": " "}, "note-missing"),
        ({"held_on": date(2999, 1, 1)}, "date-in-future"),
        ({"held_on": date(2022, 5, 15)}, "date-too-early"),
        ({"participants": "x" * 201}, "text-too-long"),
    ],
)
def test_an_attempt_has_to_make_sense(reservation, fields, code):
    with pytest.raises(Refused, match=rf"\.{code}"):
        escalate(reservation, **fields)


def test_attempts_follow_each_other_in_time(reservation):
    escalate(reservation, held_on=CLOSED)

    with pytest.raises(Refused, match=r"coordination\.date-too-early"):
        escalate(reservation, "directorate", held_on=DUE)


def test_another_department_notes_nothing(reservation):
    with pytest.raises(Refused, match=r"coordination\.not-party"):
        escalate(reservation, by=approver())


def test_its_level_and_notes_stand_in_the_record(reservation):
    escalate(reservation, participants="Both heads.")
    closed(reservation.cosignature.round)

    version = adopted(
        reservation.cosignature.round.framework, reason_for_open_reservations="It cannot wait."
    )

    (told,) = json.loads(version.record)["rounds"][0]["cosignatures"][0]["reservations"]
    (step,) = told["escalation"]
    assert (step["level"], step["participants"]) == ("unit", "Both heads.")
    (round,) = queries.version_page(version.pk, coordinator()).rounds
    assert round.answers[0].reservations[0].steps[0][2] == step["note"]


def test_it_is_journaled_without_words(reservation):
    escalate(reservation, note="Canary.")

    entry = JournalEntry.objects.latest("sequence")
    assert (entry.act, entry.facts["level"]) == ("coordination.reservation_escalated", "unit")
    assert "Canary" not in str(entry.facts)
