"""Requests to other servers: where they may go, and what is known when they fail."""

import os
import socket
import struct
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from querschnitt.outbox import outgoing
from querschnitt.outbox.outgoing import Forbidden, NotSent, Unanswered

IS_FULL = os.environ.get("SCALE") == "full"

# What addresses of networks that are not public look like; each is tried in several forms.
PRIVATE = (
    *(f"127.{a}.{b}.{c}" for a, b, c in ((0, 0, 1), (0, 0, 2), (1, 2, 3), (255, 255, 254))),
    *(f"10.{a}.{b}.1" for a in (0, 7, 99, 255) for b in (0, 128)),
    *(f"172.{a}.0.{b}" for a in (16, 20, 31) for b in (1, 254)),
    *(f"192.168.{a}.{b}" for a in (0, 1, 178, 255) for b in (1, 77)),
    *(f"169.254.{a}.{b}" for a, b in ((169, 254), (0, 1), (170, 2))),
    *(f"100.{a}.0.1" for a in (64, 100, 127)),
    *("0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7"),  # noqa: S104
    *("203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
)
PRIVATE_6 = (
    "::", "::1", "::127.0.0.1", "fe80::1", "febf::2", "fec0::1", "fc00::1", "fd12:3456::1",
    "ff02::1", "ff0e::1", "2001:db8::1", "2001::1", "100::1", "64:ff9b:1::1", "2001:2::1",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "193.99.144.85", "2001:4860:4860::8888", "2a02:2e0:3fe:1001::1",
          "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1")  # fmt: skip


def forms(address):
    """Return an IPv4 address in the disguises that IPv6 has for it."""
    a, b, c, d = (int(part) for part in address.split("."))
    hexed = f"{a << 8 | b:x}:{c << 8 | d:x}"
    return [address, f"::ffff:{address}", f"64:ff9b::{hexed}", f"2002:{hexed}::1", f"::{hexed}"]


EVERY = [form for one in PRIVATE for form in forms(one)] + list(PRIVATE_6)
SAMPLE = EVERY if IS_FULL else EVERY[::4] + list(PRIVATE_6)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        self.server.seen.append((self.path, dict(self.headers)))
        if self.path == "/unread":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            return
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        told = self.server.answers.get(self.path, {})
        body = told.get("body", b"{}")
        self.send_response(told.get("status", 200))
        for name, value in told.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *arguments):
        pass


class Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen, self.answers = [], {}
        self.connections = 0

    @property
    def place(self):
        return f"127.0.0.1:{self.server_address[1]}"

    def get_request(self):
        self.connections += 1
        return super().get_request()

    def handle_error(self, request, client_address):
        pass


@contextmanager
def listening():
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def server():
    outgoing.forget_connections()
    with listening() as running:
        yield running
    outgoing.forget_connections()


@pytest.fixture
def allowed(server, settings):
    """Return a server that may be spoken to although it is on this machine."""
    settings.OUTGOING_ALLOW = frozenset({server.place})
    return server


def ask(server, path="/", **more):
    return outgoing.ask("POST", f"http://{server.place}{path}", hosts=["127.0.0.1"], **more)


def names(monkeypatch, *addresses):
    """Let every name have these addresses, one after the other at each look."""
    given = list(addresses)

    def look_up(host, port, *_arguments, **_more):
        address = given.pop(0) if len(given) > 1 else given[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        where = (address, port, 0, 0) if family == socket.AF_INET6 else (address, port)
        return [(family, socket.SOCK_STREAM, 6, "", where)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def connected(monkeypatch):
    """Return a list of all that would be connected to; nothing is."""
    tried = []

    def connect(address, *_arguments, **_more):
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    outgoing.forget_connections()
    return tried


def test_nothing_that_is_not_public_is_connected_to(connected, monkeypatch):
    for address in SAMPLE:
        names(monkeypatch, address)
        with pytest.raises(Forbidden):
            outgoing.ask("POST", "https://network.example/", hosts=["network.example"])

    assert connected == []
    assert len(EVERY) >= 200


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_would_be(address, connected, monkeypatch):
    """The control: the same look-up lets public addresses pass, in every form."""
    names(monkeypatch, address)

    with pytest.raises(NotSent) as refused:
        outgoing.ask("POST", "https://network.example/", hosts=["network.example"])

    assert not isinstance(refused.value, Forbidden)
    assert connected == [(address, 443)]


def test_without_the_check_the_inside_would_be_reached(server, monkeypatch, settings):
    """The control: it is the check that keeps requests away, not the lack of a way."""
    url = f"https://{server.place}/"
    with pytest.raises(Forbidden):
        outgoing.ask("POST", url, hosts=["127.0.0.1"])
    assert server.connections == 0

    monkeypatch.setattr(outgoing, "is_public", lambda _address: True)
    with pytest.raises(NotSent):
        outgoing.ask("POST", url, hosts=["127.0.0.1"])

    assert server.connections == 1


def test_a_name_that_changes_its_address_in_between_leads_nowhere_else(connected, monkeypatch):
    names(monkeypatch, "8.8.8.8", "127.0.0.1")

    with pytest.raises(NotSent):
        outgoing.ask("POST", "https://network.example/", hosts=["network.example"])

    assert connected == [("8.8.8.8", 443)]


def test_of_several_addresses_only_public_ones_are_tried(connected, monkeypatch):
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("10.0.0.1", "8.8.8.8", "192.168.0.1", "9.9.9.9")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_more: both)

    with pytest.raises(NotSent):
        outgoing.ask("POST", "https://network.example/", hosts=["network.example"])

    assert connected == [("8.8.8.8", 443), ("9.9.9.9", 443)]


def test_a_connection_that_ends_up_inside_is_closed_unused(server, monkeypatch):
    """Whatever is between a name and a connection: what counts is where it arrived."""
    names(monkeypatch, "8.8.8.8")

    def led_astray(_address, *_arguments, **_more):
        connection = socket.socket()
        connection.connect(server.server_address)
        return connection

    monkeypatch.setattr(socket, "create_connection", led_astray)

    with pytest.raises(Forbidden):
        outgoing.ask("POST", "https://network.example/", hosts=["network.example"])

    assert server.seen == []


@pytest.mark.parametrize(
    "url",
    [
        "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/",
        "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://localhost/",
        "https://[fe80::1%25lo]/", "https://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_other_spellings_of_this_machine_are_seen_through(url, connected):
    host = url.split("/")[2].strip("[]")

    with pytest.raises(NotSent):
        outgoing.ask("GET", url, hosts=[host, host.replace("%25", "%")])

    assert connected == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "gopher://network.example/", "ftp://network.example/", "//x", "x",
        "http://network.example/", "https://user:word@network.example/", "https:///", "",
        "https://other.example/", "https://network.example.other.example/", "https://[::1",
        "https://network.example\\@other.example/", "http+unix://%2Frun%2Fsocket/",
    ],
)  # fmt: skip
def test_only_encrypted_requests_to_named_servers_leave(url, connected):
    with pytest.raises(Forbidden):
        outgoing.ask("POST", url, hosts=["network.example"])

    assert connected == []


def test_an_operator_may_name_an_own_server(allowed):
    assert ask(allowed).status == 200


def test_only_that_port_of_it(allowed, settings):
    settings.OUTGOING_ALLOW = frozenset({"127.0.0.1:1"})

    with pytest.raises(Forbidden):
        ask(allowed)
    assert allowed.connections == 0


def test_redirects_are_answers_and_not_followed(allowed):
    allowed.answers["/"] = {"status": 307, "headers": {"Location": "/elsewhere"}}

    assert ask(allowed).status == 307
    assert [path for path, _headers in allowed.seen] == ["/"]


def test_a_proxy_of_the_surroundings_is_not_used(allowed, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    outgoing.forget_connections()

    assert ask(allowed).status == 200


def test_one_connection_serves_many_requests(allowed):
    for _request in range(5):
        ask(allowed)

    assert allowed.connections == 1


def test_no_cookie_is_kept(allowed):
    allowed.answers["/"] = {"headers": {"Set-Cookie": "session=1; Path=/"}}
    ask(allowed)
    ask(allowed)

    assert "Cookie" not in allowed.seen[1][1]


def test_an_answer_is_not_unpacked(allowed):
    allowed.answers["/"] = {"headers": {"Content-Encoding": "gzip"}, "body": b"\x1f\x8b\x08\x00"}

    assert ask(allowed).body == b"\x1f\x8b\x08\x00"
    assert allowed.seen[0][1]["Accept-Encoding"] == "identity"


def test_a_header_that_cannot_be_sent_is_refused_before_anything_leaves(allowed):
    for value in ("zwei\nZeilen", "schlüssel"):
        with pytest.raises(Forbidden):
            ask(allowed, headers={"Authorization": value})

    assert allowed.seen == []


def test_what_was_not_sent_whole_was_not_received(allowed):
    """A body that the other side stops reading in the middle cannot have arrived."""
    with pytest.raises(NotSent):
        ask(allowed, "/unread", content=b"x" * 20_000_000)


def test_what_was_sent_whole_may_have_been_received(allowed):
    """The control: after a small request the same end leaves nobody the wiser."""
    with pytest.raises(Unanswered):
        ask(allowed, "/unread")


def test_a_server_that_reads_slowly_does_not_hold_a_sender_up(settings, monkeypatch):
    monkeypatch.setattr(outgoing, "TOTAL_SECONDS", 0.4)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        place = f"127.0.0.1:{silent.getsockname()[1]}"
        settings.OUTGOING_ALLOW = frozenset({place})
        began = time.monotonic()
        with pytest.raises(NotSent):
            outgoing.ask("POST", f"http://{place}/", hosts=["127.0.0.1"], content=b"x" * 50_000_000)

    assert time.monotonic() - began < 2


def test_a_name_that_nobody_answers_for_is_given_up(monkeypatch):
    monkeypatch.setattr(outgoing, "CONNECT_SECONDS", 0.1)
    outgoing.forget_connections()
    gate = threading.Event()

    def nobody_answers(*_arguments, **_more):
        gate.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", nobody_answers)
    began = time.monotonic()

    with pytest.raises(NotSent) as late:
        outgoing.ask("POST", "https://network.example/", hosts=["network.example"])

    gate.set()
    assert not isinstance(late.value, Forbidden)
    assert time.monotonic() - began < 2
