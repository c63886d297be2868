"""Asking a time server what time it is: SNTP version 4 over UDP, 48 bytes each way."""

import secrets
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

PORT = 123
LENGTH = 48
VERSION, CLIENT, SERVER = 4, 3, 4
NOT_SYNCHRONISED = 3
HIGHEST_STRATUM = 15
# Seconds between 1900, where the protocol begins to count, and 1970.
FROM_1900 = 2_208_988_800
# The counter overflows in 2036; what seems to be before 1968 is of the era after that.
ERA = 2**32
FIRST_ERA_FROM = 2**31


class NoTime(Exception):
    """Raised when a server gives no time that could be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a server said: how far the local clock is behind, and how long the answer took."""

    offset: float
    """Seconds to add to the local clock; negative if that one is fast."""
    delay: float
    stratum: int


def ask(server: str, *, timeout: float = 2.0, wall: Callable[[], float] = time.time) -> Reading:
    """Return how the local clock compares with a time server's, named as ``host`` or ``host:port``.

    :param wall: the local clock, in seconds since 1970
    :raises NoTime: if it does not answer, or says itself that it knows no time
    """
    host, port = address_of(server)
    # What a client sends as its time comes back: random, so that nobody can answer unasked.
    cookie = secrets.token_bytes(8)
    request = struct.pack(">B39x", VERSION << 3 | CLIENT) + cookie
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_DGRAM
        )[0]
        with socket.socket(family, kind, protocol) as asking:
            asking.settimeout(timeout)
            asking.connect(address)
            sent_at, began = wall(), time.monotonic()
            asking.send(request)
            answer = asking.recv(512)
            took = time.monotonic() - began
    except OSError as error:
        raise NoTime(f"{server}: {error}") from error
    return _read(answer, cookie=cookie, sent_at=sent_at, took=took, server=server)


def address_of(server: str) -> tuple[str, int]:
    """Return host and port of a server as it stands in a setting; ``[::1]:123`` for IPv6.

    :raises ValueError: if it is not like that
    """
    host, colon, port = server.rpartition(":")
    if server.endswith("]") or not colon or (":" in host.strip("[]") and not host.endswith("]")):
        host, port = server, str(PORT)
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdecimal()) or not 0 < int(port) < 65536:
        raise ValueError(f'"{server}" is not like ntp.example.org or ntp.example.org:123')
    return host, int(port)


def _read(answer: bytes, *, cookie: bytes, sent_at: float, took: float, server: str) -> Reading:
    if len(answer) < LENGTH or answer[24:32] != cookie:
        raise NoTime(f"{server}: the answer is none to this question")
    first, stratum = answer[0], answer[1]
    if first & 7 != SERVER:
        raise NoTime(f"{server}: the answer is not a server's")
    if first >> 6 == NOT_SYNCHRONISED or not 0 < stratum <= HIGHEST_STRATUM:
        raise NoTime(f"{server}: its own clock is not set")
    received, answered = (_instant(answer[at : at + 8]) for at in (32, 40))
    if not received or not answered:
        raise NoTime(f"{server}: the answer holds no time")
    # Measured by the monotonic clock: the local one may be set while the answer is on its way.
    delay = max(0.0, took - (answered - received))
    offset = ((received - sent_at) + (answered - (sent_at + took))) / 2
    return Reading(offset=offset, delay=delay, stratum=stratum)


def _instant(data: bytes) -> float:
    """Return a time of the protocol as seconds since 1970; 0 if it is not set."""
    seconds, fraction = struct.unpack(">LL", data)
    if not seconds and not fraction:
        return 0.0
    era = ERA if seconds < FIRST_ERA_FROM else 0
    return float(seconds + era - FROM_1900 + fraction / 2**32)
