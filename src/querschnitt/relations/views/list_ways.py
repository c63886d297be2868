"""The ways from the list of a register to its workbook, and to duplicates of organisations."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.relations.registers import Register
from querschnitt.relations.sections import Way


def ways_to_workbook(register: Register, seen_by: User) -> Iterable[Way]:
    """Yield the ways to a register as a workbook."""
    excel = reverse("relations:register_workbook", args=[register])
    yield Way(_("Download as a workbook (Excel)"), excel)
    yield Way(_("Download as a workbook (ODS)"), f"{excel}?datei=ods")
    upload = reverse("relations:upload_entries", args=[register])
    yield Way(_("Enter by workbook"), upload)


def ways_among_organisations(register: Register, seen_by: User) -> Iterable[Way]:
    """Yield the ways to organisations by their roles, and to likely duplicates."""
    yield Way(_("Organisations by role"), reverse("relations:organisations_in_roles"))
    yield Way(_("Duplicates"), reverse("relations:duplicates"))
