"""The account of a channel, as people enter it; made of what its kind needs."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department
from querschnitt.framework.text_limits import LINE, REMARK
from querschnitt.press.channels.base import ChannelKind
from querschnitt.press.forms.fields import FIRST, FURTHER
from querschnitt.press.models import Channel
from querschnitt.ui.forms import Form, TextField

NAME = 120


class ChannelForm(Form):
    """Name, department, language, and the fields of the kind; secrets are never shown."""

    name = forms.CharField(label=_("Name"), max_length=NAME)
    department = forms.ChoiceField(
        label=_("Department"),
        required=False,
        help_text=_("Whose releases it tells. Without one it tells everybody's."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(FIRST, _("German")), *FURTHER.items()],
        initial=FIRST,
        help_text=_("Of a release without this language its first one is taken."),
    )

    def __init__(
        self,
        *args: Any,
        kind: ChannelKind,
        channel: Channel | None = None,
        known: frozenset[str] = frozenset(),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        account = channel.account if channel else {}
        for one in kind.fields:
            label, help_text = str(one.label), one.help_text
            if one.is_secret:
                is_set = one.name in known
                help_text = _("It is set. Leave it empty to keep it.") if is_set else one.help_text
            field = forms.CharField(
                label=label, required=False, max_length=LINE * 2, help_text=help_text,
                initial="" if one.is_secret else account.get(one.name, ""),
            )  # fmt: skip
            if one.is_secret:
                field.widget = forms.PasswordInput(
                    render_value=False, attrs={"autocomplete": "off"}
                )
            self.fields[f"account-{one.name}"] = field
        self._add_basis(channel)
        departments = list(Department.objects.current().in_order())
        self._departments = {one.key: one for one in departments}
        choices = [("", _("all departments")), *((one.key, one.name) for one in departments)]
        cast("forms.ChoiceField", self.fields["department"]).choices = choices

    def _add_basis(self, channel: Channel | None) -> None:
        self.fields["legal_basis"] = TextField(
            label=_("Legal basis and decision"),
            required=False,
            max_length=REMARK,
            rows=4,
            initial=channel.legal_basis if channel else "",
            help_text=_("Needed before this network can be switched on.")
            if self.kind.needs_legal_basis
            else "",
        )

    def clean(self) -> dict[str, Any]:
        """Return what the acts of setting a channel up take."""
        told = super().clean() or {}
        if self.errors:
            return told
        values = {one: told[f"account-{one.name}"].strip() for one in self.kind.fields}
        return {
            "name": told["name"],
            "department": self._departments.get(told["department"]),
            "language": told["language"],
            "legal_basis": told["legal_basis"],
            "account": {one.name: v for one, v in values.items() if not one.is_secret and v},
            "hidden": {one.name: v for one, v in values.items() if one.is_secret and v},
        }
