"""From the first version to the second and back, as the public and the office see it."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import coordinator, person
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.framework import operations as framework_operations
from querschnitt.lib.refusal import Refused
from querschnitt.publication import operations, verify
from querschnitt.publication.content import parsed_framework
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.publication.models import Edition, StoredPage
from querschnitt.publication.tests import amended, factories
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db

CHANGES = "/de/fassungen/2022/aenderungen/"


@pytest.fixture(autouse=True)
def _no_typesetting(monkeypatch):
    write_bare_files(monkeypatch)


def page(path):
    stored = StoredPage.objects.get(path=path)
    return stored.status, bytes(stored.body).decode()


def verified():
    out = io.StringIO()
    assert verify.main(out=out) == 0, out.getvalue()


def test_a_framework_is_amended_in_public_and_the_amendment_annulled():
    press = factories.press_officer()
    first, people = amended.first_version()
    operations.publish(by=press, framework_version=first)
    before = {path: page(path) for path in ("/de/fassungen/2022/1/", "/de/ziele/2022-p2/")}

    second = amended.amend(first.framework, people)

    # Only those concerned were asked: not the department whose goal stayed, but for the new one.
    asked = Round.objects.get(amendment__framework=first.framework).cosignatures
    assert {one.department_id for one in asked.all()} == {
        one.department_id for one in people.values()
    }
    assert not StoredPage.objects.filter(path=CHANGES).exists()
    verified()

    operations.publish(by=press, framework_version=second, change_note=amended.REASON)

    status, said = page(CHANGES)
    assert status == 200
    for words in ("mehr ", "Wir wollen etwas Neues.", "Wir wollen X1.", amended.REASON):
        assert words in said
    assert amended.REASON in page("/de/ziele/2022-p1/")[1]
    assert page("/de/ziele/2022-x1/")[0] == 200
    assert "Entfallen durch Fortschreibung" in page("/de/ziele/2022-x1/")[1]
    assert "Wir wollen P1." in page("/de/fassungen/2022/1/")[1]
    assert before["/de/fassungen/2022/1/"][0] == 200
    verified()

    coordination.annul(
        by=person(Role.CABINET_OFFICE),
        version=second,
        decided_on=second.decision.decided_on,
        reason="Versehen.",
    )

    assert first.framework.adopted.in_force().get() == first
    verified()
    edition = Edition.objects.get(framework_version=second)
    operations.withdraw(by=press, edition=edition, reason="Aufgehoben.")

    assert page("/de/fassungen/2022/2/")[0] == 410
    assert page(CHANGES)[0] == 410
    assert "Wir wollen X1." in page("/de/fassungen/2022/")[1]
    assert amended.REASON not in page("/de/ziele/2022-p1/")[1]
    verified()


def test_a_department_that_is_not_concerned_is_not_asked():
    first, people = amended.first_version()
    goal = first.framework.goals.get(reference="P1")
    by = coordinator()
    framework_operations.open_amendment(
        by=by, framework=first.framework, reason="Anders.", goals=[goal]
    )
    framework_operations.revise_goal(by=by, goal=goal, seen=1, wording="Anders.")

    amended.signed_and_adopted(first.framework, people, year=2024)

    asked = Round.objects.get(amendment__framework=first.framework).cosignatures.get()
    assert asked.department == people["P1"].department


def test_a_second_version_is_not_published_without_saying_what_is_new():
    _first, second = amended.two_versions()

    with pytest.raises(Refused, match=r"publication\.no-note-on-amendment"):
        operations.publish(by=factories.press_officer(), framework_version=second)


def test_the_form_offers_the_reason_as_the_note():
    _first, second = amended.two_versions()

    answer = browser_of(factories.press_officer()).get(
        reverse("publication:publish", args=[second.pk])
    )

    assert amended.REASON in answer.content.decode()


def test_misprints_put_right_in_the_first_edition_stay_right():
    press = factories.press_officer()
    first, people = amended.first_version()
    operations.publish(by=press, framework_version=first)
    operations.correct_editorially(
        by=press,
        framework_version=first,
        goal_reference="P2",
        part="wording",
        before="Wir wollen P2.",
        after="Wir wolllen P2.",
        note="Ein Buchstabe.",
    )
    second = amended.amend(first.framework, people)

    edition = operations.publish(by=press, framework_version=second, change_note="Neu.")

    corrections = parsed_framework(edition.content)["corrections"]
    assert [one["goal"] for one in corrections] == ["P2"]
    verified()


def test_nothing_of_an_open_amendment_is_public():
    press = factories.press_officer()
    first, _people = amended.first_version()
    operations.publish(by=press, framework_version=first)
    by, goal = coordinator(), first.framework.goals.get(reference="P1")
    framework_operations.open_amendment(
        by=by, framework=first.framework, reason="canary-reason", goals=[goal]
    )
    framework_operations.revise_goal(by=by, goal=goal, seen=1, wording="canary-wording")
    operations.correct_editorially(
        by=press,
        framework_version=first,
        goal_reference="P2",
        part="wording",
        before="Wir wollen P2.",
        after="Wir wolllen P2.",
        note="Ein Buchstabe.",
    )

    answer = Client().get("/de/fassungen/2022/")

    assert "canary" not in answer.content.decode()
    for stored in StoredPage.objects.values_list("path", flat=True):
        assert b"canary-" not in Client().get(stored).content
