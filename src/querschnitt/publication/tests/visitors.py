"""Visitors of the portal: they call the page store as a web server would."""

import sys
import time
from types import SimpleNamespace

from django.db import transaction

from querschnitt.publication import store
from querschnitt.publication.rendering import rendered_page

PAGE = "<p>Europa ist eine Querschnittsaufgabe.</p>" * 20


def behind(environ, start_response):
    """Stand for Django: whatever reaches it was passed on."""
    start_response("404 Not Found", [("X-Passed-On", "yes")])
    return [b"passed on"]


def visit(application, path="/de/", method="GET", query="", **headers):
    """Return what a visitor gets: status, headers, body, and whether Django was asked."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.url_scheme": headers.pop("scheme", "http"),
    }
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    answer = SimpleNamespace()

    def start_response(status, headers):
        answer.status, answer.list = int(status[:3]), headers

    answer.body = b"".join(application(environ, start_response))
    answer.headers = dict(answer.list)
    answer.is_passed_on = "X-Passed-On" in answer.headers
    return answer


def publish(*pages, **arguments):
    """Make these pages the whole site; a path alone stands for a page with some text."""
    rendered = [
        rendered_page(page, PAGE, **arguments) if isinstance(page, str) else page for page in pages
    ]
    with transaction.atomic():
        return store.write(rendered)


def watch(path):
    """Print status and time whenever the answer changes; what a process of its own does."""
    application = store.PageStore(behind)
    last = None
    while True:
        answer = visit(application, path)
        if answer.status != last:
            last = answer.status
            sys.stdout.write(f"{last} {time.time()}\n")
            sys.stdout.flush()
        time.sleep(0.005)
