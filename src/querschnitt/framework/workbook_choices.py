"""What the cells of a workbook may say: names that people choose for the rows that they mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from querschnitt.documents.tables import Unfit
from querschnitt.framework.goal_said import GoalSaid as Content
from querschnitt.framework.models import GoalVersion

__all__ = [
    "Choice",
    "Choices",
    "Content",
    "Key",
    "Offer",
    "Unfit",
    "answer",
    "chapter_label",
    "departments_offered",
    "kinds_offered",
    "stages",
]

Key = str | int

_BETWEEN = re.compile(r"[;,\n]")


class Choice(NamedTuple):
    """A row to choose: how the drop-down calls it, and what else people may write for it."""

    key: Key
    label: str
    others: tuple[str, ...] = ()


class Offer:
    """The rows that a column offers, found by any of their names, whatever the case."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self.choices = tuple(choices)
        self._labels = {choice.key: choice.label for choice in self.choices}
        self._keys: dict[str, Key] = {}
        for choice in self.choices:
            self._keys[_folded(choice.label)] = choice.key
        for choice in self.choices:
            for name in choice.others:
                self._keys.setdefault(_folded(name), choice.key)

    def __contains__(self, key: object) -> bool:
        return key in self._labels

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.choices]

    def label_of(self, key: Key | None) -> str:
        """Return how a row is called; an empty text for none, and for one that is not offered."""
        return "" if key is None else self._labels.get(key, "")

    def find(self, text: str) -> Key | None:
        return self._keys.get(_folded(text))

    def one(self, text: str) -> Key | None:
        """Return the key of what a cell names, None where it is empty.

        :raises Unfit: if it names nothing that is offered
        """
        if not text.strip():
            return None
        key = self.find(text)
        if key is None:
            raise Unfit(_("This is not in the list. Please choose from the drop-down."))
        return key

    def needed(self, text: str) -> Key:
        """Return the key of what a cell names.

        :raises Unfit: if it names nothing, or nothing that is offered
        """
        key = self.one(text)
        if key is None:
            raise Unfit(_("Something has to be chosen here."))
        return key

    def several(self, text: str) -> tuple[Key, ...]:
        """Return the keys of what a cell names, separated by semicolons or commas.

        :raises Unfit: if any part names nothing that is offered
        """
        if key := self.find(text):
            return (key,)
        found: dict[Key, None] = {}
        for name in filter(None, map(str.strip, _BETWEEN.split(text))):
            key = self.find(name)
            if key is None:
                raise Unfit(_("“%(name)s” is not known here.") % {"name": name[:60]})
            found[key] = None
        return tuple(sorted(found, key=str)) if found else ()


def kinds_offered() -> Offer:
    """Return the kinds of goals."""
    return Offer(Choice(kind.value, str(kind.label), (kind.value,)) for kind in GoalVersion.Kind)


def stages() -> dict[str, str]:
    """Return how the stages of goals are called."""
    return {stage.value: str(stage.label) for stage in GoalVersion.Stage}


def departments_offered(named: Iterable[tuple[Key, str, str, str]]) -> Offer:
    """Return departments by their abbreviations, of which two may be the same after a recut.

    :param named: what stands for each, then its lasting key, abbreviation and name
    """
    rows = [*named]
    short = [abbreviation for _row, _key, abbreviation, _name in rows]
    return Offer(
        Choice(
            row,
            abbreviation if short.count(abbreviation) == 1 else f"{abbreviation} ({key})",
            (key, name),
        )
        for row, key, abbreviation, name in rows
    )


def chapter_label(number: int, title: str) -> str:
    """Return how a chapter is called, as its model says it too."""
    return f"{number} {title}"


@dataclass(frozen=True)
class Choices:
    """All that the columns of one framework's workbook offer."""

    kinds: Offer
    fields: Offer
    departments: Offer
    chapters: Offer
    clauses: Offer
    closed_clauses: Mapping[int, str]
    """Clauses that no goal can newly take up, each with the sentence why."""
    removed_clauses: frozenset[int] = frozenset()
    """Those of them that a goal may keep if it rests on them already."""

    @cached_property
    def everyone(self) -> str:
        """What stands in the cell where all departments are involved."""
        return pgettext("workbook", "all")

    @cached_property
    def yes(self) -> str:
        return pgettext("workbook", "yes")

    @cached_property
    def no(self) -> str:
        return pgettext("workbook", "no")

    def involved(self, text: str) -> tuple[bool, tuple[int, ...]]:
        """Return whether all departments are involved, or else which.

        :raises Unfit: if a name is not known, or all are named beside some
        """
        if _folded(text) == _folded(self.everyone):
            return True, ()
        named = [part.strip() for part in _BETWEEN.split(text)]
        if any(_folded(name) == _folded(self.everyone) for name in named):
            raise Unfit(_("Either all departments are involved, or those that are named."))
        return False, _numbers(self.departments.several(text))

    def clause_numbers(self, text: str) -> tuple[int, ...]:
        """Return the keys of the clauses whose numbers a cell names.

        :raises Unfit: if the mandate has no clause of such a number
        """
        try:
            return _numbers(self.clauses.several(text))
        except Unfit as unfit:
            sentence = _("Clauses are named by their numbers, such as 3; 5. See the sheet “%s”.")
            raise Unfit(f"{unfit} {sentence % pgettext('workbook', 'Clauses')}") from unfit

    def answer(self, text: str) -> bool | None:
        """Return a yes or no, None where the cell is empty.

        :raises Unfit: if it says anything else
        """
        return answer(text, yes=self.yes, no=self.no)


def answer(text: str, *, yes: str, no: str) -> bool | None:
    """Return a yes or no, None where the cell is empty.

    :param yes: as the drop-down says it, and ``no`` too
    :raises Unfit: if it says anything else
    """
    said = _folded(text)
    if not said:
        return None
    if said in {_folded(yes), "ja", "j", "x", "yes", "true", "1"}:
        return True
    if said in {_folded(no), "nein", "n", "no", "false", "0"}:
        return False
    raise Unfit(_("Please answer yes or no."))


def _numbers(keys: Iterable[Key]) -> tuple[int, ...]:
    return tuple(sorted(int(key) for key in keys))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
