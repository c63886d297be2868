"""What a reader of the clause coverage can narrow it to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department
from querschnitt.framework.forms import DepartmentField
from querschnitt.framework.models import FieldOfAction, GoalVersion
from querschnitt.framework.queries import CoverageFilter
from querschnitt.framework.queries.coverage import STATES
from querschnitt.ui.forms import Form

VIEWS = (
    ("clauses", _("By clause")),
    ("goals", _("By goal")),
    ("departments", _("By department")),
)
PAPERS = (("a4", _("A4, landscape")), ("a3", _("A3, landscape")))


class CoverageForm(Form):
    """The view, the filters and the paper, as they stand in the page's address."""

    view = forms.ChoiceField(choices=VIEWS, required=False, widget=forms.HiddenInput)
    department = DepartmentField(
        label=_("Department"),
        queryset=Department.objects.in_order(),
        required=False,
        empty_label=_("all"),
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
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("all")), *STATES], required=False
    )  # fmt: skip
    text = forms.CharField(label=_("Words"), max_length=200, required=False)
    paper = forms.ChoiceField(label=_("Paper for printing"), choices=PAPERS, required=False)

    @property
    def view_asked(self) -> str:
        """Which of the views is asked for; by clause where the address says nothing."""
        return str(self.cleaned_data.get("view") or VIEWS[0][0])

    @property
    def wanted(self) -> CoverageFilter:
        """The filters; what could not be understood narrows nothing."""
        told: dict[str, Any] = self.cleaned_data
        field = told.get("field")
        return CoverageFilter(
            department=told.get("department"),
            field=field.pk if field else None,
            kind=told.get("kind") or "",
            state=told.get("state") or "",
            text=(told.get("text") or "").strip(),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        return self.wanted != CoverageFilter()

    @property
    def said(self) -> list[tuple[str, str]]:
        """The filters in words, for paper and spreadsheet."""
        told = self.cleaned_data
        words = {
            "department": str(told.get("department") or ""),
            "field": str(told.get("field") or ""),
            "kind": str(dict(GoalVersion.Kind.choices).get(told.get("kind", ""), "")),
            "state": str(dict(STATES).get(told.get("state", ""), "")),
            "text": told.get("text") or "",
        }
        return [(str(self.fields[name].label), word) for name, word in words.items() if word]
