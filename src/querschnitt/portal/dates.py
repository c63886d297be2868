"""Public dates: days of decisions, editions, and the ends of what has a period.

A source is a function from one edition to dates; a further kind of date is a further source in
``SOURCES``. A date is as exact as it is known, and a calendar holds only what is known to the day.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.framework.content import GoalContent
from querschnitt.lib.partial_date import PartialDate
from querschnitt.portal.pages.home import number_of_goals
from querschnitt.portal.reading import Reading, moment_day, shortened
from querschnitt.portal.site import PublicDocument
from querschnitt.publication.content import AnyFramework, answering_for, is_framework, said
from querschnitt.publication.renderers import PublicEdition

# A calendar is glanced at: what a date is about, not all that it is about.
MOST_GOALS_NAMED: Final = 10
LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Scope:
    """Whose calendar a date stands in: of a field, of a department, or of nobody, the whole one."""

    field: str = ""
    department: str = ""


WHOLE: Final = Scope()


@dataclass(frozen=True)
class PublicDate:
    """A date as calendars and the page of dates show it.

    ``key`` tells it from all others, for ever; ``sequence`` grows whenever it is told anew.
    """

    key: str
    when: PartialDate
    title: str
    text: str
    path: str
    changed_at: datetime
    sequence: int
    scopes: frozenset[Scope]
    is_cancelled: bool = False

    @property
    def day(self) -> date | None:
        """The day, where it is known."""
        return self.when.first_day if self.when.day else None


class Told:
    """One edition with what sources of dates need to know of it."""

    def __init__(
        self, reading: Reading, edition: PublicEdition, document: PublicDocument | None
    ) -> None:
        self.reading = reading
        self.edition = edition
        self.document = document
        self.content: AnyFramework = said(edition.content)

    @property
    def slug(self) -> str:
        return self.edition.document

    @property
    def title(self) -> str:
        return self.reading.title_of(self.document) if self.document else self.slug

    @property
    def is_last(self) -> bool:
        """Whether it is the edition that tells what holds, or told so last."""
        if self.document is None:
            numbers = [e.number for e in self.reading.site.editions if e.document == self.slug]
            return self.edition.number == max(numbers)
        return self.edition is self.document.newest.edition

    @property
    def page(self) -> str:
        """The page to read it at: that of the document, if this is the edition that holds."""
        addresses = self.reading.addresses
        if self.is_last:
            return addresses.framework(self.slug)
        return addresses.edition(self.slug, self.edition.number)

    @cached_property
    def scopes_of_goals(self) -> list[tuple[GoalContent, frozenset[Scope]]]:
        return [(goal, self._scopes(goal)) for goal in self.content["goals"]]

    @cached_property
    def scopes(self) -> frozenset[Scope]:
        """All calendars that an event of the whole document stands in."""
        return frozenset({WHOLE}).union(*(scopes for _goal, scopes in self.scopes_of_goals))

    def _scopes(self, goal: GoalContent) -> frozenset[Scope]:
        concerned = answering_for(goal, self.content)
        return frozenset(
            {WHOLE, Scope(field=goal["field"]), *(Scope(department=key) for key in concerned)}
        )

    def date(self, key: str, iso: str, title: str, **changes: object) -> Iterator[PublicDate]:
        """Yield a date of this edition; of a withdrawn one nothing but that it is cancelled.

        A text that is no date is none.
        """
        try:
            when = PartialDate.parse(iso)
        except ValueError:
            return
        edition, gone = self.edition, self.edition.withdrawn_at
        made = PublicDate(
            key=key,
            when=when,
            title=title,
            text="",
            path=self.page,
            changed_at=edition.public_from,
            sequence=2 * edition.number,
            scopes=self.scopes,
        )
        made = replace(made, **changes)  # type: ignore[arg-type]
        if gone is None:
            yield made
            return
        reason = _("Withdrawn on {day}: {reason}")
        yield replace(
            made,
            title=_("Withdrawn"),
            text=reason.format(day=moment_day(gone), reason=edition.withdrawal_reason),
            changed_at=gone,
            sequence=made.sequence + 1,
            is_cancelled=True,
        )


Source = Callable[[Told], Iterable[PublicDate]]


def decisions(told: Told) -> Iterator[PublicDate]:
    """Yield the day on which cabinet adopted what an edition says."""
    if not is_framework(told.edition.content):
        return
    adoption = told.edition.content["adoption"]
    title = _("Cabinet decides: {title}").format(title=told.title)
    key = f"{told.slug}/decision/{adoption['version']}"
    yield from told.date(
        key,
        adoption["decided_on"],
        title,
        text=adoption["decided_by"],
        path=told.reading.addresses.framework(told.slug),
    )


def publications(told: Told) -> Iterator[PublicDate]:
    """Yield the day on which an edition became public."""
    edition = told.edition
    title = _("Published: {title}, edition {number}")
    yield from told.date(
        f"{told.slug}/edition/{edition.number}",
        timezone.localdate(edition.public_from).isoformat(),
        title.format(title=told.title, number=edition.number),
        text=edition.change_note,
        path=told.reading.addresses.edition(told.slug, edition.number),
    )


def ends(told: Told) -> Iterator[PublicDate]:
    """Yield until when a framework and its legislative term run."""
    if not (told.is_last and is_framework(told.edition.content)):
        return
    framework = told.edition.content["framework"]
    end, term = framework["period"]["end"], framework["term"]
    title = _("End of: {title}").format(title=told.title)
    yield from told.date(f"{told.slug}/end", end, title)
    title = _("End of the {number}th legislative term").format(number=term["number"])
    yield from told.date(f"term/{term['number']}/end", term["period"]["end"], title)


def goal_ends(told: Told) -> Iterator[PublicDate]:
    """Yield the days on which periods of goals end: one date for all goals of a calendar."""
    if not told.is_last:
        return
    ending: dict[tuple[str, Scope], list[GoalContent]] = {}
    for goal, scopes in told.scopes_of_goals:
        if goal["period"]["end"]:
            for scope in scopes:
                ending.setdefault((goal["period"]["end"], scope), []).append(goal)
    for (end, scope), goals in ending.items():
        of = f"/{scope.field}/{scope.department}" if scope != WHOLE else ""
        yield from told.date(
            f"{told.slug}/goals/{end}{of}",
            end,
            _goals_title(told, goals),
            text=_goals_text(told, goals),
            path=_goals_page(told, goals),
            scopes=frozenset({scope}),
        )


def _goals_title(told: Told, goals: list[GoalContent]) -> str:
    if len(goals) == 1:
        goal = goals[0]
        title = shortened(told.reading.heading_of(goal), LONGEST_NAME)
        named = {"reference": goal["reference"], "title": title}
        return _("Period ends: goal {reference}, {title}").format(**named)
    named = {"goals": number_of_goals(len(goals)), "title": told.title}
    return _("Period ends: {goals} of {title}").format(**named)


def _goals_text(told: Told, goals: list[GoalContent]) -> str:
    if len(goals) == 1:
        return told.title
    named = [
        f"{goal['reference']}: {shortened(told.reading.heading_of(goal), LONGEST_NAME)}"
        for goal in goals[:MOST_GOALS_NAMED]
    ]
    more = len(goals) - MOST_GOALS_NAMED
    if more > 0:
        named.append(_("and {goals} more").format(goals=number_of_goals(more)))
    return "\n".join(named)


def _goals_page(told: Told, goals: list[GoalContent]) -> str:
    if len(goals) == 1:
        return told.reading.addresses.goal(told.slug, goals[0]["reference"])
    return told.page


SOURCES: tuple[Source, ...] = (decisions, publications, ends, goal_ends)


def dates(reading: Reading) -> list[PublicDate]:
    """Return all public dates, and those that were cancelled by a withdrawal, in their order."""
    found: dict[str, PublicDate] = {}
    for told in (*_readable(reading), *_gone(reading)):
        for source in SOURCES:
            for one in source(told):
                found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: (one.when, one.key))


def _readable(reading: Reading) -> Iterator[Told]:
    # The oldest first: what an edition says of the past, a later one only repeats.
    for document in reading.site.documents:
        for reader in reversed(document.readers):
            yield Told(reading, reader.edition, document)


def _gone(reading: Reading) -> Iterator[Told]:
    documents = {document.slug: document for document in reading.site.documents}
    for edition in reading.site.withdrawn:
        yield Told(reading, edition, documents.get(edition.document))
