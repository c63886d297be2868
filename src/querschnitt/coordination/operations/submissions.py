"""The way of a submission to the cabinet: written, delivered, taken back, deliberated."""

from datetime import date
from typing import Any

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.before_cabinet import (
    BeforeCabinet,
    before_cabinet,
    paper_now,
    shown_digest,
    under_way,
)
from querschnitt.coordination.cabinet_paper import TYPED, PaperContent, typed_digest
from querschnitt.coordination.delivery import delivery_rule, latest_delivery
from querschnitt.coordination.models import (
    AgendaItem,
    CabinetSession,
    CabinetSubmission,
    DeliveredPaper,
    ShownText,
)
from querschnitt.coordination.operations.shown_texts import keep_shown
from querschnitt.coordination.standing import standing_of
from querschnitt.framework.models import Amendment, Framework
from querschnitt.framework.text_limits import LINE, TEXT, Limited, obstacle_in_texts
from querschnitt.lib.digest import canonical, digest
from querschnitt.lib.refusal import Obstacle, refuse_if

Stage = CabinetSubmission.Stage

FILE_REFERENCE = 80


@journal.act
def draft_submission(
    *,
    by: User,
    framework: Framework,
    file_reference: str = "",
    facts: str = "",
    form: str = CabinetSubmission.Form.DISCUSSION,
    urgency_reason: str = "",
    associations: str = "",
    associations_not_taken_up: str = "",
    costs: str = "",
    proposed_decision: str = "",
    speaking_notes: str = "",
    press_text: str = "",
) -> CabinetSubmission:
    """Begin a submission that lays a framework, or its open amendment, before the cabinet.

    :raises Refused: if ``rules.obstacle_to_drafting_a_submission`` finds an obstacle
    """
    standing = standing_of(framework)
    open_one = under_way(framework)
    submission = CabinetSubmission(
        framework=standing.framework,
        amendment=_open_amendment(framework),
        number=1 + CabinetSubmission.objects.filter(framework=framework).count(),
        file_reference=file_reference,
        facts=facts,
        form=form,
        urgency_reason=urgency_reason,
        associations=associations,
        associations_not_taken_up=associations_not_taken_up,
        costs=costs,
        proposed_decision=proposed_decision,
        speaking_notes=speaking_notes,
        press_text=press_text,
        drafted_by=by,
        drafted_at=timezone.now(),
    )
    refuse_if(
        rules.obstacle_to_drafting_a_submission(standing, by, is_under_way=open_one is not None)
        or _obstacle_in_typed(submission)
    )
    submission.save(force_insert=True)
    _record("coordination.submission_drafted", by, submission)
    return submission


@journal.act
def revise_submission(
    *, by: User, submission: CabinetSubmission, seen_digest: str, **typed: str
) -> CabinetSubmission:
    """Rewrite the parts of a submission that the person was shown.

    :param seen_digest: ``cabinet_paper.typed_digest`` of what was shown
    :param typed: parts by the names in ``cabinet_paper.TYPED``
    :raises Refused: if ``rules.obstacle_to_revising_a_submission`` finds an obstacle, or with
        ``coordination.stale`` if it was changed meanwhile
    """
    before = before_cabinet(submission)
    current = before.submission
    is_current = seen_digest == typed_digest(current)
    refuse_if(
        rules.obstacle_to_revising_a_submission(current, by, is_outdated=before.is_outdated)
        or rules.obstacle_to_keeping_entries(is_current=is_current)
    )
    changed = [name for name in TYPED if name in typed and typed[name] != getattr(current, name)]
    for name in changed:
        setattr(current, name, typed[name])
    refuse_if(_obstacle_in_typed(current))
    current.save(update_fields=changed)
    _record("coordination.submission_revised", by, current)
    return current


@journal.act
def submit_submission(
    *,
    by: User,
    submission: CabinetSubmission,
    seen_digest: str,
    signed_by: str,
    signed_on: date | None = None,
    session: CabinetSession | None = None,
    reason_for_untried_dissent: str = "",
    on: date | None = None,
) -> DeliveredPaper:
    """Deliver a submission, as it stands, to the cabinet office and the heads of all houses.

    :param seen_digest: ``before_cabinet.shown_digest`` of what the person was shown
    :param session: for which it is meant, if that is known already
    :raises Refused: if one of the rules finds an obstacle, or with ``coordination.stale`` if the
        submission or the framework was changed meanwhile
    """
    before = before_cabinet(submission)
    current, on = before.submission, on or timezone.localdate()
    signed_on, reason = signed_on or on, reason_for_untried_dissent.strip()
    obstacles = rules.obstacles_to_submitting(
        current, before.standing, is_outdated=before.is_outdated, untried=before.untried
    )
    refuse_if(
        rules.obstacle_to_submitting(obstacles, by, reason=reason, is_tried=not before.untried)
        or rules.obstacle_to_keeping_entries(is_current=seen_digest == shown_digest(before))
        or rules.obstacle_to_signing_a_submission(
            signed_by=signed_by.strip(), signed_on=signed_on, on=on
        )
        or (obstacle_to_lateness(current, session, on=on) if session else None)
        or obstacle_in_texts(Limited(signed_by, LINE), Limited(reason, TEXT))
    )
    paper = paper_now(
        before,
        session=session,
        reason_for_untried_dissent=reason,
        signed_by=signed_by.strip(),
        signed_on=signed_on,
        submitted_on=on,
    )
    return _deliver(before, paper, by=by, on=on)


def obstacle_to_lateness(
    submission: CabinetSubmission, session: CabinetSession, *, on: date
) -> Obstacle | None:
    """Return why a submission of this day comes too late for a session."""
    latest_on = latest_delivery(session.held_on, delivery_rule())
    return rules.obstacle_to_coming_late(submission, session, on=on, latest_on=latest_on)


def _deliver(before: BeforeCabinet, paper: PaperContent, *, by: User, on: date) -> DeliveredPaper:
    current = before.submission
    keep_shown([before.standing.text.content])
    delivered = DeliveredPaper.objects.create(
        submission=current,
        number=1 + len(before.papers),
        content=canonical(paper).decode(),
        digest=digest(paper),
        text=ShownText.objects.get(digest=paper["text_digest"]),
        signed_by=paper["signed_by"],
        signed_on=date.fromisoformat(paper["signed_on"]),
        submitted_by=by,
        submitted_on=on,
        submitted_at=timezone.now(),
    )
    current.stage, current.return_reason = Stage.SUBMITTED, ""
    current.save(update_fields=["stage", "return_reason"])
    _record(
        "coordination.submission_delivered",
        by,
        current,
        attempt=delivered.number,
        digest=delivered.digest,
        text_digest=paper["text_digest"],
        submitted_on=on.isoformat(),
        open_reservations=len(paper["disputes"]),
    )
    return delivered


@journal.act
def return_submission(*, by: User, submission: CabinetSubmission, reason: str) -> CabinetSubmission:
    """Give a submission back to who wrote it, with the reason; it leaves the agenda.

    :raises Refused: if ``rules.obstacle_to_returning_a_submission`` finds an obstacle
    """
    before, reason = before_cabinet(submission), reason.strip()
    current = before.submission
    refuse_if(
        rules.obstacle_to_returning_a_submission(current, by, reason=reason)
        or obstacle_in_texts(Limited(reason, TEXT))
    )
    send_back(before, reason)
    _record("coordination.submission_returned", by, current)
    return current


def send_back(before: BeforeCabinet, reason: str) -> None:
    """Set a submission that lies before the cabinet back, inside the act of the caller."""
    current = before.submission
    current.stage, current.return_reason = Stage.RETURNED, reason
    current.save(update_fields=["stage", "return_reason"])
    _leave_agenda(before.item, reason)


@journal.act
def withdraw_submission(
    *, by: User, submission: CabinetSubmission, reason: str, on: date | None = None
) -> CabinetSubmission:
    """End a submission without a decision, with the reason; what was delivered stays on record.

    :raises Refused: if ``rules.obstacle_to_withdrawing_a_submission`` finds an obstacle
    """
    before, reason = before_cabinet(submission), reason.strip()
    current, on = before.submission, on or timezone.localdate()
    refuse_if(
        rules.obstacle_to_withdrawing_a_submission(current, by, reason=reason)
        or rules.obstacle_to_dating(on)
        or obstacle_in_texts(Limited(reason, TEXT))
    )
    current.stage, current.withdrawal_reason, current.ended_on = Stage.WITHDRAWN, reason, on
    current.save(update_fields=["stage", "withdrawal_reason", "ended_on"])
    _leave_agenda(before.item, reason)
    _record("coordination.submission_withdrawn", by, current, on=on.isoformat())
    return current


def _leave_agenda(item: AgendaItem | None, reason: str) -> None:
    if item is None:
        return
    item.taken_off_on, item.taken_off_reason = timezone.localdate(), reason
    item.save(update_fields=["taken_off_on", "taken_off_reason"])


def _open_amendment(framework: Framework) -> Amendment | None:
    return Amendment.objects.filter(framework=framework, state=Amendment.State.OPEN).first()


def _obstacle_in_typed(submission: CabinetSubmission) -> Obstacle | None:
    if submission.form not in CabinetSubmission.Form.values:
        return rules.obstacle_in_unknown_form()
    short = {"file_reference": FILE_REFERENCE}
    return obstacle_in_texts(
        *(Limited(getattr(submission, name), short.get(name, TEXT)) for name in TYPED)
    )


def _record(act: str, by: User, submission: CabinetSubmission, **facts: Any) -> None:
    journal.record(
        act,
        actor=by,
        subject=submission,
        framework=submission.framework.key,
        number=submission.number,
        **facts,
    )
