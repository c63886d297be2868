"""When people are away, and who stands in."""

from datetime import date

from querschnitt.accounts import absence, journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if


@journal.act
def note_absence(
    *,
    by: User,
    user: User,
    absent_from: date | None = None,
    absent_until: date | None = None,
    substitute: User | None = None,
) -> User:
    """Enter when a person is away and who stands in; without days, that they are back.

    Who stands in is told what waits, and may do no more than before.

    :raises Refused: if ``absence.obstacle_to_noting_absence`` or ``obstacle_to_absence`` finds one
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    refuse_if(
        absence.obstacle_to_noting_absence(by, user)
        or absence.obstacle_to_absence(
            user, absent_from=absent_from, absent_until=absent_until, substitute=substitute
        )
    )
    user.absent_from, user.absent_until = absent_from, absent_until
    user.substitute = substitute
    user.save(update_fields=["absent_from", "absent_until", "substitute"])
    journal.record(
        "accounts.absence_noted",
        actor=by,
        subject=user,
        absent_from=absent_from.isoformat() if absent_from else None,
        absent_until=absent_until.isoformat() if absent_until else None,
        substitute=substitute.name if substitute else None,
    )
    return user
