"""What the answers to questions about lists have in common."""

import gzip
from urllib.parse import parse_qsl

from querschnitt.publication.answerers import Question, Reply
from querschnitt.publication.answers import PROTECTION, wants_gzip
from querschnitt.publication.rendering import CACHE

# Quick, since it is done for each answer; what is published is compressed once and well.
LEVEL = 1
SMALLEST_COMPRESSED = 1_000
MOST_PARAMETERS = 50
ALWAYS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Vary", "Accept-Encoding"),
    ("Cache-Control", CACHE["page"]),
    *PROTECTION,
]


def parameters_in(text: str) -> dict[str, str]:
    """Return what stands behind the question mark of an address."""
    try:
        # WSGI hands bytes over as if they were Latin-1.
        readable = text.encode("latin-1").decode(errors="replace")
        return dict(parse_qsl(readable, keep_blank_values=True, max_num_fields=MOST_PARAMETERS))
    except ValueError:
        return {}


def reply(question: Question, body: str, tag: str, *, status: int = 200) -> Reply:
    """Return a page as the answer to a question, packed if the visitor reads that."""
    content = body.encode()
    headers = [*ALWAYS, tagged(tag)] if tag else [*ALWAYS]
    if len(content) >= SMALLEST_COMPRESSED and wants_gzip(question.accepted):
        content = gzip.compress(content, LEVEL, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(content))))
    return Reply(status, headers, content)


def tagged(tag: str) -> tuple[str, str]:
    """Return the header that names an answer."""
    # Weak, for the compressed answer and the plain one share it.
    return ("ETag", f'W/"{tag}"')
