"""The form of an entry: made from the declaration of its register and the columns of its table."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.accounts.models import Confidence, Department, User
from querschnitt.framework.text_limits import NARRATIVE, REMARK, TITLE
from querschnitt.relations import rules
from querschnitt.relations.fields import LinesField, RowsField
from querschnitt.relations.forms.fields import (
    EntryField,
    GoalsField,
    LinesFormField,
    LinksField,
    NamesField,
    RowsFormField,
    RowsWidget,
    suggestions_of,
)
from querschnitt.relations.queries import entries_by_reference, named
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import Said
from querschnitt.relations.saying import is_empty, plain
from querschnitt.ui.forms import Form, GermanDateField, PartialDateFormField, TextField

LANGUAGES = (("en", _("English")), ("fr", _("French")), ("pl", _("Polish")))
"""In which an entry may say something too, beside the government's own language."""

MORE_ROWS = 5

RELEASED = "released_fields"
"""The field that names others of its register."""

_CHOICE = [("", "–")]


class DepartmentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A department, by its key, so that a workbook can name it too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset=Department.objects.in_order(), to_field_name="key", **kwargs)

    def label_from_instance(self, obj: Department) -> str:
        """Return what stands in the list for a department."""
        return f"{obj.name} ({obj.abbreviation})"


class EntryForm(Form):
    """What an entry says; the fields of its register are added by ``entry_form``.

    :param by: who fills it in: what they may not read is not in it
    :param more: the name of the table to which further blank rows shall be shown
    """

    register: Register

    title = forms.CharField(label=_("Title"), max_length=TITLE)
    summary = TextField(label=_("Description"), max_length=NARRATIVE, required=False)
    department = DepartmentField(label=_("Responsible department"), empty_label="–")

    def __init__(self, *args: Any, more: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields[more].widget if more in self.fields else None
        if isinstance(widget, RowsWidget):
            widget.blank_rows = MORE_ROWS

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Yield the fields as they stand together on the page."""
        yield "", [self["title"], self["summary"], self["department"]]
        for group in self.register.groups:
            yield str(group.label), [self[name] for name in group.fields]
        roles = [self[f"link_{role.name}"] for role in self.register.roles]
        if roles:
            yield str(_("Who and what belongs to it")), roles
        yield str(_("Goals that it serves")), [self["goals"]]
        yield (
            str(_("Where this is known from")),
            [self[name] for name in ("source", "confidence", "remark")],
        )

    def translations(self) -> list[BoundField]:
        """Return the fields for what it says in further languages."""
        return [self[name] for name in self.fields if name.startswith("translation_")]

    def suggestions(self) -> dict[str, tuple[str, ...]]:
        """Return the lists of suggestions that the page must hold: their ids, and of what."""
        wanted = {suggestions_of(role.to): role.to for role in self.register.roles}
        for field in self.fields.values():
            if isinstance(field, EntryField):
                wanted[suggestions_of(field.registers)] = field.registers
        return wanted

    def clean(self) -> dict[str, Any]:
        """Check the rules of the register, and say each beside the field that it concerns."""
        super().clean()
        for name, obstacle in rules.faults_in(self.register, self.said()):
            if name not in self.errors:
                self.add_error(name, ValidationError(obstacle.sentence, code=obstacle.code))
        return self.cleaned_data

    def said(self) -> Said:
        """Return what was typed, as far as it is clean."""
        typed = self.cleaned_data
        department = typed.get("department")
        values = {name: plain(typed.get(name)) for name in self.register.fields}
        return Said(
            title=typed.get("title", ""),
            summary=typed.get("summary", ""),
            department=department.key if department else "",
            values={name: value for name, value in values.items() if not is_empty(value)},
            links=self._links(),
            goals=typed.get("goals", []),
            translations=self._translations(),
            source=typed.get("source", ""),
            confidence=typed.get("confidence", ""),
            remark=typed.get("remark", ""),
        )

    def _links(self) -> dict[str, Any]:
        named = {
            role.name: self.cleaned_data.get(f"link_{role.name}") for role in self.register.roles
        }
        return {name: links for name, links in named.items() if links}

    def _translations(self) -> dict[str, dict[str, str]]:
        said: dict[str, dict[str, str]] = {}
        for language, _name in LANGUAGES:
            for field in self.register.translated:
                if text := self.cleaned_data.get(f"translation_{language}_{field}"):
                    said.setdefault(language, {})[field] = text
        return said


def initial_of(
    register: Register, said: Said, shown: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what a form shows at first for an entry that says this.

    :param shown: how the entries that it names are written, where that is known already
    """
    if shown is None:
        shown = shown_references(register, [said])
    initial: dict[str, Any] = {
        name: said[name]
        for name in ("title", "summary", "department", "goals", "source", "confidence", "remark")
    }
    for name, value in said["values"].items():
        initial[name] = shown.get(value, value) if isinstance(value, str) else value
    for role, links in said["links"].items():
        initial[f"link_{role}"] = [
            {**link, "entry": shown.get(link["entry"], link["entry"])} for link in links
        ]
    for language, texts in said["translations"].items():
        initial |= {f"translation_{language}_{field}": text for field, text in texts.items()}
    return initial


def shown_references(register: Register, said: Iterable[Said]) -> Mapping[str, str]:
    """Return how the entries are written that others name, by reference, with one query."""
    references: set[str] = set()
    columns = [name for name, field in register.fields.items() if field.is_relation]
    for one in said:
        references.update(link["entry"] for links in one["links"].values() for link in links)
        references.update(one["values"][name] for name in columns if name in one["values"])
    return {
        reference: named(entry) for reference, entry in entries_by_reference(references).items()
    }


def form_for(register: Register, *, by: User, seen: int | None = None, **kwargs: Any) -> EntryForm:
    """Return the form of an entry for a person; an editor's new entry is their department's.

    :param seen: the number of the wording that is revised
    :param kwargs: as for any form, and ``more``
    """
    form = entry_form(register)(**kwargs)
    if seen is not None:
        form.fields["seen"] = forms.IntegerField(
            initial=seen, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput
        )
    if not by.is_coordinator and by.department is not None:
        form.fields["department"].initial = by.department.key
    return form


@cache
def entry_form(register: Register) -> type[EntryForm]:
    """Return the form of a register's entries."""
    fields: dict[str, forms.Field] = {
        name: _field(column) for name, column in register.fields.items()
    }
    if RELEASED in fields:
        # What is named here is what the public reads.
        names = {name: register.label(name) for name in register.public_fields}
        fields[RELEASED] = NamesField(names=names, label=register.label(RELEASED), required=False)
    for role in register.roles:
        fields[f"link_{role.name}"] = LinksField(
            label=role.label,
            registers=role.to,
            has_period=role.has_period,
            required=role.is_required,
        )
    fields["goals"] = GoalsField(label=_("Goals that it serves"), required=False)
    for language, name in LANGUAGES:
        for text in register.translated:
            fields[f"translation_{language}_{text}"] = _translation(register, text, name)
    fields["source"] = TextField(
        label=_("Source"), max_length=REMARK * 2, required=False, rows=2
    )  # fmt: skip
    fields["confidence"] = forms.ChoiceField(
        label=_("How sure it is"), choices=[*_CHOICE, *Confidence.choices], required=False
    )
    fields["remark"] = TextField(label=_("Remark"), max_length=NARRATIVE, required=False, rows=3)
    if register.needs_department:
        fields["department"] = DepartmentField(
            label=_("Responsible department"), empty_label="–", required=True
        )
    parts = {**fields, "register": register}
    return cast("type[EntryForm]", type(f"{register.model.__name__}Form", (EntryForm,), parts))


def _translation(register: Register, text: str, language: Any) -> forms.Field:
    labels = {"title": _("Title"), "summary": _("Description")}
    label = labels.get(text) or register.fields[text].verbose_name
    told: dict[str, Any] = {
        "label": format_lazy("{field} ({language})", field=label, language=language),
        "required": False,
    }
    if text == "title":
        return forms.CharField(max_length=TITLE, **told)
    return TextField(max_length=NARRATIVE, **told)


def _field(column: "models.Field[Any, Any]") -> forms.Field:
    """Return the form field for a column."""
    told: dict[str, Any] = {"label": column.verbose_name, "required": not column.blank}
    if isinstance(column.default, str | bool):
        told["initial"] = column.default
    if isinstance(column, RowsField):
        return RowsFormField(columns=column.columns, **told)
    if isinstance(column, LinesField):
        return LinesFormField(max_length=NARRATIVE, **told)
    if column.is_relation:
        model = column.related_model
        slugs = [one.slug for one in REGISTERS.values() if one.model is model]
        suggested = forms.TextInput(attrs={"list": suggestions_of(slugs)})
        return EntryField(registers=slugs, widget=suggested, **told)
    if isinstance(column, PartialDateField):
        return PartialDateFormField(**told)
    if column.choices:
        blank = [] if told["required"] else _CHOICE
        choices = [(value, label) for value, label in column.flatchoices if value]
        return forms.ChoiceField(choices=[*blank, *choices], **told)
    if isinstance(column, models.DateField):
        return GermanDateField(**told)
    if isinstance(column, models.TimeField):
        return forms.TimeField(
            widget=forms.TimeInput(format="%H:%M", attrs={"class": "qs-date"}),
            help_text=_("For example 09:30"),
            **told,
        )
    return _plain_field(column, told)


def _plain_field(column: "models.Field[Any, Any]", told: dict[str, Any]) -> forms.Field:
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(**{**told, "required": False})
    if isinstance(column, models.IntegerField):
        return forms.IntegerField(min_value=0, max_value=2_000_000_000, **told)
    if isinstance(column, models.URLField):
        return forms.URLField(max_length=column.max_length, assume_scheme="https", **told)
    if isinstance(column, models.TextField):
        return TextField(max_length=NARRATIVE, rows=4, **told)
    return forms.CharField(max_length=column.max_length, **told)
