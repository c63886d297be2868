"""What the pages of foreign frameworks show. Each question costs a fixed number of queries."""

import json
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.comparables import Comparable
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.content import LANGUAGE, FrameworkContent, FrameworkEdition, GoalContent
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.moving import Plan, plan, plan_digest
from querschnitt.framework.queries.moving import here_for
from querschnitt.lib.refusal import Obstacle
from querschnitt.publication import import_rules as rules
from querschnitt.publication.foreign.deviations import Deviation
from querschnitt.publication.models import ImportedFramework

PAGE = 50
LIST_PAGE = 25
KEY = "fremd-"


@dataclass(frozen=True)
class ImportsPage:
    """A page of the list, newest first."""

    imports: list[ImportedFramework]
    number: int
    has_more: bool
    to_import: Obstacle | None


@dataclass(frozen=True)
class ForeignGoal:
    """A goal of a foreign framework as its page shows it."""

    reference: str
    kind: str
    title: str
    wording: str
    departments: str


@dataclass(frozen=True)
class Part:
    """A page of something that may be long."""

    rows: list[Any]
    number: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def has_more(self) -> bool:
        return self.last < self.total


@dataclass(frozen=True)
class ImportPage:
    """One import with its deviations and goals, and what can be done with it."""

    imported: ImportedFramework
    content: FrameworkContent
    period: tuple[str, str]
    introduction: str
    remark: str
    language: str
    departments: list[str]
    goals: Part
    deviations: Part
    outcomes: list[tuple[str, int]]
    adoption: dict[str, Any] | None
    to_discard: Obstacle | None
    to_take_over: Obstacle | None

    @property
    def comparison_key(self) -> str:
        return f"{KEY}{self.imported.pk}"


@dataclass(frozen=True)
class MovePage:
    """What taking a framework over would do, part by part."""

    imported: ImportedFramework
    plan: Plan
    digest: str
    obstacle: Obstacle | None


def imports_page(by: User, *, number: int) -> ImportsPage:
    """Return a page of the imports that a person may read."""
    rows = ImportedFramework.objects.visible_to(by).without_texts()
    start = (number - 1) * LIST_PAGE
    found = list(rows.select_related("imported_by", "taken_over_as")[start : start + LIST_PAGE + 1])
    return ImportsPage(
        found[:LIST_PAGE], number, len(found) > LIST_PAGE, rules.obstacle_to_importing(by)
    )


def import_page(
    imported: ImportedFramework, by: User, *, goals: int, deviations: int
) -> ImportPage:
    """Return one import.

    :param goals: which page of its goals is shown
    :param deviations: which page of its deviations is shown
    """
    content: FrameworkContent = json.loads(imported.content)
    names = {one["key"]: one["abbreviation"] for one in content["departments"]}
    found = [Deviation(*one) for one in json.loads(imported.deviations)]
    edition = _edition(imported)
    period = content["period"]
    return ImportPage(
        imported=imported,
        content=content,
        period=(period["start"], period["end"]),
        introduction=_any(content["introduction"]),
        remark=content["provenance"]["remark"],
        language=language_name(imported.language),
        departments=[_any(one["name"]) or one["abbreviation"] for one in content["departments"]],
        goals=_part([_goal(one, names) for one in _slice(content["goals"], goals)],
                    goals, len(content["goals"])),
        deviations=_part(_slice(found, deviations), deviations, len(found)),
        outcomes=_counted(found),
        adoption=dict(edition["adoption"]) if edition else None,
        to_discard=rules.obstacle_to_discarding(imported, by),
        to_take_over=rules.obstacle_to_taking_over(imported, by),
    )  # fmt: skip


def move_page(imported: ImportedFramework, by: User) -> MovePage | None:
    """Return what taking over an edition would do now; None of what is no edition."""
    edition = _edition(imported)
    if edition is None:
        return None
    found = plan(edition["framework"], here_for(edition["framework"]))
    obstacle = rules.obstacle_to_taking_over(imported, by, plan=found)
    return MovePage(imported, found, plan_digest(found), obstacle)


def comparable_imports(by: User) -> list[Comparable]:
    """Return the foreign frameworks that a person may put beside others."""
    rows = ImportedFramework.objects.visible_to(by).standing().without_texts()
    return [
        Comparable(
            key=f"{KEY}{row.pk}",
            label=f"{row.title[:100]} ({row})",
            remark=str(_("foreign, %(kind)s") % {"kind": row.get_kind_display()}),
            language="" if row.language in {LANGUAGE, "und"} else row.language,
            load=lambda pk=row.pk: comparable_content(pk),  # type: ignore[misc]
        )
        for row in rows.order_by("pk")
    ]


def comparable_content(pk: int) -> FrameworkContent:
    """Return what a foreign framework says.

    Its key counts only where the very same text was adopted here: another government's framework
    of 2022 is not ours, nor is its goal P1.
    """
    row = ImportedFramework.objects.only("content", "content_digest").get(pk=pk)
    content: FrameworkContent = json.loads(row.content)
    if FrameworkVersion.objects.filter(content_digest=row.content_digest).exists():
        return content
    return {**content, "key": f"{KEY}{pk}"}


def language_name(language: str) -> str:
    """Return how a language is called, where it is one of the usual."""
    names = {
        "de": _("German"),
        "en": _("English"),
        "fr": _("French"),
        "pl": _("Polish"),
        "nl": _("Dutch"),
        "es": _("Spanish"),
        "it": _("Italian"),
        "und": _("not recognised"),
    }
    return names.get(language, language)


def _edition(imported: ImportedFramework) -> FrameworkEdition | None:
    return cast("FrameworkEdition", json.loads(imported.edition)) if imported.edition else None


def _any(text: dict[str, str]) -> str:
    return next(iter(text.values()), "")


def _slice(rows: list[Any], number: int) -> list[Any]:
    return rows[(number - 1) * PAGE : number * PAGE]


def _part(rows: list[Any], number: int, total: int) -> Part:
    return Part(rows, number, total)


def _goal(goal: GoalContent, names: dict[str, str]) -> ForeignGoal:
    kinds = {str(value): str(label) for value, label in GoalVersion.Kind.choices}
    keys = dict.fromkeys([*filter(None, [goal["lead"]]), *goal["involved"]])
    involved = [names.get(key, key) for key in keys]
    return ForeignGoal(
        goal["reference"],
        kinds.get(goal["kind"], goal["kind"]),
        _any(goal["title"]),
        _any(goal["wording"]),
        _("all departments") if goal["involves_all"] else ", ".join(involved),
    )


def _counted(found: list[Deviation]) -> list[tuple[str, int]]:
    labels = {
        "repaired": _("repaired"),
        "kept": _("kept in a text"),
        "dropped": _("left out"),
    }
    counts = {name: sum(one.outcome == name for one in found) for name in labels}
    return [(labels[name], count) for name, count in counts.items() if count]
