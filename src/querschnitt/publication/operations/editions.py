"""Lifting the embargo of an edition, and withdrawing one."""

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.publication import rules
from querschnitt.publication.models import Edition
from querschnitt.publication.operations import rendering


def release(*, by: User, edition: Edition) -> Edition:
    """Lift an embargo now, for the event that it waited for has happened.

    :raises Refused: if the edition is public already, or has been withdrawn
    """
    moment = timezone.now()

    def planned() -> list[Edition]:
        row = _again(edition)
        refuse_if(rules.obstacle_to_releasing(by, edition=row, now=moment))
        row.public_from = moment
        return [row]

    def save(editions: list[Edition]) -> None:
        Edition.objects.filter(pk=edition.pk).update(public_from=moment)
        journal.record("publication.released", actor=by, subject=editions[0])

    return rendering.carry_out(planned, save, now=moment)[0]


def withdraw(*, by: User, edition: Edition, reason: str) -> Edition:
    """Take an edition back; its addresses then say that it is gone, and why.

    :raises Refused: if it has been withdrawn already, or no reason is given
    """
    moment = timezone.now()

    def planned() -> list[Edition]:
        row = _again(edition)
        refuse_if(rules.obstacle_to_withdrawing(by, edition=row, reason=reason))
        row.withdrawn_at, row.withdrawal_reason = moment, reason
        return [row]

    def save(editions: list[Edition]) -> None:
        Edition.objects.filter(pk=edition.pk).update(withdrawn_at=moment, withdrawal_reason=reason)
        journal.record("publication.withdrawn", actor=by, subject=editions[0], reason=reason)

    return rendering.carry_out(planned, save, now=moment)[0]


def _again(edition: Edition) -> Edition:
    return Edition.objects.select_related("document__framework").get(pk=edition.pk)
