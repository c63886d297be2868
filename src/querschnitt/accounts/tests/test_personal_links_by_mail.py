"""Where mail is set, personal links reach the person themselves, and nobody learns who is here."""

import re

import pytest

from querschnitt.accounts import operations
from querschnitt.accounts.models import JournalEntry, PersonalLink, User
from querschnitt.accounts.tests.factories import UserFactory
from querschnitt.accounts.tests.shown_forms import submit
from querschnitt.outbox import worker
from querschnitt.outbox.models import Job, Message
from querschnitt.outbox.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://127\.0\.0\.1:8000(/desk/persoenlicher-link/\S+/)")


@pytest.fixture
def served(settings, monkeypatch):
    settings.SMTP = SmtpServer("localhost", 25, "none")
    monkeypatch.setattr("querschnitt.outbox.delivery._deliver_batch", lambda *_: False)


def invite(by, **fields):
    told = {"email": "neu@example.org", "name": "Nora Neu", "role": "auditor", **fields}
    return operations.invite(by=by, **told)


def ask(client, email):
    page = client.get("/desk/passwort-vergessen/")
    return submit(client, page, "forgotten", email=email)


def work_off():
    while worker.work_off():
        Job.objects.filter(kind="outbox.deliver_mail").delete()


def test_an_invitation_is_mailed_with_a_link_that_works(served, administrator, client):
    invite(administrator)

    message = Message.objects.get()
    assert message.to == "neu@example.org"
    assert message.is_secret
    assert client.get(LINK.search(message.body)[1]).status_code == 200


def test_without_a_server_and_for_the_demonstration_nothing_is_mailed(
    administrator, served, settings
):
    invite(administrator, is_demonstration=True)
    settings.SMTP = None
    invite(administrator, email="zwei@example.org")

    assert not Message.objects.exists()


def test_an_administrators_link_is_mailed_too(served, administrator):
    user = UserFactory()

    operations.issue_reset_link(by=administrator, user=user)

    assert Message.objects.get().to == user.email


def test_who_forgot_the_password_gets_a_link(served, client, with_password):
    user = with_password()

    answer = ask(client, user.email.upper())
    work_off()

    assert answer.status_code == 200
    assert client.get(LINK.search(Message.objects.get().body)[1]).status_code == 200
    assert JournalEntry.objects.filter(act="accounts.reset_link_asked_for").count() == 1


def test_the_answer_does_not_tell_who_has_an_account(served, client, with_password):
    user, gone = with_password(), with_password(is_active=False)

    texts = {
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", ask(client, email).text)
        for email in (user.email, gone.email, "nobody@example.org")
    }
    work_off()

    assert len(texts) == 1
    assert [message.to for message in Message.objects.all()] == [user.email]


def test_asking_again_soon_ends_no_link_and_sends_no_second_mail(served, client, with_password):
    user = with_password()
    for _turn in range(3):
        ask(client, user.email)
        work_off()

    assert Message.objects.count() == 1
    assert PersonalLink.objects.get().used_at is None


def test_asking_is_slowed_down(served, client):
    codes = [ask(client, "somebody@example.org").status_code for _turn in range(11)]

    assert codes == [200] * 10 + [422]


def test_a_slip_of_the_hand_is_kept_in_the_form(served, client):
    answer = ask(client, "kein at zeichen")

    assert answer.status_code == 422
    assert "kein at zeichen" in answer.text


def test_without_a_server_the_page_says_whom_to_ask(client, with_password):
    user = with_password()
    page = client.get("/desk/passwort-vergessen/")

    assert 'id="forgotten"' not in page.text
    assert client.post("/desk/passwort-vergessen/", {"email": user.email}).status_code == 200
    assert not Job.objects.exists()
    assert not PersonalLink.objects.exists()


def test_the_old_password_works_until_the_link_is_used(served, client, with_password):
    user = with_password()
    before = user.password
    ask(client, user.email)
    work_off()

    assert User.objects.get(pk=user.pk).password == before
