"""Whatever is uploaded ends in texts or in one sentence; nothing else comes through."""

import os
import random
import stat
import struct
import time
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import pytest

from querschnitt.documents import reading, workbook
from querschnitt.documents.reading import Limits, Unreadable
from querschnitt.documents.workbook import Column, Sheet, Workbook

FULL = os.environ.get("SCALE") == "full"
MUTATIONS = 5000 if FULL else 20
ROWS = 20_000 if FULL else 500


def book(rows=(("1", "Text"),)):
    width = len(rows[0])
    sheet = Sheet("Ziele", tuple(Column(f"Spalte {n}") for n in range(width)), rows)
    return workbook.write(Workbook("Ziele", (sheet,)))


def letter(*paragraphs):
    document, file = docx.Document(), BytesIO()
    for text in paragraphs or ("Ein Absatz.",):
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def changed(data, *, add=(), replace=None):
    """The same package with further parts, or with some in place of others."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as said, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name in said.namelist():
            made.writestr(name, (replace or {}).get(name, said.read(name)))
        for name, part in add:
            made.writestr(name, part)
    return file.getvalue()


def refused(data, read=reading.read_workbook, **limits):
    with pytest.raises(Unreadable) as caught:
        read(data, limits=Limits(**limits))
    assert caught.value.sentence
    return caught.value.sentence


def part_of(data, name):
    with ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


def test_exactly_as_many_rows_are_read_as_were_written():
    rows = [(str(number), f"Zeile {number}") for number in range(ROWS - 1)]

    read = reading.read_workbook(book(rows))[0].rows

    assert read[1:] == [list(row) for row in rows]


def test_a_file_that_lies_about_its_size_is_read_as_a_whole():
    data = book([(str(number), "x") for number in range(300)])
    sheet = part_of(data, "xl/worksheets/sheet1.xml")
    lying = sheet.replace('<dimension ref="A1:B301"/>', '<dimension ref="A1"/>')
    assert lying != sheet

    read = reading.read_workbook(changed(data, replace={"xl/worksheets/sheet1.xml": lying}))

    assert len(read[0].rows) == 301


def test_paragraphs_are_read_in_their_order_with_levels_and_those_in_tables():
    document, file = docx.Document(), BytesIO()
    document.add_heading("Europa", 1)
    document.add_paragraph("Das Land\tstärkt\ndie Partnerschaften.")
    document.add_table(1, 1).cell(0, 0).text = "In der Zelle"
    document.save(file)

    read = reading.read_word(file.getvalue())

    assert [(one.text, one.level) for one in read] == [
        ("Europa", 1),
        ("Das Land stärkt\ndie Partnerschaften.", 0),
        ("In der Zelle", 0),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leer"),
        (b"%PDF-1.7 ...", "keine Arbeitsmappe"),
        (b"a;b\n1;2", "keine Arbeitsmappe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "alten Office"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "Kennwort",
        ),
        (b"PK\x03\x04" + b"x" * 50, "beschädigt"),
    ],
)
def test_what_is_no_workbook_says_what_it_is(data, said):
    assert said in refused(data)


def test_the_type_follows_from_the_content():
    assert "keine Arbeitsmappe" in refused(letter())
    assert "keine Word-Datei" in refused(book(), reading.read_word)


def test_a_file_beyond_the_size_is_refused_before_a_process_starts(monkeypatch):
    monkeypatch.setattr(reading.subprocess, "run", lambda *_, **__: pytest.fail("started"))

    assert "MB" in refused(b"PK\x03\x04" + b"0" * (11 * 1024 * 1024))


@pytest.mark.parametrize(
    ("add", "said"),
    [
        ([("xl/vbaProject.bin", b"\0")], "Makros"),
        ([("xl/embeddings/a.zip", b"PK\x03\x04more")], "eingebettet"),
        ([("xl/media/bomb.bin", b"0" * 30_000_000)], "zu groß"),
        ([(f"xl/media/{n}.bin", b"") for n in range(2001)], "zu groß"),
        ([("../outside.xml", b"<a/>")], "beschädigt"),
        ([("[content_types].xml", b"<a/>")], "beschädigt"),
        ([("xl/a.xml", b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x'><a/>")], "Anweisungen"),
        ([("xl/a.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>")], "Anweisungen"),
        ([("xl/a.xml", "<!DOCTYPE a><a/>".encode("utf-16"))], "beschädigt"),
        ([("xl/a.xml", b"<?xml version='1.0' encoding='UTF-7'?>+ADw-!DOCTYPE a+AD4-")], "beschäd"),
    ],
    ids=range(10),
)
@pytest.mark.parametrize("read", [reading.read_workbook, reading.read_word])
def test_what_an_office_file_does_not_need_is_refused(add, said, read):
    data = book() if read is reading.read_workbook else letter()

    assert said in refused(changed(data, add=add), read)


def test_a_symbolic_link_is_refused():
    link = ZipInfo("xl/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = BytesIO(book())
    with ZipFile(file, "a") as package:
        package.writestr(link, "/etc/passwd")

    assert "beschädigt" in refused(file.getvalue())


def test_a_declared_size_that_is_a_lie_is_refused():
    data = bytearray(changed(book(), add=[("xl/a.bin", b"0" * 5000)]))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)

    assert "beschädigt" in refused(bytes(data))


def test_shared_strings_do_not_multiply_without_end():
    cells = "".join(f'<c r="{chr(65 + n)}%d" t="s"><v>0</v></c>' for n in range(26))
    rows = "".join(f'<row r="{n}">{cells.replace("%d", str(n))}</row>' for n in range(1, 4000))
    data = book()
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"
    strings = f"<sst {main}><si><t>{'wort ' * 6000}</t></si></sst>"
    replaced = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings}
    known = ZipFile(BytesIO(data)).namelist()
    add = [(name, part) for name, part in replaced.items() if name not in known]
    began = time.monotonic()

    refused(changed(data, replace=replaced, add=add), ratio=10_000)

    assert time.monotonic() - began < 25


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"rows": 5}, "Zeilen"),
        ({"columns": 1}, "Spalten"),
        ({"cell": 7}, "Zelle A1"),
        ({"text": 3}, "Text"),
    ],
)
def test_a_sheet_beyond_the_limits_is_refused_with_its_name(limits, said):
    assert said in refused(book([("1", "Hallo")] * 9), **limits)


def test_reading_that_takes_too_long_is_stopped():
    assert "Zeit" in refused(book([("1", "x")] * 3000), seconds=0.01)


def test_reading_beyond_the_memory_is_stopped():
    assert refused(book([("x" * 900, "y" * 900)] * 4000), memory=60 * 1024 * 1024)


@pytest.mark.parametrize("make", [book, letter])
def test_no_mutation_comes_through_as_anything_but_texts_or_a_sentence(make):
    chance, data = random.Random(3), make()  # noqa: S311
    read = reading.read_workbook if make is book else reading.read_word
    for _ in range(MUTATIONS):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        end = len(spoilt) if chance.random() < 0.7 else chance.randrange(len(spoilt))
        with suppress(Unreadable):
            assert isinstance(read(bytes(spoilt[:end])), list)


def test_the_child_sees_nothing_of_our_environment(monkeypatch):
    seen = {}
    run = reading.subprocess.run

    def watched(command, **options):
        seen.update(options["env"])
        return run(command, **options)

    monkeypatch.setenv("DJANGO_SECRET", "geheim")
    monkeypatch.setattr(reading.subprocess, "run", watched)
    reading.read_workbook(book())

    assert not set(seen) & (set(os.environ) - {"LC_ALL"})
