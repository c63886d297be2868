"""What each channel is told of a release, and how long that is where it is told."""

import json
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from querschnitt.press.channels import kind_of, registered
from querschnitt.press.channels.base import Post
from querschnitt.press.channels.bluesky.client import facets
from querschnitt.press.channels.counting import (
    graphemes,
    shortened,
    signs,
    utf16_units,
    weighted,
)
from querschnitt.press.release_link import release_link
from querschnitt.press.tests.channels.told import LINK, PICTURE, content, post
from querschnitt.tests.policy import IS_FULL

KINDS = sorted(registered())
every_kind = pytest.mark.parametrize("kind", KINDS)
# A mail is a whole document; it has no limit.
limited = pytest.mark.parametrize("kind", [one for one in KINDS if registered()[one].limit])
EXAMPLES = 500 if IS_FULL else 20
LONG = "Die Landesregierung hat heute in Magdeburg strategische Ziele beschlossen. " * 1000


def long(**more):
    return content("Kabinett beschließt strategische Ziele für Europa", lead=LONG, **more)


@every_kind
def test_a_folder_says_all_that_is_asked_of_a_kind(kind):
    channel = kind_of(kind)

    assert channel.slug == kind
    assert str(channel.label)
    assert str(channel.about)
    assert channel.is_by_hand == bool(channel.steps)
    assert not (channel.needs_legal_basis and channel.is_on_by_default)
    names = [one.name for one in channel.fields]
    assert len(set(names)) == len(names)


def test_x_and_facebook_need_a_legal_basis_and_are_off():
    needing = {one for one in KINDS if kind_of(one).needs_legal_basis}

    assert needing == {"x", "facebook"}
    assert {one for one in KINDS if kind_of(one).is_on_by_default} == {
        "portal", "feed", "email", "press_mail",
    }  # fmt: skip


@every_kind
def test_a_post_says_heading_and_link_and_is_the_same_each_time(kind):
    first, second = post(kind), post(kind)

    assert first == second
    assert "Kabinett beschließt Ziele" in first.text
    assert LINK in (first.text, first.link) or LINK in first.text
    assert not first.notes


@every_kind
@pytest.mark.parametrize("action", ["post", "edit", "correct", "delete"])
def test_a_post_survives_being_kept(kind, action):
    composed = post(kind, content(images=[PICTURE]), action=action, note="Weil.")

    assert Post.from_json(json.loads(json.dumps(composed.as_json()))) == composed


@limited
def test_a_long_text_is_shortened_and_keeps_its_link(kind):
    composed = post(kind, long())

    limit = composed.limit
    assert composed.length == kind_of(kind).count(composed.text)
    assert limit * 0.5 < composed.length <= limit or kind == "matrix"
    assert composed.text.endswith(LINK)
    assert len(composed.notes) == 1
    kept = composed.text.removesuffix(LINK).strip()
    assert kept.endswith((".", "…"))


@every_kind
def test_a_withdrawal_repeats_nothing_of_what_was_said(kind):
    composed = post(kind, content(images=[PICTURE]), action="delete", note="Sie war falsch.")

    assert "Sie war falsch." in composed.text
    assert "hat Ziele beschlossen" not in json.dumps(composed.as_json(), ensure_ascii=False)
    assert composed.media == ()


@every_kind
def test_a_correction_begins_with_what_was_wrong(kind):
    composed = post(kind, action="correct", note="Eine Zahl fehlte.")

    assert "Eine Zahl fehlte." in composed.text
    assert composed.text.index("Eine Zahl fehlte.") < composed.text.index("Kabinett")


@every_kind
def test_of_pictures_only_as_many_as_the_network_takes(kind):
    many = [{**PICTURE, "sha256": f"{number:064}"} for number in range(12)]

    composed = post(kind, content(images=many))

    assert len(composed.media) == min(12, kind_of(kind).most_pictures)
    assert all(one.alternative == "Drei Personen am Tisch" for one in composed.media)


def test_a_picture_that_is_too_large_stays_away_and_the_writer_is_told():
    large = {**PICTURE, "size": 1_000_001}

    assert post("bluesky", content(images=[large])).media == ()
    assert len(post("bluesky", content(images=[large])).notes) == 1
    assert len(post("mastodon", content(images=[large])).media) == 1


def test_under_a_picture_telegram_has_room_for_less():
    assert post("telegram", long(images=[PICTURE])).length <= 1024
    assert 3000 < post("telegram", long()).length <= 4096


def test_a_server_may_allow_longer_posts():
    assert post("mastodon", long()).length <= 500
    assert 1000 < post("mastodon", long(), limit="2000").length <= 2000
    assert post("mastodon", long(), limit="much").limit == 500


def test_only_the_heading_is_set_in_bold_and_nothing_else_is_markup():
    composed = post("telegram", content("Ziele <i>& mehr</i>", lead="Ziele <i>& mehr</i> hier"))

    assert composed.markup.startswith("<b>Ziele &lt;i&gt;&amp; mehr&lt;/i&gt;</b>\n")
    assert composed.markup.count("<b>") == 1
    assert unescape(composed.markup.replace("<b>", "").replace("</b>", "")) == composed.text


def test_another_language_is_told_in_its_own_words():
    texts = {**content()["texts"], "en": {"title": "Cabinet adopts goals", "subtitle": "",
                                          "lead": "In Magdeburg.", "body": ""}}  # fmt: skip
    said = content(languages=["de", "en"], texts=texts)

    composed = kind_of("mastodon").compose(
        said, language="en", link=LINK, account={}, action="edit", note="A number."
    )

    assert composed.text.startswith("Corrected: A number.\n\nCabinet adopts goals\n\nIn Magdeburg.")
    assert composed.language == "en"


@pytest.mark.parametrize("languages", [("de", "en"), ("en", "de"), ("en", "fr")])
def test_a_mail_leads_to_the_release_in_the_readers_language(languages):
    words = content()["texts"]["de"]
    said = content(languages=[*languages], texts=dict.fromkeys(languages, words))

    for present in languages:
        composed = kind_of("email").compose(
            said, language=present, link=release_link(said, present), account={}
        )
        for one in languages:
            assert f"\n{release_link(said, one)}" in composed.fields["worded"][one]["text"]


def test_a_mail_writes_the_date_as_its_reader_does():
    assert post("email").text.startswith("StK · 068/2026 · 23.11.2026\n")
    assert "· Dezember 2021\n" in post("email", content(dated_on="2021-12")).text


def test_lists_and_paragraphs_of_the_body_become_lines():
    said = content(lead=" ")

    assert "Sie gelten bis 2026.\neins\nzwei" in post("matrix", said).text


def test_a_link_is_marked_by_its_place_in_bytes():
    text = "Grüße 👋 https://portal.example/ä, und mehr."

    (facet,) = facets(text)

    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    assert text.encode()[start:end].decode() == "https://portal.example/ä"
    assert facet["features"][0]["uri"] == "https://portal.example/ä"


@pytest.mark.parametrize(
    ("text", "units", "seen", "for_x"),
    [
        ("Ziel", 4, 4, 4),
        ("Über", 4, 4, 4),
        ("U\u0308ber", 5, 4, 4),
        ("👋", 2, 1, 2),
        ("👩‍👩‍👧‍👦", 11, 1, 2),
        ("👍🏽", 4, 1, 2),
        ("🇩🇪🇪🇺", 8, 2, 4),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 14, 1, 2),
        ("❤️", 2, 1, 2),
        ("日本", 2, 2, 4),
        ("„Ziel“ – so…", 12, 12, 13),
        ("a\u200db", 3, 2, 3),
        ("https://portal.example/sehr/lang/und/laenger", 44, 44, 23),
        ("Siehe europa.eu.", 16, 16, 30),
        ("z. B. am 12. Juli", 17, 17, 17),
    ],
)
def test_each_network_counts_in_its_way(text, units, seen, for_x):
    assert utf16_units(text) == units
    assert graphemes(text) == seen
    assert weighted(text) == for_x


def test_mastodon_counts_every_link_alike():
    count = kind_of("mastodon").count

    assert count("Da: https://a.example/" + "x" * 200) == 4 + 23
    assert count("Da: https://a.example/") == 4 + 23


def test_bluesky_also_counts_bytes():
    assert kind_of("bluesky").count("a" * 300) == 300
    assert kind_of("bluesky").count("👩‍👩‍👧‍👦" * 200) > 300


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("Erster Satz. Zweiter Satz.", 26, "Erster Satz. Zweiter Satz."),
        ("Erster Satz. Zweiter Satz.", 25, "Erster Satz."),
        ("Am 12. Juli hat das Kabinett beschlossen.", 20, "Am 12. Juli hat das…"),
        ("Das hat Prof. Müller in Magdeburg gesagt.", 30, "Das hat Prof. Müller in…"),
        ("Ziele, Maßnahmen und mehr davon", 17, "Ziele, Maßnahmen…"),
        ("Donaudampfschifffahrt", 10, ""),
    ],
)
def test_texts_end_where_a_sentence_or_a_word_does(text, limit, kept):
    assert shortened(text, limit, len) == kept


@given(st.text(alphabet=st.sampled_from("aZ. !\n👍🏽\u200d👩é🇩🇪ß:/.<&hts"), max_size=400))
@settings(max_examples=EXAMPLES, deadline=None)
def test_nothing_that_can_be_written_exceeds_a_limit(text):
    said = content(f"Titel {text[:200]}", lead=f"{text} {text}")
    for kind in ("telegram", "mastodon", "bluesky", "x", "facebook"):
        composed = post(kind, said)
        assert composed.length == kind_of(kind).count(composed.text) <= composed.limit
        assert composed.text.endswith(LINK)
        if kind == "telegram":
            assert unescape(composed.markup.replace("<b>", "").replace("</b>", ""))


@given(st.text(max_size=200))
@settings(max_examples=EXAMPLES, deadline=None)
def test_signs_put_together_are_the_text(text):
    import unicodedata

    assert "".join(signs(text)) == unicodedata.normalize("NFC", text)
