"""Releases by mail against a real SMTP program: everybody once, press at once and in no order."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from querschnitt.lib.refusal import Refused
from querschnitt.outbox import delivery as handing_over
from querschnitt.outbox.models import Message
from querschnitt.outbox.operations import messages
from querschnitt.outbox.smtp_server import SmtpServer
from querschnitt.outbox.tests.smtp_program import smtp_program
from querschnitt.press import delivering, mailing, operations
from querschnitt.press.channels.email.text import text_of
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import MailDelivered, Release, Subscriber
from querschnitt.press.tests.factories import a_channel, a_release, press_office
from querschnitt.press.tests.mailboxes import accredited, mails, subscriber, work_off
from querschnitt.publication import content
from querschnitt.tests.policy import IS_FULL

pytestmark = pytest.mark.django_db
RECIPIENTS = 500 if IS_FULL else 25
CASES = 300 if IS_FULL else 40
Stage = Release.Stage
WORDED = {"de": {"subject": "Betreff", "text": "Text"}}


@pytest.fixture
def mailbox(tmp_path, settings):
    settings.MAIL_FROM = "Pressestelle Übung <presse@example.org>"
    settings.BOUNCE_ADDRESS = "bounce@example.org"
    settings.BASE_URL = "https://portal.example"
    file = tmp_path / "mails"
    with smtp_program("accept", file) as port:
        settings.SMTP = SmtpServer("127.0.0.1", port, "none")
        yield file


def handed_over(kind="public", group="7-mail-1-abc", **more):
    told = {"worded": WORDED, "departments": ["stk"], "topics": ["europa"], **more}
    return operations.enqueue_mails(kind=kind, group=group, **told)


def test_a_published_release_reaches_everybody_once_and_names_no_other(mailbox):
    a_channel("email"), a_channel("press_mail")
    readers = [subscriber(number) for number in range(5)]
    press = [accredited(number, email=f"p{number}@zeitung.example") for number in range(5)]
    release = a_release(stage=Stage.PUBLISHED)

    delivering.deliver()
    work_off()

    found = mails(mailbox)
    wanted = sorted(one.email for one in (*readers, *press))
    assert sorted(line["to"][0] for line, _parsed in found) == wanted
    for line, parsed in found:
        assert len(line["to"]) == 1
        others = {one for one in wanted if one != line["to"][0]}
        assert not [one for one in others if one in line["text"]]
        assert release.title in parsed["Subject"]
        assert f"/presse/{release.year}/" in parsed.get_content()
    states = {*release.deliveries.values_list("state", flat=True)}
    assert states == {"sent"}


def test_press_is_treated_equally(mailbox):
    for number in range(RECIPIENTS):
        accredited(number, email=f"p{number}@zeitung.example")
    orders = []
    for group in ("1-a-1-x", "2-a-1-x"):
        release = a_release(stage=Stage.PUBLISHED)
        handed_over("accredited", group=group, release=release)
        work_off()
        rows = MailDelivered.objects.filter(release=release).order_by("position")
        orders.append([row.subscriber_id for row in rows])
        sent = Message.objects.filter(pk__in=rows.values("message"))
        times = sorted(sent.values_list("sent_at", flat=True))
        assert len(times) == RECIPIENTS
        assert times[-1] - times[0] <= timedelta(seconds=60)

    in_order = sorted(orders[0])
    assert sorted(orders[1]) == in_order
    # Of so many orders two equal ones do not come by chance.
    assert orders[0] != in_order
    assert orders[0] != orders[1]


def test_the_same_delivery_twice_is_one_message_each(mailbox):
    subscriber(1)

    assert handed_over() == handed_over() == 1
    work_off()

    assert len(mails(mailbox)) == 1


def test_who_chose_departments_or_topics_gets_nothing_else(mailbox):
    subscriber(1)
    subscriber(2, departments=["mf"])
    subscriber(3, departments=["mf", "stk"])
    subscriber(4, departments=["mf"], topics=["europa"])
    subscriber(5, state=Subscriber.State.ENDED)
    subscriber(6, state=Subscriber.State.ASKED)

    handed_over()

    got = {*Message.objects.values_list("to", flat=True)}
    assert got == {f"leserin-{number}@post.example" for number in (1, 3, 4)}


def test_a_release_comes_in_the_language_of_its_reader_if_it_has_it(mailbox):
    subscriber(1, language="pl")
    subscriber(2, language="fr")

    handed_over(worded={**WORDED, "pl": {"subject": "Temat", "text": "Tekst"}})

    subjects = dict(Message.objects.values_list("to", "subject"))
    assert subjects["leserin-1@post.example"] == "Temat"
    assert subjects["leserin-2@post.example"] == "Betreff"


def test_a_mail_can_be_ended_by_one_click_and_comes_back_to_its_own_address(mailbox):
    one = subscriber(1)
    handed_over()
    work_off()

    ((line, parsed),) = mails(mailbox)

    click = f"https://portal.example/abonnement/{one.secret}/ein-klick/"
    assert parsed["List-Unsubscribe"].strip() == f"<{click}>"
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["List-Id"] == "<public.presse.portal.example>"
    assert parsed["From"] == "Pressestelle Übung <presse@example.org>"
    assert line["from"].startswith(f"bounce+{one.pk}-")
    assert mailing.subscriber_in(line["from"]) == one


@given(
    subject=st.text(max_size=120),
    text=st.text(max_size=3000),
)
@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_whatever_is_written_the_mail_is_a_mail(subject, text):
    Message.objects.all().delete()
    one = Subscriber.objects.first() or subscriber(1)
    from django.conf import settings as present

    present.MAIL_FROM, before = "Presse <presse@example.org>", present.MAIL_FROM
    try:
        handed_over(worded={"de": {"subject": subject, "text": text}})
        message = Message.objects.get()
        assert message.message_id == messages._message_id(message.dedupe_key)
        raw = handing_over.as_email(message).as_bytes(policy=handing_over.WIRE)
    except (ValueError, handing_over.MessageError):
        # Such a message is noted as failed and never sent; lone halves of signs make one.
        assert any("\ud800" <= sign <= "\udfff" for sign in subject + text)
        return
    finally:
        present.MAIL_FROM = before

    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert raw.isascii()
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.count(b"\r\nTo: ") + head.startswith(b"To: ") == 1
    assert b"\r\nBcc:" not in head
    assert one.email.encode() in head


def test_nobody_writes_further_headers_by_a_subject(mailbox):
    subscriber(1)
    handed_over(worded={"de": {"subject": "A\r\nBcc: x@post.example", "text": "T\n.\nRCPT"}})
    work_off()

    ((line, parsed),) = mails(mailbox)
    assert line["to"] == ["leserin-1@post.example"]
    assert parsed["Bcc"] is None
    assert parsed["Subject"] == "A Bcc: x@post.example"
    assert "\n.\nRCPT" in parsed.get_content().replace("\r\n", "\n")


# -- In advance --------------------------------------------------------------------------------


def test_in_advance_the_embargo_stands_everywhere_and_each_gets_it_once(mailbox):
    accredited(1)
    later = Embargo(until=timezone.now() + timedelta(hours=2))
    release = a_release(stage=Stage.APPROVED, embargo=later)

    operations.send_in_advance(by=press_office(), release=release)
    accredited(2)
    operations.send_in_advance(by=press_office(), release=release)
    work_off()

    found = mails(mailbox)
    assert sorted(line["to"][0] for line, _parsed in found) == [
        "leserin-1@post.example", "leserin-2@post.example"
    ]  # fmt: skip
    for _line, parsed in found:
        assert parsed["Subject"].startswith("Sperrfrist: ")
        assert parsed.get_content().count("Sperrfrist: ") == 2
        assert "/presse/2" not in parsed.get_content()


def test_without_an_embargo_or_a_release_nothing_goes_in_advance():
    for stage in (Stage.SUBMITTED, Stage.PUBLISHED):
        with pytest.raises(Refused, match=r"press\.no-embargo"):
            operations.send_in_advance(by=press_office(), release=a_release(stage=stage))


def test_who_has_an_embargo_gets_the_one_it_was_moved_to(mailbox):
    accredited(1)
    by, hours = press_office(), timedelta(hours=2)
    release = a_release(stage=Stage.APPROVED, embargo=Embargo(until=timezone.now() + hours))
    counted = [operations.send_in_advance(by=by, release=release) for _time in range(2)]

    operations.reschedule(by=by, release=release, embargo=Embargo(until=timezone.now() + 2 * hours))
    counted.append(operations.send_in_advance(by=by, release=release))

    assert counted == [1, 0, 1]
    assert len({*Message.objects.values_list("subject", flat=True)}) == 2


def test_the_text_of_a_mail_keeps_points_apart_and_says_where_links_lead():
    body = (
        '<p>Siehe <a href="https://land.example/ziele">Ziele</a>.</p>'
        "<ul><li>Erstens<ul><li>darunter</li></ul></li><li>Zweitens</li></ul>"
    )
    content = a_release_content(body)

    text = text_of(content, "de")

    assert "https://land.example/ziele" in text
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line.startswith("- ")] == [
        "- Erstens", "- darunter", "- Zweitens"
    ]  # fmt: skip


def a_release_content(body):
    release = a_release(stage=Stage.PUBLISHED)
    found = content.parsed(release.document.editions.last().content)
    texts = {"de": {**found["texts"]["de"], "body": body}}
    return {**found, "texts": texts}
