"""Reminding departments of agreements that run out; the worker does it, once for each due date."""

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.accounts import notices
from querschnitt.accounts import queries as accounts
from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.models import Agreement
from querschnitt.relations.renewal import due_name, is_over, reminder_day
from querschnitt.ui.partial_dates import spoken

if TYPE_CHECKING:
    from django.db.models import QuerySet

MORNING = time(7)
"""When the mails go out; they are made at midnight, when nobody wants to be woken."""


@transaction.atomic
def remind_of_renewals() -> int:
    """Remind of every agreement whose day has come, each once, and return how many these are."""
    today = timezone.localdate()
    rows = cast("QuerySet[Agreement]", Agreement._default_manager.filter(removed_at=None))
    count = 0
    for agreement in (
        rows.select_related("department").select_for_update(of=("self",)).order_by("pk")
    ):
        day = reminder_day(agreement.runs_until, agreement.remind_on)
        due = due_name(agreement.runs_until, agreement.remind_on)
        if day is None or day > today or agreement.reminded_of == due:
            continue
        if is_over(agreement.runs_until, today):
            continue
        _tell(agreement, due)
        agreement.reminded_at, agreement.reminded_of = timezone.now(), due
        agreement.save(update_fields=["reminded_at", "reminded_of"])
        count += 1
    return count


def _tell(agreement: Agreement, due: str) -> None:
    end = spoken(PartialDate.parse(agreement.runs_until)) if agreement.runs_until else ""
    if end:
        subject = _("An agreement runs until %(day)s") % {"day": end}
        text = _("An agreement runs until %(day)s. Is it to be renewed?") % {"day": end}
    else:
        subject = _("An agreement is due for renewal")
        text = _("Somebody asked to be reminded of an agreement today. Is it to be renewed?")
    if agreement.is_renewed_tacitly:
        text += " " + _("It is renewed by itself unless somebody terminates it.")
    tell = partial(notices.tell, accounts.coordinators())
    if agreement.department is not None:
        tell = partial(notices.tell_departments, [agreement.department])
    tell(
        subject=subject,
        text=text,
        path=reverse("relations:entry", args=["agreements", agreement.key]),
        key=f"renewal:{agreement.pk}:{due}",
        run_after=timezone.make_aware(datetime.combine(timezone.localdate(), MORNING)),
    )
