"""The shape of what people enter into a cabinet submission, and on its way."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.coordination.cabinet_paper import TYPED
from querschnitt.coordination.forms.official_date import OfficialDateForm
from querschnitt.coordination.models import (
    CabinetSession,
    CabinetSubmission,
    StateSecretariesResult,
)
from querschnitt.framework.text_limits import LINE, TEXT
from querschnitt.ui.forms import Form, GermanDateField, TextField

FILE_REFERENCE = 80


class SubmissionForm(Form):
    """The parts of a submission that people write; the others are derived."""

    file_reference = forms.CharField(
        label=_("File reference"), required=False, max_length=FILE_REFERENCE
    )
    facts = TextField(
        label=_("Facts and reasons"),
        required=False,
        max_length=TEXT,
        rows=10,
        help_text=_("Briefly: what it is about, and why it is proposed."),
    )
    form = forms.ChoiceField(
        label=_("How the cabinet is asked to decide"),
        choices=CabinetSubmission.Form.choices,
        initial=CabinetSubmission.Form.DISCUSSION,
        widget=forms.RadioSelect,
    )
    urgency_reason = TextField(
        label=_("Why it is urgent"),
        required=False,
        max_length=TEXT,
        rows=3,
        help_text=_("Only if it comes too late for the session and cannot wait."),
    )
    associations = TextField(
        label=_("Participation of associations"), required=False, max_length=TEXT, rows=4
    )
    associations_not_taken_up = TextField(
        label=_("Suggestions of associations that were not taken up"),
        required=False,
        max_length=TEXT,
        rows=4,
    )
    costs = TextField(label=_("Costs and budget"), required=False, max_length=TEXT, rows=4)
    proposed_decision = TextField(
        label=_("Proposed decision"),
        required=False,
        max_length=TEXT,
        help_text=_("As the cabinet is to take it. The page shows later how it was changed."),
    )
    speaking_notes = TextField(
        label=_("Speaking notes"),
        required=False,
        max_length=TEXT,
        help_text=_("For the spokesperson of the government; an annex of the submission."),
    )
    press_text = TextField(
        label=_("Press text"),
        required=False,
        max_length=TEXT,
        help_text=_(
            "Locked until the cabinet has decided: until then only those who coordinate and the"
            " cabinet office read it. It does not stand in the submission."
        ),
    )


class RevisionForm(SubmissionForm):
    """A submission as it stands, with the digest of what is shown."""

    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, *args: Any, submission: CabinetSubmission, seen_digest: str, **kwargs: Any
    ) -> None:
        stands = {name: getattr(submission, name) for name in TYPED}
        super().__init__(*args, initial={**stands, "seen_digest": seen_digest}, **kwargs)


class SubmitForm(OfficialDateForm):
    signed_by = forms.CharField(
        label=_("Signed by"), max_length=LINE, help_text=_("The head of the house")
    )
    signed_on = GermanDateField(
        label=_("Signed on"),
        required=False,
        help_text=_("Only if it was another day than that of the submission"),
    )
    session = forms.ChoiceField(label=_("For the session"), required=False)
    reason_for_untried_dissent = TextField(
        label=_("Why it is submitted although nobody has tried to settle the dissent higher up"),
        required=False,
        max_length=TEXT,
        rows=4,
    )
    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ["signed_by", "signed_on", "session", "reason_for_untried_dissent", "on"]

    def __init__(self, *args: Any, sessions: list[CabinetSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Chosen by number among those at hand, so that no typed key ever reaches the database.
        self.sessions = {one.number: one for one in sessions}
        choices = cast("forms.ChoiceField", self.fields["session"])
        choices.choices = [
            ("", _("not fixed yet")),
            *((number, str(one)) for number, one in self.sessions.items()),
        ]

    def clean_session(self) -> CabinetSession | None:
        """Return the chosen session."""
        return self.sessions.get(self.cleaned_data["session"])


class ReasonForm(Form):
    reason = TextField(label=_("Reason"), max_length=TEXT, rows=4)


class WithdrawSubmissionForm(OfficialDateForm):
    reason = TextField(label=_("Reason"), max_length=TEXT, rows=4)
    field_order = ["reason", "on"]


class StateSecretariesForm(Form):
    held_on = GermanDateField(label=_("Day of the conference"))
    chair = forms.CharField(label=_("Chair"), required=False, max_length=LINE)
    result = forms.ChoiceField(
        label=_("Result"),
        choices=StateSecretariesResult.Result.choices,
        widget=forms.RadioSelect,
    )
    note = TextField(
        label=_("Note to the result"),
        required=False,
        max_length=TEXT,
        rows=3,
        help_text=_("Stands in the submission and goes to the heads of all houses."),
    )
    minutes = TextField(
        label=_("Minutes (confidential)"),
        required=False,
        max_length=TEXT,
        help_text=_("Read by those who coordinate and by the cabinet office, and by nobody else."),
    )
