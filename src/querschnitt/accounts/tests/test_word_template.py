"""The government's own Word template: replaced, removed, and what is refused."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from querschnitt.accounts import operations, queries
from querschnitt.accounts.models import HouseStyleVersion, JournalEntry
from querschnitt.accounts.tests.house_styles import picture, set_style
from querschnitt.documents.word_template import default_template
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def replaced(by, data=None, seen=0, file_name="vorlage.docx"):
    data = default_template() if data is None else data
    return operations.replace_word_template(by=by, seen=seen, data=data, file_name=file_name)


def word(*paragraphs):
    file, document = BytesIO(), Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def test_word_files_are_made_from_the_template_that_was_taken(administrator):
    made = replaced(administrator, file_name="Amtsvorlage.docx")

    assert queries.house_style().word_template == default_template()
    assert made.word_template_name == "Amtsvorlage.docx"
    assert JournalEntry.objects.filter(act="accounts.word_template_replaced").count() == 1


def test_the_template_and_the_rest_of_the_design_leave_each_other_alone(administrator):
    first = set_style(administrator, emblem=picture())
    second = replaced(administrator, seen=first.pk)
    third = set_style(administrator, seen=second.pk, name="Anders", emblem_text="Wappen")

    assert second.emblem == first.emblem
    assert (third.word_template, third.word_template_name) == (
        second.word_template,
        "vorlage.docx",
    )


def test_a_template_that_was_removed_can_be_restored(administrator):
    first = replaced(administrator)
    second = operations.remove_word_template(by=administrator, seen=first.pk)
    assert queries.house_style().word_template == b""

    third = operations.restore_house_style(by=administrator, version=first, seen=second.pk)

    assert third.word_template == first.word_template
    assert third.word_template_name == "vorlage.docx"
    entry = JournalEntry.objects.get(act="accounts.house_style_restored")
    assert entry.facts == {"version": first.pk}


def test_what_is_not_there_is_not_removed_and_what_counts_is_not_restored(administrator):
    version = set_style(administrator)

    with pytest.raises(Refused, match="no-template"):
        operations.remove_word_template(by=administrator, seen=version.pk)
    with pytest.raises(Refused, match="nothing-changed"):
        operations.restore_house_style(by=administrator, version=version, seen=version.pk)


def test_of_two_administrators_the_later_one_is_told(administrator):
    version = replaced(administrator)

    with pytest.raises(Refused, match=r"accounts\.stale"):
        operations.remove_word_template(by=administrator, seen=0)
    with pytest.raises(Refused, match=r"accounts\.stale"):
        operations.restore_house_style(
            by=administrator, version=set_style(administrator, seen=version.pk), seen=version.pk
        )


def with_macros():
    file = BytesIO(default_template())
    with ZipFile(file, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    return file.getvalue()


HOSTILE = {
    "a picture called .docx": picture,
    "nothing": lambda: b"",
    "no place for the text": lambda: word("Kopf", "Fuß"),
    "a placeholder that there is not": lambda: word("{{p body }}", "{{ titel }}"),
    "a look inside": lambda: word("{{p body }}", "{{ title.__class__.__mro__ }}"),
    "an endless loop": lambda: word(
        "{{p body }}", "{% for a in range(10**9) %}{{ a }}{% endfor %}"
    ),
    "macros": with_macros,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_used_is_refused_with_a_sentence_and_nothing_is_kept(name, administrator):
    with pytest.raises(Refused, match="unusable-template") as refused:
        replaced(administrator, HOSTILE[name]())

    assert refused.value.obstacle.sentence
    assert not HouseStyleVersion.objects.exists()
    assert not JournalEntry.objects.filter(act="accounts.word_template_replaced").exists()


def test_a_template_that_is_too_large_is_refused_unread(administrator):
    with pytest.raises(Refused, match="unusable-template") as refused:
        replaced(administrator, b"PK" + b"\0" * 5 * 2**20)

    assert "5 MB" in refused.value.obstacle.sentence
