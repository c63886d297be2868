"""One list of organisations with all the roles that they play."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.models import User
from querschnitt.relations.models import Organisation
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.queries.duplicates import mergers_of
from querschnitt.relations.queries.organisations import organisations_page, roles_of
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.sections import Section
from querschnitt.relations.views.found import way_to


@signed_in
@require_safe
def organisations_in_roles(request: SignedInRequest) -> HttpResponse:
    number = request.GET.get("seite", "1")
    page = organisations_page(
        role=request.GET.get("rolle", ""),
        sought=request.GET.get("suche", "")[:200],
        number=int(number) if number.isdecimal() and len(number) < 6 else 1,
    )
    kept = {"rolle": page.chosen, "suche": page.sought}
    context = {
        "page": page,
        "previous_url": f"?{urlencode({**kept, 'seite': page.number - 1})}"
        if page.number > 1
        else "",
        "next_url": f"?{urlencode({**kept, 'seite': page.number + 1})}" if page.has_more else "",
        "breadcrumb": way_to(REGISTERS["organisations"], (_("Roles"), None)),
    }
    return render(request, "relations/organisations_in_roles.html", context)


def roles_section(entry: Registered, seen_by: User) -> Section | None:
    """Return the section of an organisation's page that shows its roles."""
    assert isinstance(entry, Organisation)  # noqa: S101 - registered for organisations alone
    roles = roles_of([entry]).get(entry.pk, [])
    return Section(_("Roles"), "relations/_roles.html", {"roles": roles}, place=10)


def mergers_section(entry: Registered, seen_by: User) -> Section | None:
    """Return the section that shows what was merged into an organisation, if anything was."""
    lines = mergers_of(entry, seen_by)
    if not lines:
        return None
    shown = {"lines": lines, "entry": entry}
    return Section(_("Merged organisations"), "relations/_mergers.html", shown, place=80)
