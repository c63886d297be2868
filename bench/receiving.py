"""What takes posts while the outbox is measured: it reads them and says that it has them."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b'{"id":"1"}'
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer any request in the same way."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", HEADERS)
    return [BODY]
