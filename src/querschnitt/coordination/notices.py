"""What people are told by mail: that something waits for their department, and by when.

Mails name rounds, deadlines and an address, never what somebody wrote.
"""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from querschnitt.accounts import notices
from querschnitt.accounts.models import Department
from querschnitt.coordination.models import Contribution, CoSignature, Round


def round_opened(round: Round, departments: Iterable[Department]) -> None:
    """Tell departments that they are asked; not of rounds that are entered after the fact."""
    if _is_past(round):
        return
    notices.tell_departments(
        departments,
        subject=_("You are asked: %(round)s, until %(day)s") % _told(round),
        text=_("Your department is asked to answer by %(day)s: %(round)s, %(framework)s.")
        % _told(round)
        + _urgency(round),
        path=path_of(round),
        key=f"round-opened:{round.pk}",
    )


def round_extended(round: Round) -> None:
    """Tell the departments that have not answered yet of the new deadline."""
    notices.tell_departments(
        missing(round),
        subject=_("New deadline %(day)s: %(round)s") % _told(round),
        text=_("The deadline was put off to %(day)s: %(round)s, %(framework)s.") % _told(round),
        path=path_of(round),
        key=f"round-extended:{round.pk}:{round.due_on}",
    )


def missing(round: Round) -> list[Department]:
    """Return the departments of a round that have not answered."""
    rows: list[Contribution | CoSignature] = [
        *round.contributions.filter(answer=Contribution.Answer.PENDING).select_related(
            "department"
        ),
        *round.cosignatures.current()
        .filter(answer=CoSignature.Answer.PENDING)
        .select_related("department"),
    ]
    return list(dict.fromkeys(row.department for row in rows))


def path_of(round: Round) -> str:
    """Return the address of a round's page, without the host."""
    return reverse("coordination:round", args=[round.pk])


def names(departments: Sequence[Department]) -> str:
    return ", ".join(department.abbreviation for department in departments)


def _told(round: Round) -> dict[str, str]:
    return {
        "round": str(round),
        "framework": round.subject_title,
        "day": date_format(round.due_on, "SHORT_DATE_FORMAT"),
    }


def _urgency(round: Round) -> str:
    if not round.urgency_reason:
        return ""
    return " " + _("The deadline is short; the reason stands on the page of the round.")


def _is_past(round: Round) -> bool:
    return round.due_on < timezone.localdate()
