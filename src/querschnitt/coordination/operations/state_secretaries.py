"""The state secretaries deliberate on a submission before the cabinet does."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.before_cabinet import before_cabinet
from querschnitt.coordination.models import (
    CabinetSubmission,
    StateSecretariesConference,
    StateSecretariesResult,
)
from querschnitt.coordination.operations.submissions import send_back
from querschnitt.framework.text_limits import LINE, NARRATIVE, TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if

Result = StateSecretariesResult.Result


@journal.act
def record_state_secretaries_result(
    *,
    by: User,
    submission: CabinetSubmission,
    held_on: date,
    result: str,
    chair: str = "",
    note: str = "",
    minutes: str = "",
) -> StateSecretariesResult:
    """Record what a conference of the state secretaries made of a submission.

    One that goes back to the departments leaves the cabinet office again.

    :param note: stands in the paper that goes to the cabinet
    :param minutes: confidential; those of a further item of the same conference are put below
    :raises Refused: if ``rules.obstacle_to_recording_state_secretaries`` finds an obstacle
    """
    before = before_cabinet(submission)
    current = before.submission
    recorded = [one.conference.held_on for one in before.results]
    refuse_if(
        rules.obstacle_to_recording_state_secretaries(
            current, by, held_on=held_on, days_recorded=recorded
        )
        or rules.obstacle_in_result(result)
        or obstacle_in_texts(Limited(chair, LINE), Limited(note, TEXT), Limited(minutes, TEXT))
    )
    row = StateSecretariesResult.objects.create(
        conference=_held(held_on, chair.strip(), minutes.strip()),
        submission=current,
        result=result,
        note=note.strip(),
        text_digest=before.standing.digest,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
    if result == Result.BACK_TO_DEPARTMENTS and current.stage == CabinetSubmission.Stage.SUBMITTED:
        send_back(before, note.strip() or str(row))
    journal.record(
        "coordination.state_secretaries_result_recorded",
        actor=by,
        subject=current,
        framework=current.framework.key,
        number=current.number,
        held_on=held_on.isoformat(),
        result=result,
    )
    return row


def _held(held_on: date, chair: str, minutes: str) -> StateSecretariesConference:
    """Return the conference of a day, which may have had other items on other occasions."""
    conference, _made = StateSecretariesConference.objects.get_or_create(held_on=held_on)
    conference.chair = chair or conference.chair
    conference.minutes = "\n\n".join(filter(None, [conference.minutes, minutes]))
    refuse_if(obstacle_in_texts(Limited(conference.minutes, NARRATIVE)))
    conference.save(update_fields=["chair", "minutes"])
    return conference
