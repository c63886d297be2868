"""What our own export writes comes back through the import, with nothing to report."""

import pytest

from querschnitt.publication.foreign.tests.reading import read
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.stratml import STRATML_CORE, STRATML_REPORT
from querschnitt.publication.formats.tests import contents

BOTH = pytest.mark.parametrize("format_", [STRATML_CORE, STRATML_REPORT], ids=["one", "two"])


def exported(format_, content):
    manuscript = Manuscript(content, "de", document="2022", number=3)
    return read(format_.render(manuscript))


def edition():
    full = contents.FULL
    goals = [
        {**goal, "wording": {"de": goal["wording"]["de"].strip()}}
        for goal in full["framework"]["goals"]
    ]
    return {**full, "framework": {**full["framework"], "goals": goals}, "corrections": []}


@BOTH
def test_the_goals_come_back_with_no_deviation(format_):
    found = exported(format_, edition())

    assert found.deviations == []
    assert found.content["goals"] == edition()["framework"]["goals"]


@BOTH
def test_so_do_mandate_government_term_fields_and_texts(format_):
    given = edition()["framework"]

    found = exported(format_, edition()).content

    for part in ("title", "introduction", "term", "government", "mandate", "lead", "period"):
        assert found[part] == given[part], part
    keys = [one["key"] for one in given["departments"]]
    assert [one["key"] for one in found["departments"]] == keys
    assert [one["name"] for one in found["fields"]] == [one["name"] for one in given["fields"]]


@BOTH
@pytest.mark.parametrize("name", ["empty", "reported"])
def test_an_edition_without_goals_and_reported_goals_come_back_too(format_, name):
    found = exported(format_, contents.EVERY[name])

    assert found.deviations == []
    content = contents.EVERY[name]
    given = content if name == "reported" else content["framework"]
    assert found.content["goals"] == given["goals"]


@BOTH
def test_what_is_told_of_the_adoption_stays_readable(format_):
    remark = exported(format_, edition()).content["provenance"]["remark"]

    assert "Decided-on: 2022-07-12" in remark
    assert contents.FULL["adoption"]["digest"] in remark
