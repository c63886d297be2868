"""The connections of outgoing requests; loaded with the first of them, for it costs a second."""

import contextlib
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from querschnitt.outbox import outgoing

PIECE = 64 * 1024
"""Bytes that are written before the clock is looked at again."""


class Guarded(httpcore.NetworkBackend):
    """Connects to public addresses alone, checked on the connection itself."""

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,
        local_address: str | None = None, socket_options: Any = None,
    ) -> Any:  # fmt: skip
        until = time.monotonic() + outgoing.left(timeout)
        try:
            addresses = outgoing.addresses_of(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("no address in time") from error
        except OSError as error:
            raise httpcore.ConnectError("no address") from error
        for address in addresses[:-1]:
            share = max(0.001, (until - time.monotonic()) / 2)
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._connected(host, address, port, share)
        left = max(0.001, until - time.monotonic())
        return self._connected(host, addresses[-1], port, left)

    def _connected(self, host: str, address: str, port: int, timeout: float) -> Any:
        # By its address: a second look at the name might give another one.
        stream = httpcore.SyncBackend().connect_tcp(address, port, timeout)
        there = str(stream.get_extra_info("server_addr")[0])
        if not (outgoing.is_allowed(host.lower(), port) or outgoing.is_public(there)):
            stream.close()
            outgoing.exchange.is_forbidden = True
            raise httpcore.ConnectError("not public")
        return Timed(stream)

    def connect_unix_socket(self, *_: Any, **__: Any) -> Any:
        raise httpcore.ConnectError("no sockets of this machine")

    def sleep(self, seconds: float) -> None:
        time.sleep(min(seconds, 1.0))


class Timed(httpcore.NetworkStream):
    """A stream whose every wait ends with the time that the whole request has."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if time.monotonic() > outgoing.exchange.until:
            raise httpcore.ReadTimeout("The whole took too long.")
        return bytes(self._stream.read(max_bytes, outgoing.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            for start in range(0, len(buffer), PIECE):
                if time.monotonic() > outgoing.exchange.until:
                    raise httpcore.WriteTimeout("The whole took too long.")
                self._stream.write(buffer[start : start + PIECE], outgoing.left(timeout))
        except (httpcore.WriteError, httpcore.WriteTimeout):
            outgoing.exchange.is_cut = True
            raise

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Any:  # fmt: skip
        return Timed(self._stream.start_tls(ssl_context, server_hostname, outgoing.left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.HTTPTransport):
    def __init__(self) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=100,
            max_keepalive_connections=50,
            keepalive_expiry=15.0,
            network_backend=Guarded(),
        )


def client() -> httpx.Client:
    """Return a client without cookies and proxies that connects to public addresses only."""
    return httpx.Client(
        transport=Transport(),
        timeout=httpx.Timeout(outgoing.TOTAL_SECONDS, connect=outgoing.CONNECT_SECONDS),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        trust_env=False,
    )
