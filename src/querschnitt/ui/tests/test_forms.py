import datetime

import pytest
from django import forms
from django.utils import translation

from querschnitt.ui.forms import Form, GermanDateField, PartialDateFormField, TextField
from querschnitt.ui.tests.pages import Example, Page


class Short(Form):
    title = forms.CharField(label="Titel", max_length=10)


class Long(Form):
    text = TextField(max_length=5, rows=3)


class Day(Form):
    due = GermanDateField()


class Part(Form):
    since = PartialDateFormField(required=False)


@pytest.fixture(autouse=True)
def _german():
    with translation.override("de"):
        yield


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\x85", "\u202e", "\ufffe"])
def test_control_characters_are_refused_and_what_was_typed_stays(character):
    form = Short({"title": f"a{character}b"})

    assert not form.is_valid()
    assert form["title"].value() == f"a{character}b"


def test_letters_of_all_languages_are_letters():
    assert Short({"title": "Łódź – ß“"}).is_valid()


def test_a_text_that_is_too_long_is_refused_with_both_numbers():
    form = Short({"title": "a" * 12})

    assert form.errors["title"] == [
        "Bitte kürzen Sie den Text: Er hat 12 Zeichen, möglich sind 10."
    ]


def test_a_browser_never_cuts_a_pasted_text():
    assert "maxlength" not in str(Short()["title"])


def test_a_missing_entry_is_named():
    assert Short({}).errors["title"] == ["Bitte geben Sie „Titel“ an."]


def test_spaces_around_an_entry_are_dropped():
    form = Short({"title": "  Ziel "})

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Ziel"


def test_a_line_end_counts_as_one_character():
    form = Long({"text": "ab\r\ncd"})

    assert form.is_valid()
    assert form.cleaned_data["text"] == "ab\ncd"


@pytest.mark.parametrize("typed", ["12.07.2022", "12.7.2022", "2022-07-12", " 12.07.2022 "])
def test_a_day_may_be_typed_german_or_iso(typed):
    form = Day({"due": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == datetime.date(2022, 7, 12)


@pytest.mark.parametrize("typed", ["31.02.2022", "07/12/2022", "12.07.22", "0001-01-01", "bald"])
def test_what_is_no_day_is_refused(typed):
    form = Day({"due": typed})

    assert not form.is_valid()
    assert form["due"].value() == typed


def test_a_saved_day_is_shown_german():
    assert 'value="12.07.2022"' in str(Day(initial={"due": datetime.date(2022, 7, 12)})["due"])


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2022", "2022"),
        ("07.2022", "2022-07"),
        ("7.2022", "2022-07"),
        ("12.07.2022", "2022-07-12"),
        ("1. 7. 2022", "2022-07-01"),
        ("2022-07", "2022-07"),
        ("2022-07-12", "2022-07-12"),
        ("", ""),
    ],
)
def test_a_partial_date_keeps_what_is_known(typed, iso):
    form = Part({"since": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["since"] == iso


@pytest.mark.parametrize("typed", ["13.2022", "31.02.2022", "22", "00.2022", "20222", "1889", "a"])
def test_what_is_no_partial_date_is_refused(typed):
    form = Part({"since": typed})

    assert not form.is_valid()
    assert form["since"].value() == typed


def test_a_saved_partial_date_is_shown_as_it_is_typed():
    assert 'value="07.2022"' in str(Part(initial={"since": "2022-07"})["since"])


def test_each_field_names_its_hint_and_its_error():
    form = Example({"title": "a" * 20})

    page = Page(form["title"].as_field_group())

    assert page.faults == []
    assert {"id_title_helptext", "id_title_error"} <= page.references & set(page.ids)


def test_groups_of_choices_have_a_legend_and_no_stray_label():
    markup = Example()["answer"].as_field_group()

    page = Page(markup)

    assert "<legend" in markup
    assert page.references <= set(page.ids)


def test_optional_fields_are_marked_in_words():
    assert "freiwillig" in Example()["text"].as_field_group()
    assert "freiwillig" not in Example()["title"].as_field_group()


def test_a_field_wears_the_classes_of_the_design_system():
    assert 'class="kern-form-input__input"' in str(Example()["title"])
    assert "kern-form-input__input--error" in str(Example({})["title"])
    assert "class=" not in str(Example()["version"])
