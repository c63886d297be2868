"""Telling departments that what they have co-signed has changed."""

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import CoSignature, Round
from querschnitt.coordination.operations.letters import tell_of_change
from querschnitt.coordination.standing import is_outdated, is_told, present_text
from querschnitt.lib.refusal import refuse_if


@journal.act
def notify_outdated(*, by: User, round: Round) -> list[CoSignature]:
    """Tell the departments whose part has changed that they are asked again; of one text once.

    :returns: the outdated answers of those that are told
    :raises Refused: if ``rules.obstacle_to_notifying`` finds an obstacle
    """
    round = Round.objects.with_subject().get(pk=round.pk)
    text = present_text(round.subject)
    answers = CoSignature.objects.current().filter(round=round).select_related("department")
    outdated = [one for one in answers if is_outdated(one, text)]
    untold = [one for one in outdated if not is_told(one, round, text)]
    refuse_if(rules.obstacle_to_notifying(round, by, outdated=outdated, untold=untold))

    tell_of_change(
        round,
        [one.department_id for one in untold],
        digests={one.department_id: text.digest_for(one) for one in untold},
    )
    round.told |= {one.department.key: text.digest_for(one) for one in untold}
    round.save(update_fields=["told"])
    journal.record(
        "coordination.outdated_notified",
        actor=by,
        subject=round,
        departments=[one.department.abbreviation for one in untold],
    )
    return untold
