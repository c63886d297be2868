"""One server for all networks of the demonstration, each under its own first part of the path."""

import json
import threading
from collections import deque
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from querschnitt.config.demo.fake_networks import faults, pages
from querschnitt.config.demo.fake_networks.bluesky import Bluesky
from querschnitt.config.demo.fake_networks.facebook import Facebook
from querschnitt.config.demo.fake_networks.mastodon import Mastodon
from querschnitt.config.demo.fake_networks.matrix import Matrix
from querschnitt.config.demo.fake_networks.network import Account, Network, Reply, Request
from querschnitt.config.demo.fake_networks.telegram import Telegram
from querschnitt.config.demo.fake_networks.webhook import Webhook
from querschnitt.config.demo.fake_networks.x import X

HOST = "127.0.0.1"
LARGEST = 50_000_000
KINDS: tuple[type[Network], ...] = (Telegram, Mastodon, Bluesky, Matrix, X, Facebook, Webhook)


class Networks:
    """All networks, as long as they run."""

    def __init__(self, port: int = 0, *, keep_in: Path | None = None) -> None:
        self._server = _Server((HOST, port), _Handler)
        self._server.networks = self
        self.keep_in = keep_in
        self.by_kind: dict[str, Network] = {
            kind.kind: kind(f"{self.url}/{kind.kind}") for kind in KINDS
        }
        self._faults: dict[str, deque[str]] = {kind: deque() for kind in self.by_kind}
        self._lock = threading.Lock()
        self._load()
        for network in self.by_kind.values():
            network.on_change = self._keep
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def place(self) -> str:
        """Host and port, as ``QUERSCHNITT_OUTGOING_ALLOW`` names them."""
        return f"{HOST}:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.place}"

    @property
    def accounts(self) -> dict[str, Account]:
        """What a channel of each kind is set up with."""
        return accounts_at(self.place)

    def __getitem__(self, kind: str) -> Network:
        return self.by_kind[kind]

    def fail(self, kind: str, fault: str, times: int = 1) -> None:
        """Let the next posts to a network fail in one of the ways of ``faults``."""
        if fault not in faults.ALL:
            raise ValueError(fault)
        self._faults[kind].extend([fault] * times)

    def next_fault(self, kind: str) -> str:
        """Return how the request at hand is to fail; empty: not at all."""
        with self._lock, suppress(IndexError):
            return self._faults[kind].popleft()
        return ""

    def begin(self) -> Self:
        self._thread.start()
        return self

    def stop(self) -> None:
        """End the server; what is being answered is cut off."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def _keep(self) -> None:
        if self.keep_in:
            told = {kind: network.as_json() for kind, network in self.by_kind.items()}
            beside = self.keep_in.with_suffix(".new")
            beside.write_text(json.dumps(told, indent=1), encoding="utf-8")
            beside.replace(self.keep_in)

    def _load(self) -> None:
        if self.keep_in and self.keep_in.exists():
            kept = json.loads(self.keep_in.read_text(encoding="utf-8"))
            for kind, posts in kept.items():
                self.by_kind[kind].load(posts)


def accounts_at(place: str) -> dict[str, Account]:
    """Return what a channel of each kind is set up with, of networks at a host and port."""
    return {kind.kind: kind(f"http://{place}/{kind.kind}").account for kind in KINDS}


def start(port: int = 0, *, keep_in: Path | None = None) -> Networks:
    """Start all networks in a thread of this process and return them.

    :param port: 0 takes any that is free
    :param keep_in: a file for what they were told, so that the next start shows it again
    """
    return Networks(port, keep_in=keep_in).begin()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    networks: Networks

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of those who went away: faults make them."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - names that the base class looks for

    def _answer(self) -> None:
        head = self._head()
        if head is None:
            self._page()
            return
        network, request = head
        network.requests += 1
        fault = self.server.networks.next_fault(network.kind) if network.is_posting(request) else ""
        if fault == faults.RESET_BEFORE:
            faults.reset(self)
            return
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST:
            self.close_connection = True
            self._write(Reply(413, {"error": "too large"}))
            return
        request = replace(request, body=self.rfile.read(length))
        if fault in faults.BEFORE:
            self._write(faults.BEFORE[fault])
            return
        with network.lock:
            reply = network.answer(request)
        if fault:
            faults.AFTER[fault](self)
        else:
            self._write(reply)

    def _head(self) -> tuple[Network, Request] | None:
        """Return which network is asked for what, its body not read yet; None for a page."""
        parts = urlsplit(self.path)
        kind, _slash, rest = parts.path[1:].partition("/")
        network = self.server.networks.by_kind.get(kind)
        if network is None or (self.command == "GET" and not rest) or rest.startswith("bild/"):
            return None
        return network, Request(
            method=self.command,
            url=f"http://{self.headers.get('Host', '')}{parts.path}",
            path=f"/{rest}",
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=b"",
        )

    def _page(self) -> None:
        networks = self.server.networks.by_kind
        kind, _slash, rest = self.path[1:].partition("/")
        network = networks.get(kind)
        if not kind:
            reply = Reply(body=pages.index(networks.values()).encode())
        elif network is None:
            reply = Reply(404, body=b"")
        elif rest:
            body = network.bodies.get(rest.removeprefix("bild/"))
            reply = Reply(
                200 if body else 404, headers={"Content-Type": "image/*"}, body=body or b""
            )
        else:
            reply = Reply(body=pages.wall(network).encode())
        self._write(reply, media_type="text/html; charset=utf-8")

    def _write(self, reply: Reply, media_type: str = "application/json") -> None:
        body = reply.as_bytes()
        self.send_response(reply.status)
        for name, value in {"Content-Type": media_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Write no log."""
