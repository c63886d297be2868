"""The shape of what people enter to open and close rounds."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department
from querschnitt.coordination.forms.official_date import OfficialDateForm
from querschnitt.coordination.models import CoSignature, Round
from querschnitt.framework.text_limits import TEXT
from querschnitt.ui.forms import Form, GermanDateField, TextField


class RoundForm(Form):
    """How a round is opened; who is asked on named points chooses them on a second page."""

    ON_SECOND_PAGE = ("points", "has_points")

    kind = forms.ChoiceField(
        label=_("Kind of round"), choices=Round.Kind.choices, widget=forms.RadioSelect
    )
    departments = forms.MultipleChoiceField(
        label=_("Departments that are asked"), widget=forms.CheckboxSelectMultiple
    )
    due_on = GermanDateField(label=_("Deadline"))
    urgency_reason = TextField(
        label=_("Why it is urgent"),
        required=False,
        max_length=TEXT,
        rows=2,
        help_text=_("Needed for a deadline that is shorter than the rule, or no working day."),
    )
    opened_on = GermanDateField(
        label=_("Opened on"),
        required=False,
        help_text=_("Only if it was another day than today, for example 12.07.2022"),
    )
    instructions = TextField(
        label=_("Instructions to the departments"), required=False, max_length=TEXT
    )
    scope = forms.ChoiceField(
        label=_("What each department is asked on"),
        required=False,
        choices=[
            (CoSignature.Scope.WHOLE, _("the whole text")),
            (
                CoSignature.Scope.CONCERNED,
                _("what concerns it: its goals and the general parts"),
            ),
            (CoSignature.Scope.POINTS, _("points that I choose on the next page")),
        ],
        initial=CoSignature.Scope.WHOLE,
        widget=forms.RadioSelect,
        help_text=_(
            "Only for co-signature rounds. A later change asks only those again whose part changed."
        ),
    )
    silence_is_consent = forms.BooleanField(
        label=_("Silence is consent: who has not answered by the deadline agrees"),
        required=False,
        help_text=_("Only for co-signature rounds, and only about the text that is sent out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = {one.key: one for one in Department.objects.current().in_order()}
        # Chosen by key among those at hand, so that no typed number ever reaches the database.
        departments = cast("forms.MultipleChoiceField", self.fields["departments"])
        departments.choices = [(key, department.name) for key, department in self.present.items()]

    def clean_departments(self) -> list[Department]:
        """Return the chosen departments in the government's order."""
        chosen = self.cleaned_data["departments"]
        return [department for key, department in self.present.items() if key in chosen]

    @property
    def is_on_points(self) -> bool:
        """Whether what was entered asks for points of a co-signature round."""
        told = self.data if self.is_bound else {}
        return (
            told.get("kind") == Round.Kind.CO_SIGNATURE
            and told.get("scope") == CoSignature.Scope.POINTS
        )

    @property
    def has_chosen_points(self) -> bool:
        """Whether the second page, with the points, was sent."""
        return self.is_on_points and "has_points" in self.data

    @property
    def awaits_points(self) -> bool:
        """Whether the second page is still to be filled in."""
        return self.is_on_points and not self.has_chosen_points

    def clean(self) -> dict[str, Any]:
        """Add the points of each department, if they were chosen."""
        cleaned = super().clean() or self.cleaned_data
        if self.has_chosen_points and isinstance(self.data, QueryDict):
            values = {*self.data.getlist("points")}
            pairs = [value.partition("|") for value in sorted(values)]
            cleaned["points"] = {
                department: [point for key, _bar, point in pairs if key == department.key]
                for department in cleaned.get("departments", [])
            }
        return cleaned


class PositionRoundForm(RoundForm):
    """How departments are asked to co-sign a position: always as a whole."""

    kind = None  # type: ignore[assignment]
    scope = None  # type: ignore[assignment]

    @property
    def is_on_points(self) -> bool:
        """A position has no points that are chosen."""
        return False


class CloseRoundForm(OfficialDateForm):
    pass
