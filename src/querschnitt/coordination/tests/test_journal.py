import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DECIDED,
    DUE,
    FrameworkFactory,
    adopted,
    answered,
    cabinet_office,
    closed,
    collection,
    confirmed,
    goal,
    opened,
    remarked,
    reserved,
    resolved,
    settled,
)
from querschnitt.framework.models import Framework

pytestmark = pytest.mark.django_db

CANARY = "canary-3f9b1c"


def test_no_words_of_a_draft_an_answer_or_a_reservation_reach_the_journal():
    first, second = approver(), approver()
    framework = FrameworkFactory(introduction=CANARY)
    goal(framework, wording=CANARY)
    asking = collection(framework, first, instructions=CANARY)
    operations.nil_return(by=first, round=asking, remark=CANARY, on=DUE)
    closed(asking)
    round = opened(framework, first, second, instructions=CANARY)
    reservation = reserved(round, first, CANARY, remarks=CANARY)
    operations.escalate_reservation(
        by=coordinator(), reservation=reservation, level="unit", participants=CANARY, note=CANARY
    )
    settled(reservation, text=CANARY)
    confirmed(reservation, text=CANARY)
    remark = remarked(round, first, text=CANARY)
    resolved(remark, resolution=CANARY)
    operations.reopen_remark(by=first, remark=remark, reason=CANARY)
    reserved(round, second, CANARY)
    Framework.objects.update(introduction=CANARY * 2)
    answered(round, first, "agreed_with_remarks", remarks=CANARY)
    withdrawn = reserved(round, second, CANARY)
    operations.withdraw_reservation(by=second, reservation=withdrawn, on=CLOSED)
    closed(round)
    version = adopted(framework, wording=CANARY, reason_for_open_reservations=CANARY, remark=CANARY)
    operations.annul(by=cabinet_office(), version=version, decided_on=DECIDED, reason=CANARY)

    entries = JournalEntry.objects.values("act", "facts", "subject_name", "actor_name")

    assert {entry["act"] for entry in entries} >= {
        "coordination.nil_returned",
        "coordination.cosigned",
        "coordination.reservation_settled",
        "coordination.reservation_escalated",
        "coordination.settlement_stated",
        "coordination.reservation_withdrawn",
        "coordination.remarked",
        "coordination.remark_resolved",
        "coordination.remark_reopened",
        "coordination.adopted",
        "coordination.annulled",
    }
    assert CANARY not in str([*entries])


def test_answers_and_reservations_never_reach_the_adopted_content():
    officer = approver()
    framework = FrameworkFactory()
    goal(framework)
    round = opened(framework, officer, instructions=CANARY)
    reserved(round, officer, CANARY, remarks=CANARY)
    closed(round)

    version = adopted(framework, reason_for_open_reservations=CANARY)

    assert CANARY in version.record
    assert CANARY not in version.content
