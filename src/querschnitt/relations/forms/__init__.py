"""Input to the acts on relations; the forms of entries follow from their registers."""

from querschnitt.relations.forms.entries import EntryForm, entry_form, form_for, initial_of
from querschnitt.relations.forms.fields import (
    EntryField,
    GoalsField,
    LinesFormField,
    LinksField,
    RowsFormField,
)
from querschnitt.relations.forms.lists import EntriesForm, ListForm, RemoveEntryForm, SearchForm

__all__ = [
    "EntriesForm",
    "EntryField",
    "EntryForm",
    "GoalsField",
    "LinesFormField",
    "LinksField",
    "ListForm",
    "RemoveEntryForm",
    "RowsFormField",
    "SearchForm",
    "entry_form",
    "form_for",
    "initial_of",
]
