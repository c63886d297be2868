"""Many small documents are set by a warm child that lives for a while and spoils nothing."""

import os
import signal
import time
from pathlib import Path

import pytest

from querschnitt.documents import pdf, warm
from querschnitt.documents.failing import TypesettingFailed
from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.tests.documents import SENTENCE, document, goal, saying
from querschnitt.documents.tests.test_limits import children
from querschnitt.documents.typeset import Heading, Paragraph


def sheet(number):
    return document(Heading(1, f"Ziel {number}"), *goal(number), is_paper=True)


def watched(monkeypatch):
    """Note each child that is started."""
    started = []
    start = warm.subprocess.Popen

    def noting(command, **options):
        child = start(command, **options)
        started.append((child.pid, options["env"]))
        return child

    monkeypatch.setattr(warm.subprocess, "Popen", noting)
    return started


def test_the_bytes_are_those_of_a_document_by_itself():
    sheets = [sheet(1), sheet(2), sheet(3)]
    style = HouseStyle(name="Land", colour="#7a1020")

    assert list(pdf.many(sheets, style)) == [pdf.pdf(one, style) for one in sheets]


def test_one_child_sets_them_all_and_is_gone_afterwards(monkeypatch):
    before, started = children(), watched(monkeypatch)

    assert len(list(pdf.many(sheet(n) for n in range(12)))) == 12

    assert len(started) == 1
    assert children() <= before


def test_a_large_parent_does_not_make_its_child_look_large(monkeypatch):
    started, ballast = watched(monkeypatch), bytearray(b"1" * (350 * 1024 * 1024))

    assert len(list(pdf.many(sheet(n) for n in range(4)))) == 4

    assert len(started) == 1
    assert ballast


def test_no_document_starts_no_child(monkeypatch):
    started = watched(monkeypatch)

    assert list(pdf.many([])) == []
    assert not started


def test_a_child_is_replaced_after_its_time(monkeypatch):
    started = watched(monkeypatch)
    setter = warm.WarmTypesetter.__init__
    monkeypatch.setattr(
        warm.WarmTypesetter,
        "__init__",
        lambda self, command, **said: setter(self, command, **{**said, "lifetime": 4}),
    )

    assert len(list(pdf.many(sheet(n) for n in range(10)))) == 10
    assert len(started) == 3


def test_a_bad_document_does_not_spoil_the_others():
    good = pdf.many([sheet(1), document(title=" "), sheet(2)])

    first = next(good)
    with pytest.raises(TypesettingFailed, match="needs a title"):
        next(good)
    second = next(good)

    assert [first, second] == [pdf.pdf(sheet(1)), pdf.pdf(sheet(2))]
    assert next(good, None) is None


def test_a_document_beyond_the_time_is_stopped_and_the_next_one_is_set():
    sheets = pdf.many([saying(SENTENCE * 8000), sheet(2)], seconds=0.6)
    began = time.monotonic()

    with pytest.raises(TypesettingFailed, match="too long"):
        next(sheets)

    assert time.monotonic() - began < 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets._setter, "_seconds", 30)
        assert next(sheets).startswith(b"%PDF")


def test_a_document_beyond_the_memory_is_stopped_and_the_next_one_is_set():
    sheets = pdf.many([saying(SENTENCE * 8000), sheet(2)], memory=200 * 1024 * 1024)

    with pytest.raises(TypesettingFailed, match="perhaps at a limit"):
        next(sheets)

    assert next(sheets).startswith(b"%PDF")


def test_a_child_that_is_killed_is_replaced(monkeypatch):
    started = watched(monkeypatch)
    sheets = pdf.many([sheet(1), sheet(2), sheet(3)])
    next(sheets)
    os.kill(started[0][0], signal.SIGKILL)
    while Path(f"/proc/{started[0][0]}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.01)

    with pytest.raises(TypesettingFailed):
        next(sheets)

    assert next(sheets).startswith(b"%PDF")


def test_whoever_stops_half_way_leaves_no_child():
    before = children()
    sheets = pdf.many(sheet(n) for n in range(9))
    next(sheets)

    del sheets

    assert children() <= before


def test_the_child_sees_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET", "geheim")
    started = watched(monkeypatch)

    list(pdf.many([document(Heading(1, "A"), Paragraph("b"))]))

    assert set(started[0][1]) <= {"LC_ALL", "RAYON_NUM_THREADS", "MALLOC_ARENA_MAX"}
