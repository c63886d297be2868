"""The whole program as a web server calls it: the page store in front, Django behind."""

import io
from contextlib import contextmanager
from types import SimpleNamespace
from wsgiref.headers import Headers
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_started
from django.db import close_old_connections


def ask(application, path, method="GET", *, query="", body=b"", host="testserver", **headers):
    """Return status, headers and body of an answer."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.input": io.BytesIO(body),
    }
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    answer = SimpleNamespace()

    def start_response(status, headers):
        answer.status, answer.list = int(status[:3]), headers

    with in_our_transaction():
        answer.body = b"".join(application(environ, start_response))
    answer.headers = Headers(answer.list)
    return answer


@contextmanager
def in_our_transaction():
    """Keep a request from closing the connection that the test's transaction lives in."""
    request_started.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_started.connect(close_old_connections)
