"""The daily reminders: before and after deadlines, each once, by the local day."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from querschnitt.accounts import notices as mail
from querschnitt.accounts import queries as accounts
from querschnitt.accounts.models import Department
from querschnitt.coordination import deadlines
from querschnitt.coordination.models import DeadlineRule, Reservation, Round
from querschnitt.coordination.notices import missing, names, path_of

MORNING = time(7)
"""When reminders are sent; they are made at midnight, when nobody wants to be woken."""


def remind() -> None:
    """Remind the departments that are late or soon will be, and those who coordinate."""
    today = timezone.localdate()
    rules = rules_in_force()
    rounds = Round.objects.filter(closed_on=None).with_subject()
    for round in rounds.prefetch_related("extensions"):
        stage = deadlines.stage_reached(
            rules[round.kind], round.due_on, today, settings.LAND, since=_last_told(round)
        )
        if stage and (departments := missing(round)):
            _remind(round, departments, stage[0], today)


def rules_in_force() -> dict[str, deadlines.Rule]:
    """Return the rule of each kind: the one that was set, else the usual one."""
    return deadlines.USUAL | {
        row.kind: deadlines.Rule(
            kind=row.kind,
            days=row.days,
            unit=row.unit,
            urgent_days=row.urgent_days,
            remind_before=tuple(row.remind_before),
            remind_after=tuple(row.remind_after),
        )
        for row in DeadlineRule.objects.all()
    }


def settled_by(reservation: Reservation, rule: deadlines.Rule) -> date:
    """Return by when a reservation should be settled, counted from the day it was raised."""
    raised_on = reservation.cosignature.answered_on or reservation.cosignature.round.due_on
    return deadlines.deadline(rule, raised_on, settings.LAND).due_on


def _last_told(round: Round) -> date:
    """Return when departments were last told of the deadline itself."""
    days = [timezone.localdate(one.extended_at) for one in round.extensions.all()]
    return max([round.opened_on, *days])


def _remind(round: Round, departments: list[Department], stage: int, today: date) -> None:
    told = {
        "round": str(round),
        "framework": round.subject_title,
        "day": date_format(round.due_on, "SHORT_DATE_FORMAT"),
        "distance": deadlines.distance(round.due_on, today, settings.LAND),
        "departments": names(departments),
    }
    key = f"reminder:{round.pk}:{round.due_on}:{stage}"
    at = timezone.make_aware(datetime.combine(today, MORNING))
    mail.tell_departments(
        departments,
        subject=_("Deadline %(day)s, %(distance)s: %(round)s") % told,
        text=_(
            "Your department has not answered yet: %(round)s, %(framework)s. Deadline: %(day)s"
            " (%(distance)s)."
        )
        % told,
        path=path_of(round),
        key=key,
        run_after=at,
    )
    if stage > 0:
        mail.tell(
            accounts.coordinators(),
            subject=_("Not answered, %(distance)s: %(round)s") % told,
            text=_("These have not answered: %(departments)s. %(round)s, %(framework)s.") % told,
            path=path_of(round),
            key=f"{key}:coordination",
            run_after=at,
        )
