import json

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.coordination.standing import standing_of
from querschnitt.coordination.tests.amending import CLOSED_AGAIN, adopted_framework
from querschnitt.coordination.tests.test_amend import a_round, adopt, sign
from querschnitt.framework import operations as framework_operations
from querschnitt.framework.models import Framework
from querschnitt.framework.queries import content_of
from querschnitt.framework.text_digests import chapter_digest, introduction_digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def amended():
    made = adopted_framework()
    made.amendment = made.open(made.own, made.third)
    return made


def give_up(amended, **fields):
    return operations.give_up_amendment(
        **{"by": coordinator(), "amendment": amended.amendment, "reason": "Doch nicht.", **fields}
    )


def goals_in_force():
    content = json.loads(FrameworkVersion.objects.in_force().get().content)
    return content["goals"]


def test_what_was_adopted_counts_again(amended):
    amended.change(amended.own)
    amended.drop(amended.third)
    new = amended.add(amended.other.contributed_by)

    given_up = give_up(amended)

    assert (given_up.state, given_up.ending_reason) == ("given_up", "Doch nicht.")
    assert content_of(amended.framework)["goals"] == goals_in_force()
    assert new.versions.get().stage == "withdrawn"


def test_nothing_is_deleted(amended):
    amended.change(amended.own)
    amended.drop(amended.third)

    give_up(amended)

    for goal in (amended.own, amended.third):
        stages = [*goal.versions.order_by("number").values_list("stage", flat=True)]
        assert stages == ["adopted", "set_aside"]


def test_texts_and_exclusions_read_as_they_were_adopted():
    made = adopted_framework()
    by, framework = coordinator(), made.framework
    made.amendment = made.open()
    framework_operations.revise_introduction(
        by=by,
        framework=framework,
        introduction="Anders.",
        seen_digest=introduction_digest(framework),
    )
    chapter = framework_operations.add_chapter(by=by, framework=framework, title="Neu")

    give_up(made)

    framework = Framework.objects.get(pk=framework.pk)
    assert framework.introduction == "What we want."
    chapter.refresh_from_db()
    assert chapter.is_set_aside
    assert content_of(framework)["chapters"] == []
    with pytest.raises(Refused, match=r"framework\.adopted"):
        framework_operations.revise_chapter(
            by=by, chapter=chapter, title="X", text="", seen_digest=chapter_digest(chapter)
        ) if not chapter.is_set_aside else framework_operations.add_chapter(
            by=by, framework=framework, title="X"
        )


def test_the_next_amendment_begins_at_what_is_in_force(amended):
    amended.change(amended.own)
    give_up(amended)

    amended.open(amended.own)

    assert not standing_of(amended.framework).changes
    assert amended.change(amended.own).number == 3


def test_its_rounds_do_not_count_for_the_next_one(amended):
    amended.change(amended.own)
    round = a_round(amended)
    sign(round, amended.person("own"))
    operations.close_round(by=coordinator(), round=round, on=CLOSED_AGAIN)
    give_up(amended)
    amended.open(amended.own)
    amended.change(amended.own)

    assert standing_of(amended.framework).signing_rounds == []


def test_a_round_has_to_be_closed_first(amended):
    amended.change(amended.own)
    a_round(amended)

    with pytest.raises(Refused, match=r"coordination\.round-still-open"):
        give_up(amended)


def test_what_has_been_adopted_is_not_given_up(amended):
    amended.change(amended.own)
    round = a_round(amended)
    sign(round, amended.person("own"))
    operations.close_round(by=coordinator(), round=round, on=CLOSED_AGAIN)
    adopt(amended)

    with pytest.raises(Refused, match=r"framework\.amendment-ended"):
        give_up(amended)


def test_a_department_gives_nothing_up(amended):
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        give_up(amended, by=approver())


def test_a_reason_is_needed(amended):
    with pytest.raises(Refused, match=r"framework\.text-missing"):
        give_up(amended, reason="")


def test_the_journal_says_so_without_the_reason(amended):
    give_up(amended, reason="canary-31cc")

    entry = JournalEntry.objects.order_by("pk").last()
    assert entry.act == "coordination.amendment_given_up"
    assert "canary-31cc" not in str(entry.facts)
