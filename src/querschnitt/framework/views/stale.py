"""The answer to a person who revised a text that someone else has changed meanwhile."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import ChoiceField, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from querschnitt.framework.wording_difference import Part, difference
from querschnitt.lib.refusal import Refused


@dataclass(frozen=True)
class Competing:
    """One entry in the two ways it is now: as it stands there, and as it was typed."""

    name: str
    now: str
    typed: str
    parts: list[Part] = field(default_factory=list)
    """What differs, word by word, where it is a text."""


def competing(form: Form, now: Mapping[str, Any], *, texts: Collection[str]) -> list[Competing]:
    """Return what differs between a form's entries and what stands there, by the fields' names."""
    found = []
    for name in (name for name in form.cleaned_data if name in now):
        there, typed = _plain(now[name]), _plain(form.cleaned_data[name])
        if there != typed:
            shown, entered = _shown(form, name, there), _shown(form, name, typed)
            parts = difference(shown, entered) if name in texts else []
            label = str(form.fields[name].label)
            found.append(Competing(label, shown, entered, parts))
    return found


def sent_again(request: HttpRequest, **seen: Any) -> Any:
    """Return what was typed, as answer to the text that stands there now."""
    data = request.POST.copy()
    for name, value in seen.items():
        data[name] = str(value)
    return data


def stale_page(
    request: HttpRequest, form: Form, *, refusal: Refused, both: list[Competing], **more: Any
) -> HttpResponse:
    """Show both texts; the form holds what was typed, and sending it again puts it in place."""
    context = {
        "form": form,
        "stale": refusal.obstacle,
        "texts": [one for one in both if one.parts],
        "facts": [one for one in both if not one.parts],
        **more,
    }
    return render(request, "framework/stale.html", context, status=409)


def _plain(value: Any) -> Any:
    """Return several rows in an order of their own, so that only their choice is compared."""
    if isinstance(value, QuerySet | list | tuple):
        return sorted(value, key=lambda row: row.pk if isinstance(row, Model) else row)
    return value


def _shown(form: Form, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(row) for row in value)
    choice = form.fields[name]
    if isinstance(choice, ChoiceField) and not isinstance(value, Model):
        return str(dict(choice.choices).get(value, value or ""))  # type: ignore[arg-type]
    return "" if value is None else str(value)
