import pytest

from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination import operations
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    answered,
    goal,
    opened,
    reserved,
)
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return approver()


@pytest.fixture
def round(officer):
    framework = FrameworkFactory()
    goal(framework)
    return opened(framework, officer)


def raise_another(round, by, **fields):
    told = {"reservation_kind": "scrutiny", "reservation_text": "And this."}
    return operations.raise_reservation(by=by, round=round, **{**told, **fields})


def test_a_further_reservation_stands_beside_the_first(round, officer):
    first = reserved(round, officer)

    second = raise_another(round, officer, reservation_point="introduction")

    assert second.cosignature == first.cosignature
    assert (second.kind, second.point) == ("scrutiny", "introduction")


def test_beside_an_objection_it_is_an_objection(round, officer):
    answered(round, officer, "objection", reservation_text="Never.")

    assert raise_another(round, officer, reservation_kind="").kind == "objection"


def test_who_has_agreed_raises_nothing(round, officer):
    answered(round, officer)

    with pytest.raises(Refused, match=r"coordination\.no-reservation"):
        raise_another(round, officer)


def test_on_a_changed_text_a_new_answer_comes_first(round, officer):
    reserved(round, officer)
    Framework.objects.update(introduction="Changed.")

    with pytest.raises(Refused, match=r"coordination\.answer-outdated"):
        raise_another(round, officer)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reservation_text": " "}, "reason-missing"),
        ({"reservation_kind": ""}, "kind-missing"),
        ({"reservation_point": "goal:nowhere"}, "unknown-point"),
        ({"reservation_text": "It costs too much."}, "raised-already"),
    ],
)
def test_it_has_to_be_complete_and_new(round, officer, fields, code):
    reserved(round, officer)

    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        raise_another(round, officer, **fields)
