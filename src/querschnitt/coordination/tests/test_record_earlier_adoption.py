from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination import adoption, operations
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    cabinet_office,
    collection,
    goal,
)
from querschnitt.framework.models import LegislativeTerm
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

CLOSED_TERM = date(2016, 4, 12)


@pytest.fixture
def framework():
    return FrameworkFactory(term__closed_on=CLOSED_TERM)


def record(framework, **fields):
    return operations.record_earlier_adoption(
        **{
            "by": cabinet_office(),
            "framework": framework,
            "decided_on": date(2012, 1, 10),
            "decided_by": "Landesregierung",
            "source": "Press release of 10 January 2012",
            **fields,
        }
    )


def test_it_is_adopted_as_the_source_tells(framework):
    goal(framework, basis="strategy_text")

    version = record(framework, confidence="high")

    assert version.decision.source == "Press release of 10 January 2012"
    assert version.number == 1
    assert adoption.digest_of(version) == version.digest
    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.earlier_adoption_recorded"


def test_its_goals_may_be_unknown(framework):
    assert record(framework).pk


def test_the_running_term_goes_through_its_rounds():
    with pytest.raises(Refused, match=r"coordination\.term-not-closed"):
        record(FrameworkFactory())


def test_a_framework_with_rounds_is_not_an_earlier_one():
    framework = FrameworkFactory()
    collection(framework, approver())
    LegislativeTerm.objects.update(closed_on=CLOSED_TERM)

    with pytest.raises(Refused, match=r"coordination\.has-rounds"):
        record(framework)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"source": " "}, r"coordination\.source-missing"),
        ({"decided_on": date(2999, 1, 1)}, r"coordination\.date-in-future"),
        ({"confidence": "sure"}, r"framework\."),
    ],
)
def test_what_no_source_tells_is_refused(framework, fields, code):
    with pytest.raises(Refused, match=code):
        record(framework, **fields)


def test_it_is_recorded_once(framework):
    record(framework)

    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        record(framework)


def test_drafts_would_be_lost_and_stand_in_the_way(framework):
    goal(framework, stage="draft")

    with pytest.raises(Refused, match=r"coordination\.goals-left"):
        record(framework)
