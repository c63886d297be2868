"""What happened with a partner, year by year, from its own chronicle and all that names it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from querschnitt.lib.partial_date import PartialDate

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Related:
    """An entry that names the partner, with its values as ``Said`` and editions hold them."""

    register: str
    key: str
    title: str
    values: Values
    language: str = ""
    """Of the title, where that is not the language of the page."""
    language_of_values: str = ""

    @property
    def reference(self) -> str:
        return f"{self.register}/{self.key}"


@dataclass(frozen=True)
class Step:
    """Something that happened, as exactly as its date is known."""

    when: PartialDate
    label: str = ""
    """A word or sentence of ours before it, in the language of the page."""
    text: str = ""
    """What somebody wrote."""
    reference: str = ""
    """The entry that it is told from, or nothing where the partner's own chronicle says it."""
    source: str = ""
    language: str = ""
    """Of the text, where that is not the language of the page."""


@dataclass(frozen=True)
class Year:
    """A year with all that happened in it, what is known to the day in its order."""

    year: int
    steps: list[Step]


def chronicle_of(partner: Values, related: Iterable[Related], *, language: str = "") -> list[Year]:
    """Return what happened with a partner, the newest year first.

    :param language: of the partner's own chronicle, where that is not the language of the page
    """
    steps = sorted(
        {*_own(partner, language), *(step for one in related for step in _of(one))},
        key=lambda step: (step.when, step.reference, step.label, step.text),
    )
    years = {year: [*found] for year, found in groupby(steps, key=lambda step: step.when.year)}
    return [Year(year, years[year]) for year in sorted(years, reverse=True)]


def lines_of(years: Iterable[Year], path_of: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return the years as templates show them, each step with the page that it leads to."""
    return [
        {
            "year": year.year,
            "steps": [
                {"step": step, "url": path_of(step.reference) if step.reference else ""}
                for step in year.steps
            ],
        }
        for year in years
    ]


def _own(partner: Values, language: str) -> Iterator[Step]:
    ours = {"since": _("The partnership begins."), "until": _("The partnership ends.")}
    for name, sentence in ours.items():
        if when := _parsed(partner.get(name)):
            yield Step(when, sentence)
    for row in partner.get("chronicle", []):
        if when := _parsed(row.get("on")):
            told = row.get("text", "")
            yield Step(when, text=told, source=row.get("source", ""), language=language)


_FIRST_DAYS = {
    "agreements": ("signed_on", "runs_until"),
    "events": ("starts_on",),
    "projects": ("starts_on", "ends_on"),
    "twinnings": ("since", "until"),
    "trade": ("starts_on",),
}
"""Of each register, the columns whose dates are steps."""


def _of(one: Related) -> Iterator[Step]:
    for name in _FIRST_DAYS.get(one.register, ()):
        if when := _parsed(one.values.get(name)):
            label = _label(one.register, name)
            yield Step(when, label, one.title, one.reference, language=one.language)


def _label(register: str, name: str) -> str:
    labels = {
        "signed_on": _("Signed:"),
        "runs_until": _("Runs until:"),
        "ends_on": _("Ends:"),
        "until": _("Ends:"),
        "since": _("Begins:"),
    }
    begins = register == "projects" and name == "starts_on"
    return _("Begins:") if begins else labels.get(name, "")


def _parsed(text: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except (TypeError, ValueError):
        return None
