from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.tests.factories import DepartmentFactory, approver
from querschnitt.lib.refusal import Refused
from querschnitt.press import operations
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Delivery, Release
from querschnitt.press.tests.factories import a_release, press_office
from querschnitt.publication.models import Edition

pytestmark = pytest.mark.django_db


def carry_over(release, known_number="", **more):
    by = more.pop("by", None) or press_office()
    return operations.carry_over_release(by=by, release=release, known_number=known_number, **more)


def test_channels_are_told_only_if_that_is_wanted():
    quiet = carry_over(a_release(dated_on="2023-01-02"))
    told = carry_over(a_release(dated_on="2023-01-03"), is_told=True)

    assert not Delivery.objects.filter(release=quiet).exists()
    assert Delivery.objects.filter(release=told).exists()


def test_a_number_of_a_year_is_there_once():
    carry_over(a_release(dated_on="2023-02-24"), "068/2023")

    with pytest.raises(Refused, match=r"press\.number-taken"):
        carry_over(a_release(dated_on="2023-05-01"), "68")
    assert carry_over(a_release(dated_on="2022-05-01"), "068/2022").number == 68


def test_a_number_that_is_too_long_is_refused_and_nothing_is_public():
    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        carry_over(a_release(), "9" * 21)
    assert carry_over(a_release(), "9" * 20).number is None
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [{"embargo": Embargo(event="speech")}, {"dated_on": "2999-01-01"}],
    ids=["embargo", "day to come"],
)
def test_what_is_still_to_come_cannot_be_carried_over_past_its_embargo(more):
    with pytest.raises(Refused, match=r"press\.not-published-before"):
        carry_over(a_release(**more))
    assert not Edition.objects.exists()


def test_a_release_with_a_time_to_wait_for_cannot_be_carried_over_either():
    later = Embargo(until=timezone.now() + timedelta(hours=1))

    with pytest.raises(Refused, match=r"press\.not-published-before"):
        carry_over(a_release(embargo=later))


def test_a_department_cannot_make_its_draft_public_in_this_way():
    own = DepartmentFactory()
    release = a_release(department=own)

    with pytest.raises(Refused, match=r"press\.not-press-office"):
        carry_over(release, by=approver(department=own))
    with pytest.raises(Refused, match=r"press\.wrong-stage"):
        carry_over(a_release(stage=Release.Stage.PUBLISHED))
