"""Mail against a real server, a program of its own: accepted once, repeated only where safe."""

import email
import email.policy
import shutil
import signal
import subprocess
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.outbox import delivery, handlers, operations, worker
from querschnitt.outbox.models import Job, Message
from querschnitt.outbox.operations.messages import ATTEMPTS, DELIVERY, FIRST_PAUSE
from querschnitt.outbox.smtp_server import SmtpServer
from querschnitt.outbox.tests.processes import other_process
from querschnitt.outbox.tests.smtp_program import received, smtp_program
from querschnitt.outbox.tests.test_worker import wait_for

WORK = "querschnitt.outbox.tests.work.run_mail_worker"
State = Message.State


@pytest.fixture
def mailbox(tmp_path):
    return tmp_path / "mails"


@pytest.fixture
def served(mailbox, settings, db):
    """Return how a server of some behaviour is started and set."""
    handlers.register(DELIVERY, delivery.deliver)
    settings.MAIL_FROM = "Staatskanzlei Übung <europa@example.org>"
    started = []

    def start(behaviour, **more):
        program = smtp_program(behaviour, mailbox, **more)
        started.append(program)
        settings.SMTP = SmtpServer("127.0.0.1", program.__enter__(), "none")
        return settings.SMTP

    yield start
    for program in started:
        program.__exit__(None, None, None)


def send(number=1, **fields):
    told = {"to": "a@example.org", "subject": "Frist", "body": "Guten Tag", **fields}
    return operations.send(**{"dedupe_key": f"key-{number}", **told})


def work_off():
    while worker.work_off():
        pass


def make_due():
    Message.objects.update(run_after=timezone.now())
    Job.objects.update(run_after=timezone.now())


def fresh(message):
    return Message.objects.get(pk=message.pk)


def read(line):
    return email.message_from_string(line["text"], policy=email.policy.default)


def test_a_message_arrives_as_it_was_meant(served, mailbox):
    served("accept")
    text = "Sehr geehrte Damen und Herren,\n.\n.eine Zeile mit Punkt – für Übungen\n" + "ä" * 2000
    message = send(subject="Frist für Mitzeichnung: Änderungen", body=text)

    work_off()

    (line,) = received(mailbox)
    mail = read(line)
    assert line["from"] == "europa@example.org"
    assert line["to"] == ["a@example.org"]
    assert mail["Subject"] == "Frist für Mitzeichnung: Änderungen"
    assert mail["From"] == "Staatskanzlei Übung <europa@example.org>"
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == message.created_at.replace(microsecond=0)
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == f"{text}\n"
    assert max(map(len, line["text"].splitlines())) <= 998
    assert fresh(message).state == State.SENT
    assert fresh(message).sent_at is not None


@pytest.mark.parametrize(
    "subject", ["Frist\r\nBcc: x@example.org", "Frist\nX: y", "Frist\u2028Bcc: x", "Frist\x00\x07"]
)
def test_a_subject_cannot_carry_a_further_header(served, mailbox, subject):
    served("accept")
    send(subject=subject)

    work_off()

    (line,) = received(mailbox)
    assert set(read(line).keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert line["to"] == ["a@example.org"]


@pytest.mark.parametrize("address", ["a@example.org\nRCPT TO:<b@example.org>", "nobody", "", "a@"])
def test_what_is_no_address_fails_and_disturbs_no_other(served, mailbox, address):
    served("accept")
    wrong = send(1, to=address)
    send(2)

    work_off()

    assert fresh(wrong).state == State.FAILED
    assert len(received(mailbox)) == 1


def test_the_same_key_twice_is_one_message(served, mailbox):
    served("accept")
    first = send()
    work_off()

    again = send(subject="Anders")
    work_off()

    assert again == first
    assert len(received(mailbox)) == 1


def test_one_connection_carries_a_batch(served, mailbox):
    served("accept")
    for number in range(20):
        send(number)

    work_off()

    assert len({line["peer"] for line in received(mailbox)}) == 1
    assert len(received(mailbox)) == 20


def test_what_is_refused_for_now_is_tried_again_after_a_growing_pause(served, mailbox):
    served("busy")
    message = send()
    pauses = []
    for _turn in range(3):
        before = timezone.now()
        work_off()
        pauses.append((fresh(message).run_after - before) / FIRST_PAUSE)
        make_due()

    assert fresh(message).state == State.PENDING
    assert "451" in fresh(message).last_error
    assert [round(pause) for pause in pauses] == [1, 2, 4]
    served("accept")
    work_off()
    assert fresh(message).state == State.SENT
    assert len(received(mailbox)) == 1


def test_a_refusal_does_not_hold_up_the_next_message(served, mailbox):
    served("first-busy")
    late, prompt = send(1), send(2)

    work_off()

    assert fresh(prompt).state == State.SENT
    assert fresh(late).state == State.PENDING


def test_it_is_given_up_at_last(served):
    served("busy")
    message = send()
    Message.objects.update(attempts=ATTEMPTS - 1)

    work_off()

    assert fresh(message).state == State.FAILED


@pytest.mark.parametrize("behaviour", ["unknown", "refuse-text"])
def test_what_is_refused_for_good_fails_and_is_not_repeated(served, mailbox, behaviour):
    served(behaviour)
    message = send()

    work_off()
    make_due()
    work_off()

    assert fresh(message).state == State.FAILED
    assert fresh(message).last_error.startswith("55")
    assert fresh(message).attempts == 1


def test_a_connection_lost_before_the_text_is_tried_again(served, mailbox):
    served("drop-before")
    message = send()
    work_off()
    assert fresh(message).state == State.PENDING

    served("accept")
    make_due()
    work_off()

    assert fresh(message).state == State.SENT
    assert len(received(mailbox)) == 1


def test_a_connection_lost_after_the_text_leaves_it_uncertain_and_repeats_nothing(served, mailbox):
    served("drop-after")
    lost, next_one = send(1), send(2)

    work_off()
    served("accept")
    make_due()
    work_off()

    assert fresh(lost).state == State.UNCERTAIN
    assert fresh(next_one).state == State.SENT
    assert [line["text"].count(lost.message_id) for line in received(mailbox)] == [1, 0]


def test_a_server_that_cannot_be_reached_costs_nothing_but_time(served, settings):
    served("accept")
    settings.SMTP = SmtpServer("127.0.0.1", 1, "none")
    messages = [send(number) for number in range(3)]

    work_off()

    assert {fresh(one).state for one in messages} == {State.PENDING}
    assert Job.objects.filter(kind=DELIVERY, state=Job.State.PENDING).count() == 1


def test_starttls_and_password(served, mailbox, settings, tmp_path, monkeypatch):
    certificate = tmp_path / "certificate.pem"
    subprocess.run(
        [shutil.which("openssl"), "req", "-x509", "-newkey", "ec",
         "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-keyout", certificate, "-out", tmp_path / "public.pem", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    certificate.write_bytes(certificate.read_bytes() + (tmp_path / "public.pem").read_bytes())
    port = served("accept", certificate=certificate).port
    settings.SMTP = SmtpServer("localhost", port, "starttls", "office", "pass:word@1")
    message = send()
    work_off()
    # Control: a certificate that nobody vouches for is not accepted.
    assert fresh(message).state == State.PENDING
    assert "CERTIFICATE" in fresh(message).last_error

    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "public.pem"))
    make_due()
    work_off()

    (line,) = received(mailbox)
    assert line["tls"]
    assert line["user"] == "office"


def test_without_a_server_a_message_is_held_and_nothing_fails(served, settings):
    settings.SMTP = None
    message = send()

    work_off()
    operations.ask_for_delivery()

    assert fresh(message).state == State.HELD
    assert not Job.objects.exists()


def test_a_server_set_within_three_days_gets_what_was_held_and_nothing_older(
    served, settings, mailbox
):
    settings.SMTP = None
    fresh_one, old = send(1), send(2)
    Message.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=4))
    served("accept")

    operations.ask_for_delivery()
    work_off()

    assert fresh(fresh_one).state == State.SENT
    assert fresh(old).state == State.HELD


def test_a_secret_is_forgotten_once_it_is_on_its_way(served, mailbox):
    served("accept")
    message = send(body="geheim", is_secret=True)

    work_off()

    assert fresh(message).body == ""
    assert "geheim" in received(mailbox)[0]["text"]
    with pytest.raises(ValueError, match="cannot"):
        operations.send_again(message=message)


def test_an_uncertain_message_can_be_sent_again_or_settled_by_a_person(served, mailbox):
    served("drop-after")
    first, second = send(1), send(2)
    work_off()
    make_due()
    work_off()

    operations.settle(message=first)
    served("accept")
    operations.send_again(message=second)
    work_off()

    assert fresh(first).state == State.SETTLED
    assert fresh(second).state == State.SENT


def test_what_was_sent_long_ago_is_forgotten_and_what_failed_is_not(served):
    served("accept")
    sent, failed = send(1), send(2, to="nobody")
    work_off()

    operations.forget_messages(before=timezone.now() + timedelta(days=1))

    assert not Message.objects.filter(pk=sent.pk).exists()
    assert Message.objects.filter(pk=failed.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(served, mailbox, monkeypatch):
    server = served("slow")
    for number in range(12):
        send(number)
    # Two jobs, as when a message comes while others are being sent.
    operations.enqueue(kind=DELIVERY, dedupe_key="another")

    with other_process(WORK, str(server.port), "5"), other_process(WORK, str(server.port), "5"):
        wait_for(lambda: not Message.objects.exclude(state=State.SENT).exists(), seconds=40)

    assert set(Counter(line["text"] for line in received(mailbox)).values()) == {1}
    assert len(received(mailbox)) == 12
    # Control: both were at work.
    assert len({line["peer"] for line in received(mailbox)}) > 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_between_sends_nothing_twice_and_forgets_nothing(served, mailbox):
    server = served("hold")
    messages = [send(number) for number in range(5)]
    with other_process(WORK, str(server.port), "50") as victim:
        wait_for(lambda: received(mailbox))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    assert fresh(messages[0]).state == State.SENDING

    Message.objects.exclude(lease_until=None).update(lease_until=timezone.now())
    Job.objects.update(lease_until=timezone.now())
    served("accept")
    work_off()

    assert fresh(messages[0]).state == State.UNCERTAIN
    assert {fresh(one).state for one in messages[1:]} == {State.SENT}
    assert set(Counter(line["text"] for line in received(mailbox)).values()) == {1}
    assert len(received(mailbox)) == 5


def test_control_a_message_taken_twice_would_be_sent_twice(served, mailbox):
    """Show that the server and these counts would notice."""
    served("accept")
    message = send()
    work_off()
    Message.objects.update(state=State.PENDING, sent_at=None)
    operations.ask_for_delivery()

    work_off()

    assert [line["text"].count(message.message_id) for line in received(mailbox)] == [1, 1]
