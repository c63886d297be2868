"""The words for the keys that content uses, in the active language."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from querschnitt.framework.content import AdoptionContent, GoalContent, Text
from querschnitt.lib.partial_date import PartialDate
from querschnitt.ui import partial_dates

KINDS = {
    "principle": gettext_noop("Principle"),
    "cross_department": gettext_noop("Cross-department priority"),
    "department_specific": gettext_noop("Core goal of a department"),
    "outcome": gettext_noop("Outcome"),
}
BASES = {
    "own": gettext_noop("Contributed by the department"),
    "strategy_text": gettext_noop("Text of the framework"),
    "press_release": gettext_noop("Press release of the government"),
    "press": gettext_noop("Press report"),
    "annual_report": gettext_noop("Annual report"),
}
CONFIDENCES = {
    "high": gettext_noop("Official source read"),
    "medium": gettext_noop("Press, or inferred from two sources"),
    "low": gettext_noop("One weak source, or sources disagree"),
}
MANDATES = {
    "coalition_agreement": gettext_noop("Coalition agreement"),
    "parliament_resolution": gettext_noop("Resolution of parliament"),
    "law": gettext_noop("Law"),
    "inter_institutional_agreement": gettext_noop("Agreement between government and parliament"),
    "state_secretaries_conference": gettext_noop("State secretaries' conference"),
    "other": gettext_noop("Other mandate"),
}


def kind(key: str) -> str:
    """Return what a goal of this kind is called."""
    return _known(KINDS, key)


def kind_of(goal: GoalContent) -> str:
    """Return what kind a goal is, and whether it says so itself or was classified later."""
    if goal["kind_basis"] == "inferred":
        return _("{kind} (classified afterwards)").format(kind=kind(goal["kind"]))
    return kind(goal["kind"])


def inferred(goal: GoalContent) -> str:
    """Return a note where a goal's lead is a conclusion and not stated by an official source."""
    return _("inferred from the sources") if goal["lead_confidence"] in {"medium", "low"} else ""


def basis(key: str) -> str:
    """Return where the wording of a goal is known from."""
    return _known(BASES, key)


def confidence(key: str) -> str:
    """Return how sure a fact is; nothing where nothing is said."""
    return _known(CONFIDENCES, key)


def mandate_kind(key: str) -> str:
    """Return what a mandate of this kind is called."""
    return _known(MANDATES, key)


def day(iso: str) -> str:
    """Return a partial date as the active language writes it."""
    return partial_dates.spoken(PartialDate.parse(iso)) if iso else ""


def period(start: str, end: str) -> str:
    """Return from when until when, as far as it is known."""
    if start and end:
        return _("{start} to {end}").format(start=day(start), end=day(end))
    if start:
        return _("from {start}").format(start=day(start))
    return _("until {end}").format(end=day(end)) if end else ""


def _known(labels: dict[str, str], key: str) -> str:
    return _(labels[key]) if key in labels else key


def amends(adoption: AdoptionContent) -> tuple[tuple[str, str], ...]:
    """Return which version this one amends, and why; nothing of a first version."""
    amended = adoption.get("amends")
    if amended is None:
        return ()
    told = {"number": amended["version"], "day": day(amended["decided_on"])}
    return (
        (_("Amends"), _("version {number} of {day}").format(**told)),
        (_("Reason for the amendment"), amended["reason"]),
    )


def relations(languages: Iterable[str]) -> Text:
    """Return what the registers of relations are called, in the languages that know a word."""
    named = {}
    for language in languages:
        if language in dict(settings.LANGUAGES):
            with override(language):
                named[language] = _("Relations")
    return named
