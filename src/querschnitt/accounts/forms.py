"""The shape of what people enter about people, departments and the journal."""

import re
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts import journal_phrases
from querschnitt.accounts.absence import may_stand_in
from querschnitt.accounts.models import Confidence, Department, Role, User
from querschnitt.documents import typefaces
from querschnitt.documents.house_style import COLOUR, TYPEFACE
from querschnitt.outbox.models import Message
from querschnitt.ui.forms import (
    Form,
    GermanDateField,
    PartialDateFormField,
    SeveralRowsField,
    TextField,
)

LONGEST_PASSWORD = 200
LARGEST_NUMBER = 2**53
EMBLEM_SIZE, TEMPLATE_SIZE = 2 * 2**20, 5 * 2**20

_SUBJECT = re.compile(r"([a-z]{1,30}\.[a-z]{1,28}):(\d{1,15})", re.ASCII)


class DepartmentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A department, shown with its abbreviation and its name."""

    def label_from_instance(self, obj: Department) -> str:
        return f"{obj.abbreviation} – {obj.name}"


class SeveralDepartments(SeveralRowsField):
    """Departments, each shown with its abbreviation and its name."""

    def label_from_instance(self, obj: Department) -> str:
        return f"{obj.abbreviation} – {obj.name}"


class PasswordField(forms.CharField):
    """A password; browsers and password managers learn which one."""

    def __init__(self, *, purpose: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": purpose})
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, widget=widget, **kwargs)


class ConfirmForm(Form):
    """Nothing to enter: the button is the answer."""


class SignInForm(Form):
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = PasswordField(label=_("Password"), purpose="current-password")


class NewPasswordForm(Form):
    new_password = PasswordField(
        label=_("New password"), purpose="new-password", help_text=_("At least 12 characters.")
    )
    new_password_again = PasswordField(label=_("New password, again"), purpose="new-password")

    def clean(self) -> dict[str, Any]:
        entered = self.cleaned_data
        if {"new_password", "new_password_again"} <= entered.keys() and (
            entered["new_password"] != entered["new_password_again"]
        ):
            self.add_error("new_password_again", _("The two passwords are not the same."))
        return entered


class ChangePasswordForm(NewPasswordForm):
    current_password = PasswordField(label=_("Current password"), purpose="current-password")
    field_order = ("current_password", "new_password", "new_password_again")


class ChangeRoleForm(Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    department = DepartmentChoice(
        label=_("Department"),
        queryset=Department.objects.current().in_order(),
        required=False,
        help_text=_("Editors and approvers need a department."),
        empty_label=_("no department"),
    )


class InviteForm(ChangeRoleForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    field_order = ("name", "email", "role", "department")


class PeopleFilterForm(Form):
    department = DepartmentChoice(
        label=_("Department"),
        queryset=Department.objects.in_order(),
        required=False,
        empty_label=_("all"),
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("all")), *Role.choices]
    )
    state = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[("", _("all")), ("active", _("active")), ("inactive", _("deactivated"))],
    )
    row = forms.IntegerField(
        required=False, min_value=0, max_value=1_000_000, widget=forms.HiddenInput
    )


class MessageFilterForm(Form):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Message.State.choices]
    )
    row = forms.IntegerField(
        required=False, min_value=0, max_value=1_000_000, widget=forms.HiddenInput
    )


class SeenForm(Form):
    """Nothing to enter but which version was shown."""

    seen = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)


class HouseStyleForm(SeenForm):
    name = forms.CharField(
        label=_("Name of the publisher"),
        max_length=200,
        required=False,
        help_text=_("As documents show it. Empty: the name that this installation was given."),
    )
    emblem = forms.FileField(
        label=_("Emblem"),
        required=False,
        help_text=_("A picture (PNG or JPEG) of 2 MB at most. Empty: the emblem stays."),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    emblem_text = forms.CharField(
        label=_("What the emblem shows"),
        max_length=300,
        required=False,
        help_text=_("For those who do not see it, such as: Coat of arms of the Land."),
    )
    without_emblem = forms.BooleanField(label=_("Show no emblem any more"), required=False)
    colour = forms.CharField(
        label=_("Colour of headings and lines"),
        max_length=20,
        initial=COLOUR,
        help_text=_("Six digits behind a hash, such as #1a3a6e. It must be dark enough on white."),
    )
    typeface = forms.ChoiceField(
        label=_("Typeface"),
        initial=TYPEFACE,
        help_text=_("Further ones can be installed by those who run this system."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, name) for name in typefaces.installed()]
        cast("forms.ChoiceField", self.fields["typeface"]).choices = names

    def clean_emblem(self) -> bytes:
        return _read(self.cleaned_data["emblem"], EMBLEM_SIZE)


class WordTemplateForm(SeenForm):
    file = forms.FileField(
        label=_("Word template"),
        help_text=_("A Word file (.docx) of 5 MB at most, with placeholders"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the file as its bytes and its name; refuse what is too large unread."""
        file = self.cleaned_data.pop("file", None)
        if file is not None:
            try:
                self.cleaned_data["data"] = _read(file, TEMPLATE_SIZE)
            except forms.ValidationError as error:
                self.add_error("file", error)
            self.cleaned_data["file_name"] = file.name or ""
        return self.cleaned_data


def _read(file: Any, size: int) -> bytes:
    if file and file.size > size:
        raise forms.ValidationError(
            _("The file is too large; at most %(size)s MB are possible.") % {"size": size // 2**20},
            code="too-large",
        )
    return cast("bytes", file.read()) if file else b""


class ForgottenForm(Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class AbsenceForm(Form):
    absent_from = GermanDateField(label=_("First day away"), required=False)
    absent_until = GermanDateField(
        label=_("Last day away"),
        required=False,
        help_text=_("Empty if it is not known yet."),
    )
    substitute = forms.ChoiceField(label=_("Who stands in"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(department=user.department_id, is_active=True)
        self.others = {
            str(one.pk): one for one in others.order_by("name") if may_stand_in(user, one)
        }
        choice = cast("forms.ChoiceField", self.fields["substitute"])
        choice.choices = [("", _("nobody")), *((pk, one.name) for pk, one in self.others.items())]

    def clean_substitute(self) -> User | None:
        return self.others.get(self.cleaned_data["substitute"])


class ProvenanceForm(Form):
    source = TextField(label=_("Source"), required=False, max_length=2000, rows=2)
    confidence = forms.ChoiceField(
        label=_("How sure"),
        required=False,
        choices=[("", _("not stated")), *Confidence.choices],
    )
    remark = TextField(label=_("Remark"), required=False, max_length=2000, rows=3)


class ReviseDepartmentForm(ProvenanceForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    abbreviation = forms.CharField(label=_("Abbreviation"), max_length=20)
    abbreviation_confidence = forms.ChoiceField(
        label=_("How sure the abbreviation is"),
        required=False,
        choices=[("", _("not stated")), *Confidence.choices],
    )
    position = forms.IntegerField(
        label=_("Place in the order of the government"), min_value=0, max_value=1000, initial=0
    )
    valid_from = PartialDateFormField(label=_("Exists since"), required=False)
    address = TextField(label=_("Address"), required=False, max_length=500, rows=3)
    role_in_framework = TextField(
        label=_("Part in the framework"), required=False, max_length=2000, rows=3
    )
    seen_digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    field_order: tuple[str, ...] = (
        "name",
        "abbreviation",
        "abbreviation_confidence",
        "position",
        "valid_from",
        "address",
        "role_in_framework",
    )


class FoundDepartmentForm(ReviseDepartmentForm):
    key = forms.SlugField(
        label=_("Key"),
        max_length=40,
        help_text=_("Part of addresses and data, never changes: small letters, digits, hyphens."),
    )
    seen_digest = None  # type: ignore[assignment]
    field_order = ("key", *ReviseDepartmentForm.field_order)


class DissolveDepartmentForm(Form):
    until = PartialDateFormField(label=_("Existed until"))
    successors = SeveralDepartments(
        label=_("Merges into"), queryset=Department.objects.in_order(), required=False
    )
    since = PartialDateFormField(label=_("Successors since"), required=False)

    def clean_successors(self) -> list[Department]:
        return list(self.cleaned_data["successors"])


class SuccessionForm(Form):
    successor = DepartmentChoice(
        label=_("Successor"),
        queryset=Department.objects.in_order(),
        empty_label=_("please choose"),
    )
    since = PartialDateFormField(label=_("Successor since"), required=False)


class AppointForm(ProvenanceForm):
    title = forms.CharField(label=_("Office"), max_length=200)
    person_name = forms.CharField(label=_("Who holds it"), max_length=200)
    party = forms.CharField(label=_("Party"), max_length=80, required=False)
    held_from = PartialDateFormField(label=_("In office since"), required=False)
    held_until = PartialDateFormField(label=_("In office until"), required=False)
    field_order = ("title", "person_name", "party", "held_from", "held_until")


class EndAppointmentForm(Form):
    held_until = PartialDateFormField(label=_("In office until"))


class JournalFilterForm(Form):
    act = forms.ChoiceField(label=_("Act"), required=False)
    department = DepartmentChoice(
        label=_("Department"),
        queryset=Department.objects.in_order(),
        required=False,
        empty_label=_("all"),
    )
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.order_by("name", "pk"),
        required=False,
        empty_label=_("all"),
    )
    since = GermanDateField(label=_("From"), required=False)
    until = GermanDateField(label=_("Until"), required=False)
    subject = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    before = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput
    )
    after = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["act"]
        choice.choices = [("", _("all")), *journal_phrases.choices()]  # type: ignore[attr-defined]

    def clean_subject(self) -> tuple[str, int] | None:
        match = _SUBJECT.fullmatch(self.cleaned_data["subject"])
        return (match[1], int(match[2])) if match else None
