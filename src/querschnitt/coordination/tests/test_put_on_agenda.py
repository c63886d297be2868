from datetime import timedelta

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.tests.cabinet_factories import (
    SUBMITTED,
    delivered,
    drafted,
    on_agenda,
    planned,
)
from querschnitt.coordination.tests.factories import cabinet_office
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_items_are_numbered_in_their_order():
    session = planned()

    items = [on_agenda(delivered(), session) for _ in range(2)]
    items.append(on_agenda(delivered(), session, number=9))

    assert [one.number for one in items] == [1, 2, 9]
    entry = JournalEntry.objects.latest("sequence")
    assert (entry.act, entry.facts["item"]) == ("coordination.put_on_agenda", 9)


@pytest.mark.parametrize(
    ("number", "code"), [(1, "agenda-number-taken"), (0, "out-of-range"), (1000, "out-of-range")]
)
def test_a_number_stands_for_one_item(number, code):
    session = planned()
    on_agenda(delivered(), session)

    with pytest.raises(Refused, match=rf"coordination\..*{code}"):
        on_agenda(delivered(), session, number=number)


def test_a_submission_stands_on_one_agenda():
    submission = delivered()
    on_agenda(submission)

    with pytest.raises(Refused, match=r"coordination\.on-agenda-already"):
        on_agenda(submission)


def test_what_was_taken_off_can_be_put_on_another_under_the_same_number():
    submission, session = delivered(), planned()
    item = on_agenda(submission, session)
    operations.take_off_agenda(by=cabinet_office(), item=item, reason="Vertagt.")

    again = on_agenda(submission, session, number=item.number)

    assert again.pk != item.pk
    assert session.items.count() == 2


def test_a_draft_is_not_put_on():
    with pytest.raises(Refused, match=r"coordination\.submission-not-delivered"):
        on_agenda(drafted())


def test_a_text_that_changed_since_is_not_put_on():
    submission = delivered()
    Framework.objects.update(introduction="Changed.")

    with pytest.raises(Refused, match=r"coordination\.submission-outdated"):
        on_agenda(submission)


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "session-too-early"), (7, "too-late"), (8, ""), (30, "")]
)
def test_it_comes_in_time_for_the_session(days, code):
    submission, session = delivered(), planned(SUBMITTED + timedelta(days=days))

    if not code:
        assert on_agenda(submission, session).number == 1
        return
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        on_agenda(submission, session)


def test_an_urgent_one_may_come_late():
    submission = delivered(drafted(urgency_reason="Es eilt."))

    assert on_agenda(submission, planned(SUBMITTED + timedelta(days=1))).number == 1


def test_only_the_cabinet_office_puts_it_on():
    with pytest.raises(Refused, match=r"coordination\.not-cabinet-office"):
        on_agenda(by=coordinator())
