"""Mails of coordination: who is told, and where to read on. They quote nothing of a draft."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts import queries as accounts
from querschnitt.accounts.models import User
from querschnitt.coordination.models import Remark, Round
from querschnitt.outbox import operations as outbox


def tell_of_remark(remark: Remark, round: Round, departments: Iterable[int]) -> int:
    """Mail the departments that a remark affects, and return how many people are told."""
    told = {"round": str(round), "framework": round.subject_title}
    return _tell(
        departments,
        subject=_("A remark that affects your department: %(framework)s") % told,
        body=_(
            "A remark was made on a point of “%(framework)s” (%(round)s) on which your department"
            " is asked, or which it leads or takes part in."
        )
        % told,
        way=reverse("coordination:remarks", args=[round.pk]),
        key=f"coordination.remark:{remark.pk}",
    )


def tell_of_change(round: Round, departments: Iterable[int], *, digests: dict[int, str]) -> int:
    """Mail the departments whose part has changed since they answered.

    :param digests: of the present part of each department; of one text each is told once
    """
    told = {"round": str(round), "framework": round.subject_title}
    return sum(
        _tell(
            [department],
            subject=_("Please co-sign again: %(framework)s") % told,
            body=_(
                "The part of “%(framework)s” (%(round)s) that your department has co-signed has"
                " changed since. The page shows what differs; please answer again."
            )
            % told,
            way=reverse("coordination:cosign", args=[round.pk]),
            key=f"coordination.outdated:{round.pk}:{department}:{digests[department]}",
        )
        for department in departments
    )


def _tell(departments: Iterable[int], *, subject: str, body: str, way: str, key: str) -> int:
    # People of the demonstration do not exist, and neither do their addresses.
    people = [one for one in _reached(departments) if not one.is_demonstration]
    for person in people:
        outbox.send(
            to=person.email,
            subject=subject,
            body=f"{body}\n\n{settings.BASE_URL}{way}\n",
            dedupe_key=f"{key}:{person.pk}",
        )
    return len(people)


def _reached(departments: Iterable[int]) -> list[User]:
    """Return whom to tell; where a department has nobody, those who coordinate."""
    by_department = accounts.recipients_by_department(departments)
    people = {one.pk: one for reached in by_department.values() for one in reached}
    if any(not reached for reached in by_department.values()):
        people |= {one.pk: one for one in accounts.coordinators()}
    return list(people.values())
