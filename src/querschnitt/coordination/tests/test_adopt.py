import json
from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver
from querschnitt.coordination import adoption, operations, queries
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DECIDED,
    DUE,
    LATE,
    OPENED,
    FrameworkFactory,
    adopted,
    answered,
    closed,
    collection,
    goal,
    opened,
    ready_to_adopt,
    reserved,
)
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.framework.queries import content_of, digest_of_draft
from querschnitt.lib.digest import GENESIS, canonical
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def codes(framework):
    return [obstacle.code.removeprefix("coordination.") for obstacle in _obstacles(framework)]


def _obstacles(framework):
    return queries.adoption_obstacles(framework)


def test_the_content_is_frozen_as_it_was_signed():
    framework = ready_to_adopt()
    content, signed = content_of(framework), digest_of_draft(framework)

    version = adopted(framework)

    assert version.content == canonical(content).decode()
    assert version.content_digest == signed
    assert json.loads(version.record)["text_digest"] == signed


def test_goals_are_adopted():
    framework = ready_to_adopt()

    adopted(framework)

    assert {*GoalVersion.objects.values_list("stage", flat=True)} == {"adopted"}
    assert digest_of_draft(framework) == FrameworkVersion.objects.get().content_digest


def test_the_decision_keeps_its_own_words_and_day():
    version = adopted(decided_by="Kabinett", agenda_number="7", wording="Beschlossen.")

    decision = version.decision
    assert (decision.kind, decision.decided_on) == ("adoption", DECIDED)
    assert (decision.decided_by, decision.agenda_number) == ("Kabinett", "7")


def test_the_record_says_who_signed_what():
    officer = approver(name="Erika Muster")
    framework = ready_to_adopt(officer)

    record = json.loads(adopted(framework).record)

    assert record["rounds"][0]["cosignatures"] == [
        {
            "department": officer.department.key,
            "answer": "agreed",
            "person": "Erika Muster",
            "role": "department_approver",
            "answered_on": DUE.isoformat(),
            "is_late": False,
            "attempt": 1,
            "scope": "whole",
            "points": [],
            "text_digest": record["text_digest"],
            "remarks": "",
            "reservations": [],
        }
    ]
    assert record["decision"]["decided_on"] == DECIDED.isoformat()


def test_the_record_keeps_contributions_and_reservations_with_their_end():
    officer = approver()
    framework = FrameworkFactory()
    goal(framework)
    asking = collection(framework, officer)
    operations.nil_return(by=officer, round=asking, remark="None.", on=LATE)
    closed(asking)
    round = opened(framework, officer)
    reservation = reserved(round, officer, "No money.")
    operations.withdraw_reservation(by=officer, reservation=reservation, on=CLOSED)
    closed(round)

    asked, signed = json.loads(adopted(framework).record)["rounds"]

    assert asked["contributions"][0]["answer"] == "nil_return"
    assert asked["contributions"][0]["is_late"] is True
    reservations = signed["cosignatures"][0]["reservations"]
    assert [(one["text"], one["state"]) for one in reservations] == [("No money.", "withdrawn")]


def test_versions_of_all_frameworks_form_one_chain():
    first, second = adopted(), adopted()

    assert (first.sequence, first.previous_digest) == (1, GENESIS)
    assert (second.sequence, second.previous_digest) == (2, first.digest)
    for version in FrameworkVersion.objects.all():
        assert adoption.digest_of(version) == version.digest


@pytest.mark.parametrize(
    ("part", "value"),
    [("content", '{"a":1}'), ("record", "{}"), ("number", 2), ("sequence", 2)],
)
def test_the_digest_covers_every_part(part, value):
    version = adopted()

    setattr(version, part, value)

    assert adoption.digest_of(version) != version.digest


def test_the_digest_covers_the_decision():
    version = adopted()

    version.decision.decided_on = date(2022, 7, 13)

    assert adoption.digest_of(version) != version.digest


def test_it_is_journaled_with_its_digests():
    before = JournalEntry.objects.count()
    framework = ready_to_adopt()
    before = JournalEntry.objects.count()

    version = adopted(framework)

    assert JournalEntry.objects.count() == before + 1
    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.adopted"
    assert entry.facts["digest"] == version.digest
    assert entry.facts["content_digest"] == version.content_digest
    assert entry.facts["decided_on"] == "2022-07-12"


def test_a_demonstration_is_adopted_like_any_other():
    framework = ready_to_adopt(is_demonstration=True)

    assert adopted(framework).number == 1


def test_nothing_stands_in_the_way_of_a_co_signed_framework():
    assert _obstacles(ready_to_adopt()) == []


def test_an_empty_framework_names_all_that_is_missing():
    assert codes(FrameworkFactory()) == ["nothing-to-adopt", "not-cosigned"]


@pytest.mark.parametrize("stage", ["draft", "returned"])
def test_goals_that_are_left_stand_in_the_way(stage):
    framework = ready_to_adopt()
    goal(framework, stage=stage)

    assert codes(framework) == ["goals-left"]


@pytest.mark.parametrize("stage", ["withdrawn", "reported"])
def test_goals_that_do_not_count_do_not(stage):
    framework = ready_to_adopt()
    goal(framework, stage=stage)

    assert codes(framework) == []


def test_an_open_round_stands_in_the_way():
    framework = ready_to_adopt()
    collection(framework, approver())

    assert codes(framework) == ["round-still-open"]


def test_a_change_of_the_text_makes_all_signatures_outdated():
    framework = ready_to_adopt()
    Framework.objects.update(introduction="Changed.")

    assert codes(framework) == ["not-cosigned"]


def test_one_outdated_signature_is_named():
    framework, early, late = FrameworkFactory(), approver(), approver()
    goal(framework)
    round = opened(framework, early, late)
    answered(round, early)
    Framework.objects.update(introduction="Changed.")
    answered(round, late)
    closed(round)

    (obstacle,) = _obstacles(framework)

    assert obstacle.code == "coordination.signatures-outdated"
    assert early.department.abbreviation in obstacle.sentence


def test_a_later_round_brings_signatures_up_to_date():
    officer = approver()
    framework = ready_to_adopt(officer)
    Framework.objects.update(introduction="Changed.")
    again = opened(framework, officer)
    answered(again, officer)
    closed(again)

    assert codes(framework) == []


def test_who_signed_an_earlier_text_and_was_not_asked_again_is_named():
    first, second = approver(), approver()
    framework = ready_to_adopt(first, second)
    Framework.objects.update(introduction="Changed.")
    again = opened(framework, first)
    answered(again, first)
    closed(again)

    assert codes(framework) == ["signatures-outdated"]

    second.department.valid_until = "2022-06"
    second.department.save()
    assert codes(framework) == []


@pytest.mark.parametrize(
    ("is_announced", "on", "expected"),
    [(False, LATE, ["unanswered"]), (True, DUE, ["unanswered"]), (True, LATE, [])],
)
def test_silence_is_consent_only_if_announced_and_past_the_deadline(is_announced, on, expected):
    framework, officer = FrameworkFactory(), approver()
    goal(framework)
    round = opened(framework, officer, approver(), silence_is_consent=is_announced)
    answered(round, officer)
    closed(round, on=on)

    assert codes(framework) == expected


def test_silence_never_speaks_about_a_text_that_was_not_sent_out():
    framework, officer = FrameworkFactory(), approver()
    goal(framework)
    round = opened(framework, officer, approver(), silence_is_consent=True)
    Framework.objects.update(introduction="Changed.")
    answered(round, officer)
    closed(round, on=LATE)

    assert codes(framework) == ["unanswered"]


def test_consent_by_silence_is_on_record_as_such():
    framework, silent = FrameworkFactory(), DepartmentFactory()
    goal(framework)
    round = opened(framework, departments=[silent], silence_is_consent=True)
    closed(round)

    version = adopted(framework)

    assert json.loads(version.record)["consent_by_silence"] == [silent.key]
    entry = JournalEntry.objects.latest("sequence")
    assert entry.facts["consent_by_silence"] == [silent.abbreviation]


class TestOverAnOpenReservation:
    @pytest.fixture
    def framework(self):
        framework, officer = FrameworkFactory(), approver()
        goal(framework)
        round = opened(framework, officer)
        reserved(round, officer)
        closed(round)
        return framework

    def test_it_stands_in_the_way_until_a_reason_is_written(self, framework):
        (obstacle,) = _obstacles(framework)

        assert obstacle.code == "coordination.open-reservations"
        assert obstacle.is_overridable
        for reason in ("", "  "):
            with pytest.raises(Refused, match=r"coordination\.open-reservations"):
                adopted(framework, reason_for_open_reservations=reason)

    def test_the_reason_is_on_record(self, framework):
        version = adopted(framework, reason_for_open_reservations="It cannot wait.")

        record = json.loads(version.record)
        assert record["reason_for_open_reservations"] == "It cannot wait."
        assert record["open_reservations"] == 1
        assert "It cannot wait." not in version.content
        facts = JournalEntry.objects.latest("sequence").facts
        assert facts["open_reservations"] == 1
        assert "wait" not in str(facts)

    def test_a_reason_overrides_nothing_else(self, framework):
        goal(framework, stage="draft")

        with pytest.raises(Refused, match=r"coordination\.goals-left"):
            adopted(framework, reason_for_open_reservations="It cannot wait.")


def test_a_reason_without_a_reservation_is_refused():
    with pytest.raises(Refused, match=r"coordination\.nothing-to-override"):
        adopted(reason_for_open_reservations="Just in case.")


def test_a_framework_is_adopted_once():
    framework = ready_to_adopt()
    adopted(framework)

    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        adopted(framework)

    assert FrameworkVersion.objects.count() == CabinetDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2999, 1, 1), "date-in-future"), (date(2022, 5, 1), "date-too-early")],
)
def test_the_day_of_the_decision_has_to_fit(day, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        adopted(decided_on=day)

    assert not CabinetDecision.objects.exists()


def test_the_decision_may_fall_on_the_day_the_round_opened():
    assert adopted(decided_on=OPENED).pk


def test_after_the_term_it_is_too_late():
    framework = ready_to_adopt()
    framework.term.closed_on = DECIDED
    framework.term.save()

    assert codes(framework) == ["term-closed"]


@pytest.mark.parametrize("part", ["decided_by", "agenda_number", "wording", "source", "remark"])
def test_words_that_cannot_be_kept_are_refused(part):
    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        adopted(**{part: "x" * 5001})
