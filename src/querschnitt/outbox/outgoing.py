"""The one way out: requests to other servers, only to where they may go, and never for long.

What decides is whether the other server may have got the whole request. ``NotSent`` means that it
certainly has not; ``Unanswered`` means that nobody knows.
"""

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from django.conf import settings

CONNECT_SECONDS = 10.0
TOTAL_SECONDS = 30.0
LARGEST_ANSWER = 1024 * 1024
AGENT = "Querschnitt"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Set aside for other purposes; not every version of Python's own list knows all of them.
_SET_ASIDE = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "100::/16", "2001::/23",
        "3fff::/20", "5f00::/16", "fec0::/10",
    )
)  # fmt: skip


class NotSent(Exception):
    """Raised where the other server certainly did not get the whole request."""


class Forbidden(NotSent):
    """Raised where a request may not go; trying again does not help."""


class Unanswered(Exception):
    """Raised where the other server may have acted on the request, without a readable answer."""


class _Exchange(threading.local):
    """The request that this thread is at."""

    until = 0.0
    """When it must be over, on the clock that only goes forward."""
    is_cut = False
    """Whether a part of it could not be handed to the network any more."""
    is_forbidden = False
    """Whether it would have led into a network that is not public."""


exchange = _Exchange()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def retry_after(self) -> float | None:
        """Seconds that it asked to wait, in either form of the header; None where it did not."""
        told = self.headers.get("retry-after", "").strip()
        if told.isascii() and told.isdecimal():
            return float(told)
        try:
            at = parsedate_to_datetime(told)
        except ValueError:
            return None
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return max(0.0, (at - datetime.now(UTC)).total_seconds())


def ask(
    method: str,
    url: str,
    *,
    hosts: Iterable[str],
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    json: Any = None,
    data: Mapping[str, Any] | None = None,
    files: Any = None,
) -> Answer:
    """Send one request and return its answer, whatever its status; redirects are not followed.

    :param hosts: the names of the servers that may be spoken to, in lower case
    :raises Forbidden: if the address is another one, or leads into a network that is not public
    :raises NotSent: if no connection came about, or broke before the request was out
    :raises Unanswered: if it was out, and no whole answer came within the time or size allowed
    """
    import httpx

    given: dict[str, Any] = {"content": content, "json": json, "data": data, "files": files}
    # Not compressed, so that the size of an answer is what came over the wire.
    sent_with = {"User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})}
    try:
        request = _client().build_request(
            method, url, headers=sent_with,
            **{name: value for name, value in given.items() if value is not None},
        )  # fmt: skip
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Forbidden("This address or this header cannot be sent.") from error
    _check(request.url, hosts)
    exchange.until = time.monotonic() + TOTAL_SECONDS
    exchange.is_cut = exchange.is_forbidden = False
    try:
        answer = _client().send(request, stream=True)
        try:
            body = _body(answer)
        finally:
            answer.close()
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        if exchange.is_forbidden:
            raise Forbidden("This address leads into a network that is not public.") from error
        raise NotSent(_told(error)) from error
    except (httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
        raise Forbidden("This request cannot be sent.") from error
    except (httpx.HTTPError, OSError) as error:
        # Not all of it was handed to the network, so nobody can have read all of it.
        raise (NotSent if exchange.is_cut else Unanswered)(_told(error)) from error
    return Answer(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, body)


def _body(answer: Any) -> bytes:
    parts, size = [], 0
    for part in answer.iter_raw():
        size += len(part)
        if size > LARGEST_ANSWER:
            raise Unanswered("The answer is too long.")
        if time.monotonic() > exchange.until:
            raise Unanswered("The answer took too long.")
        parts.append(part)
    return b"".join(parts)


def _check(url: Any, hosts: Iterable[str]) -> None:
    """Refuse what is not one of the named servers.

    :param url: as it will be connected to, so that no second reading of it can differ
    """
    host = url.host.lower()
    if not host or host not in {one.lower() for one in hosts} or url.userinfo:
        raise Forbidden("This server is not one of those that may be spoken to.")
    if url.scheme == "https" or (url.scheme == "http" and is_allowed(host, url.port or 80)):
        return
    raise Forbidden("Only encrypted connections are made.")


def is_allowed(host: str, port: int) -> bool:
    """Return whether an operator named this very place, whatever network it is in."""
    return f"{host}:{port}" in settings.OUTGOING_ALLOW


def is_public(address: str) -> bool:
    """Return whether an address is one of the public internet, also where it hides another."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if inner := found.ipv4_mapped or found.sixtofour:
            return is_public(str(inner))
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    if any(found in network for network in _SET_ASIDE):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _told(error: Exception) -> str:
    # Without its text, which may hold an address with a secret in it.
    return type(error).__name__


def left(wanted: float | None) -> float:
    """Return how many seconds may still be waited."""
    rest = exchange.until - time.monotonic()
    return max(0.001, min(rest, wanted if wanted is not None else rest))


def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a name that may be spoken to.

    :raises OSError: if it has none such, or nobody says so in time
    """
    found: list[str] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except (UnicodeError, OverflowError):
            failed.append(OSError("no name"))
        except OSError as error:
            failed.append(error)

    # Beside this thread, for the system's resolver cannot be told how long it may take.
    asking = threading.Thread(target=look_up, name="outgoing-lookup", daemon=True)
    asking.start()
    asking.join(left(CONNECT_SECONDS))
    if asking.is_alive():
        raise TimeoutError("nobody knows the name in time")
    if failed:
        raise failed[0]
    allowed = [one for one in found if is_allowed(host.lower(), port) or is_public(one)]
    if not allowed:
        exchange.is_forbidden = True
        raise OSError("not public")
    return allowed


@cache
def _client() -> Any:
    """Return the one client of this process; it keeps connections open to each server."""
    from querschnitt.outbox import connections

    return connections.client()


_lock = threading.Lock()


def forget_connections() -> None:
    """Close all connections; the next request opens its own."""
    with _lock, contextlib.suppress(Exception):
        _client().close()
    _client.cache_clear()
