"""Nothing of a release that is not published reaches the public, not even that it exists."""

import secrets

import pytest

from querschnitt.portal.addresses import SEARCHED
from querschnitt.press import operations as press
from querschnitt.tests.surfaces import everything, leaks, press_surfaces
from querschnitt.tests.wire import ask

pytestmark = pytest.mark.django_db


def test_no_answer_about_the_press_says_what_is_inside(site, world):
    surfaces = dict(press_surfaces(site, world))

    assert not leaks(surfaces.items(), world)
    assert b"Das Kabinett hat Ziele beschlossen" in surfaces["/de/presse/?q=Ziele"]
    assert len(surfaces) > 100


def test_whoever_searches_releases_for_an_inner_word_learns_nothing(site, world):
    def asked(word):
        answer = ask(site, "/de/presse/", query=f"{SEARCHED}={word}")
        assert answer.status == 200
        return answer.body.replace(word.encode(), b"*")

    never = asked(f"q{secrets.token_hex(16)}")
    words = [word for word, place in world.canaries.places.items() if "release" in place]
    assert len(words) > 5
    for word in words:
        assert asked(word) == never, world.canaries.places[word]


def test_a_preview_tells_its_own_draft_alone(site, world):
    seen = everything(ask(site, f"/vorschau/{world.preview_token}/"))

    # The reader is told for whom the link was made.
    told = {"title of a release, draft", "text of a release", "place", "reader of a preview"}
    assert set(world.canaries.found_in(seen)) == told


def test_a_release_that_was_listed_too_early_would_be_found(site, world):
    press.publish_if_due(world.due)

    found = leaks(press_surfaces(site, world), world)
    assert "title of a release, due" in found[f"/de/presse/?jahr={world.released.year}"]
