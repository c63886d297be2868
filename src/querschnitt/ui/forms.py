"""Forms as the pages show them: clear sentences, nothing typed is lost."""

import datetime
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name
from django.forms.widgets import Input
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from querschnitt.ui import partial_dates

# Typed by nobody, but pasted: they hide text from the reader or break a file that is made from it.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALLOWED_CONTROLS = frozenset("\t\n\r")
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs"})
_NONCHARACTERS = frozenset("\ufffe\uffff")

_LONGEST_KEY = 18

_WIDGET_CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "kern-form-check__checkbox",
    forms.CheckboxSelectMultiple: "kern-form-check__checkbox",
    forms.RadioSelect: "kern-form-check__radio",
    forms.Select: "kern-form-input__select",
    forms.Textarea: "kern-form-input__input qs-textarea",
    Input: "kern-form-input__input",
}


def refuse_control_characters(value: str) -> None:
    """Raise if a text holds characters that cannot be seen and do not belong into a text."""
    for character in value:
        if character in _ALLOWED_CONTROLS:
            continue
        if (
            unicodedata.category(character) in _FORBIDDEN_CATEGORIES
            or character in _BIDI_CONTROLS
            or character in _NONCHARACTERS
        ):
            raise ValidationError(
                _("Please remove the invisible control characters from this text."),
                code="control-characters",
            )


class Field(BoundField):
    """A field that gives its widget the classes of the design system."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Return the attributes with the class for this kind of widget."""
        attrs = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        kind = next((name for kind, name in _WIDGET_CLASSES.items() if isinstance(shown, kind)), "")
        if kind and not shown.is_hidden:
            own = str(attrs.get("class") or shown.attrs.get("class", ""))
            error = f"{kind.split()[0]}--error" if self.errors else ""
            attrs["class"] = " ".join(filter(None, (kind, own, error)))
        return attrs


class Form(forms.Form):
    """The base of every form."""

    bound_field_class = Field
    required_css_class = "is-required"
    error_css_class = "has-error"
    # The server answers with a sentence; the browser's bubbles can neither be styled nor kept.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _speak_clearly(name, field)


def _speak_clearly(name: str, field: forms.Field) -> None:
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        label = field.label if field.label is not None else pretty_name(name)
        field.error_messages["required"] = _missing(field) % {"label": label}
    if isinstance(field, forms.CharField):
        field.validators.append(refuse_control_characters)
        field.error_messages.setdefault(
            "max_length",
            _("Please shorten: %(show_value)s characters typed, %(limit_value)s are possible."),
        )
        # A browser cuts a pasted text at maxlength without a word; the server says so instead.
        field.widget.attrs.pop("maxlength", None)


def _missing(field: forms.Field) -> Promise:
    if isinstance(field, forms.BooleanField):
        return _("Please confirm: “%(label)s”.")
    if isinstance(field, forms.ChoiceField):
        return _("Please choose “%(label)s”.")
    return _("Please enter “%(label)s”.")


class SeveralRowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows to choose from, each by a box of its own."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Return the rows; what no database has as a key is no choice."""
        for key in value if isinstance(value, list | tuple) else ():
            if not (str(key).isdecimal() and len(str(key)) <= _LONGEST_KEY):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(key)[:_LONGEST_KEY]},
                )
        return super().clean(value)


class TextField(forms.CharField):
    """A text of several lines; its length is counted as the author sees it."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows
        self.widget.attrs.pop("cols", None)

    def to_python(self, value: Any) -> Any:
        """Return the text with plain line ends, since browsers send two characters for one."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


class UploadField(forms.FileField):
    """A file of people; what is too large is refused before it is read."""

    def __init__(self, *, max_size: int, accept: str, **kwargs: Any) -> None:
        self.max_size = max_size
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": accept}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file."""
        file = super().clean(data, initial)
        if file and file.size > self.max_size:
            raise ValidationError(
                _("The file is too large; at most %(size)s are possible.")
                % {"size": filesizeformat(self.max_size)},
                code="too-large",
            )
        return file


class GermanDateField(forms.DateField):
    """A day, typed as 12.07.2022 or 2022-07-12."""

    default_error_messages = {"invalid": _("Please enter a day such as 12.07.2022.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 12.07.2022"))
        kwargs.setdefault("input_formats", ["%d.%m.%Y", "%Y-%m-%d"])
        kwargs.setdefault("widget", forms.DateInput(format="%d.%m.%Y", attrs={"class": "qs-date"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        """Return the day; a year out of reach is a slip of the hand."""
        date: datetime.date | None = super().to_python(value)
        if date and not partial_dates.EARLIEST_YEAR <= date.year <= partial_dates.LATEST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return date


class PartialDateFormField(forms.CharField):
    """A day, a month or a year, typed as 12.07.2022, 07.2022 or 2022 and kept as ISO text."""

    default_error_messages = {
        "invalid": _("Please enter a day, a month or a year: 12.07.2022, 07.2022 or 2022.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 12.07.2022, 07.2022 or 2022"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "qs-date"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the ISO text."""
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        date = partial_dates.parse(str(text))
        if date is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return str(date)

    def prepare_value(self, value: Any) -> Any:
        """Show ISO as it is typed; what was typed wrongly stays as it is."""
        date = partial_dates.parse(value) if isinstance(value, str) else None
        return partial_dates.typed(date) if date else value
