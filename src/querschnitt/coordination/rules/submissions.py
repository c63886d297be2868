"""What stands in the way of writing a cabinet submission, delivering it and taking it back."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.coordination.models import (
    CabinetSession,
    CabinetSubmission,
    Reservation,
    StateSecretariesResult,
)
from querschnitt.coordination.rules.decisions import AdoptionObstacle, obstacles_to_adopting
from querschnitt.coordination.rules.grounds import (
    day_of,
    obstacle_to_coordinating,
    obstacle_to_dating,
    obstacle_to_proceeding,
)
from querschnitt.coordination.standing import Standing
from querschnitt.lib.refusal import Obstacle

Stage = CabinetSubmission.Stage

WRITES_AND_DECIDES = frozenset({Role.COORDINATOR, Role.CABINET_OFFICE})
READS_DRAFTS = WRITES_AND_DECIDES | {Role.AUDITOR}
READS_DELIVERED = READS_DRAFTS | {Role.DEPARTMENT_APPROVER}

DISSENT = "coordination.open-reservations"


def may_read_submission(reader: User, *, is_delivered: bool) -> bool:
    """Tell whether a reader may read a submission's paper.

    It goes to the heads of all houses at once, for whom those who approve stand; before that it
    is the State Chancellery's own.
    """
    return reader.role in (READS_DELIVERED if is_delivered else READS_DRAFTS)


def may_read_press_text(reader: User, *, is_free: bool) -> bool:
    """:param is_free: whether the cabinet has decided, and no decision annulled that"""
    if reader.role in WRITES_AND_DECIDES:
        return True
    return is_free and reader.role in READS_DELIVERED | {Role.PRESS_OFFICER}


def may_read_minutes(reader: User) -> bool:
    """Tell whether a reader may read the confidential minutes of the state secretaries."""
    return reader.role in WRITES_AND_DECIDES


def obstacle_to_drafting_a_submission(
    standing: Standing, by: User, *, is_under_way: bool
) -> Obstacle | None:
    """:param is_under_way: whether there is a submission that has neither been decided nor ended"""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if is_under_way:
        return Obstacle(
            "coordination.submission-under-way",
            _("A submission for this framework is under way. Please go on with that one."),
        )
    return obstacle_to_proceeding(standing)


def obstacle_to_revising_a_submission(
    submission: CabinetSubmission, by: User, *, is_outdated: bool = False
) -> Obstacle | None:
    """:param is_outdated: whether the framework's text changed after the submission"""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if submission.stage == Stage.SUBMITTED and is_outdated:
        return None
    if submission.stage == Stage.SUBMITTED:
        return Obstacle(
            "coordination.submission-delivered",
            _("It has been delivered. Please ask the cabinet office to return it."),
        )
    return None if submission.is_being_written else obstacle_in_ended(submission)


def obstacle_in_ended(submission: CabinetSubmission) -> Obstacle | None:
    """Say that a submission is decided or withdrawn, so that nothing can be done with it."""
    if submission.is_under_way:
        return None
    return Obstacle(
        "coordination.submission-ended",
        _("This submission is over: %(stage)s.") % {"stage": submission.get_stage_display()},
    )


def obstacle_to_keeping_entries(*, is_current: bool) -> Obstacle | None:
    """:param is_current: whether what the person was shown is still what stands there"""
    if is_current:
        return None
    return Obstacle(
        "coordination.stale",
        _("The submission or the framework was changed since you opened the page."),
    )


def obstacles_to_submitting(
    submission: CabinetSubmission,
    standing: Standing,
    *,
    is_outdated: bool,
    untried: Sequence[Reservation],
) -> list[AdoptionObstacle]:
    """Return all that stands between a submission and the cabinet, whoever submits and when.

    :param untried: open reservations that nobody has tried to settle at a higher level
    """
    found = [
        obstacle_in_ended(submission) or _delivered_already(submission, is_outdated=is_outdated),
        _parts_missing(submission),
    ]
    obstacles = [AdoptionObstacle(*obstacle) for obstacle in found if obstacle]
    # Dissent may go to the cabinet, as a point of its own, once an attempt to agree has failed.
    obstacles += [one for one in obstacles_to_adopting(standing) if one.code != DISSENT]
    if untried:
        obstacles.append(_dissent_untried(untried))
    return obstacles


def obstacle_to_submitting(
    obstacles: Sequence[AdoptionObstacle], by: User, *, reason: str, is_tried: bool
) -> Obstacle | None:
    """Say what stops this person from submitting, with what they have typed.

    :param obstacles: as ``obstacles_to_submitting`` finds them
    :param is_tried: whether there is no dissent that the reason would have to override
    """
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    for one in obstacles:
        if not (one.is_overridable and reason):
            return Obstacle(one.code, one.sentence)
    if reason and is_tried:
        return Obstacle(
            "coordination.nothing-to-override",
            _("No dissent is left untried, so no reason is needed. Please clear that field."),
        )
    return None


def obstacle_to_signing_a_submission(
    *, signed_by: str, signed_on: date, on: date
) -> Obstacle | None:
    """:param on: when it is submitted"""
    if not signed_by:
        return Obstacle(
            "coordination.signature-missing",
            _("The head of the house signs. Please enter who has signed."),
        )
    if obstacle := obstacle_to_dating(on, not_before=signed_on):
        return obstacle
    return None


def obstacle_to_coming_late(
    submission: CabinetSubmission, session: CabinetSession, *, on: date, latest_on: date
) -> Obstacle | None:
    """Say that a submission comes too late for a session, unless it is urgent with a reason.

    :param latest_on: the last day on which a submission can come for this session
    """
    is_informing = submission.form == CabinetSubmission.Form.INFORMATION
    if on <= latest_on or is_informing or submission.urgency_reason.strip():
        return None
    return Obstacle(
        "coordination.too-late",
        _("For the %(session)s submissions had to come by %(day)s. Either choose a later session,"
          " or enter in the submission why it is urgent.")
        % {"session": session, "day": day_of(latest_on)},
    )  # fmt: skip


def obstacle_to_returning_a_submission(
    submission: CabinetSubmission, by: User, *, reason: str | None = None
) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if obstacle := obstacle_to_preparing_sessions(by):
        return obstacle
    return obstacle_in_undelivered(submission) or _reason_missing(reason)


def obstacle_to_preparing_sessions(by: User) -> Obstacle | None:
    """Say that a person does not prepare the sessions of the cabinet."""
    if by.role == Role.CABINET_OFFICE:
        return None
    return Obstacle(
        "coordination.not-cabinet-office",
        _("Only the cabinet office enters sessions, makes agendas and returns submissions."),
    )


def obstacle_in_undelivered(submission: CabinetSubmission) -> Obstacle | None:
    """Say that a submission does not lie before the cabinet."""
    if submission.stage == Stage.SUBMITTED:
        return None
    return obstacle_in_ended(submission) or Obstacle(
        "coordination.submission-not-delivered",
        _("The submission has not been submitted to the cabinet."),
    )


def obstacle_to_withdrawing_a_submission(
    submission: CabinetSubmission, by: User, *, reason: str | None = None
) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    return obstacle_in_ended(submission) or _reason_missing(reason)


def obstacle_to_recording_state_secretaries(
    submission: CabinetSubmission,
    by: User,
    *,
    held_on: date | None = None,
    days_recorded: Sequence[date] = (),
) -> Obstacle | None:
    """:param days_recorded: of conferences whose result on this submission is on record"""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if obstacle := obstacle_in_ended(submission):
        return obstacle
    if held_on in days_recorded:
        return Obstacle(
            "coordination.result-recorded",
            _("What that conference made of this submission is on record already."),
        )
    return obstacle_to_dating(held_on) if held_on else None


def _delivered_already(submission: CabinetSubmission, *, is_outdated: bool) -> Obstacle | None:
    if submission.stage != Stage.SUBMITTED or is_outdated:
        return None
    return Obstacle(
        "coordination.submission-delivered",
        _("It has been submitted, and the text has not changed since."),
    )


def _parts_missing(submission: CabinetSubmission) -> Obstacle | None:
    parts = {
        _("file reference"): submission.file_reference,
        _("facts and reasons"): submission.facts,
        _("costs and budget"): submission.costs,
        _("proposed decision"): submission.proposed_decision,
        _("speaking notes"): submission.speaking_notes,
    }
    missing = [name for name, text in parts.items() if not text.strip()]
    if not missing:
        return None
    return Obstacle(
        "coordination.submission-incomplete",
        _("Still missing in the submission: %(parts)s.") % {"parts": ", ".join(missing)},
    )


def _dissent_untried(reservations: Sequence[Reservation]) -> AdoptionObstacle:
    named = ", ".join(str(reservation) for reservation in reservations)
    return AdoptionObstacle(
        "coordination.dissent-untried",
        _("Open reservations that nobody has tried to settle at a higher level: %(reservations)s."
          " Please escalate them or take them to the state secretaries; only a written reason"
          " overrides this.")
        % {"reservations": named},
        is_overridable=True,
    )  # fmt: skip


def _reason_missing(reason: str | None) -> Obstacle | None:
    if reason is None or reason:
        return None
    return Obstacle("coordination.reason-missing", _("Please enter the reason."))


def obstacle_in_unknown_form() -> Obstacle:
    """Say that how the cabinet is asked to decide is none of the ways there are."""
    return Obstacle(
        "coordination.unknown-form", _("Please choose how the cabinet is asked to decide.")
    )


def obstacle_in_result(result: str) -> Obstacle | None:
    if result in StateSecretariesResult.Result.values:
        return None
    return Obstacle(
        "coordination.unknown-result", _("Please choose what the state secretaries made of it.")
    )
