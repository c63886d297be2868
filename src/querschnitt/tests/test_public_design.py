"""Of the design of documents the public sees what counts now, and nothing else of who made it."""

import pytest

from querschnitt.publication import operations
from querschnitt.publication.models import StoredPage
from querschnitt.publication.tests.tampering import unprotected

pytestmark = pytest.mark.django_db


def public():
    operations.render_public(is_fresh=True)
    return {page.path: bytes(page.body) for page in StoredPage.objects.all()}


def secrets_of(world):
    words = world.canaries.places.items()
    kinds = ("name in a former design", "name of the Word template", "name administrator")
    return {word.encode(): place for word, place in words if place in kinds}


def test_the_design_that_counts_is_public_and_nothing_else_of_it(world):
    pages, hidden = public(), secrets_of(world)

    assert len(hidden) == 3
    assert b"Regierung der Probe" in pages["/de/"]
    assert [path for path in pages if path.startswith("/emblem-")]
    for path, body in pages.items():
        assert not [place for word, place in hidden.items() if word in body], path


def test_a_former_design_that_came_back_would_be_found(world):
    style, newest = world.styles
    with unprotected():
        type(newest).objects.filter(pk=newest.pk).update(name=style.name, digest="another")

    pages, hidden = public(), secrets_of(world)

    assert [path for path, body in pages.items() if any(word in body for word in hidden)]
