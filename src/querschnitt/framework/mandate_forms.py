"""Input about the clauses of a mandate: several at once, a misprint, a removal."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department
from querschnitt.framework import text_limits
from querschnitt.framework.forms import DepartmentsField
from querschnitt.framework.foundation_forms import ClauseForm
from querschnitt.framework.models import Clause
from querschnitt.framework.operations import ClauseText
from querschnitt.framework.pasted_clauses import PastedClause, clauses_in
from querschnitt.framework.text_digests import clause_digest
from querschnitt.lib.digest import digest
from querschnitt.ui.forms import Form, PartialDateFormField, TextField

LONGEST_PASTE = 400_000


class PasteClausesForm(Form):
    """A pasted text, and which text the person has seen taken apart."""

    text = TextField(
        label=_("Clauses"),
        max_length=LONGEST_PASTE,
        rows=16,
        help_text=_(
            "One clause a paragraph, with an empty line between them, or one a line. The place may"
            " stand before it (“S. 12, Z. 340: …”) or behind it in brackets; departments behind it"
            " in square brackets: [MWU, MB]."
        ),
    )
    previewed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_text(self) -> list[ClauseText]:
        self.shown = digest(self.cleaned_data["text"])
        known = {row.abbreviation.casefold(): row for row in Department.objects.in_order()[::-1]}
        pasted = clauses_in(self.cleaned_data["text"])
        faults = [fault for place, one in enumerate(pasted, 1) if (fault := _fault(place, one))]
        faults += _unknown(pasted, known)
        if faults:
            raise ValidationError(faults[:20])
        return [
            ClauseText(
                text=one.text,
                reference=one.reference,
                departments=tuple(known[name.casefold()] for name in one.departments),
            )
            for one in pasted
        ]

    @property
    def is_confirmed(self) -> bool:
        """Whether the person has seen just this text taken apart."""
        return bool(self.cleaned_data["previewed"] == self.shown)


class ReviseClauseForm(ClauseForm):
    """The fields of ``revise_clause``."""

    number = None  # type: ignore[assignment]
    departments = DepartmentsField(
        label=_("Departments concerned"),
        queryset=Department.objects.in_order(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, clause: Clause) -> None:
        super().__init__(data, initial={**said_by(clause), "seen_digest": clause_digest(clause)})


class RemoveClauseForm(Form):
    removed_on = PartialDateFormField(label=_("No longer stands since"))
    reason = TextField(
        label=_("Reason"),
        max_length=text_limits.TEXT,
        rows=4,
        help_text=_("Such as a later agreement; it becomes public with the next framework."),
    )


def said_by(clause: Clause) -> dict[str, Any]:
    """Return what a clause says, as its form shows it."""
    departments = [*clause.departments.in_order()]
    return {"text": clause.text, "reference": clause.reference, "departments": departments}


def _fault(place: int, clause: PastedClause) -> str:
    told = {"place": place, "limit": text_limits.TEXT}
    if len(clause.text) > text_limits.TEXT:
        return _("Paragraph %(place)s is longer than %(limit)s characters.") % told
    if not clause.text:
        return _("Paragraph %(place)s has no text beside its place.") % told
    return ""


def _unknown(pasted: Sequence[PastedClause], known: dict[str, Department]) -> list[str]:
    return [
        _("Paragraph %(place)s: there is no department “%(name)s”.")
        % {"place": place, "name": name}
        for place, one in enumerate(pasted, 1)
        for name in one.departments
        if name.casefold() not in known
    ]
