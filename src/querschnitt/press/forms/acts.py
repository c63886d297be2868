"""What people enter where they decide about a release."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.models import Framework
from querschnitt.framework.text_limits import LINE, REMARK
from querschnitt.lib.refusal import Refused
from querschnitt.press.embargo import NONE, Embargo, moment_in_berlin
from querschnitt.press.models import Release
from querschnitt.ui.forms import Form, GermanDateField, TextField

NEVER, AT, EVENT = "", "at", "event"


class ReasonForm(Form):
    reason = TextField(label=_("Reason"), max_length=REMARK, rows=4)


class EmbargoForm(Form):
    """Until when a release is kept back; its cleaned data hold one ``Embargo``."""

    waits = forms.ChoiceField(
        label=_("Embargo"),
        required=False,
        choices=[
            (NEVER, _("none: public as soon as it is released")),
            (AT, _("until a time")),
            (EVENT, _("until an event")),
        ],
        initial=NEVER,
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
    event = forms.ChoiceField(
        label=_("Event that is awaited"),
        required=False,
        choices=[one for one in Release.Event.choices if one[0]],
    )
    words = forms.CharField(
        label=_("The event in words"),
        required=False,
        max_length=LINE,
        help_text=_("For example: the speech in parliament has begun"),
    )
    framework = forms.ChoiceField(label=_("Framework on which cabinet decides"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._frameworks = {one.key: one for one in Framework.objects.order_by("-pk")}
        choices = [("", "–"), *((key, str(one)) for key, one in self._frameworks.items())]
        cast("forms.ChoiceField", self.fields["framework"]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Return the embargo beside what else was entered."""
        told = super().clean() or {}
        embargo = NONE
        if told.get("waits") == AT:
            embargo = self._until(told) or NONE
        elif told.get("waits") == EVENT:
            event = told.get("event", "")
            is_cabinet = event == Release.Event.CABINET_DECISION
            framework = self._frameworks.get(told.get("framework", "")) if is_cabinet else None
            embargo = Embargo(event=event, words=told.get("words", ""), framework=framework)
        own = ("waits", "day", "hour", "event", "words", "framework")
        rest = {name: value for name, value in told.items() if name not in own}
        return {**rest, "embargo": embargo}

    def _until(self, told: dict[str, Any]) -> Embargo | None:
        sentences = {"day": _("Please enter the day."), "hour": _("Please enter the time.")}
        for name, missing in sentences.items():
            if told.get(name) is None and name not in self.errors:
                self.add_error(name, ValidationError(missing, code="required"))
        if "day" in self.errors or "hour" in self.errors:
            return None
        try:
            return Embargo(until=moment_in_berlin(told["day"], told["hour"]))
        except Refused as refusal:
            code, sentence = refusal.obstacle
            self.add_error("hour", ValidationError(sentence, code=code))
            return None


class ForcedForm(Form):
    """Why somebody releases what they wrote; asked of those alone.

    :param is_own: whether the person has written what is to be released
    """

    forced_reason = TextField(
        label=_("Reason for releasing what you wrote yourself"),
        required=False,
        max_length=REMARK,
        rows=3,
        help_text=_("Only in an emergency. Somebody else confirms it later; it stays visible."),
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_own: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        # The field goes only where nothing can be lost with it.
        if not is_own and not self.data.get("forced_reason"):
            del self.fields["forced_reason"]


class ApproveForm(ForcedForm, EmbargoForm):
    """What is released, until when it waits, and why somebody releases what they wrote."""

    field_order = ("waits", "day", "hour", "event", "words", "framework", "forced_reason")


class CorrectForm(ForcedForm):
    """Which correction is released."""


class PreviewForm(Form):
    reader_name = forms.CharField(label=_("For whom"), max_length=LINE)
    days = forms.TypedChoiceField(
        label=_("Ends after"),
        coerce=int,
        choices=[(1, _("one day")), (3, _("three days")), (7, _("a week")), (30, _("30 days"))],
        initial=3,
    )


def initial_embargo(release: Release) -> dict[str, Any]:
    """Return what a form shows of an embargo that is set."""
    from querschnitt.press.embargo import BERLIN

    found: dict[str, Any] = {"waits": NEVER}
    if release.embargo_until:
        local = release.embargo_until.astimezone(BERLIN)
        found |= {"waits": AT, "day": local.date(), "hour": local.time()}
    elif release.embargo_event:
        framework = release.embargo_framework
        found |= {
            "waits": EVENT,
            "event": release.embargo_event,
            "words": release.embargo_words,
            "framework": framework.key if framework else "",
        }
    return found
