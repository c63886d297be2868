from datetime import date

import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination.tests import factories as coordination
from querschnitt.framework.tests.browser import browser_of
from querschnitt.framework.tests.factories import FrameworkFactory, drafted_goal

pytestmark = pytest.mark.django_db
HOME = "/desk/"


def test_a_deadline_waits_and_is_called_overdue_in_words():
    signer = approver()
    framework = coordination.FrameworkFactory()
    coordination.goal(framework)
    round = coordination.opened(framework, signer)

    page = browser_of(signer).get(HOME).text

    assert reverse("coordination:round", args=[round.pk]) in page
    assert "16.05.2022" in page
    assert "überfällig" in page


def test_a_deadline_to_come_is_not_overdue():
    signer = approver()
    framework = coordination.FrameworkFactory()
    coordination.goal(framework)
    coordination.opened(framework, signer, due_on=date(2199, 1, 1))

    page = browser_of(signer).get(HOME).text

    assert "01.01.2199" in page
    assert "überfällig" not in page


def test_each_thing_that_waits_leads_to_its_page():
    framework = coordination.ready_to_adopt()
    cabinet = browser_of(coordination.cabinet_office()).get(HOME).text
    assert reverse("coordination:cabinet", args=[framework.key]) in cabinet

    signer, framework = approver(), coordination.FrameworkFactory()
    coordination.goal(framework)
    reservation = coordination.reserved(coordination.opened(framework, signer), signer)
    chancellery = browser_of(coordinator()).get(HOME).text
    assert reverse("coordination:reservation", args=[reservation.pk]) in chancellery


def test_drafts_of_the_own_department_stand_there_and_no_others():
    writer = editor()
    drafted_goal(writer, wording="Unser Entwurf.")
    drafted_goal(editor(), wording="Fremder Entwurf.")

    page = browser_of(writer).get(HOME).text

    assert "Unser Entwurf." in page
    assert "Fremder Entwurf." not in page


@pytest.mark.parametrize("role", Role)
def test_everyone_has_a_first_page_even_when_nothing_is_there(role):
    answer = browser_of(person(role)).get(HOME)

    assert answer.status_code == 200
    assert "Für Sie liegt nichts vor." in answer.text


@pytest.mark.parametrize("role", Role)
def test_every_entry_of_the_navigation_opens(role):
    browser = browser_of(person(role))
    entries = browser.get(HOME).context["navigation"]

    answers = {entry.url: browser.get(entry.url).status_code for entry in entries}

    assert set(answers.values()) == {200}, answers
    assert [entry.url for entry in entries if entry.is_current] == [HOME]


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(HOME).headers["Location"].startswith("/desk/anmelden/")


def test_the_home_page_costs_the_same_however_much_waits(
    django_assert_num_queries, counted_queries
):
    signer = approver()

    def more(count):
        for _ in range(count):
            framework = FrameworkFactory()
            drafted_goal(signer, framework=framework)
            coordination.collection(framework, signer)

    more(3)
    browser = browser_of(signer)
    few = counted_queries(lambda: browser.get(HOME))
    more(37)

    with django_assert_num_queries(few):
        browser.get(HOME)
