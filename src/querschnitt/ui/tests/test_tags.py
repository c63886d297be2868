import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from querschnitt.lib.partial_date import PartialDate
from querschnitt.ui.templatetags.ui import digest_short, local_datetime, partial_date


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2022", "2022"),
        ("2022-07", "Juli 2022"),
        ("2022-07-12", "12.07.2022"),
        (PartialDate(2022, 7), "Juli 2022"),
        (datetime.date(2022, 7, 12), "12.07.2022"),
        (datetime.datetime(2022, 7, 11, 23, 0, tzinfo=datetime.UTC), "12.07.2022"),
        ("some day", "some day"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_shows_only_what_is_known(value, shown):
    with translation.override("de"):
        assert partial_date(value) == shown


def test_a_date_follows_the_language():
    with translation.override("pl"):
        assert partial_date("2022-07") != "Juli 2022"


def test_a_moment_is_shown_in_local_time():
    summer = datetime.datetime(2022, 7, 12, 12, 5, tzinfo=datetime.UTC)

    with translation.override("de"):
        assert local_datetime(summer) == "12.07.2022, 14:05 Uhr"
        assert local_datetime(None) == ""


def test_a_digest_is_short_enough_to_compare():
    assert digest_short("sha256:" + "ab" * 32) == "abababababab…"
    assert digest_short(None) == ""


def test_a_region_can_be_reached_with_the_keyboard_and_escapes_its_label():
    template = Template("{% load ui %}{% region label=name %}<p>{{ name }}</p>{% endregion %}")

    markup = template.render(Context({"name": "<b>"}))

    assert 'tabindex="0"' in markup
    assert markup.count("&lt;b&gt;") == 2
