"""Programs of others, which ask the whole program as a web server would."""

import json

from django.core.handlers.wsgi import WSGIHandler

from querschnitt.publication.store import PageStore
from querschnitt.tests.wire import ask

V1 = "/api/v1/"


def asked(path, query="", method="GET", **headers):
    """Return the answer to a question below the interface's address, with its JSON."""
    answer = ask(PageStore(WSGIHandler()), V1 + path, method, query=query, **headers)
    kind = answer.headers.get("Content-Type", "")
    is_plain = "json" in kind and answer.body and "Content-Encoding" not in answer.headers
    answer.json = json.loads(answer.body) if is_plain else None
    return answer


def ids(path, query=""):
    """Return the ids of all objects of a list, read page by page."""
    found = []
    for page in pages(path, query):
        found += [one["id"] for one in page]
    return found


def pages(path, query=""):
    """Yield the objects of a list page by page, each asked for when it is needed."""
    while True:
        answer = asked(path, query)
        assert answer.status == 200, answer.body
        yield answer.json["data"]
        if answer.json["next"] is None:
            return
        query = answer.json["next"].partition("?")[2]
