"""XML and JSON from outside end in a tree, a value, or one sentence; nothing is fetched."""

import json
import os
import socket
import threading
from contextlib import suppress
from dataclasses import asdict

import pytest

from querschnitt.documents import plain, plain_reading, reading
from querschnitt.documents.packages import Refusal
from querschnitt.documents.plain_reading import read_json, read_xml
from querschnitt.documents.reading import Limits, Unreadable

FULL = os.environ.get("SCALE") == "full"
NUMBERS = asdict(Limits())
LAUGHS = 40 if FULL else 9


def refused(read, data, **limits):
    with pytest.raises(Unreadable) as caught:
        read(data, limits=Limits(**limits))
    assert caught.value.sentence
    return caught.value.sentence


@pytest.fixture
def listener():
    """A server on this machine that counts who calls."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        is_done = threading.Event()

        def listen():
            while not is_done.is_set():
                try:
                    calls.append(server.accept()[1])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], calls
        is_done.set()
        thread.join()


def hostile(port):
    http, file = f"http://127.0.0.1:{port}/x", "file:///etc/passwd"
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, LAUGHS)
    )  # fmt: skip
    yield f'<!DOCTYPE a [<!ENTITY x SYSTEM "{file}">]><a>&x;</a>'
    yield f'<!DOCTYPE a [<!ENTITY x SYSTEM "{http}">]><a>&x;</a>'
    yield f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{http}"> %p;]><a/>'
    yield f'<!DOCTYPE a SYSTEM "{http}"><a/>'
    yield f'<!DOCTYPE a PUBLIC "-//X//Y" "{http}"><a/>'
    yield f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l{LAUGHS - 1};</a>'
    yield f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{file}"/></a>'
    yield f'<a xmlns:i="http://www.w3.org/2001/XInclude"><b><i:include parse="text" href="{http}"/></b></a>'  # noqa: E501
    yield "<a>&unbekannt;</a>"
    yield '<!DOCTYPE a [<!ATTLIST a x CDATA "y">]><a/>'


def encoded(text):
    yield text.encode()
    yield b"\xef\xbb\xbf" + text.encode()
    yield text.encode("utf-16")
    yield text.encode("utf-16-be")
    yield f'<?xml version="1.0" encoding="ISO-8859-1"?>{text}'.encode()


def test_nothing_from_outside_is_resolved_included_or_fetched(listener):
    port, calls = listener
    texts = [*hostile(port)]
    for text in texts:
        for data in encoded(text):
            with pytest.raises(Refusal):
                plain.xml(data, NUMBERS)
    for text in texts if FULL else texts[1:3]:
        refused(read_xml, text.encode())

    assert calls == []


def test_stylesheets_and_schema_locations_are_not_fetched_either(listener):
    port, calls = listener
    data = (
        f'<?xml-stylesheet href="http://127.0.0.1:{port}/x"?><a xmlns:xsi='
        f'"http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u http://127.0.0.1:{port}/"/>'
    )

    assert read_xml(data.encode()).tag == "a"
    assert calls == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leer"),
        (b"kein XML", "keine XML-Datei"),
        (b"<a><b></a>", "Zeile 1"),
        (b"<a>\n<b>\n", "Zeile"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "utf-7"),
        (b'<?xml version="1.0" encoding="EBCDIC-CP-DE"?><a/>', "ebcdic"),
        (b"<a>\n\xe4</a>", "Zeile 2"),
        (b"\xff\xfe\x00\x00<\x00\x00\x00", "UTF-32"),
        ('<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16"), "utf-8"),
        (b"<a>\x00</a>", "Zeichen"),
        (b"<a>\x01</a>", "Zeile 1"),
        (b"+ADw-a/+AD4-", "keine XML-Datei"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(data, said):
    assert said.casefold() in refused(read_xml, data).casefold()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_the_usual_encodings_are_read(encoding):
    declared = {"utf-8-sig": "UTF-8", "cp1252": "windows-1252"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<a>Grüße</a>'

    read = read_xml(text.encode(encoding))

    assert (read.text, read.line) == ("Grüße", 2)


def test_a_tree_keeps_texts_tails_attributes_and_lines():
    read = read_xml(b'<a x="1">eins\n<b>zwei</b>drei<!-- nichts --> vier<?und nichts?></a>')

    assert (read.attributes, read.text, read.children[0].text) == ({"x": "1"}, "eins\n", "zwei")
    assert (read.children[0].tail, read.children[0].line) == ("drei vier", 2)


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (b"<a>" * 60 + b"</a>" * 60, {}),
        (b"<a>" + b"<b/>" * 50 + b"</a>", {"elements": 50}),
        (b"<a>" + b"x" * 1000 + b"</a>", {"text": 999}),
        (b"<a>" + b"x" * 1000 + b"</a>", {"size": 1000}),
    ],
)
def test_depth_number_text_and_size_are_limited(data, limits):
    refused(read_xml, data, **limits)


def test_what_stays_within_the_limits_is_read():
    data = b"<a>" + b"<b/>" * 50 + b"</a>"

    assert len(read_xml(data, limits=Limits(elements=51)).children) == 50
    assert read_xml(b"<a>" * 50 + b"</a>" * 50).tag == "a"


def test_a_hundred_megabytes_are_refused_before_a_process_starts(monkeypatch):
    monkeypatch.setattr(reading.subprocess, "run", lambda *_, **__: pytest.fail("started"))

    assert "MB" in refused(read_xml, b" " * (100 * 1024 * 1024))
    assert "MB" in refused(read_json, b" " * (100 * 1024 * 1024))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leer"),
        (b"<a/>", "keine JSON-Datei"),
        (b'{"a": 1, "a": 2}', "zweimal"),
        (b'{"b": {"a": 1, "a": 1}}', "zweimal"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"a": 1.5}', "1.5"),
        (b'{"a": 1e999}', "1e999"),
        (b'{"a": ' + b"9" * 5000 + b"}", "Zahl"),
        (b'{"a": 1', "Zeile 1"),
        (b'{"a":\n\n x}', "Zeile 3"),
        (b"[" * 100_000, "verschachtelt"),
        (b'{"a":' * 51 + b"1" + b"}" * 51, "verschachtelt"),
        (b'{"a": "\\ud800"}', "Zeichen"),
        (b'{"a": "\\u0000"}', "Zeichen"),
        (b'{"\\ud800": 1}', "Zeichen"),
        (b'{"a": "\xe4"}', "Zeile 1"),
    ],
)
def test_json_that_says_two_things_or_none_is_refused(data, said):
    assert said in refused(read_json, data)


def test_json_is_read_as_it_stands():
    value = {"a": [1, True, None, "Grüße 😀 [{"], "b": {}}

    assert read_json(json.dumps(value).encode()) == value
    assert read_json(b"\xef\xbb\xbf" + json.dumps(value, ensure_ascii=False).encode()) == value


def test_every_cut_of_a_file_is_a_tree_or_a_sentence():
    data = b'<?xml version="1.0"?><a x="1"><b>zwei &amp; drei</b><![CDATA[vier]]></a>'
    for end in range(len(data)):
        with suppress(Refusal):
            plain.xml(data[:end], NUMBERS)
    for end in range(0, len(data), 1 if FULL else 30):
        with suppress(Unreadable):
            read_xml(data[:end])


def test_the_child_is_the_only_one_that_reads(monkeypatch):
    seen = []
    monkeypatch.setattr(
        plain_reading, "extract", lambda *asked: seen.append(asked[1]) or {"value": 1}
    )

    assert (read_json(b"{}"), seen) == (1, ["json"])
