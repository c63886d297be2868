from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import person
from querschnitt.lib.refusal import Refused
from querschnitt.publication import operations
from querschnitt.publication.models import PublicGoal, StoredPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(version, press_officer):
    return operations.publish(by=press_officer, framework_version=version)


def test_all_addresses_of_a_withdrawn_edition_are_gone_at_once(edition, press_officer):
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    assert set(StoredPage.objects.values_list("path", "status")) == {
        ("/de/2022/1/", 410),
        ("/dokumente/2022-1.json", 410),
        ("/dokumente/2022-1.pdf", 410),
    }
    assert not PublicGoal.objects.exists()


def test_what_was_withdrawn_under_embargo_leaves_no_trace(version, press_officer):
    edition = operations.publish(
        by=press_officer,
        framework_version=version,
        public_from=timezone.now() + timedelta(days=1),
    )

    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")
    operations.render_public(now=timezone.now() + timedelta(days=2))

    assert not StoredPage.objects.exists()


def test_after_a_withdrawal_the_same_can_be_published_again(edition, version, press_officer):
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    again = operations.publish(by=press_officer, framework_version=version)

    assert again.number == 2


def test_a_second_withdrawal_is_refused(edition, press_officer):
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    with pytest.raises(Refused, match=r"publication\.withdrawn"):
        operations.withdraw(by=press_officer, edition=edition, reason="Anderes")


def test_a_withdrawal_gives_its_reason(edition, press_officer):
    with pytest.raises(Refused, match=r"publication\.no-reason"):
        operations.withdraw(by=press_officer, edition=edition, reason=" ")


@pytest.mark.parametrize("role", [role for role in Role.values if role != "press_officer"])
def test_only_press_officers_withdraw_and_release(edition, role):
    by = person(role)

    with pytest.raises(Refused, match=r"publication\.not-entitled"):
        operations.withdraw(by=by, edition=edition, reason="Versehen")
    with pytest.raises(Refused, match=r"publication\.not-entitled"):
        operations.release(by=by, edition=edition)


def test_a_release_lifts_the_embargo_now(version, press_officer):
    edition = operations.publish(
        by=press_officer, framework_version=version, public_from=None, awaiting="die Rede"
    )
    assert not StoredPage.objects.exists()

    operations.release(by=press_officer, edition=edition)

    assert StoredPage.objects.filter(path="/de/2022/1/", status=200).exists()


def test_what_is_public_is_not_released_again(edition, press_officer):
    with pytest.raises(Refused, match=r"publication\.already-public"):
        operations.release(by=press_officer, edition=edition)
