"""Input about goals that say the same."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.framework import text_limits
from querschnitt.framework.forms import DepartmentField, GoalForm
from querschnitt.framework.models import FieldOfAction, Framework, GoalVersion
from querschnitt.framework.queries import all_departments, departments_of
from querschnitt.ui.forms import Form, TextField

_SEEN = re.compile(r"(\d{1,18}):(\d{1,9})")
# What is known of a goal from elsewhere is no matter of merging.
_LEFT_OUT = ("basis", "source", "confidence", "remark")


class SuggestionFilterForm(Form):
    """By what the list of suggestions is narrowed."""

    ressort = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("all"),
    )
    feld = forms.ModelChoiceField(
        label=_("Field of action"),
        queryset=FieldOfAction.objects.all(),
        to_field_name="key",
        required=False,
        empty_label=_("all"),
    )
    ab = forms.ChoiceField(
        label=_("How alike"),
        choices=[("", _("all")), ("50", _("at least very similar")), ("75", _("nearly the same"))],
        required=False,
    )
    wo = forms.ChoiceField(
        label=_("Where"),
        choices=[
            ("", _("everywhere")),
            ("within", _("in this framework")),
            ("across", _("with goals of earlier terms")),
        ],
        required=False,
    )
    seite = forms.IntegerField(
        min_value=1, max_value=10_000, required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, framework: Framework) -> None:
        super().__init__(data)
        offered = [department.pk for department in departments_of(framework)]
        departments = Department.objects.filter(pk__in=offered).in_order()
        self.fields["ressort"].queryset = departments  # type: ignore[attr-defined]


class ChooseGoalsForm(Form):
    """Goals to merge, by their references."""

    ziel = forms.CharField(
        label=_("References of the goals"),
        help_text=_("Two or more, separated by commas, for example D1, D7."),
        max_length=500,
    )


class MergeGoalsForm(GoalForm):
    """The fields of ``merge_goals``; ``initial`` is made from what the goals say."""

    into = forms.ChoiceField(label=_("Which goal lives on"), required=False)
    lead = DepartmentField(
        label=_("Lead department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("not known yet"),
    )
    note = TextField(
        label=_("Why they are merged"),
        help_text=_("The departments whose goals are merged read this."),
        max_length=text_limits.REMARK,
        required=False,
        rows=3,
    )
    seen = forms.CharField(max_length=1000, widget=forms.HiddenInput)
    field_order = ("into", "title", "wording", "explanation", "kind", "chapter", "field", "lead")

    def __init__(
        self,
        data: Any = None,
        *,
        framework: Framework,
        by: User,
        versions: Sequence[GoalVersion],
        text_of: str = "",
    ) -> None:
        initial = merged_text(versions, text_of=text_of)
        super().__init__(data, framework=framework, by=by, initial=initial)
        self.versions = versions
        for name in _LEFT_OUT:
            del self.fields[name]
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            ("", _("a new goal, which no single department contributes")),
            *((version.goal.reference, version.goal.reference) for version in versions),
        ]

    def clean_into(self) -> Any:
        """Return the goal of this reference; nothing for a new one."""
        goals = {version.goal.reference: version.goal for version in self.versions}
        return goals.get(self.cleaned_data["into"])

    def clean_seen(self) -> dict[int, int]:
        """Return the number of the version that was shown, by the goal's id."""
        return {int(goal): int(number) for goal, number in _SEEN.findall(self.cleaned_data["seen"])}


class NoteForm(Form):
    """Why two goals belong together, or do not say the same."""

    note = TextField(
        label=_("Note"), max_length=text_limits.REMARK, required=False, rows=3
    )  # fmt: skip


def seen_now(versions: Sequence[GoalVersion]) -> str:
    """Return what tells later which versions a page has shown."""
    return ",".join(f"{version.goal_id}:{version.number}" for version in versions)


def merged_text(versions: Sequence[GoalVersion], *, text_of: str = "") -> dict[str, Any]:
    """Return what a goal made of several says at first: the words of one, all departments.

    :param text_of: reference of the goal whose words it has; without one, of the first
    """
    if not versions:
        return {}
    by_reference = {version.goal.reference: version for version in versions}
    first = by_reference.get(text_of, versions[0])
    departments = all_departments(versions)
    clauses = {clause.pk: clause for version in versions for clause in version.clauses.all()}
    several = len({version.lead_id for version in versions}) > 1
    involves_all = any(version.involves_all for version in versions)
    return {
        "kind": GoalVersion.Kind.CROSS_DEPARTMENT if several else first.kind,
        "chapter": first.chapter,
        "field": first.field,
        "title": first.title,
        "wording": first.wording,
        "explanation": _joined(version.explanation for version in versions),
        "lead": first.lead,
        "involves_all": involves_all,
        "involved": [] if involves_all else [row for row in departments if row != first.lead],
        "clauses": sorted(clauses.values(), key=lambda clause: clause.number),
        "other_mandate": _joined(version.other_mandate for version in versions),
        "runs_from": first.runs_from,
        "runs_until": first.runs_until,
        "seen": seen_now(versions),
    }


def _joined(texts: Any) -> str:
    return "\n\n".join(dict.fromkeys(filter(None, texts)))
