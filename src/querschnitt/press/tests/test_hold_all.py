import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import approver, person
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import operations as mail
from querschnitt.press import delivering, operations, queries, recurring, sent_log
from querschnitt.press.models import Delivery, HoldChange, OutboxHold, RestoredSending
from querschnitt.press.operations import sending
from querschnitt.press.tests.sent import channel, press_officer, published, states, the
from querschnitt.tests.policy import IS_FULL

pytestmark = pytest.mark.django_db

RESTORES = 20 if IS_FULL else 2
OUTBOX = "/desk/presse/ausspielungen/versand/"
State = Delivery.State


@pytest.fixture(autouse=True)
def known(kinds):
    return kinds


@pytest.fixture
def officer():
    return press_officer()


def test_nothing_leaves_while_everything_is_held(officer, kinds):
    channel("none")
    release = published()
    operations.hold_all(by=officer, reason="A wrong figure.")

    delivering.deliver()
    assert set(states(release).values()) == {"pending"}

    operations.release_hold(by=officer, reason="It was right after all.")
    delivering.deliver()
    assert set(states(release).values()) == {"sent"}


def test_nothing_is_published_by_itself_while_everything_is_held(officer, monkeypatch):
    asked = []
    monkeypatch.setattr(operations, "publish_due", lambda: asked.append(1))
    operations.hold_all(by=officer, reason="Wait.")

    recurring.publish_due()
    assert asked == []

    operations.release_hold(by=officer, reason="Go on.")
    recurring.publish_due()
    assert asked == [1]


def test_who_held_it_and_why_stays_known(officer):
    operations.hold_all(by=officer, reason="A wrong figure.")
    operations.release_hold(by=officer, reason="Put right.")

    told = [(one.is_held, one.reason, one.by) for one in HoldChange.objects.order_by("pk")]
    assert told == [(True, "A wrong figure.", officer), (False, "Put right.", officer)]
    acts = JournalEntry.objects.filter(act__startswith="press.outbox")
    assert [one.act for one in acts.order_by("sequence")] == [
        "press.outbox_held",
        "press.outbox_released",
    ]
    assert "figure" not in json.dumps([[one.facts, one.subject_name] for one in acts])


def test_a_reason_is_needed(officer):
    with pytest.raises(Refused, match=r"framework\.text-missing"):
        operations.hold_all(by=officer, reason=" ")
    assert not queries.hold().held_since


def test_it_is_held_once(officer):
    operations.hold_all(by=officer, reason="One.")

    with pytest.raises(Refused, match=r"press\.held-already"):
        operations.hold_all(by=officer, reason="Two.")


def test_what_is_not_held_is_not_let_go(officer):
    with pytest.raises(Refused, match=r"press\.not-held"):
        operations.release_hold(by=officer, reason="Why not.")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.CABINET_OFFICE])
def test_others_hold_nothing(role):
    with pytest.raises(Refused, match=r"press\.not-outbox-keeper"):
        operations.hold_all(by=person(role), reason="Stop.")


def test_a_department_holds_nothing():
    with pytest.raises(Refused, match=r"press\.not-outbox-keeper"):
        operations.hold_all(by=approver(), reason="Stop.")


def test_pages_hold_it_and_let_it_go_and_all_pages_of_the_press_say_so(officer):
    browser = browser_of(officer)

    assert send(browser, f"{OUTBOX}anhalten/", reason="A wrong figure.").status_code == 302
    assert "A wrong figure." in browser.get("/desk/presse/ausspielungen/").content.decode()

    assert send(browser, f"{OUTBOX}fortsetzen/", reason="Put right.").status_code == 302
    assert "A wrong figure." not in browser.get("/desk/presse/ausspielungen/").content.decode()


# -- After a restore --------------------------------------------------------------------------


class Backup:
    """Rows as they were an hour ago, put back as a restored database holds them."""

    def __init__(self):
        self.deliveries = list(Delivery.objects.values())
        self.begun = queries.hold().begun

    @transaction.atomic
    def restore(self):
        Delivery.objects.all().delete()
        Delivery.objects.bulk_create(Delivery(**row) for row in self.deliveries)
        OutboxHold.objects.update_or_create(pk=1, defaults={"begun": self.begun})
        sending.forget_highest()


def restart():
    """Do as a worker that starts."""
    return delivering.Senders().tick()


@pytest.fixture
def thirty():
    """Return a backup of before thirty deliveries, which were sent since."""
    for number in range(3):
        channel("none", f"none-{number}")
        channel("key", f"key-{number}")
    releases = [published(number) for number in range(1, 6)]
    backup = Backup()
    delivering.deliver()
    assert Delivery.objects.filter(state=State.SENT).exclude(is_first=True).count() == 30
    return backup, releases


@pytest.mark.parametrize("number", range(RESTORES))
def test_a_restored_database_sends_nothing_again(thirty, kinds, number, officer):
    backup, _releases = thirty
    sent = [len(kinds[name].sent) for name in ("none", "key")]
    backup.restore()

    restart()
    delivering.deliver()

    assert queries.hold().is_after_restore
    assert RestoredSending.objects.count() == 35
    operations.confirm_all_restored(by=officer)
    operations.release_hold(by=officer, reason="All of it stands there.")
    delivering.deliver()
    assert [len(kinds[name].sent) for name in ("none", "key")] == sent
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}


def test_control_without_the_list_it_would_send_all_of_it_again(thirty, kinds):
    backup, _releases = thirty
    before = len(kinds["none"].sent)
    backup.restore()
    sent_log.path().unlink()

    delivering.deliver()

    assert len(kinds["none"].sent) == 2 * before


def test_a_worker_that_goes_on_over_a_restore_notices_it(thirty, kinds):
    backup, _releases = thirty
    before = len(kinds["none"].sent)
    highest = sending._highest
    backup.restore()
    sending._highest = highest

    delivering.deliver()

    assert queries.hold().is_after_restore
    assert len(kinds["none"].sent) == before


def test_what_was_published_after_the_backup_is_not_told_twice(kinds, officer):
    """The release is published once more; its deliveries are known by their keys."""
    channel("none")
    release = published(deliveries=False)
    backup = Backup()
    again = lambda: operations.deliveries_for(  # noqa: E731
        release=release,
        edition=release.document.editions.get(),
        revision=1,
        action=Delivery.Action.POST,
        now=timezone.now() - timedelta(seconds=1),
    )
    again()
    delivering.deliver()
    backup.restore()
    restart()

    again()
    assert set(states(release).values()) == {"uncertain"}

    operations.confirm_all_restored(by=officer)
    assert set(states(release).values()) == {"sent"}
    assert len(kinds["none"].sent) == 1


def test_a_person_decides_row_by_row(thirty, kinds, officer):
    backup, releases = thirty
    backup.restore()
    restart()
    with pytest.raises(Refused, match=r"press\.restored-undecided"):
        operations.release_hold(by=officer, reason="Go on.")
    lost = the(releases[0], "none-0")
    row = RestoredSending.objects.get(key=lost.idempotency_key)

    operations.decide_restored(by=officer, sending=row, was_sent=False)
    operations.confirm_all_restored(by=officer)
    operations.release_hold(by=officer, reason="One was missing.")
    before = len(kinds["none"].sent)
    delivering.deliver()

    assert len(kinds["none"].sent) == before + 1
    assert kinds["none"].sent[-1].idempotency_key == lost.idempotency_key
    with pytest.raises(Refused, match=r"press\.restored-decided"):
        operations.decide_restored(by=officer, sending=row, was_sent=True)


def test_pages_show_the_list_and_take_the_decisions(thirty, officer):
    backup, _releases = thirty
    backup.restore()
    restart()
    browser = browser_of(officer)

    text = browser.get(OUTBOX).content.decode()
    row = RestoredSending.objects.first()
    assert row.told in text
    address = f"{OUTBOX}wiederhergestellt/{row.pk}/"
    assert send(browser, address, was_sent="no").status_code == 302
    assert send(browser, f"{OUTBOX}wiederhergestellt/").status_code == 302

    assert not queries.undecided_restored()
    assert send(browser, f"{OUTBOX}fortsetzen/", reason="Looked.").status_code == 302


def test_mails_that_waited_in_the_backup_are_left_to_a_person(thirty, settings, monkeypatch):
    from querschnitt.outbox.smtp_server import SmtpServer

    settings.SMTP = SmtpServer("127.0.0.1", 1, "none")
    backup, _releases = thirty
    message = mail.send(to="a@example.org", subject="News", body="Text", dedupe_key="news")
    backup.restore()

    restart()

    message.refresh_from_db()
    assert message.state == "uncertain"


def test_a_database_that_is_as_new_as_the_list_is_not_held(thirty):
    restart()

    assert not queries.hold().held_since


def test_the_list_is_on_the_disk_before_anything_is_sent(kinds, monkeypatch):
    channel("none")
    release = published()
    seen = []

    def look(asked):
        seen.append(any(one.key == asked.idempotency_key for one in sent_log.after(0)))
        return delivering.Accepted("1")

    kinds["none"].answers = [look]
    delivering.deliver()

    assert seen == [True]
    assert the(release, "none").state == State.SENT


def test_a_line_that_was_cut_off_is_none():
    now = timezone.now()
    sent_log.append([sent_log.Begun(1, "one", "told", now)])
    with sent_log.path().open("a") as file:
        file.write('[2, "tw')

    assert [one.number for one in sent_log.after(0)] == [1]
    assert sent_log.highest() == 1
