"""Count the database queries of requests: ``python -m bench.counted MODULE ADDRESS ...``.

Each address is asked for twice in one process, and the second time is counted: what every request
costs, not what a process loads once.
"""

import importlib
import io
import json
import sys
from collections.abc import Callable
from typing import Any


def environ(address: str, **headers: str) -> dict[str, Any]:
    """Return a request as a web server hands it over."""
    path, _, query = address.partition("?")
    told = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        **told,
    }


def ask(application: Callable[..., Any], address: str, **headers: str) -> str:
    """Return the status line of an answer."""
    statuses: list[str] = []
    answer = application(
        environ(address, **headers), lambda status, *_rest: statuses.append(status)
    )
    b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return statuses[0]


def main() -> None:
    """Print how many queries each address needs, as JSON."""
    application = importlib.import_module(sys.argv[1]).application
    from django.db import connection

    counts: dict[str, int] = {}
    for address in sys.argv[2:]:
        ask(application, address)
        asked: list[str] = []

        def note(execute: Callable[..., Any], sql: str, *rest: Any, _to: list[str] = asked) -> Any:
            _to.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            status = ask(application, address)
        if not status.startswith("200"):
            raise SystemExit(f"{address}: {status}")
        counts[address] = len(asked)
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
