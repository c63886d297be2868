"""The shape of what people enter about meetings, resolutions and what belongs to a conference."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.text_limits import LINE, NARRATIVE, TEXT, TITLE
from querschnitt.relations.forms.fields import RowsFormField
from querschnitt.relations.models import (
    Attendance,
    ConferenceMember,
    Paper,
    Resolution,
    Vote,
    VotingRule,
)
from querschnitt.relations.operations import VoteSaid
from querschnitt.ui.forms import Form, GermanDateField, PartialDateFormField, TextField

_NONE = [("", "–")]
LARGEST = 999


class RowField(forms.ChoiceField):
    """One of a few rows that are given to the form; nothing where it may stay empty."""

    def __init__(self, rows: Iterable[Model], **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        blank = [] if kwargs.get("required", True) else _NONE
        choices = [*blank, *((key, str(row)) for key, row in self.rows.items())]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the row that was chosen."""
        return self.rows.get(super().clean(value))


class SeenForm(Form):
    """A form that changes a row, and says what of it the person was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LINE)


class NothingForm(Form):
    """An act that needs no words."""


class MemberForm(SeenForm):
    name = forms.CharField(label=_("Name of the member"), max_length=LINE)
    is_own = forms.BooleanField(label=_("This is our own government"), required=False)
    since = PartialDateFormField(label=_("Member since"), required=False)
    until = PartialDateFormField(label=_("Member until"), required=False)


class PaperForm(SeenForm):
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=Paper.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=TITLE)
    received_on = GermanDateField(label=_("Received on"), required=False)
    text = TextField(label=_("Text of the paper"), max_length=NARRATIVE, required=False, rows=8)
    url = forms.URLField(
        label=_("Link to the paper"), max_length=500, required=False, assume_scheme="https"
    )
    preparation = RowsFormField(
        columns=cast("Any", Paper._meta.get_field("preparation")).columns,
        label=_("Which working groups consulted on it"),
        required=False,
    )
    is_public = forms.BooleanField(
        label=_("May become public with the meeting"), required=False
    )  # fmt: skip
    field_order = ("kind", "title", "submitted_by")

    def __init__(self, *args: Any, members: Iterable[ConferenceMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Submitted by")
        self.fields["submitted_by"] = RowField(members, label=label, required=False)
        self.order_fields(self.field_order)


class ItemForm(SeenForm):
    title = forms.CharField(label=_("Title of the item"), max_length=TITLE)
    reporter = forms.CharField(label=_("Who reports"), max_length=LINE, required=False)
    explanation = TextField(label=_("Explanation"), max_length=NARRATIVE, required=False, rows=4)
    is_public = forms.BooleanField(
        label=_("May become public with the meeting"), required=False
    )  # fmt: skip


class LayPaperForm(Form):
    is_authoritative = forms.BooleanField(
        label=_("The conference decides on it under this item"), required=False
    )

    def __init__(self, *args: Any, papers: Iterable[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = RowField(papers, label=_("Paper"))
        self.order_fields(["paper"])


class InvitationForm(SeenForm):
    invitation = TextField(
        label=_("Text of the invitation"), max_length=NARRATIVE, required=False, rows=10
    )


class OnForm(Form):
    """An act that happened on a day, as a rule today."""

    on = GermanDateField(
        label=_("On"), required=False, help_text=_("Without a day it is today.")
    )  # fmt: skip


class GuestForm(Form):
    capacity = forms.ChoiceField(
        label=_("Invited as"),
        choices=[
            (value, label)
            for value, label in Attendance.Capacity.choices
            if value != Attendance.Capacity.MEMBER
        ],
        initial=Attendance.Capacity.GUEST,
    )
    office = forms.CharField(label=_("Institution or office"), max_length=LINE, required=False)
    name = forms.CharField(label=_("Name of the person"), max_length=LINE, required=False)


class AnswerForm(Form):
    state = forms.ChoiceField(label=_("Answer"), choices=Attendance.State.choices)
    name = forms.CharField(label=_("Name of the person"), max_length=LINE, required=False)
    office = forms.CharField(label=_("Institution or office"), max_length=LINE, required=False)


class HoldForm(Form):
    """Who of those on the list was present; all others were absent."""

    def __init__(self, *args: Any, attendance: Iterable[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [*attendance]
        if rows:
            self.fields["present"] = forms.TypedMultipleChoiceField(
                label=_("Who was present"),
                choices=[(row.pk, attendant(row)) for row in rows],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[row.pk for row in rows if row.state == Attendance.State.ACCEPTED],
            )


def attendant(row: Attendance) -> str:
    """Return how somebody on the list of a meeting is named."""
    parts = [str(row.member) if row.member else "", row.office, row.name]
    return ", ".join(part for part in parts if part)


class OutcomeForm(SeenForm):
    outcome = TextField(
        label=_("What came of it"), max_length=NARRATIVE, required=False, rows=10
    )  # fmt: skip


class ProtocolForm(SeenForm):
    protocol = TextField(
        label=_("General part of the protocol"), max_length=NARRATIVE, required=False, rows=12
    )


class ReasonForm(Form):
    reason = TextField(label=_("Reason"), max_length=TEXT, rows=4)


class DraftResolutionForm(Form):
    title = forms.CharField(label=_("Title"), max_length=TITLE)
    wording = TextField(label=_("Wording"), max_length=NARRATIVE, rows=12)
    rule = forms.ChoiceField(
        label=_("Voting rule"), choices=VotingRule.choices, initial=VotingRule.AT_LEAST
    )
    votes_needed = forms.IntegerField(
        label=_("Votes needed"), min_value=1, max_value=LARGEST, required=False
    )
    series = forms.CharField(
        label=_("Series"),
        max_length=LINE,
        required=False,
        help_text=_("What the parts of a resolution in several parts have in common."),
    )
    part = forms.CharField(
        label=_("Part"), max_length=10, required=False, help_text=_("For example II")
    )

    def __init__(self, *args: Any, earlier: Iterable[Resolution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follows"] = RowField(earlier, label=_("Follows"), required=False)


class PutUnderItemForm(Form):
    def __init__(self, *args: Any, items: Iterable[Model], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Item of the agenda")
        self.fields["item"] = RowField(items, label=label, required=False)


class VotesForm(Form):
    """How each member voted; what a member had put on record stays as it is."""

    given_on = GermanDateField(label=_("Day of the votes"))
    is_incomplete = forms.BooleanField(
        label=_("Not all votes that were cast are known"), required=False
    )

    def __init__(
        self, *args: Any, members: Mapping[ConferenceMember, Vote | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for member, vote in members.items():
            self.fields[f"member_{member.pk}"] = forms.ChoiceField(
                label=member.name,
                choices=[*_NONE, *Vote.Choice.choices],
                required=False,
                initial=vote.choice if vote else "",
            )
        self.order_fields(["given_on", *(f"member_{member.pk}" for member in members)])

    def clean(self) -> dict[str, Any]:
        """Return the votes by member."""
        told = super().clean() or self.cleaned_data
        votes = {
            member.pk: VoteSaid(told.get(f"member_{member.pk}", ""), vote.statement if vote else "")
            for member, vote in self.members.items()
        }
        return {
            "votes": votes,
            "given_on": told.get("given_on"),
            "is_incomplete": told.get("is_incomplete", False),
        }


class VoteForm(Form):
    choice = forms.ChoiceField(
        label=_("Vote"), choices=[*_NONE, *Vote.Choice.choices], required=False
    )
    statement = TextField(
        label=_("Statement for the record"), max_length=NARRATIVE, required=False, rows=6
    )
    given_on = GermanDateField(label=_("Day of the votes"))


class DecideForm(Form):
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[
            (value, label)
            for value, label in Resolution.Result.choices
            if value in (Resolution.Result.ADOPTED, Resolution.Result.REJECTED)
        ],
        widget=forms.RadioSelect,
    )
    adopted_on = PartialDateFormField(label=_("Decided on"), required=False)
    is_incomplete = forms.BooleanField(
        label=_("Not all votes that were cast are known"), required=False
    )


class ProcedureForm(Form):
    answer_by = GermanDateField(label=_("Answers until"))


class ForwardForm(Form):
    recipient = forms.CharField(label=_("Forwarded to"), max_length=LINE)
    sent_on = PartialDateFormField(label=_("Sent on"), required=False)


class ResponseForm(SeenForm):
    outcome = TextField(label=_("What came of it"), max_length=NARRATIVE, rows=6)
    outcome_on = PartialDateFormField(label=_("On"), required=False)


class ConferenceTaskForm(SeenForm):
    what = forms.CharField(label=_("What has to be done"), max_length=TITLE)
    who = forms.CharField(label=_("Who does it"), max_length=LINE)
    due_on = GermanDateField(label=_("By when"))


class DoneForm(OnForm):
    note = TextField(label=_("What was done"), required=False, max_length=TEXT, rows=4)
    field_order = ("note", "on")


class HandOverForm(Form):
    on = GermanDateField(label=_("Handed over on"))
    successor = forms.CharField(label=_("Who chairs next"), max_length=LINE)
    is_told = forms.BooleanField(
        label=_("The next chair takes over what is still open"), required=False
    )
