"""A whole government, made once for all these tests and never kept."""

from dataclasses import replace

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction

from querschnitt.documents.writers import WRITERS
from querschnitt.portal import answering, press_answers, relation_answers
from querschnitt.publication import formats, operations
from querschnitt.publication.api import door
from querschnitt.publication.api.limiter import Limiter
from querschnitt.publication.formats.documents import PDF
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.publication.models import StoredPage, UnwrittenFile
from querschnitt.publication.store import PageStore
from querschnitt.tests.policy import rows
from querschnitt.tests.world import World

# Typesetting is slow and has nothing to do with who may do what.
BARE = replace(WRITERS["pdf"], write=lambda *_: b"%PDF-")


@pytest.fixture(scope="package")
def made_world(django_db_setup, django_db_blocker):
    """Return the world; tests change it freely, since each works in a transaction of its own."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        write_bare_files(patch)
        outer = transaction.atomic()
        outer._from_testcase = True
        with outer:
            made = World()
            made.rows = rows()
            yield made
            transaction.set_rollback(True)


@pytest.fixture
def world(made_world, db, monkeypatch):
    """Return the world, as it was made; ``world.rows`` is the digest of all its rows."""
    write_bare_files(monkeypatch)
    monkeypatch.setitem(WRITERS, "pdf", BARE)
    # What the list is written with is remembered by a number that a rollback gives out again.
    monkeypatch.setattr(answering, "_loaded", {})
    monkeypatch.setattr(press_answers, "_loaded", {})
    monkeypatch.setattr(relation_answers, "_loaded", {})
    made_world.refresh()
    return made_world


@pytest.fixture
def site(world, monkeypatch):
    """The program as a web server sees it, with real documents and no page in its memory."""
    monkeypatch.setitem(formats.FORMATS, "pdf", PDF)
    monkeypatch.setattr(door, "limiter", lambda: Limiter(0))
    # The files without content that the world was made with; now they are written in earnest.
    StoredPage.objects.exclude(document="").delete()
    UnwrittenFile.objects.all().delete()
    operations.render_public(is_fresh=True)
    return PageStore(WSGIHandler())
