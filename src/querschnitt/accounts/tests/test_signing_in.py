import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from querschnitt.accounts import operations, signing_in
from querschnitt.accounts.models import Role, SignInAttempt
from querschnitt.accounts.tests.conftest import PASSWORD
from querschnitt.accounts.tests.factories import UserFactory
from querschnitt.lib.refusal import Refused

HOME = "/desk/konto/"


def refused_with(response, code):
    return response.context["form"].has_error("__all__", f"accounts.{code}")


def is_in(browser):
    return browser.get(HOME).status_code == 200


def test_a_right_password_opens_the_desk_under_a_new_key(client, with_password, sign_in):
    user = with_password()
    session = client.session
    session["something"] = 1
    session.save()
    before = session.session_key
    client.cookies["querschnitt-session"] = before

    response = sign_in(user, next=HOME)

    assert (response.status_code, response.url) == (302, HOME)
    assert client.session.session_key != before
    assert is_in(client)


def test_the_address_may_be_written_in_capitals(client, with_password):
    user = with_password(email="erika@example.org")

    client.post("/desk/anmelden/", {"email": "ERIKA@example.org", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("fields", [{"is_active": False}, {}])
def test_wrong_inactive_and_unknown_get_the_same_answer(client, with_password, sign_in, fields):
    user = with_password(**fields)
    password = PASSWORD if fields else "wrong"

    known = sign_in(user, password=password)
    unknown = client.post("/desk/anmelden/", {"email": "no@example.org", "password": password})

    assert known.status_code == unknown.status_code == 422
    assert refused_with(known, "wrong-credentials")
    assert refused_with(unknown, "wrong-credentials")


def test_an_unknown_account_costs_a_hash_too(db, monkeypatch):
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.base_user.AbstractBaseUser.set_password",
        lambda self, password: hashed.append(password),
    )

    with pytest.raises(Refused, match=r"accounts\.wrong-credentials"):
        signing_in.authenticate(email="no@example.org", password="x", address="192.0.2.1")

    assert hashed == ["x"]


def guess(times, *, email, address="192.0.2.1"):
    codes = []
    for number in range(times):
        with pytest.raises(Refused) as refused:
            signing_in.authenticate(
                email=email.format(number), password="wrong", address=address.format(number)
            )
        codes.append(refused.value.obstacle.code)
    return [code.removeprefix("accounts.") for code in codes]


def test_the_eleventh_failure_of_an_account_is_not_looked_at(with_password):
    user = with_password()

    codes = guess(12, email=user.email, address="192.0.2.{}")

    assert codes == ["wrong-credentials"] * 10 + ["too-many-attempts"] * 2
    with pytest.raises(Refused, match="too-many"):
        signing_in.authenticate(email=user.email, password=PASSWORD, address="198.51.100.1")


def test_guessing_on_does_not_lock_a_person_out_for_longer(with_password):
    user = with_password()
    guess(10, email=user.email)
    SignInAttempt.objects.update(tried_at=timezone.now() - timedelta(minutes=14, seconds=59))
    guess(20, email=user.email)

    SignInAttempt.objects.update(tried_at=timezone.now() - timedelta(minutes=15, seconds=1))

    assert signing_in.authenticate(email=user.email, password=PASSWORD, address="x") == user
    assert not SignInAttempt.objects.exists()


def test_an_address_that_tries_many_accounts_is_slowed_down(db):
    codes = guess(52, email="person-{}@example.org")

    assert codes == ["wrong-credentials"] * 50 + ["too-many-attempts"] * 2


def test_a_success_does_not_forgive_what_the_address_did_to_others(with_password):
    user = with_password()
    guess(49, email="other-{}@example.org")
    signing_in.authenticate(email=user.email, password=PASSWORD, address="192.0.2.1")

    assert guess(2, email="another-{}@example.org") == ["wrong-credentials", "too-many-attempts"]


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_do_not_outrun_the_count():
    user, codes = UserFactory(), []

    def try_it():
        try:
            signing_in.authenticate(email=user.email, password="wrong", address="192.0.2.1")
        except Refused as refused:
            codes.append(refused.obstacle.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(codes) == 30
    assert codes.count("accounts.wrong-credentials") <= 10


def test_the_door_says_so_and_keeps_the_address(client, with_password, sign_in):
    user = with_password()
    guess(10, email=user.email)

    response = sign_in(user)

    assert response.status_code == 422
    assert refused_with(response, "too-many-attempts")
    assert user.email in response.text
    assert PASSWORD not in response.text


# -- Sessions ----------------------------------------------------------------------------------


def age(browser, **seconds):
    session = browser.session
    for key, value in seconds.items():
        session[key] -= value
    session.save()


@pytest.mark.parametrize(
    ("seconds", "holds"),
    [
        ({"seen_at": 29 * 60}, True),
        ({"seen_at": 30 * 60}, False),
        ({"signed_in_at": 10 * 3600 - 60}, True),
        ({"signed_in_at": 10 * 3600}, False),
    ],
)
def test_a_session_ends_when_idle_or_too_old(signed_in, the_editor, seconds, holds):
    browser = signed_in(the_editor)

    age(browser, **seconds)

    assert is_in(browser) is holds


def test_being_seen_is_written_at_most_once_a_minute(
    signed_in, the_editor, django_assert_num_queries
):
    browser = signed_in(the_editor)
    is_in(browser)

    seen = browser.session["seen_at"]
    is_in(browser)
    assert browser.session["seen_at"] == seen
    age(browser, seen_at=61)
    is_in(browser)

    assert browser.session["seen_at"] >= seen


def test_another_browser_cannot_use_the_session(signed_in, the_editor):
    browser = signed_in(the_editor)

    assert browser.get(HOME, headers={"User-Agent": "Other"}).status_code == 302
    assert not is_in(browser)


def test_signing_out_ends_the_session_for_good(signed_in, the_editor, client):
    browser = signed_in(the_editor)
    key = browser.session.session_key

    assert browser.post("/desk/abmelden/").status_code == 200

    client.cookies["querschnitt-session"] = key
    assert not is_in(client)


def test_sign_out_by_a_link_is_refused(signed_in, the_editor):
    browser = signed_in(the_editor)

    assert browser.get("/desk/abmelden/").status_code == 405
    assert is_in(browser)


def test_a_changed_password_ends_all_other_sessions(signed_in, the_editor):
    here, there = signed_in(the_editor), signed_in(the_editor, browser=Client())
    here = signed_in(the_editor)
    there.post("/desk/anmelden/", {"email": the_editor.email, "password": PASSWORD})
    new = {"new_password": "another-very-long-word", "new_password_again": "another-very-long-word"}

    response = here.post("/desk/konto/", {"current_password": PASSWORD, **new})

    assert response.status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_a_used_reset_link_ends_all_sessions(signed_in, the_editor, administrator):
    browser = signed_in(the_editor)
    token = operations.issue_reset_link(by=administrator, user=the_editor)
    assert is_in(browser)

    operations.set_password(token=token, password="another-very-long-word")

    assert not is_in(browser)


def test_deactivation_ends_sessions_and_reactivation_does_not_wake_them(
    signed_in, the_editor, administrator
):
    browser = signed_in(the_editor)
    cookie = browser.cookies["querschnitt-session"].value

    operations.deactivate(by=administrator, user=the_editor)
    assert not is_in(browser)
    operations.reactivate(by=administrator, user=the_editor)

    browser.cookies["querschnitt-session"] = cookie
    assert not is_in(browser)


def test_a_new_role_holds_from_the_next_request_under_a_new_key(
    signed_in, the_editor, administrator
):
    browser = signed_in(the_editor)
    assert browser.get("/desk/personen/").status_code == 404
    before = browser.session.session_key

    operations.change_role(by=administrator, user=the_editor, role=Role.AUDITOR, department=None)

    assert browser.get("/desk/personen/").status_code == 200
    assert browser.session.session_key != before
    assert is_in(browser)


def test_guessing_the_current_password_is_slowed_down_too(signed_in, the_editor):
    browser = signed_in(the_editor)
    new = {"new_password": "another-very-long-word", "new_password_again": "another-very-long-word"}
    for _ in range(10):
        assert browser.post(HOME, {"current_password": "wrong", **new}).status_code == 422

    response = browser.post(HOME, {"current_password": PASSWORD, **new})

    assert response.status_code == 422
    assert refused_with(response, "too-many-attempts")
