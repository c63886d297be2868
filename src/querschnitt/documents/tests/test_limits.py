"""What may go wrong ends in a clear message, in bounded time and memory, and leaves no process."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from querschnitt.documents import pdf
from querschnitt.documents.tests.anatomy import opened
from querschnitt.documents.tests.documents import SENTENCE, document, goal, saying
from querschnitt.documents.typeset import Heading, Paragraph, Table


def children() -> set[int]:
    return {
        int(pid)
        for task in Path("/proc/self/task").iterdir()
        for pid in (task / "children").read_text().split()
    }


def test_a_child_that_takes_too_long_is_stopped_and_leaves_no_zombie():
    before, began = children(), time.monotonic()

    with pytest.raises(pdf.TypesettingFailed, match=r"longer than 0\.2 seconds"):
        pdf.pdf(saying(SENTENCE * 4000), seconds=0.2)

    assert time.monotonic() - began < 5
    assert children() <= before


def test_a_document_beyond_the_memory_limit_fails_and_says_so():
    with pytest.raises(pdf.TypesettingFailed, match="perhaps at a limit"):
        pdf.pdf(saying(SENTENCE * 4000), memory=150 * 1024 * 1024)


def test_too_much_text_is_refused_before_a_process_starts(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a process started"))

    with pytest.raises(pdf.TypesettingFailed, match="are the most"):
        pdf.pdf(saying("wort " * 1_000_000))


def test_a_megabyte_in_one_paragraph_ends_within_the_limits():
    began = time.monotonic()

    try:
        produced = pdf.pdf(saying("wort und mehr " * 75_000))
    except pdf.TypesettingFailed:
        produced = b"%PDF"

    assert produced.startswith(b"%PDF")
    assert time.monotonic() - began < pdf.SECONDS + 5


def test_a_hundred_and_twenty_goals_with_tables_need_no_more_than_half_the_memory():
    rows = tuple((f"Maßnahme {n}", "31.12.2027", "im Plan") for n in range(3))
    blocks = [Heading(1, "Synthetische Messdaten")]
    for number in range(120):
        blocks += goal(number, SENTENCE * 14)
        blocks.append(Table(f"Maßnahmen {number}", ("Maßnahme", "Frist", "Stand"), rows))

    with opened(pdf.pdf(document(*blocks), memory=512 * 1024 * 1024)) as file:
        assert len(file.pages) > 40


def test_the_child_sees_nothing_of_our_environment(monkeypatch):
    seen = {}
    run = subprocess.run

    def watched(command, **options):
        seen.update(options["env"])
        return run(command, **options)

    monkeypatch.setenv("DJANGO_SECRET", "geheim")
    monkeypatch.setattr(subprocess, "run", watched)
    pdf.pdf(document())

    assert "geheim" not in seen.values()
    assert not set(seen) & (set(os.environ) - {"LC_ALL"})


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (document(title="  "), "needs a title"),
        (document(language="deutsch"), "no language tag"),
        (document(Heading(2, "Ziel")), "skip"),
        (document(Heading(1, "A"), Heading(3, "B")), "skip"),
        (document(Heading(1, "A"), Paragraph("x", language="'; #")), "no language tag"),
        (document(Heading(1, "A"), Table("T", ("a", "b"), (("1",),))), "unequal"),
        (document(document_date="gestern"), "Invalid isoformat"),
    ],
)
def test_a_document_that_contradicts_itself_is_refused(wrong, message):
    with pytest.raises(pdf.TypesettingFailed, match=message):
        pdf.pdf(wrong)
