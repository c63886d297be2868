"""What an operator can set is what the documentation says can be set."""

import re
from pathlib import Path

import pytest

from querschnitt.config.environment import VARIABLES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "settings.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+) \| (.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows():
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert len({name for name, _, _ in found}) == len(found)
    return {name: (meaning, without) for name, meaning, without in found}


def test_each_variable_is_documented_and_no_other(rows):
    assert rows.keys() == VARIABLES.keys()


@pytest.mark.parametrize("variable", VARIABLES.values(), ids=VARIABLES.keys())
def test_its_default_and_its_duty_are_documented(rows, variable):
    meaning, without = rows[variable.name]

    assert ("*Required" in meaning) == variable.required
    assert variable.default in without


def test_no_other_module_reads_the_environment():
    house = PAGE.parent.parent / "src" / "querschnitt"
    readers = {
        path.relative_to(house).as_posix()
        for path in house.rglob("*.py")
        if "tests" not in path.parts and re.search(r"os\.(environ|getenv)", path.read_text("utf-8"))
    }

    # The last two only say where Django finds its settings.
    assert readers <= {"config/environment.py", "config/cli.py", "config/wsgi.py"}
