"""The pages on which channels are set up."""

import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import person
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.press import operations, secrets
from querschnitt.press.models import Channel
from querschnitt.press.tests.factories import a_channel, press_office

pytestmark = pytest.mark.django_db
CANARY = "canary-7d1f0c5b2e"
LIST = "/desk/presse/kanaele/"


@pytest.fixture
def officer():
    return press_office()


@pytest.fixture
def desk(officer):
    return browser_of(officer)


def typed(**more):
    return {
        "name": "Land auf Mastodon", "department": "", "language": "de", "legal_basis": "",
        "account-server": "social.example.org", "account-token": CANARY, "account-limit": "",
        **more,
    }  # fmt: skip


def test_a_channel_is_added_and_its_secret_is_on_no_page(desk):
    send(desk, f"{LIST}neu/mastodon/", **typed())
    answer = desk.get(LIST)

    channel = Channel.objects.get()
    assert secrets.opened(channel.secrets) == {"token": CANARY}
    assert CANARY not in answer.content.decode()
    for name in ("revise_channel", "switch_on", "check_channel"):
        page = desk.get(reverse(f"press:{name}", args=[channel.key])).content.decode()
        assert CANARY not in page


def test_what_was_refused_is_kept_but_for_the_secret(desk):
    answer = send(desk, f"{LIST}neu/mastodon/", **typed(**{"account-limit": "many"}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Land auf Mastodon" in page
    assert CANARY not in page
    assert not Channel.objects.exists()


def test_an_empty_secret_stays_what_it_was(desk):
    channel = a_channel(
        "mastodon", account={"server": "social.example.org"},
        secrets=secrets.sealed({"token": CANARY}),
    )  # fmt: skip

    send(desk, f"{LIST}{channel.key}/bearbeiten/", **typed(name="Neu", **{"account-token": ""}))

    channel.refresh_from_db()
    assert channel.name == "Neu"
    assert secrets.opened(channel.secrets) == {"token": CANARY}


def test_switching_on_and_off_by_a_click(desk, officer):
    channel = operations.add_channel(
        by=officer, kind="webhook", name="Agentur",
        account={"address": "https://agency.example/in"}, hidden={"secret": "s"},
    )  # fmt: skip

    for act, is_on in (("einschalten", True), ("ausschalten", False)):
        send(desk, f"{LIST}{channel.key}/{act}/")
        channel.refresh_from_db()
        assert channel.is_on == is_on


def test_auditors_read_the_list_and_are_offered_nothing():
    a_channel("matrix")

    page = browser_of(person(Role.AUDITOR)).get(LIST).content.decode()

    assert "matrix 1" in page
    assert "ausschalten" not in page
    assert "neu/mastodon" not in page


def test_others_do_not_see_which_channels_there_are():
    client = browser_of(person(Role.DEPARTMENT_EDITOR))

    assert client.get(LIST).status_code == 403


def test_unknown_kinds_and_channels_are_not_found(desk):
    assert desk.get(f"{LIST}neu/pigeon/").status_code == 404
    assert desk.get(f"{LIST}nichts/bearbeiten/").status_code == 404


def test_the_list_asks_as_often_for_many_as_for_few(desk, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(LIST).status_code == 200
        return len(queries)

    a_channel("matrix")
    few = asked()
    for _number in range(12):
        a_channel("telegram")

    assert asked() == few
