"""The page that shows how a format is added shows one that works."""

import copy
import re
from pathlib import Path

import pytest

from querschnitt.publication.formats import FORMATS
from querschnitt.publication.formats.base import Format, Manuscript
from querschnitt.publication.formats.tests.contents import EVERY, FULL, edition, framework, goal

PAGE = Path(__file__).resolve().parents[5] / "docs" / "how-to" / "add-an-output-format.md"


@pytest.fixture(scope="module")
def format_():
    (program,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    names = {"__name__": "markdown"}
    exec(compile(program, PAGE.name, "exec"), names)  # noqa: S102 - our own page
    (made,) = (value for value in names.values() if isinstance(value, Format))
    return made


def written(format_, content):
    return format_.render(Manuscript(content, "de")).decode()


@pytest.mark.parametrize("name", EVERY)
def test_it_writes_every_content_the_same_way_twice_and_leaves_it_alone(format_, name):
    before = copy.deepcopy(EVERY[name])

    first, second = (written(format_, EVERY[name]) for _ in range(2))

    assert first == second
    assert EVERY[name] == before


def test_it_is_a_format_that_the_house_does_not_have_yet(format_):
    assert format_.slug not in FORMATS
    assert format_.suffix == f".{format_.slug}"


def test_it_says_every_goal_with_its_misprint_put_right(format_):
    lines = written(format_, FULL).splitlines()

    headings = [line.split()[1] for line in lines if line.startswith("## ")]
    assert headings == [goal["reference"] for goal in FULL["framework"]["goals"]]
    assert r"Größe \& \<Maß\> in P1\." in lines


def test_nothing_in_a_text_is_a_mark(format_):
    text = "# Titel\n    eingerückt\n[Verweis](http://x) <b>fett</b>"

    said = written(format_, edition(framework(goals=[goal(wording={"de": text})])))

    assert "\n\\# Titel  \neingerückt  \n\\[Verweis\\]\\(http://x\\) \\<b\\>" in said
