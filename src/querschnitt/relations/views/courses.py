"""One page for each act on an entry: its form, or the sentence why it is not possible.

Which acts there are is declared beside; a conference, a meeting, a resolution, a presidency and
the positions on a dossier each have a page that leads to its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import User
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.relations.forms.conferences import NothingForm
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.registers.base import Label
from querschnitt.relations.sections import Way
from querschnitt.relations.seen import seen_of
from querschnitt.relations.views.found import entry_or_404, way_to_entry

if TYPE_CHECKING:
    from django.db.models import QuerySet

BY_MONTH = "monat"


@dataclass(frozen=True)
class Place:
    """To what an act is done: a meeting, say, and perhaps a row of it."""

    thing: Any
    row: Any = None


def _nothing(place: Place, data: Any) -> Form:
    return NothingForm(data)


def _never(by: User, place: Place) -> bool:
    return False


@dataclass(frozen=True)
class Act:
    """An act that has a page: what it is called, its form, and what it does."""

    heading: Label
    done: Label
    perform: Callable[..., object]
    """Is given the person, the place, and by name what the form says."""
    obstacle: Callable[[User, Place], Obstacle | None]
    form: Callable[[Place, Any], Form] = _nothing
    seen: tuple[str, ...] = ()
    """The columns that it overwrites: who was shown something else is told so."""
    rows: Callable[[Any], "QuerySet[Any]"] | None = None
    """The rows of the thing to one of which it is done."""
    lead: Label = ""


@dataclass(frozen=True)
class Course:
    """What there is to do about the entries of a register, on a page of its own."""

    register: str
    sheet: str
    """The name of that page's address."""
    name: Label
    acts: Mapping[str, Act]
    """By the word in their addresses."""
    is_hidden: Callable[[User, Place], bool] = _never
    """Whether a person does not even know that there is such a row."""

    def url(self, thing: Any) -> str:
        """Return the address of the page."""
        return reverse(f"relations:{self.sheet}", args=[thing.key])

    def way(self, seen_by: User, thing: Any, word: str) -> Way:
        """Return the way to an act that needs no row."""
        chosen = self.acts[word]
        url = reverse(f"relations:{self.register}_act", args=[thing.key, word])
        return Way(chosen.heading, url, chosen.obstacle(seen_by, Place(thing)))


def page_of(course: Course) -> Callable[..., HttpResponse]:
    """Return the view of all acts of a course."""

    @signed_in
    @require_http_methods(["GET", "HEAD", "POST"])
    def act(request: SignedInRequest, key: str, word: str, pk: int | None = None) -> HttpResponse:
        chosen, place = _found(request, course, key, word, pk)
        form, stale = _form(chosen, place, entered(request)), None
        try:
            if attempt(form, lambda **told: _done(request.user, chosen, place, told)):
                messages.success(request, str(chosen.done), extra_tags="act")
                board = f"?nach={BY_MONTH}" if request.POST.get("nach") == BY_MONTH else ""
                return redirect(course.url(place.thing) + board)
        except Refused as refusal:
            form, stale = _shown_anew(form, chosen, place), refusal.obstacle
        return _page(request, course, chosen, place, form, stale)

    return act


def _found(
    request: SignedInRequest, course: Course, key: str, word: str, pk: int | None
) -> tuple[Act, Place]:
    chosen = course.acts.get(word)
    if chosen is None or (chosen.rows is None) != (pk is None):
        raise Http404(_("There is no such page."))
    thing = entry_or_404(request, REGISTERS[course.register], key)
    row = get_object_or_404(chosen.rows(thing), pk=pk) if chosen.rows else None
    place = Place(thing, row)
    if course.is_hidden(request.user, place):
        raise Http404(_("There is no such page."))
    return chosen, place


def _form(chosen: Act, place: Place, data: Any) -> Form:
    form = chosen.form(place, data)
    if chosen.seen and "seen" in form.fields:
        form.initial["seen"] = seen_of(place.row or place.thing, chosen.seen)
    return form


def _done(by: User, chosen: Act, place: Place, told: dict[str, Any]) -> object:
    if not chosen.seen:
        told.pop("seen", None)
    return chosen.perform(by, place, **told)


def _shown_anew(form: Form, chosen: Act, place: Place) -> Form:
    """Return the form with what was typed, ready to replace what stands there now."""
    row = place.row or place.thing
    row.refresh_from_db()
    typed: Any = form.data
    data = typed.copy()
    data["seen"] = seen_of(row, chosen.seen)
    return chosen.form(place, data)


def _page(
    request: SignedInRequest,
    course: Course,
    chosen: Act,
    place: Place,
    form: Form,
    stale: Obstacle | None,
) -> HttpResponse:
    own, row = course.url(place.thing), place.row or place.thing
    return act_page(
        request,
        form,
        heading=str(chosen.heading),
        preline=str(row),
        lead=str(chosen.lead),
        submit=str(chosen.heading),
        cancel_url=own,
        obstacle=chosen.obstacle(request.user, place),
        breadcrumb=way_to_entry(place.thing, (str(course.name), own), (str(chosen.heading), None)),
        status=409 if stale else 0,
        stale=stale,
        differing=_present_texts(chosen, place) if stale else [],
    )


def _present_texts(chosen: Act, place: Place) -> list[tuple[Any, str]]:
    """Return what stands there now, by the labels of the form."""
    fields = [(field.label, field.value()) for field in _form(chosen, place, None).visible_fields()]
    return [(label, value) for label, value in fields if value and isinstance(value, str)]
