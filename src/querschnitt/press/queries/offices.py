"""Who held which office on a day, so that a quotation names the right one."""

from querschnitt.accounts.models import Appointment
from querschnitt.lib.partial_date import PartialDate


def office_of(person: str, on: str) -> Appointment | None:
    """Return the appointment that a person had on a day; the latest one of several.

    :param on: a partial date in ISO form
    """
    rows = Appointment.objects.filter(person_name__iexact=person.strip())
    held = [one for one in rows.select_related("office") if was_held(one, on)]
    return max(held, key=lambda one: (one.held_from or "", one.pk), default=None)


def office_holders(on: str) -> list[Appointment]:
    """Return who held an office on a day, by name."""
    rows = Appointment.objects.select_related("office__department")
    return sorted((one for one in rows if was_held(one, on)), key=lambda one: one.person_name)


def was_held(appointment: Appointment, on: str) -> bool:
    """Return whether an office may have been held at a time, as far as the dates tell."""
    try:
        asked = PartialDate.parse(on)
    except ValueError:
        return False
    begins = PartialDate.parse(str(appointment.held_from)) if appointment.held_from else None
    ends = PartialDate.parse(str(appointment.held_until)) if appointment.held_until else None
    return (begins is None or begins.first_day <= asked.last_day) and (
        ends is None or ends.last_day >= asked.first_day
    )
