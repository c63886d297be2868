"""What a release says, as people enter it."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.framework.models import FieldOfAction
from querschnitt.framework.text_limits import LINE, REMARK, TEXT, TITLE
from querschnitt.press import queries, rules
from querschnitt.press.forms.fields import (
    FIRST,
    FURTHER,
    BodyField,
    LinesInOrderField,
    refuse_too_many,
)
from querschnitt.press.models import Channel, Release
from querschnitt.press.rules.releases import LONGEST_BODY
from querschnitt.press.said import ReleaseSaid, SaidQuotation, SaidText
from querschnitt.publication.models import Document, Edition
from querschnitt.relations.fields import Column
from querschnitt.relations.finding import entries_by_reference, named
from querschnitt.relations.forms.fields import (
    GoalsField,
    LinksField,
    RowsFormField,
    suggestions_of,
)
from querschnitt.ui.forms import Form, PartialDateFormField, TextField

PARTS = ("title", "subtitle", "lead", "body")
ROWS = ("quotations", "facts")
PARTNERS = ("partners",)
HOLDERS = "office-holders"
FURTHER_ROWS = 5
_GROUPS = (
    (_("About the release"), ("department", "further_departments", "place", "dated_on")),
    (_("Text"), ("title", "subtitle", "lead", "body", "spoken_word", "quotations")),
    (_("What belongs to it"), ("facts", "goals", "partners", "documents", "topics")),
    (_("Who may be asked, and where it is told"), ("contact", "channels")),
)


class ReleaseForm(Form):
    """A release as it is written; its cleaned data are what the acts of writing take."""

    department = forms.ChoiceField(label=_("Department"))
    further_departments = forms.MultipleChoiceField(
        label=_("Further departments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(label=_("Place of the release"), required=False, max_length=LINE)
    dated_on = PartialDateFormField(label=_("Date"))
    title = forms.CharField(label=_("Title"), max_length=TITLE)
    subtitle = forms.CharField(label=_("Subtitle"), required=False, max_length=TITLE)
    lead = TextField(
        label=_("Lead paragraph"),
        required=False,
        max_length=TEXT,
        rows=3,
        help_text=_("The most important in two or three sentences; channels show it first."),
    )
    body = BodyField(label=_("Text"), required=False, max_length=LONGEST_BODY, rows=16)
    spoken_word = forms.BooleanField(
        label=_("Check against delivery: the spoken word prevails"), required=False
    )
    quotations = RowsFormField(
        label=_("Quotations"),
        required=False,
        columns=[
            Column("person", _("Person"), is_required=True),
            Column("office", _("Office on that day")),
            Column("text", _("What was said"), is_required=True),
        ],
        help_text=_("Without an office, the one that the person held on that day is entered."),
    )
    facts = RowsFormField(
        label=_("Facts box"), required=False, columns=[Column("text", _("Fact"), is_required=True)]
    )
    goals = GoalsField(label=_("Goals that it is about"), required=False)
    partners = LinksField(label=_("Partners"), required=False, registers=PARTNERS, has_period=False)
    documents = forms.MultipleChoiceField(
        label=_("Public documents"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contact = TextField(label=_("Contact for the press"), required=False, max_length=REMARK, rows=4)
    channels = forms.MultipleChoiceField(
        label=_("Channels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The portal always belongs to it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        by: User,
        said: ReleaseSaid | None = None,
        more: str = "",
        **further: Any,
    ) -> None:
        """:param more: the field that shall have further blank rows"""
        super().__init__(*args, **further)
        self.by, self.said = by, said
        for language, name in FURTHER.items():
            self._add_language(language, str(name))
        self.fields["quotations"].widget.suggestions = HOLDERS
        if more in self.fields:
            self.fields[more].widget.blank_rows += FURTHER_ROWS
        departments = list(Department.objects.current().in_order())
        self._departments = {one.key: one for one in departments}
        mine = [one for one in departments if rules.obstacle_to_writing(by, one) is None]
        self._choices("department", [(one.key, one.name) for one in mine])
        self._choices("further_departments", [(one.key, one.name) for one in departments])
        self._choices("documents", self._documents())
        topics = FieldOfAction.objects.order_by("name")
        self._choices("topics", [(one.key, one.name) for one in topics])
        rows = Channel.objects.filter(is_on=True).exclude(kind="portal")
        self._channels = list(rows.select_related("department"))
        self._choices("channels", [(one.key, _named(one)) for one in self._channels])

    def _add_language(self, language: str, name: str) -> None:
        labels = {
            "title": _("Title (%(language)s)"),
            "subtitle": _("Subtitle (%(language)s)"),
            "lead": _("Lead paragraph (%(language)s)"),
            "body": _("Text (%(language)s)"),
            "quotations": _("Words of the quotations (%(language)s)"),
            "facts": _("Facts box (%(language)s)"),
        }
        fields: dict[str, forms.Field] = {
            "title": forms.CharField(required=False, max_length=TITLE),
            "subtitle": forms.CharField(required=False, max_length=TITLE),
            "lead": TextField(required=False, max_length=TEXT, rows=3),
            "body": BodyField(required=False, max_length=LONGEST_BODY, rows=10),
            "quotations": LinesInOrderField(),
            "facts": LinesInOrderField(),
        }
        for part, field in fields.items():
            field.label = labels[part] % {"language": name}
            field.widget.attrs["lang"] = language
            self.fields[f"{part}_{language}"] = field

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def _documents(self) -> list[tuple[str, str]]:
        """Return what the public reads, and what the release names already."""
        public = Edition.objects.public(at=timezone.now()).values("document")
        rows = Document.objects.filter(pk__in=public).exclude(kind=Document.Kind.PRESS_RELEASE)
        found = {one.slug: one.title for one in rows.select_related("framework")}
        named = self.initial.get("documents") or ()
        return [*found.items(), *((one, one) for one in named if one not in found)]

    def suggestions(self) -> dict[str, tuple[str, ...]]:
        """Return the lists of entries that the page suggests: their ids, and of what."""
        return {suggestions_of(PARTNERS): PARTNERS}

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields in German and those that have no language, with the headings above them."""
        return [
            (str(label), [self[name] for name in names if name in self.fields])
            for label, names in _GROUPS
        ]

    @property
    def language_fields(self) -> list[tuple[str, str, list[BoundField], bool]]:
        """Code, name and fields of each further language, and whether anything is in them."""
        found = []
        for language, name in FURTHER.items():
            fields = [self[f"{part}_{language}"] for part in (*PARTS, *ROWS)]
            is_used = any(field.value() or field.errors for field in fields)
            found.append((language, str(name), fields, is_used))
        return found

    def clean(self) -> dict[str, Any]:
        """Return what the release says, its departments, and the channels that are left out."""
        told = self._checked(super().clean() or {})
        if self.errors:
            return told
        chosen = {*told["channels"]}
        lead = told["department"]
        return {
            "said": self._said(told),
            "department": self._departments[lead],
            "further_departments": [
                self._departments[key] for key in told["further_departments"] if key != lead
            ],
            "left_out_channels": [one.key for one in self._channels if one.key not in chosen],
            "seen": told.get("seen") or 0,
        }

    def _checked(self, told: dict[str, Any]) -> dict[str, Any]:
        for language in FURTHER:
            names = [f"{part}_{language}" for part in (*PARTS, *ROWS)]
            is_used = any(told.get(name) for name in names)
            if is_used and not told.get(names[0]) and names[0] not in self.errors:
                self.add_error(names[0], _("Please enter a title, too."))
            for part in ROWS:
                try:
                    refuse_too_many(told.get(f"{part}_{language}") or [], len(told.get(part) or []))
                except ValidationError as error:
                    self.add_error(f"{part}_{language}", error)
        return told

    def _said(self, told: dict[str, Any]) -> ReleaseSaid:
        before = self.said
        languages = [FIRST, *(one for one in FURTHER if told[f"title_{one}"])]
        return ReleaseSaid(
            languages=languages,
            texts={one: _text(told, one) for one in languages},
            place=told["place"],
            dated_on=told["dated_on"],
            spoken_word=told["spoken_word"],
            quotations=[
                _quotation(row, told["dated_on"], words)
                for row, words in _in_languages(told, "quotations", languages)
            ],
            facts=[words for _row, words in _in_languages(told, "facts", languages)],
            goals=told["goals"],
            partners=[one["entry"] for one in told["partners"]],
            documents=told["documents"],
            topics=told["topics"],
            images=before["images"] if before else [],
            attachments=before["attachments"] if before else [],
            contact=told["contact"],
            source=before["source"] if before else "",
        )


class CorrectionForm(ReleaseForm):
    """How a published release shall read, and what readers are told about the change."""

    note = TextField(
        label=_("What is corrected"),
        max_length=REMARK,
        rows=3,
        help_text=_("Readers find this note on the page and in the channels."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("channels", "department", "further_departments"):
            del self.fields[name]
        self.order_fields(["note"])

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The note first, since it is what readers are told."""
        return [("", [self["note"]]), *super().groups]

    def clean(self) -> dict[str, Any]:
        """Return what the release says, and the note."""
        told = self._checked(forms.Form.clean(self) or {})
        if self.errors:
            return told
        return {"said": self._said(told), "note": told["note"], "seen": told.get("seen") or 0}


def _named(channel: Channel) -> str:
    owner = channel.department
    return f"{channel.name} ({owner.abbreviation or owner.name})" if owner else channel.name


def _text(told: dict[str, Any], language: str) -> SaidText:
    end = "" if language == FIRST else f"_{language}"
    return SaidText(
        title=told[f"title{end}"].strip(),
        subtitle=told[f"subtitle{end}"].strip(),
        lead=told[f"lead{end}"].strip(),
        body=told[f"body{end}"],
    )


def _in_languages(
    told: dict[str, Any], part: str, languages: Iterable[str]
) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return rows with their words in each language that has them."""
    found = []
    for number, row in enumerate(told[part]):
        words = {FIRST: row["text"]}
        for language in languages:
            lines = told.get(f"{part}_{language}") or []
            if number < len(lines) and lines[number]:
                words[language] = lines[number]
        found.append((row, words))
    return found


def _quotation(row: dict[str, str], on: str, words: dict[str, str]) -> SaidQuotation:
    person, office = row["person"], row.get("office", "")
    held = queries.office_of(person, on)
    if held and office not in ("", held.office.title):
        held = None
    return SaidQuotation(
        text=words,
        person=person,
        office=held.office.title if held else office,
        appointment=held.pk if held else None,
    )


def initial_of(release: Release, said: ReleaseSaid) -> dict[str, Any]:
    """Return what the form of a release shows at first."""
    found: dict[str, Any] = {
        name: said[name]
        for name in ("place", "dated_on", "spoken_word", "goals", "documents", "topics", "contact")
    }
    for language in said["languages"]:
        end = "" if language == FIRST else f"_{language}"
        for part in PARTS:
            found[f"{part}{end}"] = said["texts"][language][part]  # type: ignore[literal-required]
        if end:
            found[f"quotations{end}"] = [
                one["text"].get(language, "") for one in said["quotations"]
            ]
            found[f"facts{end}"] = [one.get(language, "") for one in said["facts"]]
    found["quotations"] = [
        {"person": one["person"], "office": one["office"], "text": one["text"].get(FIRST, "")}
        for one in said["quotations"]
    ]
    found["facts"] = [{"text": one.get(FIRST, "")} for one in said["facts"]]
    entries = entries_by_reference(said["partners"])
    found["partners"] = [
        {"entry": named(entries[one]) if one in entries else one} for one in said["partners"]
    ]
    left_out = set(release.left_out_channels)
    on = Channel.objects.filter(is_on=True).values_list("key", flat=True)
    return found | {
        "department": release.department.key,
        "further_departments": [one.key for one in release.further_departments.all()],
        "channels": [key for key in on if key not in left_out],
        "seen": release.version,
    }
