"""The limit of any WSGI program: the same bytes out of a dictionary, and nothing else."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from querschnitt.publication.answers import PROTECTION

ROOT = Path(os.environ["SERVED_DIRECTORY"])
PAGES = {f"/{file.parent.relative_to(ROOT)}/": file.read_bytes() for file in ROOT.rglob("*.html")}
PACKED = {
    f"/{file.parent.relative_to(ROOT)}/": file.read_bytes() for file in ROOT.rglob("*.html.gz")
}
ALWAYS = [
    ("Vary", "Accept-Encoding"),
    ("Cache-Control", "public, max-age=0, s-maxage=1, must-revalidate"),
    ("ETag", '"0123456789abcdef0123456789abcdef"'),
    *PROTECTION,
]
Environ = dict[str, Any]


def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the page alone."""
    body = PAGES[environ["PATH_INFO"]]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return (body,)


def with_headers(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the page and the headers that a portal owes its visitors."""
    is_packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    body = (PACKED if is_packed else PAGES)[environ["PATH_INFO"]]
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        *ALWAYS,
    ]
    if is_packed:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", headers)
    return (body,)
