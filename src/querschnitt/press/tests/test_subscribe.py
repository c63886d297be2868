"""Subscribing on the portal: only who confirms gets mail, and nobody learns who does."""

import pytest
from django.test import Client
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Message
from querschnitt.press import operations, rules
from querschnitt.press.models import Release, Subscriber, SubscriptionRequest
from querschnitt.press.tests.factories import a_release, press_office
from querschnitt.press.tests.mailboxes import subscriber

pytestmark = pytest.mark.django_db
PAGE = "/de/presse/newsletter/"
State = Subscriber.State


@pytest.fixture
def portal():
    a_release(stage=Release.Stage.PUBLISHED)
    return Client(enforce_csrf_checks=True)


def asked(portal, **more):
    return portal.post(PAGE, {"email": "leserin@post.example", "language": "de", **more})


def test_the_form_stands_in_a_stored_page_and_sets_no_cookie(portal):
    answer = portal.get(PAGE)

    assert answer.status_code == 200
    assert b'name="email"' in answer.content
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content


def test_nothing_is_sent_before_the_address_is_confirmed(portal):
    answer = asked(portal)

    one = Subscriber.objects.get()
    assert answer.status_code == 200
    assert "Postfach" in answer.content.decode()
    assert one.state == State.ASKED
    message = Message.objects.get()
    assert message.to == "leserin@post.example"
    assert f"/abonnement/{one.secret}/bestaetigen/" in message.body


def test_looking_at_the_link_confirms_nothing_and_a_click_does(portal):
    asked(portal)
    one = Subscriber.objects.get()
    link = f"/abonnement/{one.secret}/bestaetigen/"

    for _program in range(2):
        assert portal.get(link).status_code == 200
    one.refresh_from_db()
    assert one.state == State.ASKED

    assert portal.post(link).status_code == 200
    one.refresh_from_db()
    assert one.state == State.ACTIVE


def test_signing_off_takes_a_click_on_the_page_or_one_of_the_mail_program(portal):
    first, second = subscriber(1), subscriber(2)

    portal.get(f"/abonnement/{first.secret}/abmelden/")
    first.refresh_from_db()
    assert first.state == State.ACTIVE
    portal.post(f"/abonnement/{first.secret}/abmelden/")
    answer = portal.post(
        f"/abonnement/{second.secret}/ein-klick/", {"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 200
    assert not answer.cookies
    assert {*Subscriber.objects.values_list("state", flat=True)} == {State.ENDED}


@pytest.mark.parametrize("secret", ["x", "secret-1", "../", "%00", "ä"])
def test_other_secrets_lead_nowhere(portal, secret):
    subscriber(1)

    for end in ("bestaetigen", "abmelden"):
        assert portal.get(f"/abonnement/{secret}/{end}/").status_code in (301, 404)
        assert portal.post(f"/abonnement/{secret}/{end}/").status_code in (301, 403, 404, 405)
    assert Subscriber.objects.get().state == State.ACTIVE


def test_the_address_in_the_header_shows_a_page_to_whoever_opens_it(portal):
    one = subscriber(1)

    answer = portal.get(f"/abonnement/{one.secret}/ein-klick/", follow=True)

    assert answer.redirect_chain == [("../abmelden/", 302)]
    assert b"<button" in answer.content
    one.refresh_from_db()
    assert one.state == State.ACTIVE


def test_an_old_link_does_not_begin_again_what_has_ended(portal):
    asked(portal)
    one = Subscriber.objects.get()
    link = f"/abonnement/{one.secret}/bestaetigen/"
    assert [portal.post(link).status_code for _time in range(2)] == [200, 200]

    portal.post(f"/abonnement/{one.secret}/ein-klick/")

    assert portal.get(link).status_code == portal.post(link).status_code == 404
    one.refresh_from_db()
    assert one.state == State.ENDED
    # Whoever was passed on an old mail cannot confirm what was asked for anew; the mailbox can.
    asked(portal)
    assert portal.post(link).status_code == 404
    one.refresh_from_db()
    assert portal.post(f"/abonnement/{one.secret}/bestaetigen/").status_code == 200


def test_what_nobody_confirms_is_deleted_and_confirms_nothing_any_more(portal):
    asked(portal)
    asked(portal, email="early@post.example")
    late = Subscriber.objects.filter(email="leserin@post.example")
    ended = subscriber(3, state=State.ENDED, confirmed_at=timezone.now(), ended_at=timezone.now())
    asked(portal, email=ended.email)
    old = timezone.now() - rules.TO_CONFIRM
    late.update(asked_at=old)
    Subscriber.objects.filter(pk=ended.pk).update(asked_at=old)
    secret = late.get().secret
    assert portal.post(f"/abonnement/{secret}/bestaetigen/").status_code == 404

    assert operations.forget_unconfirmed() == 1

    assert not late.exists()
    states = dict(Subscriber.objects.values_list("email", "state"))
    assert states == {"early@post.example": State.ASKED, ended.email: State.ENDED}


def test_the_answer_does_not_tell_whether_an_address_is_known(portal):
    subscriber(1, email="known@post.example")

    known = asked(portal, email="known@post.example")
    unknown = asked(portal, email="unknown@post.example")

    assert known.content == unknown.content
    assert known.status_code == unknown.status_code


def test_nobody_changes_what_somebody_else_receives(portal):
    one = subscriber(1, email="known@post.example")

    asked(portal, email="known@post.example", language="pl")

    one.refresh_from_db()
    assert (one.state, one.language) == (State.ACTIVE, "de")
    portal.post(f"/abonnement/{one.secret}/bestaetigen/")
    one.refresh_from_db()
    assert one.language == "pl"


@pytest.mark.parametrize("email", ["", "keine", "a@b", "ä@post.example", "a@post.example\nBcc: x"])
def test_what_is_no_address_comes_back_with_what_was_typed(portal, email):
    answer = asked(portal, email=email)

    assert answer.status_code == 422
    assert b'name="email"' in answer.content
    assert not Subscriber.objects.exists()
    assert not Message.objects.exists()


def test_an_address_is_written_to_only_a_few_times_a_day(portal):
    for _time in range(rules.MOST_A_DAY + 2):
        assert asked(portal).status_code == 200

    assert Message.objects.count() == rules.MOST_A_DAY


def test_a_network_that_asks_too_often_is_told_so(portal):
    for number in range(rules.MOST_FROM_A_NETWORK):
        asked(portal, email=f"a{number}@post.example")

    answer = asked(portal, email="next@post.example")

    assert answer.status_code == 422
    assert Message.objects.count() == rules.MOST_FROM_A_NETWORK


def test_one_reader_of_the_newer_internet_is_one_network(portal):
    for number in range(rules.MOST_FROM_A_NETWORK + 1):
        answer = portal.post(
            PAGE,
            {"email": f"a{number}@post.example", "language": "de"},
            REMOTE_ADDR=f"2001:db8:0:1::{number:x}",
        )
    assert answer.status_code == 422

    told = {"email": "next@post.example", "language": "de"}
    assert portal.post(PAGE, told, REMOTE_ADDR="2001:db8:0:2::1").status_code == 200


def test_after_a_day_it_may_ask_again_and_nothing_is_kept_of_it(portal):
    for number in range(rules.MOST_FROM_A_NETWORK):
        asked(portal, email=f"a{number}@post.example")
    SubscriptionRequest.objects.update(at=timezone.now() - rules.WITHIN)

    assert asked(portal, email="next@post.example").status_code == 200
    assert SubscriptionRequest.objects.count() == 1
    kept = SubscriptionRequest.objects.get()
    assert "example" not in kept.address
    assert "127" not in kept.network


def test_a_program_that_fills_in_everything_is_told_the_same_and_gets_nothing(portal):
    answer = asked(portal, website="https://spam.example")

    assert answer.status_code == 200
    assert not Subscriber.objects.exists()


def test_accredited_press_is_kept_by_the_press_office(portal):
    by = press_office()
    one = operations.add_accredited(
        by=by, email="Redaktion@Zeitung.example", name="R. Daktion", medium="Zeitung"
    )
    assert (one.email, one.state) == ("redaktion@zeitung.example", State.ACTIVE)
    with pytest.raises(Refused, match=r"press\.accredited-already"):
        operations.add_accredited(by=by, email=one.email, name="R", medium="Z")
    with pytest.raises(Refused, match=r"press\.still-subscribed"):
        operations.forget_subscriber(by=by, subscriber=one)

    operations.end_subscription(by=by, subscriber=one)
    operations.forget_subscriber(by=by, subscriber=one)

    assert not Subscriber.objects.exists()


def test_the_journal_does_not_name_addresses_of_the_public():
    by, one = press_office(), subscriber(1)

    operations.end_subscription(by=by, subscriber=one)

    entry = JournalEntry.objects.get(act="press.subscription_ended")
    assert "post.example" not in entry.subject_name
