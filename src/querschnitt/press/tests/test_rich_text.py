import re
from html.parser import HTMLParser
from random import Random

import pytest

from querschnitt.press import rich_text
from querschnitt.press.rich_blocks import TAGS
from querschnitt.press.tests.strings_of_attackers import STRINGS
from querschnitt.tests.policy import IS_FULL

MANY = 3000 if IS_FULL else 150
PIECES = (
    "Wort ", "*", "_", "**", "__", "[x]", "](https://a.example)", "\\", "- ", "1. ", "## ", "> ",
    "____", "&lt;", "é", " ", "\n", "\xa0", "•", "(", ")", "\\*",
)  # fmt: skip


class Tags(HTMLParser):
    """Collects what a browser would take for tags, with their attributes."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag


def assert_harmless(markup):
    for tag, attributes in Tags(markup).found:
        assert tag in TAGS
        assert {*attributes} <= ({"href", "rel"} if tag == "a" else set())
        if tag == "a":
            assert re.match(r"(https?://|mailto:)", attributes["href"])
            assert attributes["rel"] == "noopener"


@pytest.mark.parametrize("text", STRINGS)
@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<ul><li>{}</li></ul>", "## {}", "> - {}"])
def test_nothing_that_could_run_is_left(text, around):
    assert_harmless(rich_text.from_typed(around.format(text)))
    assert_harmless(rich_text.clean(around.format(text)))
    assert_harmless(rich_text.clean(rich_text.clean(text)))


def test_what_a_browser_would_run_is_found_by_this_very_check():
    with pytest.raises(AssertionError):
        assert_harmless("<p onclick='alert(1)'>x</p>")
    with pytest.raises(AssertionError):
        assert_harmless('<a href="javascript:alert(1)" rel="noopener">x</a>')


def test_paragraphs_headings_lists_quotations_and_links_are_typed_as_text():
    markup = rich_text.from_typed(
        "Erster Absatz,\nzweite Zeile\n\n## Überschrift\n- eins\n- zwei\n  - darunter\n\n"
        "1. erstens\n2) zweitens\n\n> Zitat\n\n**fett**, __kursiv__ und "
        "[das Portal](https://a.example/x), [Post](mailto:a@b.example)"
    )

    assert markup == (
        "<p>Erster Absatz,<br>zweite Zeile</p><h2>Überschrift</h2>"
        "<ul><li>eins</li><li>zwei<ul><li>darunter</li></ul></li></ul>"
        "<ol><li>erstens</li><li>zweitens</li></ol><blockquote><p>Zitat</p></blockquote>"
        "<p><strong>fett</strong>, <em>kursiv</em> und "
        '<a href="https://a.example/x" rel="noopener">das Portal</a>, '
        '<a href="mailto:a@b.example" rel="noopener">Post</a></p>'
    )


@pytest.mark.parametrize(
    "text", ["<3 Magdeburg", "-5 Grad", "2 ** 3", "Feld: ____", "a_b_c", "[Wer] besucht [wo]"]
)
def test_what_means_nothing_stays_as_it_is_typed(text):
    markup = rich_text.from_typed(text)

    assert rich_text.to_plain(markup) == text
    assert rich_text.from_typed(rich_text.to_typed(markup)) == markup


def test_what_an_editor_sends_is_kept_and_what_is_pasted_is_put_in_order():
    assert rich_text.from_typed("<ul><li><p>eins</p></li></ul>") == "<ul><li>eins</li></ul>"
    pasted = "<div>a<b>b</b></div><h1>c</h1><table><tr><td>d</td><td>e</td></tr></table>"
    assert rich_text.from_typed(pasted) == ("<p>a<strong>b</strong></p><h2>c</h2><p>d</p><p>e</p>")
    assert rich_text.clean("<p></p><ul><li> </li></ul>") == ""


def test_plain_text_is_never_taken_for_markup():
    assert rich_text.from_plain("<p>x</p>") == "<p>&lt;p&gt;x&lt;/p&gt;</p>"


def test_words_alone_name_the_addresses_of_links():
    markup = '<p>Mehr <a href="https://a.example/">hier</a>.</p><ul><li>a</li></ul>'

    assert rich_text.to_plain(markup) == "Mehr hier (https://a.example/).\n\n- a"


def test_a_text_goes_through_the_plain_area_and_back_without_loss():
    random = Random(42)  # noqa: S311 - for variety, not for secrets
    for _turn in range(MANY):
        markup = rich_text.clean("".join(block(random) for _ in range(random.randint(1, 3))))
        assert rich_text.clean(markup) == markup
        assert rich_text.from_typed(rich_text.to_typed(markup)) == markup


@pytest.mark.parametrize(
    "text",
    ["<ul><li>" * 5000, "> " * 20_000 + "x", "[" * 50_000, "**" * 20_000, "<p>" + "<em>" * 9000],
)
def test_texts_made_to_be_slow_or_deep_are_read_all_the_same(text):
    assert_harmless(rich_text.from_typed(text))


def inline(random, depth=0):
    text = ""
    for _ in range(random.randint(0, 4)):
        kind = random.random()
        if kind < 0.65 or depth > 2:
            text += random.choice(PIECES)
        elif kind < 0.72:
            text += "<br>"
        elif kind < 0.88:
            tag = random.choice(["strong", "em"])
            text += f"<{tag}>{inline(random, depth + 1)}</{tag}>"
        else:
            text += (
                f'<a href="https://a.example/?q=_(x)**&amp;y=__">{inline(random, depth + 1)}</a>'
            )
    return text


def block(random, depth=0):
    kind = random.random()
    if kind < 0.5 or depth > 4:
        return f"<p>{inline(random)}</p>"
    if kind < 0.6:
        return f"<h2>{inline(random)}</h2>"
    if kind < 0.7:
        return f"<blockquote>{block(random, depth + 1)}{block(random, depth + 1)}</blockquote>"
    tag = random.choice(["ul", "ol"])
    items = (f"<li>{inline(random)}{block(random, depth + 1)}</li>" for _ in range(2))
    return f"<{tag}>{''.join(items)}</{tag}>"
