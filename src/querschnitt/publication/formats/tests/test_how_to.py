"""The page that shows how a format is added shows one that works."""

import copy
import csv
import re
from io import StringIO
from pathlib import Path

import pytest

from querschnitt.publication.formats.base import Format, Manuscript
from querschnitt.publication.formats.tests.contents import EVERY, FULL, edition, framework, goal

PAGE = Path(__file__).resolve().parents[5] / "docs" / "how-to" / "add-an-output-format.md"


@pytest.fixture(scope="module")
def format_():
    (program,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    names = {"__name__": "csv_table"}
    exec(compile(program, PAGE.name, "exec"), names)  # noqa: S102 - our own page
    (made,) = (value for value in names.values() if isinstance(value, Format))
    return made


def lines_of(written):
    return list(csv.reader(StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", EVERY)
def test_it_writes_every_content_the_same_way_twice_and_leaves_it_alone(format_, name):
    before = copy.deepcopy(EVERY[name])

    first, second = (format_.render(Manuscript(EVERY[name], "de")) for _ in range(2))

    assert first == second
    assert EVERY[name] == before


def test_its_suffix_and_slug_agree(format_):
    assert format_.suffix == f".{format_.slug}"


def test_it_says_every_goal_with_its_misprint_put_right(format_):
    header, *lines = lines_of(format_.render(Manuscript(FULL, "de")))

    assert [line[0] for line in lines] == [g["reference"] for g in FULL["framework"]["goals"]]
    assert dict(zip(header, lines[0], strict=True))["wording"] == "Größe & <Maß> in P1."


def test_no_cell_is_a_formula(format_):
    content = edition(framework(goals=[goal(wording={"de": "=1+1"})]))

    assert "'=1+1" in lines_of(format_.render(Manuscript(content, "de")))[1]
