from types import SimpleNamespace

import pytest
from django.utils import translation

from querschnitt.ui.context import facts, site


@pytest.fixture(autouse=True)
def _nothing_decided(settings):
    settings.GOVERNMENT_NAME = ""
    settings.DEMONSTRATION = False


def test_the_publisher_of_the_settings_is_the_government_of_the_pages(settings):
    settings.PUBLISHER = SimpleNamespace(name="State Chancellery")

    assert facts().publisher == "State Chancellery"
    assert facts().government == "State Chancellery"


def test_the_government_may_have_a_name_of_its_own(settings):
    settings.PUBLISHER = SimpleNamespace(name="State Chancellery")
    settings.GOVERNMENT_NAME = "The State Government"

    assert facts().government == "The State Government"


def test_pages_are_possible_before_anything_is_configured(settings):
    settings.PUBLISHER = None

    assert facts().product == "Querschnitt"
    assert facts().government == ""
    assert not facts().is_demonstration


def test_ways_on_follow_the_language_of_the_page(rf):
    with translation.override("pl"):
        ways = site(rf.get("/pl/nothing/"))["site"].ways_on

    assert {way.url for way in ways} >= {"/pl/", "/pl/suche/"}
