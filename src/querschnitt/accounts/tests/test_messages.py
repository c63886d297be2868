"""The ledger of messages, and what people decide about those that did not simply arrive."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from querschnitt.accounts import operations
from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import person
from querschnitt.accounts.tests.shown_forms import submit
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Message
from querschnitt.outbox.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db

State = Message.State
KEEPERS = {Role.ADMINISTRATOR, Role.COORDINATOR}


@pytest.fixture
def served(settings):
    settings.SMTP = SmtpServer("localhost", 25, "none")


def message(number=1, state=State.FAILED, **fields):
    made = outbox.send(
        to="a@example.org", subject=f"Frist {number}", body="Canary", dedupe_key=str(number)
    )
    Message.objects.filter(pk=made.pk).update(state=state, **fields)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("state", [State.FAILED, State.UNCERTAIN, State.HELD])
def test_what_did_not_simply_arrive_is_sent_again_or_settled(served, administrator, state):
    first, second = message(1, state), message(2, state)

    operations.send_message_again(by=administrator, message=first)
    operations.settle_message(by=administrator, message=second)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.PENDING, State.SETTLED)
    entry = JournalEntry.objects.get(act="accounts.message_sent_again")
    assert entry.facts == {"state_before": state}
    assert "Canary" not in str(entry.__dict__)


@pytest.mark.parametrize("state", [State.PENDING, State.SETTLED])
def test_nothing_is_decided_about_the_others(served, administrator, state):
    for act in (operations.send_message_again, operations.settle_message):
        with pytest.raises(Refused, match="message-under-way"):
            act(by=administrator, message=message(1, state))


def test_without_a_server_nothing_is_sent_again(administrator):
    with pytest.raises(Refused, match="no-mail-server"):
        operations.send_message_again(by=administrator, message=message())


def test_a_secret_that_is_gone_is_not_sent_again(served, administrator):
    with pytest.raises(Refused, match="was-secret"):
        operations.send_message_again(by=administrator, message=message(body=""))


@pytest.mark.parametrize("role", Role)
def test_who_decides_and_who_reads(served, signed_in, role):
    one, user = message(), person(role)
    browser = signed_in(user)
    reads = role in KEEPERS | {Role.AUDITOR}

    assert browser.get("/desk/nachrichten/").status_code == (200 if reads else 404)
    page = browser.get(f"/desk/nachrichten/{one.pk}/erledigt/")

    assert page.status_code == (200 if role in KEEPERS else 403 if reads else 404)
    if role not in KEEPERS:
        with pytest.raises(Refused, match="not-message-keeper"):
            operations.settle_message(by=user, message=one)


def test_the_ledger_shows_no_texts_and_can_be_narrowed(signed_in, administrator):
    message(1), message(2, State.UNCERTAIN)
    browser = signed_in(administrator)

    everything = browser.get("/desk/nachrichten/").text
    narrowed = browser.get("/desk/nachrichten/?state=uncertain").text

    assert "Canary" not in everything
    assert "Frist 1" in everything
    assert "Frist 1" not in narrowed
    assert "Frist 2" in narrowed
    assert browser.get("/desk/nachrichten/?state=king&row=-1").status_code == 200


def test_the_ledger_has_pages_and_costs_the_same_however_long_it_is(signed_in, administrator):
    browser, counts = signed_in(administrator), []
    for numbers in (range(2), range(2, 60)):
        for number in numbers:
            message(number)
        with CaptureQueriesContext(connection) as seen:
            page = browser.get("/desk/nachrichten/")
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert len(page.context["page"].rows) == 50
    further = browser.get(page.context["next_url"], follow=True)
    assert len(browser.get(f"/desk/nachrichten/{page.context['next_url']}").context["page"].rows)
    assert further.status_code in {200, 404}


def test_a_decision_is_made_on_its_page(served, signed_in, the_coordinator):
    one = message(1, State.UNCERTAIN)
    browser = signed_in(the_coordinator)

    page = browser.get(f"/desk/nachrichten/{one.pk}/erneut-senden/")
    done = submit(browser, page, "act")

    assert done.status_code == 302
    one.refresh_from_db()
    assert one.state == State.PENDING


def test_home_says_that_something_did_not_arrive(signed_in, the_coordinator):
    browser = signed_in(the_coordinator)
    assert "/desk/nachrichten/" not in browser.get("/desk/").text

    message(1, State.UNCERTAIN)

    assert "/desk/nachrichten/" in browser.get("/desk/").text
