"""The shape of what people enter about publishing."""

from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.text_limits import LINE, NARRATIVE
from querschnitt.publication.foreign.recognised import LIMITS
from querschnitt.publication.reporting_years import obstacle_to_reporting_on
from querschnitt.publication.rules import LONGEST_NOTE, PublicFrom
from querschnitt.ui.forms import Form, GermanDateField, TextField, UploadField

BERLIN = ZoneInfo("Europe/Berlin")
NOW: Final = "now"
AT: Final = "at"
EVENT: Final = "event"


class PublishForm(Form):
    """From when an edition is public; its cleaned data are what the act of publishing takes."""

    when = forms.ChoiceField(
        label=_("Public"),
        choices=[
            (NOW, _("now")),
            (AT, _("at a time")),
            (EVENT, _("when an event releases it")),
        ],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    day = GermanDateField(label=_("Day"), required=False)
    hour = forms.TimeField(
        label=_("Time of day in Germany"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        help_text=_("For example 10:30"),
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "qs-date"}),
        error_messages={"invalid": _("Please enter a time of day such as 10:30.")},
    )
    awaiting = forms.CharField(
        label=_("Event that it waits for"),
        required=False,
        max_length=LINE,
        help_text=_("For example: the speech has begun"),
    )
    change_note = TextField(
        label=_("What is new"),
        required=False,
        max_length=LONGEST_NOTE,
        rows=3,
        help_text=_("Readers see this note at the edition."),
    )

    def clean(self) -> dict[str, Any]:
        """Return the moment or the event, and the note."""
        told = super().clean() or {}
        public_from: PublicFrom = NOW
        if told.get("when") == AT:
            public_from = self._moment(told.get("day"), told.get("hour"))
        elif told.get("when") == EVENT:
            public_from = None
        return {
            "public_from": public_from,
            "awaiting": told.get("awaiting", "") if public_from is None else None,
            "change_note": told.get("change_note", ""),
        }

    def _moment(self, day: date | None, hour: time | None) -> PublicFrom:
        if "day" in self.errors or "hour" in self.errors:
            return None
        if day is None:
            self.add_error("day", ValidationError(_("Please enter the day."), code="required"))
        if hour is None:
            self.add_error("hour", ValidationError(_("Please enter the time."), code="required"))
        if day is None or hour is None:
            return None
        first, second = (datetime.combine(day, hour, BERLIN).replace(fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return first
        if first.astimezone(ZoneInfo("UTC")).astimezone(BERLIN).time() == hour:
            sentence = _("Clocks are set back in this hour, so it comes twice. Choose another.")
        else:
            sentence = _("Clocks are set forward in this hour, so it never comes. Choose another.")
        self.add_error("hour", ValidationError(sentence, code="no-such-hour"))
        return None


class PublishRelationsForm(PublishForm):
    """The same, with what the page showed."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Return the moment or the event, the note, and what was shown."""
        seen = self.cleaned_data.get("seen", "")
        return {**super().clean(), "seen": seen}


class WithdrawForm(Form):
    reason = TextField(
        label=_("Reason"),
        max_length=LONGEST_NOTE,
        rows=4,
        help_text=_("Readers find it at the address of the edition."),
    )


class CloseTermForm(Form):
    on = GermanDateField(
        label=_("Official date"),
        required=False,
        help_text=_("Only if it was another day than today, for example 12.07.2022"),
    )


class ImportForm(Form):
    """A framework of others; what it is follows from the file."""

    file = UploadField(
        label=_("File"),
        help_text=_("StratML of another government (.xml), or an edition of this program (.json)"),
        max_size=LIMITS.size,
        accept=".xml,.json,.stratml",
    )


class DiscardImportForm(Form):
    reason = TextField(label=_("Reason"), max_length=LONGEST_NOTE, rows=3)


class TakeOverForm(Form):
    """What the preview showed."""

    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ChooseTextForm(Form):
    """Which text of an edition holds the misprint."""

    goal_reference = forms.ChoiceField(label=_("Goal"))
    part = forms.ChoiceField(
        label=_("Text"),
        choices=[
            ("wording", _("Wording")),
            ("title", _("Title")),
            ("explanation", _("Explanation")),
        ],
        initial="wording",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, goals: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal_reference"].choices = goals  # type: ignore[attr-defined]


class ShownTextField(forms.CharField):
    """A text that the page has shown and that comes back as it was."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return the text with plain line ends, since browsers send two characters for one."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


class CorrectForm(Form):
    goal_reference = forms.CharField(widget=forms.HiddenInput, max_length=20)
    part = forms.CharField(widget=forms.HiddenInput, max_length=20)
    before = ShownTextField(max_length=NARRATIVE, strip=False)
    after = TextField(label=_("As it should read"), max_length=NARRATIVE, strip=False)
    note = TextField(
        label=_("What was corrected"),
        max_length=LONGEST_NOTE,
        rows=3,
        help_text=_("Readers see this note at the goal."),
    )


class ReportingYearForm(Form):
    """The year of an annual report."""

    jahr = forms.IntegerField(label=_("Year of the report"))

    def __init__(self, *args: Any, years: range, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["jahr"].help_text = _("From %(first)s to %(last)s") % {
            "first": years[0],
            "last": years[-1],
        }

    def clean_jahr(self) -> int:
        year: int = self.cleaned_data["jahr"]
        if obstacle := obstacle_to_reporting_on(year, self.years):
            raise ValidationError(obstacle.sentence, code=obstacle.code)
        return year
