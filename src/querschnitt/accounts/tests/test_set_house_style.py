"""Setting how the government's documents look: who may, what is refused, what is kept."""

from io import BytesIO

import pytest
from PIL import Image

from querschnitt.accounts import operations, queries
from querschnitt.accounts.house_style_rules import obstacle_to_colour
from querschnitt.accounts.models import HouseStyleVersion, JournalEntry, Role
from querschnitt.accounts.tests.factories import person
from querschnitt.accounts.tests.house_styles import WANTED, picture, set_style
from querschnitt.documents.house_style import PLAIN
from querschnitt.lib.contrast import contrast
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_without_any_setting_documents_are_plain(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.house_style() == PLAIN
    with django_assert_num_queries(1):
        assert queries.house_style_digest() == PLAIN.digest


def test_what_an_administrator_sets_counts_from_then_on(administrator, django_assert_num_queries):
    made = set_style(administrator, emblem=picture(), colour=" #003366 ")

    with django_assert_num_queries(1):
        style = queries.house_style()
    assert (style.name, style.colour) == ("Landesregierung Musterland", "#003366")
    assert (made.set_by, style.emblem_text) == (administrator, "Wappen")
    assert Image.open(BytesIO(style.emblem)).size == (40, 30)
    assert queries.house_style_digest() == style.digest == made.digest
    entry = JournalEntry.objects.get(act="accounts.house_style_set")
    assert entry.facts == {"changed": ["name", "emblem", "emblem_text", "colour"]}


def test_each_change_is_a_row_and_the_emblem_stays_until_it_is_taken_off(administrator):
    first = set_style(administrator, emblem=picture())
    second = set_style(administrator, seen=first.pk, name="Anders", emblem_text="Das Wappen")
    third = set_style(administrator, seen=second.pk, name="Anders", without_emblem=True)

    assert [bool(version.emblem) for version in (first, second, third)] == [True, True, False]
    assert HouseStyleVersion.objects.count() == 3
    first.refresh_from_db()
    assert (first.name, first.emblem_text) == ("Landesregierung Musterland", "Wappen")
    assert third.emblem_text == ""


@pytest.mark.parametrize("role", Role)
def test_only_an_administrator_changes_the_design(role, administrator):
    version, by = set_style(administrator, emblem=picture()), person(role)
    acts = {
        "set": lambda: set_style(by, seen=version.pk, name="Anders", without_emblem=True),
        "look": lambda: operations.house_style_of(by=by, **{**WANTED, "without_emblem": True}),
        "replace": lambda: operations.replace_word_template(
            by=by, seen=version.pk, data=b"x", file_name="x.docx"
        ),
        "remove": lambda: operations.remove_word_template(by=by, seen=version.pk),
        "restore": lambda: operations.restore_house_style(by=by, version=version, seen=version.pk),
    }
    may = role == Role.ADMINISTRATOR

    for name, act in acts.items():
        if may and name in {"set", "look"}:
            act()
            continue
        code = "accounts" if may else "accounts.not-administrator"
        with pytest.raises(Refused, match=code):
            act()
    assert HouseStyleVersion.objects.count() == (2 if may else 1)


def test_a_deactivated_administrator_changes_nothing(administrator):
    administrator.is_active = False

    with pytest.raises(Refused, match="not-administrator"):
        set_style(administrator)


@pytest.mark.parametrize(
    ("colour", "measured"),
    [("#ffffff", "1,00"), ("#777777", "4,47"), ("#ffcc00", "1,5"), ("#00aaff", "2,5")],
)
def test_a_colour_that_is_too_light_is_refused_with_its_contrast(colour, measured, administrator):
    with pytest.raises(Refused, match="colour-too-light") as refused:
        set_style(administrator, colour=colour)

    assert measured in refused.value.obstacle.sentence
    assert not HouseStyleVersion.objects.exists()


@pytest.mark.parametrize("colour", ["#767676", "#000000", "#1a3a6e", "#b30000"])
def test_a_colour_that_is_dark_enough_is_taken(colour):
    assert obstacle_to_colour(colour) is None


@pytest.mark.parametrize(
    "colour", ["", "red", "#12345", "#1234567", "1a3a6e", "#12345g", "#１２３４５６"]
)
def test_what_is_no_colour_is_refused(colour, administrator):
    with pytest.raises(Refused, match="bad-colour"):
        set_style(administrator, colour=colour)


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#777777") == pytest.approx(4.478, abs=0.001)
    assert contrast("#767676") == pytest.approx(4.542, abs=0.001)


def test_an_emblem_needs_words_for_those_who_do_not_see_it(administrator):
    with pytest.raises(Refused, match="emblem-without-text"):
        set_style(administrator, emblem=picture(), emblem_text="  ")

    assert not HouseStyleVersion.objects.exists()


def test_a_typeface_must_be_there(administrator):
    with pytest.raises(Refused, match="unknown-typeface"):
        set_style(administrator, typeface="Comic Sans")


def test_what_counts_already_is_not_set_again(administrator):
    version = set_style(administrator)

    with pytest.raises(Refused, match="nothing-changed"):
        set_style(administrator, seen=version.pk)


def test_of_two_administrators_the_later_one_is_told(administrator):
    set_style(administrator)

    with pytest.raises(Refused, match=r"accounts\.stale"):
        set_style(administrator, seen=0, name="Anders")


HOSTILE = {
    "nothing of a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a document": b"PK\x03\x04" + b"\0" * 60,
    "a page": b"<!DOCTYPE html><html></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_with_a_sentence_and_nothing_is_kept(name, administrator):
    with pytest.raises(Refused, match="unreadable-emblem") as refused:
        set_style(administrator, emblem=HOSTILE[name])

    assert refused.value.obstacle.sentence
    assert not HouseStyleVersion.objects.exists()
    assert not JournalEntry.objects.filter(act="accounts.house_style_set").exists()


def test_a_picture_of_a_hundred_million_pixels_is_refused(administrator):
    huge = picture((10_000, 10_000), mode="1")
    assert len(huge) < 100_000

    with pytest.raises(Refused, match="unreadable-emblem"):
        set_style(administrator, emblem=huge)


def test_a_picture_that_is_too_large_is_refused_unread(administrator):
    with pytest.raises(Refused, match="unreadable-emblem") as refused:
        set_style(administrator, emblem=picture() + b"\0" * 2 * 2**20)

    assert "2 MB" in refused.value.obstacle.sentence
