"""The calendar of everything: a month, a year, and as files for calendar programs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.documents.calendars import MEDIA_TYPE, calendar_file
from querschnitt.relations.appointments import appointments
from querschnitt.relations.calendar_lines import lines_of, vague_lines, weekdays, weeks_of
from querschnitt.relations.happenings import KINDS, Happening
from querschnitt.relations.months import between, month_of, shifted, undated, vague_in
from querschnitt.relations.queries import calendar as queries
from querschnitt.relations.registers import Register
from querschnitt.relations.views.found import entry_or_404
from querschnitt.relations.views.partners import path_of
from querschnitt.ui.partial_dates import EARLIEST_YEAR, LATEST_YEAR

MONTH = 7
LIST = "liste"


@signed_in
@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    kind = _kind_asked(request)
    happenings = queries.calendar(kind)
    is_list = request.GET.get("ansicht") == LIST
    context = {
        "kinds": KINDS,
        "kind": kind,
        "is_list": is_list,
        "file_url": f"{reverse('relations:calendar_of_kind')}{_query(art=kind)}",
        "undated": vague_lines(undated(happenings), path_of),
        "breadcrumb": [(_("Relations"), reverse("relations:hub")), (_("Calendar"), None)],
        **(_year(request, happenings, kind) if is_list else _month(request, happenings, kind)),
    }
    return render(request, "relations/calendar.html", context)


@signed_in
@require_safe
def calendar_of_kind(request: SignedInRequest) -> HttpResponse:
    return _file(queries.calendar(_kind_asked(request)), "kalender.ics")


@signed_in
@require_safe
def entry_calendar(request: SignedInRequest, register: Register, key: str) -> HttpResponse:
    happenings = queries.happenings_of_entry(entry_or_404(request, register, key))
    if not any(one.is_exact for one in happenings):
        raise Http404
    return _file(happenings, f"{key}.ics")


def _month(request: SignedInRequest, happenings: list[Happening], kind: str) -> dict[str, Any]:
    first = _month_asked(request)
    month = month_of(happenings, first, timezone.localdate())
    before, after = shifted(first, -1), shifted(first, 1)
    return {
        "first": first,
        "weeks": weeks_of(month, path_of),
        "weekdays": weekdays(),
        "listed": lines_of(month.listed, path_of),
        "vague": vague_lines(month.vague, path_of),
        "previous_url": _query(monat=f"{before:%Y-%m}", art=kind),
        "next_url": _query(monat=f"{after:%Y-%m}", art=kind),
        "other_url": _query(ansicht=LIST, jahr=str(first.year), art=kind),
    }


def _year(request: SignedInRequest, happenings: list[Happening], kind: str) -> dict[str, Any]:
    year = _year_asked(request)
    return {
        "year": year,
        "listed": lines_of(between(happenings, date(year, 1, 1), date(year, 12, 31)), path_of),
        "vague": vague_lines(vague_in(happenings, year), path_of),
        "previous_url": _query(ansicht=LIST, jahr=str(year - 1), art=kind),
        "next_url": _query(ansicht=LIST, jahr=str(year + 1), art=kind),
        "other_url": _query(monat=f"{year}-01", art=kind),
    }


def _file(happenings: Sequence[Happening], filename: str) -> HttpResponse:
    told = queries.told_of({one.reference for one in happenings})
    known = [one for one in happenings if one.reference in told]
    data = calendar_file(
        _("Relations"),
        appointments(
            known,
            path_of=path_of,
            changed=lambda reference: (told[reference].changed_at, told[reference].number),
            is_public=False,
        ),
        of="Relations",
        refresh=timedelta(hours=6),
    )
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _query(**parameters: str) -> str:
    told = {name: value for name, value in parameters.items() if value}
    return f"?{urlencode(told)}" if told else ""


def _kind_asked(request: SignedInRequest) -> str:
    asked = request.GET.get("art", "")
    return asked if asked in KINDS else ""


def _month_asked(request: SignedInRequest) -> date:
    """Return the first day of the month that was asked for, this month if that is none."""
    told, today = request.GET.get("monat", ""), timezone.localdate().replace(day=1)
    try:
        asked = date.fromisoformat(f"{told}-01") if len(told) == MONTH else today
    except ValueError:
        return today
    return asked if EARLIEST_YEAR < asked.year < LATEST_YEAR else today


def _year_asked(request: SignedInRequest) -> int:
    told, this_year = request.GET.get("jahr", ""), timezone.localdate().year
    asked = int(told) if told.isascii() and told.isdecimal() and len(told) == 4 else this_year
    return asked if EARLIEST_YEAR < asked < LATEST_YEAR else this_year
