"""Input about goals that live on in a later framework."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department
from querschnitt.framework import text_limits
from querschnitt.framework.forms import DepartmentField
from querschnitt.framework.models import FieldOfAction, Goal, GoalVersion
from querschnitt.framework.operations import CarriedGoal
from querschnitt.framework.queries import Carriable, Inheritance
from querschnitt.ui.forms import Form, TextField

NOBODY = "0"
"""The choice of no department, as against none chosen yet."""

STEPS = ("preview", "carry", "leave", "choose")


class PlainSelect(forms.Select):
    """A list of choices, written without a template for each; hundreds may stand on a page."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the list with its options."""
        chosen = "" if value is None else str(value)
        inside = [
            format_html('<optgroup label="{}">{}</optgroup>', label, _options(of, chosen))
            if isinstance(of, list)
            else _options([(label, of)], chosen)
            for label, of in self.choices
        ]
        own = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        options = format_html_join("", "{}", ((one,) for one in inside))
        return format_html("<select{}>{}</select>", flatatt(own), options)


def _options(choices: Sequence[tuple[Any, Any]], chosen: str) -> SafeString:
    return format_html_join(
        "",
        "<option{}>{}</option>",
        (
            (flatatt({"value": value, "selected": str(value) == chosen}), label)
            for value, label in choices
        ),
    )


class CarriedGoalForm(Form):
    """One goal of the predecessor: whether it is carried over, and who answers for it."""

    chosen = forms.BooleanField(required=False)
    lead = forms.ChoiceField(label=_("Lead department"), required=False, widget=PlainSelect)
    contributed_by = forms.ChoiceField(
        label=_("Contributed by"), required=False, widget=PlainSelect
    )
    involved = forms.MultipleChoiceField(
        label=_("Involved departments"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any, goal: Carriable, departments: Sequence[Department], *, is_chosen: bool
    ) -> None:
        involved = {heir.pk: heir for one in goal.involved for heir in one.heirs}
        clear = [one.heirs[0].pk for one in goal.involved if len(one.heirs) == 1]
        super().__init__(
            data,
            prefix=f"g{goal.version.goal_id}",
            initial={
                "chosen": is_chosen,
                "lead": _only(goal.lead),
                "contributed_by": _only(goal.contributor),
                "involved": [str(key) for key in clear],
            },
        )
        self.goal, self._departments = goal, {str(row.pk): row for row in departments}
        self._offer("lead", _offered(goal.lead, departments))
        self._offer("contributed_by", _offered(goal.contributor, departments))
        self._offer("involved", [(str(pk), heir.name) for pk, heir in involved.items()])

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        for name in ("lead", "contributed_by"):
            if told.get("chosen") and name not in self.errors and not told.get(name):
                sentence = _("%(goal)s: please choose “%(label)s”, or say that it is open.")
                told_of = {
                    "goal": self.goal.version.goal.reference,
                    "label": self.fields[name].label,
                }
                self.add_error(name, ValidationError(sentence % told_of))
        return told

    @property
    def is_chosen(self) -> bool:
        return bool(self.cleaned_data.get("chosen"))

    @property
    def carried(self) -> CarriedGoal:
        """The choice, as the act takes it."""
        told = self.cleaned_data
        return CarriedGoal(
            source=self.goal.version.goal,
            lead=self._departments.get(told["lead"]),
            contributed_by=self._departments.get(told["contributed_by"]),
            involved=[self._departments[key] for key in told["involved"]],
        )

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class CarryOverRow:
    """A goal of the predecessor with its form; without one, it is carried over already."""

    goal: Carriable
    form: CarriedGoalForm | None


class CarryOverForm(Form):
    """The choices for all goals that are shown, and what is done with them."""

    step = forms.ChoiceField(choices=[(step, step) for step in STEPS], required=False)
    reason = TextField(
        label=_("Why they are not carried on"),
        max_length=text_limits.REMARK,
        required=False,
        rows=2,
    )

    def __init__(
        self,
        data: Any,
        goals: Sequence[Carriable],
        departments: Sequence[Department],
        *,
        is_chosen: bool = False,
    ) -> None:
        super().__init__(data)
        self.rows = [
            CarryOverRow(
                goal,
                None
                if goal.carried_as
                else CarriedGoalForm(data, goal, departments, is_chosen=is_chosen),
            )
            for goal in goals
        ]

    def clean(self) -> dict[str, Any]:
        is_left = self.cleaned_data.get("step") == "leave"
        for row in self.rows:
            if row.form and not row.form.is_valid() and not is_left:
                for errors in row.form.errors.values():
                    self.add_error(None, errors)
        if not self.chosen:
            self.add_error(None, _("Please choose at least one goal."))
        return self.cleaned_data

    @property
    def chosen(self) -> list[CarriedGoalForm]:
        """The forms of the goals whose box is ticked."""
        return [row.form for row in self.rows if row.form and row.form.is_chosen]

    @property
    def goals(self) -> list[Goal]:
        return [form.goal.version.goal for form in self.chosen]

    @cached_property
    def choices(self) -> list[CarriedGoal]:
        return [form.carried for form in self.chosen]


class CarryOverFilterForm(Form):
    department = DepartmentField(
        label=_("Department"),
        queryset=Department.objects.in_order(),
        required=False,
        empty_label=_("all"),
        help_text=_("As it was then, or as it is now."),
    )
    field = forms.ModelChoiceField(
        label=_("Field of action"),
        queryset=FieldOfAction.objects.all(),
        required=False,
        empty_label=_("all"),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *GoalVersion.Kind.choices], required=False
    )
    left = forms.BooleanField(label=_("Only what is left"), required=False)

    def narrow(self, goals: Sequence[Carriable]) -> list[Carriable]:
        """Return the goals that fit; what could not be understood narrows nothing."""
        self.is_valid()
        return [goal for goal in goals if self._fits(goal)]

    def _fits(self, goal: Carriable) -> bool:
        told, version = self.cleaned_data, goal.version
        department, field = told.get("department"), told.get("field")
        answering = {
            row.pk
            for one in (goal.lead, goal.contributor, *goal.involved)
            if one
            for row in (one.former, *one.heirs)
        }
        return (
            (department is None or department.pk in answering or version.involves_all)
            and (field is None or field.pk == version.field_id)
            and told.get("kind") in {None, "", version.kind}
            and (not told.get("left") or goal.is_left)
        )


class LinkCarriedOverForm(Form):
    """The goal of an earlier framework from which a goal comes."""

    source = forms.ChoiceField(label=_("Comes from"))
    note = TextField(label=_("Note"), max_length=text_limits.REMARK, required=False, rows=2)

    def __init__(self, data: Any, versions: Sequence[GoalVersion]) -> None:
        super().__init__(data)
        self._goals = {str(version.goal_id): version.goal for version in versions}
        groups: dict[str, list[tuple[str, str]]] = {}
        for version in versions:
            label = f"{version.goal.reference}: {Truncator(version.heading).chars(110)}"
            groups.setdefault(str(version.goal.framework), []).append((str(version.goal_id), label))
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("", _("please choose")),
            *groups.items(),
        ]

    def clean_source(self) -> Goal:
        return self._goals[self.cleaned_data["source"]]


def _only(inheritance: Inheritance | None) -> str:
    """Return the one department that answers now; nothing where one has to choose."""
    if inheritance is None or not inheritance.heirs:
        return NOBODY
    return str(inheritance.heirs[0].pk) if len(inheritance.heirs) == 1 else ""


def _offered(inheritance: Inheritance | None, departments: Sequence[Department]) -> list[Any]:
    heirs = inheritance.heirs if inheritance else []
    known = {heir.pk for heir in heirs}
    choices: list[Any] = [("", _("please choose"))] if len(heirs) > 1 else []
    choices.append((NOBODY, _("open")))
    if heirs:
        choices.append((_("Successors"), [(str(row.pk), row.abbreviation) for row in heirs]))
    others = [(str(row.pk), row.abbreviation) for row in departments if row.pk not in known]
    return [*choices, (_("Other departments"), others)] if others else choices
