"""How these networks fail on demand, before or after they have taken a post in."""

import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from querschnitt.config.demo.fake_networks.network import Reply

BEFORE: dict[str, Reply] = {
    "moved": Reply(301, {}, {"Location": "https://network.example/elsewhere"}),
    "unauthorised": Reply(401, {"error": "no"}),
    "duplicate": Reply(403, {"detail": "duplicate content"}),
    "conflict": Reply(409, {"error": "conflict"}),
    "too_large": Reply(413, {"error": "too large"}),
    "busy": Reply(429, {"error": "slow down"}, {"Retry-After": "7"}),
    "unavailable": Reply(503, {"error": "back soon"}, {"Retry-After": "11"}),
}
"""What is answered without doing anything."""

PATIENCE = 60.0
"""Seconds after which a connection that says nothing is given up."""


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Break the connection as a crashed machine does, so that the other side gets an error."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the other side has gone."""
    handler.connection.settimeout(PATIENCE)
    handler.connection.recv(1)
    handler.close_connection = True


def broken(handler: BaseHTTPRequestHandler) -> None:
    """Answer with success and half a JSON."""
    _begin(handler, 10)
    handler.wfile.write(b'{"id": "10')


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer one byte at a time, for ever."""
    _begin(handler, 1_000_000)
    for _byte in range(1_000_000):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def flood(handler: BaseHTTPRequestHandler) -> None:
    """Answer with a hundred million bytes."""
    _begin(handler, 100_000_000)
    for _piece in range(1600):
        handler.wfile.write(b" " * 62_500)


def fail(handler: BaseHTTPRequestHandler) -> None:
    """Answer that something went wrong, after all was done."""
    body = b'{"error": "internal"}'
    handler.send_response(500)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


AFTER: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "reset_after": reset,
    "silent": hang,
    "broken_json": broken,
    "drip": drip,
    "flood": flood,
    "failed": fail,
}
"""What happens instead of an answer, once the post stands there."""

RESET_BEFORE = "reset_before"
"""The connection breaks before the body was read."""

ALL = (RESET_BEFORE, *BEFORE, *AFTER)


def _begin(handler: BaseHTTPRequestHandler, length: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.close_connection = True
