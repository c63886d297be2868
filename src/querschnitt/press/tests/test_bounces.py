"""Mail that comes back: only what is known of an address ends anything, and nobody else says it."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.outbox import periodic
from querschnitt.outbox.models import Message
from querschnitt.outbox.smtp_server import SmtpServer
from querschnitt.outbox.tests.smtp_program import smtp_program
from querschnitt.press import bounces, mailing, operations
from querschnitt.press.models import Subscriber
from querschnitt.press.tests.mailboxes import accredited, subscriber, work_off
from querschnitt.tests.policy import IS_FULL

pytestmark = pytest.mark.django_db
BROKEN = 6000 if IS_FULL else 300
MOST = 3
State = Subscriber.State


@pytest.fixture(autouse=True)
def _bounce_address(settings):
    settings.BOUNCE_ADDRESS = "bounce@example.org"
    settings.BASE_URL = "https://portal.example"
    settings.MAIL_FROM = "Presse <presse@example.org>"


def notification(to, *, status="5.1.1", action="failed", told="smtp; 550 no such user"):
    return (
        f"From: MAILER-DAEMON@example.org\r\nTo: <{to}>\r\nSubject: Undelivered\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;"
        ' boundary="B"\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n'
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n"
        f"\r\nFinal-Recipient: rfc822; leserin-1@post.example\r\nAction: {action}\r\n"
        f"Status: {status}\r\nDiagnostic-Code: {told}\r\n\r\n--B--\r\n"
    ).encode()


def mail_out():
    worded = {"de": {"subject": "Betreff", "text": "Text"}}
    told = {"worded": worded, "departments": ["stk"], "topics": []}
    return operations.enqueue_mails(kind="public", group="7-mail-1-abc", **told)


def refused(one, told, number=1):
    now = timezone.now()
    return Message.objects.create(
        to=one.email, subject="S", body="B", group="press:x", last_error=told, state="failed",
        dedupe_key=f"press:x{number}:{one.pk}", message_id=f"<{number}@x>",
        run_after=now, created_at=now,
    )  # fmt: skip


def test_an_address_that_takes_no_mail_for_good_gets_none_after_a_few_times():
    one = subscriber(1)
    back = mailing.envelope_for(one)

    for _time in range(MOST):
        assert bounces.take_in(notification(back)) == 1

    one.refresh_from_db()
    assert (one.bounces, one.state) == (MOST, State.BOUNCED)
    assert mail_out() == 0


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("4.2.2", "smtp; 452 mailbox full"),
        ("5.2.2", "smtp; 552 5.2.2 mailbox full"),
        ("5.3.4", "smtp; 552 5.3.4 message too big"),
        ("5.4.7", "smtp; 550 5.4.7 delivery time expired"),
        ("5.7.1", "smtp; 550 5.7.1 blocked by a list"),
        ("5.0.0", "smtp; 554 we do not like your network"),
        ("5.0.0", "smtp; 550 5.7.1 blocked by a list"),
        ("5.1.8", "smtp; 550 5.1.8 sender unknown"),
    ],
)
def test_what_is_said_of_something_else_than_the_address_ends_nothing(status, told):
    one = subscriber(1)

    for _time in range(MOST + 1):
        raw = notification(mailing.envelope_for(one), status=status, told=told)
        assert bounces.take_in(raw) == 0
    refused(one, told.removeprefix("smtp; "))
    assert bounces.count_refused() == 0

    one.refresh_from_db()
    assert (one.bounces, one.state) == (0, State.ACTIVE)


@pytest.mark.parametrize(
    ("status", "told"),
    [("5.1.10", "smtp; 556 5.1.10 null MX"), ("5.0.0", "smtp; 550 unknown user"),
     ("5.2.1", "x"), ("5.4.4", "x")],
)  # fmt: skip
def test_an_address_that_does_not_exist_is_told_in_many_ways(status, told):
    one = subscriber(1)

    assert bounces.take_in(notification(mailing.envelope_for(one), status=status, told=told)) == 1


def test_nobody_ends_the_mail_of_somebody_else_by_a_notification_of_their_own():
    one, other = accredited(1), accredited(2)
    made_up = mailing.envelope_for(other).replace(f"+{other.pk}-", f"+{one.pk}-")

    for to in ("bounce@example.org", made_up, one.email, f"bounce+{one.pk}-@example.org"):
        with pytest.raises(bounces.NoBounce):
            bounces.take_in(notification(to))
    # What its own message came from is believed.
    bounces.take_in(notification(mailing.envelope_for(one)))

    one.refresh_from_db()
    assert one.bounces == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"\xff\xfe\0",
        b"Content-Type: multipart/report; boundary=B\r\n\r\n--B\r\nno end",
        notification("<@"),
        notification('"'),
        notification("a@["),
        notification("=?utf-8?q?=00?="),
    ],
)
def test_what_tells_of_no_subscriber_changes_nothing(raw):
    one = subscriber(1)

    with pytest.raises(bounces.NoBounce):
        bounces.take_in(raw)

    one.refresh_from_db()
    assert one.bounces == 0


def test_whatever_comes_back_is_read_or_refused():
    dice = random.Random(7)  # noqa: S311 - the same cases each time
    whole = notification(mailing.envelope_for(subscriber(1)))
    pieces = [b"\r\n", b"=?utf-8?q?", b"<>", b'"', b"(", b"\xff", b";", b"@", b"[", b":", b"\0"]
    read = 0
    for _case in range(BROKEN):
        raw = bytearray(whole)
        for _place in range(dice.randint(1, 12)):
            at = dice.randrange(len(raw))
            raw[at : at + dice.choice([0, 0, 1, 9])] = dice.choice([*pieces, whole[:90]])
        try:
            bounces.take_in(bytes(raw))
            read += 1
        except bounces.NoBounce:
            pass

    # Else nothing but the first look was tried.
    assert 0 < read < BROKEN


def test_a_refusal_at_hand_over_counts_once(tmp_path, settings):
    one = subscriber(1)
    with smtp_program("unknown", tmp_path / "other") as port:
        settings.SMTP = SmtpServer("127.0.0.1", port, "none")
        mail_out()
        work_off()

    assert [bounces.count_refused(), bounces.count_refused()] == [1, 0]
    one.refresh_from_db()
    assert one.bounces == 1


def test_the_worker_looks_for_refusals_and_for_what_nobody_confirmed():
    one = subscriber(1)
    refused(one, "550 5.1.1 Nobody of this name")
    asked = subscriber(2, state=State.ASKED, asked_at=timezone.now() - timedelta(days=8))
    tasks = {task.name: task for task in periodic.tasks()}

    tasks["press.count_refused"].function()
    tasks["press.forget_unconfirmed"].function()

    one.refresh_from_db()
    assert one.bounces == 1
    assert not Subscriber.objects.filter(pk=asked.pk).exists()
