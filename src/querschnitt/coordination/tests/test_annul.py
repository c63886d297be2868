from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.coordination import adoption, operations
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.coordination.tests.factories import DECIDED, adopted, cabinet_office
from querschnitt.framework.models import GoalVersion
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

LATER = date(2022, 7, 19)


def annul(version, **fields):
    return operations.annul(
        **{
            "by": cabinet_office(),
            "version": version,
            "decided_on": LATER,
            "reason": "The wrong text was on the table.",
            **fields,
        }
    )


def test_the_version_stays_and_names_the_decision_that_annuls_it():
    version = adopted()

    decision = annul(version, wording="Aufgehoben.")

    version.refresh_from_db()
    assert version.annulment == decision
    assert (decision.kind, decision.decided_on) == ("annulment", LATER)
    assert adoption.digest_of(version) == version.digest
    assert not FrameworkVersion.objects.in_force().exists()


def test_its_goals_are_submitted_again():
    annul(adopted())

    assert {*GoalVersion.objects.values_list("stage", flat=True)} == {"submitted"}


def test_the_next_adoption_gets_the_next_number_and_continues_the_chain():
    version = adopted()
    annul(version)

    again = adopted(version.framework, decided_on=LATER)

    assert (again.number, again.sequence) == (2, 2)
    assert again.previous_digest == version.digest
    assert again.content_digest == version.content_digest


def test_it_is_journaled():
    version = adopted()
    before = JournalEntry.objects.count()

    annul(version, reason="Canary.")

    assert JournalEntry.objects.count() == before + 1
    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.annulled"
    assert entry.facts["digest"] == version.digest
    assert "Canary" not in str(entry.facts)


def test_it_is_annulled_once():
    version = adopted()
    annul(version)

    with pytest.raises(Refused, match=r"coordination\.already-annulled"):
        annul(version)


def test_it_needs_a_reason():
    with pytest.raises(Refused, match=r"coordination\.annulment-reason-missing"):
        annul(adopted(), reason=" ")


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2999, 1, 1), "date-in-future"), (date(2022, 7, 11), "date-too-early")],
)
def test_it_follows_the_adoption(day, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        annul(adopted(decided_on=DECIDED), decided_on=day)
