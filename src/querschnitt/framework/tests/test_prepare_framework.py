import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import Framework
from querschnitt.framework.operations import ChapterText
from querschnitt.framework.tests.factories import FrameworkFactory, TermFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def prepare(by, **fields):
    given = {"key": "rahmen-2022", "term": TermFactory(), "title": "Rahmen", **fields}
    return operations.prepare_framework(by=by, **given)


def test_a_framework_is_prepared_with_its_chapters():
    framework = prepare(coordinator(), chapters=[ChapterText(title="A"), ChapterText(title="B")])

    assert [(c.number, c.title) for c in framework.chapters.all()] == [(1, "A"), (2, "B")]
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.prepared", {"chapters": 2})


def test_a_predecessor_has_one_successor():
    predecessor = FrameworkFactory()
    prepare(coordinator(), predecessor=predecessor)

    with pytest.raises(Refused, match=r"framework\.has-a-successor"):
        prepare(coordinator(), key="another", predecessor=predecessor)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"key": "x" * 41}, "framework.bad-key"),
        ({"key": "sitzungen"}, "framework.key-of-an-address"),
        ({"title": ""}, "framework.text-missing"),
        ({"short_title": "x" * 201}, "framework.text-too-long"),
        ({"introduction": "\x00"}, "framework.control-characters"),
        ({"runs_from": "2026", "runs_until": "2022"}, "framework.ends-before-it-begins"),
        ({"chapters": [ChapterText(title="")]}, "framework.text-missing"),
    ],
)
def test_what_cannot_be_kept_is_refused(fields, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        prepare(coordinator(), **fields)

    assert not Framework.objects.exists()


def test_a_department_prepares_no_framework():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        prepare(approver())
