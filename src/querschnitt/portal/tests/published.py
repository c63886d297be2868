"""Publishing relations in tests, and looking at what the public then gets."""

from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from querschnitt.lib.digest import digest
from querschnitt.publication import assemble, operations
from querschnitt.publication.store import PageStore
from querschnitt.publication.tests import factories
from querschnitt.tests.wire import ask


def publish_relations(*, by=None, **more):
    """Publish what has been released, as somebody does who was shown it."""
    by = by or factories.press_officer()
    seen = digest(assemble.relations(at=timezone.now()))
    return operations.publish_relations(by=by, seen=seen, **more)


def seen_at(path, query=""):
    """Return what a visitor gets, with the text of the page."""
    answer = ask(PageStore(WSGIHandler()), path, query=query)
    answer.text = answer.body.decode(errors="replace")
    return answer
