"""The shape of what people enter to amend an adopted framework."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.coordination.forms.official_date import OfficialDateForm
from querschnitt.framework.models import Framework, Goal
from querschnitt.framework.queries import adopted_headings
from querschnitt.framework.text_limits import TEXT
from querschnitt.ui.forms import TextField


class _GoalsForm(OfficialDateForm):
    goals = forms.MultipleChoiceField(
        label=_("Goals that may be changed or dropped"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("New goals, the introduction and the chapters are open in any case."),
    )
    reason = TextField(
        label=_("Why the framework is amended"),
        max_length=TEXT,
        rows=4,
        help_text=_("The public reads this reason with the next version."),
    )
    field_order = ["goals", "reason", "on"]

    def __init__(self, *args: Any, framework: Framework, named: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {
            goal.reference: (goal, heading) for goal, heading in adopted_headings(framework)
        }
        # Chosen by reference among those at hand, so that no typed number reaches the database.
        goals = cast("forms.MultipleChoiceField", self.fields["goals"])
        goals.choices = [
            (reference, f"{reference}: {heading[:160]}")
            for reference, (_goal, heading) in self._rows.items()
            if reference not in named
        ]

    def clean_goals(self) -> list[Goal]:
        """Return the chosen goals in the order of the framework."""
        chosen = self.cleaned_data["goals"]
        return [goal for reference, (goal, _heading) in self._rows.items() if reference in chosen]


class OpenAmendmentForm(_GoalsForm):
    """Which goals are opened, and why."""


class ExtendAmendmentForm(_GoalsForm):
    """Which more goals are opened; the reason may be put otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["on"]


class GiveUpAmendmentForm(OfficialDateForm):
    reason = TextField(label=_("Why the amendment is given up"), max_length=TEXT, rows=4)
    field_order = ["reason", "on"]
