"""Input to the acts on the framework; what is clean can be handed to the act as it is."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Confidence, Department, User
from querschnitt.framework import text_limits
from querschnitt.framework.models import (
    Chapter,
    Clause,
    FieldOfAction,
    Framework,
    GoalVersion,
)
from querschnitt.framework.queries import departments_of
from querschnitt.framework.text_digests import chapter_digest, introduction_digest
from querschnitt.ui.forms import Form, PartialDateFormField, SeveralRowsField, TextField

_CHOICE = [("", "–")]


class ClausesField(SeveralRowsField):
    """Clauses to choose from, each with its number and the beginning of its text."""

    def label_from_instance(self, obj: Clause) -> str:
        """Return what stands beside the box of a clause."""
        text = f"{obj.number}. {Truncator(obj.text).chars(160)}"
        return _("{text} (removed)").format(text=text) if obj.is_removed else text


class DepartmentsField(SeveralRowsField):
    """Departments to choose from, by their full names."""

    def label_from_instance(self, obj: Department) -> str:
        """Return what stands beside the box of a department."""
        return f"{obj.name} ({obj.abbreviation})"


class DepartmentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One department to choose, by its full name."""

    def label_from_instance(self, obj: Department) -> str:
        """Return what stands in the list for a department."""
        return f"{obj.name} ({obj.abbreviation})"


class GoalForm(Form):
    """What a goal says, with the choices that a framework offers."""

    kind = forms.ChoiceField(label=_("Kind"), choices=GoalVersion.Kind.choices)
    chapter = forms.ModelChoiceField(
        label=_("Chapter"),
        queryset=Chapter.objects.none(),
        required=False,
        empty_label=_("not known yet"),
    )
    field = forms.ModelChoiceField(
        label=_("Field of action"),
        queryset=FieldOfAction.objects.all(),
        empty_label=_("please choose"),
    )
    title = forms.CharField(label=_("Title"), max_length=text_limits.LINE, required=False)
    wording = TextField(label=_("Wording"), max_length=text_limits.TEXT)
    explanation = TextField(
        label=_("Explanation"), max_length=text_limits.TEXT, required=False
    )  # fmt: skip
    lead = DepartmentField(
        label=_("Lead department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("not known yet"),
    )
    lead_remark = TextField(
        label=_("Remark on the lead"), max_length=text_limits.REMARK, required=False, rows=2
    )
    involves_all = forms.BooleanField(label=_("All departments are involved"), required=False)
    involved = DepartmentsField(
        label=_("Involved departments"),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    clauses = ClausesField(
        label=_("Clauses of the mandate"),
        queryset=Clause.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_mandate = TextField(
        label=_("Other mandate"),
        help_text=_("Such as a resolution of the parliament, where no clause is the reason."),
        max_length=text_limits.TEXT,
        required=False,
        rows=2,
    )
    runs_from = PartialDateFormField(label=_("From"), required=False)
    runs_until = PartialDateFormField(label=_("Until"), required=False)
    basis = forms.ChoiceField(
        label=_("Known from"), choices=GoalVersion.Basis.choices, initial=GoalVersion.Basis.OWN
    )
    source = TextField(label=_("Source"), max_length=text_limits.TEXT, required=False, rows=2)
    confidence = forms.ChoiceField(
        label=_("How sure it is"), choices=[*_CHOICE, *Confidence.choices], required=False
    )
    remark = TextField(label=_("Remark"), max_length=text_limits.TEXT, required=False, rows=2)

    def __init__(
        self, data: Any = None, *, framework: Framework, by: User, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        linked = [clause.pk for clause in self.initial.get("clauses") or ()]
        self._offer("chapter", framework.chapters.standing().order_by("number"))
        self._offer("clauses", _clauses(framework, linked))
        departments = _departments(framework, self.initial)
        for name in ("lead", "involved", "contributed_by"):
            self._offer(name, departments)

    def _offer(self, name: str, choices: Any) -> None:
        if name in self.fields:
            self.fields[name].queryset = choices  # type: ignore[attr-defined]


class DraftGoalForm(GoalForm):
    """The fields of ``draft_goal``."""

    contributed_by = DepartmentField(
        label=_("Contributed by"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("no department"),
    )
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("Leave it empty to have it counted on."),
        max_length=20,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, framework: Framework, by: User, initial: Any = None
    ) -> None:
        super().__init__(data, framework=framework, by=by, initial=initial)
        if not by.is_coordinator:
            # A department contributes for itself, and its references are counted on.
            del self.fields["contributed_by"], self.fields["reference"]


class ReviseGoalForm(GoalForm):
    """The fields of ``revise_goal``; ``initial`` is what the version ``seen`` says."""

    change_note = forms.CharField(label=_("What you changed"), max_length=300, required=False)
    seen = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)


class SubmitGoalForm(Form):
    """The version that is submitted."""

    seen = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)


class IntroductionForm(Form):
    """The introduction of a framework."""

    introduction = TextField(
        label=_("Introduction"), max_length=text_limits.NARRATIVE, required=False, rows=16
    )
    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, framework: Framework) -> None:
        shown = {"introduction": framework.introduction}
        super().__init__(data, initial={**shown, "seen_digest": introduction_digest(framework)})


class ChapterForm(Form):
    """A chapter; without one given, a new one."""

    title = forms.CharField(label=_("Title"), max_length=text_limits.LINE)
    text = TextField(label=_("Text"), max_length=text_limits.NARRATIVE, required=False, rows=12)
    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, chapter: Chapter | None = None) -> None:
        if chapter is None:
            super().__init__(data)
            del self.fields["seen_digest"]
        else:
            shown = {"title": chapter.title, "text": chapter.text}
            super().__init__(data, initial={**shown, "seen_digest": chapter_digest(chapter)})


class ReasonForm(Form):
    """Why a goal is returned or withdrawn."""

    reason = TextField(label=_("Reason"), max_length=text_limits.TEXT)


class ExclusionForm(Form):
    """Why a clause is not taken up."""

    reason = TextField(label=_("Not taken up, because"), max_length=text_limits.TEXT)


def _clauses(framework: Framework, linked: list[int]) -> Any:
    excluded = framework.exclusions.exclude(clause__in=linked).values("clause")
    clauses = Clause.objects.filter(mandate=framework.mandate_id).exclude(pk__in=excluded)
    # A goal keeps a clause that was removed later; others cannot choose it any more.
    return clauses.filter(Q(removed_on="") | Q(pk__in=linked)).order_by("number")


def _departments(framework: Framework, initial: Mapping[str, Any]) -> Any:
    """Return the departments of the framework's time, and those that the goal names already."""
    lead = initial.get("lead")
    involved = initial.get("involved") or ()
    named = [department.pk for department in (*involved, lead) if department]
    offered = [department.pk for department in departments_of(framework)]
    return Department.objects.filter(Q(pk__in=offered) | Q(pk__in=named)).in_order()
