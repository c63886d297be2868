from datetime import date, timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import coordinator, person
from querschnitt.framework import operations as framework_operations
from querschnitt.lib.refusal import Refused
from querschnitt.publication import operations
from querschnitt.publication.models import Edition, StoredPage
from querschnitt.publication.tests import factories

pytestmark = pytest.mark.django_db


def test_frameworks_of_a_closed_term_bear_the_notice(version, press_officer):
    operations.publish(by=press_officer, framework_version=version)
    other = factories.adopted_framework("2022-2", 8)
    operations.publish(by=press_officer, framework_version=other)

    term = operations.close_term(by=coordinator(), term=version.framework.term, on=date(2026, 6, 1))

    assert term.closed_on == date(2026, 6, 1)
    assert Edition.objects.filter(is_minor=True).count() == 2
    page = StoredPage.objects.get(path="/de/2022/2/")
    assert "former government" in bytes(page.body).decode()


def test_what_is_published_after_the_term_bears_the_notice_too(version, press_officer):
    operations.close_term(by=coordinator(), term=version.framework.term)

    edition = operations.publish(by=press_officer, framework_version=version)

    assert "term_is_closed" in edition.content


def test_a_closed_term_is_not_closed_again(version):
    operations.close_term(by=coordinator(), term=version.framework.term)

    with pytest.raises(Refused, match=r"publication\.term-closed"):
        operations.close_term(by=coordinator(), term=version.framework.term)


def test_a_term_does_not_end_in_the_future(version):
    with pytest.raises(Refused, match=r"publication\.in-the-future"):
        operations.close_term(
            by=coordinator(),
            term=version.framework.term,
            on=timezone.localdate() + timedelta(days=1),
        )


def test_a_waiting_edition_keeps_the_term_open(version, press_officer):
    operations.publish(
        by=press_officer, framework_version=version, public_from=None, awaiting="die Rede"
    )

    with pytest.raises(Refused, match=r"publication\.embargo-pending"):
        operations.close_term(by=coordinator(), term=version.framework.term)


@pytest.mark.parametrize("role", [role for role in Role.values if role != "coordinator"])
def test_only_coordinators_close_a_term(version, role):
    with pytest.raises(Refused, match=r"publication\.not-entitled"):
        operations.close_term(by=person(role), term=version.framework.term)


def test_a_term_is_not_closed_while_a_framework_is_being_amended(version):
    framework_operations.open_amendment(
        by=coordinator(), framework=version.framework, reason="Die Lage ist anders."
    )

    with pytest.raises(Refused, match=r"publication\.amendment-open"):
        operations.close_term(by=coordinator(), term=version.framework.term)
