import json
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from querschnitt.lib.refusal import Refused
from querschnitt.press import clock, operations
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Delivery, Release
from querschnitt.press.models.releases import ReleaseQuerySet
from querschnitt.press.operations import publishing
from querschnitt.press.tests.factories import a_channel, a_release, press_office
from querschnitt.publication.models import Edition, StoredPage
from querschnitt.tests.policy import IS_FULL

Stage = Release.Stage
TRIES = 100 if IS_FULL else 3


def due_release():
    """Return a release whose embargo has ended a moment ago."""
    later = Embargo(until=timezone.now() + timedelta(hours=1))
    release = a_release(stage=Stage.APPROVED, embargo=later)
    Release.objects.filter(pk=release.pk).update(embargo_until=timezone.now())
    release.refresh_from_db()
    return release


@pytest.mark.django_db
def test_numbers_have_no_gap_and_begin_anew_each_year():
    first, second = (a_release(stage=Stage.PUBLISHED) for _time in range(2))

    year = timezone.localdate().year
    assert [first.reference, second.reference] == [f"001/{year}", f"002/{year}"]
    assert Edition.objects.count() == 2


@pytest.mark.django_db
def test_page_edition_and_deliveries_come_in_one_moment(kinds):
    a_channel("none")
    release = a_release(stage=Stage.PUBLISHED)

    content = json.loads(release.document.editions.get().content)
    assert content["reference"] == release.reference
    page = StoredPage.objects.get(path=f"/de/presse/{release.year}/{release.number:03}/")
    assert "Kabinett beschließt Ziele" in bytes(page.body).decode()
    assert {one.channel.kind for one in release.deliveries.all()} == {"portal", "none"}


@pytest.mark.django_db
def test_if_the_deliveries_cannot_be_kept_nothing_is_published(kinds, monkeypatch):
    release = a_release(stage=Stage.SUBMITTED)
    monkeypatch.setattr(publishing, "deliveries_for", lambda **_told: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        operations.approve_release(
            by=press_office(), release=release, seen=release.versions.get().digest
        )

    release.refresh_from_db()
    assert (release.stage, release.number) == (Stage.APPROVED, None)
    assert not Edition.objects.exists()
    assert not StoredPage.objects.filter(path__contains="/presse/2").exists()


@pytest.mark.django_db
def test_nothing_with_an_embargo_is_published_by_a_clock_that_cannot_be_believed(monkeypatch):
    release = due_release()
    monkeypatch.setattr(clock, "is_trusted", lambda: False)

    assert operations.publish_due() == 0
    with pytest.raises(Refused, match=r"press\.clock"):
        operations.publish_now(by=press_office(), release=release)

    monkeypatch.setattr(clock, "is_trusted", lambda: True)
    assert operations.publish_due() == 1


@pytest.mark.django_db
def test_before_its_moment_nobody_publishes_it():
    later = Embargo(until=timezone.now() + timedelta(hours=1))
    release = a_release(stage=Stage.APPROVED, embargo=later)

    assert operations.publish_due() == 0
    with pytest.raises(Refused, match=r"press\.embargo"):
        operations.publish_now(by=press_office(), release=release)


@pytest.mark.django_db
def test_what_was_published_before_keeps_its_number_or_has_none():
    by = press_office()
    known = operations.carry_over_release(
        by=by, release=a_release(by=by, dated_on="2023-02-24"), known_number="068/2023"
    )
    unknown = operations.carry_over_release(by=by, release=a_release(by=by, dated_on="2023-06-28"))
    second = operations.carry_over_release(by=by, release=a_release(by=by, dated_on="2023-06-28"))

    assert (known.reference, known.number, known.year) == ("068/2023", 68, 2023)
    assert (unknown.reference, unknown.number) == ("", None)
    paths = {
        *StoredPage.objects.filter(path__startswith="/de/presse/2023/").values_list(
            "path", flat=True
        )
    }
    assert {
        "/de/presse/2023/068/", "/de/presse/2023/06-28/", "/de/presse/2023/06-28-2/"
    } <= paths  # fmt: skip
    assert not Delivery.objects.filter(release__in=[known, unknown, second]).exists()


def at_once(release, click):
    """Let four workers and a person publish a release at the same moment."""
    barrier, errors = threading.Barrier(5), []

    def go(act):
        try:
            barrier.wait()
            act()
        except Refused as refusal:
            errors.append(refusal.obstacle.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(operations.publish_due,)) for _n in range(4)]
    threads.append(threading.Thread(target=go, args=(click,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


@pytest.mark.django_db(transaction=True)
def test_four_workers_and_a_click_publish_a_release_once(kinds):
    a_channel("none")
    by = press_office()
    for _try in range(TRIES):
        release = due_release()

        errors = at_once(release, lambda: operations.publish_now(by=by, release=release))  # noqa: B023

        release.refresh_from_db()
        assert release.stage == Stage.PUBLISHED
        assert release.document.editions.count() == 1
        assert release.deliveries.count() == 2
        assert {*errors} <= {"press.published-already"}
    numbers = sorted(Release.objects.values_list("number", flat=True))
    assert numbers == list(range(1, TRIES + 1))


@pytest.mark.django_db(transaction=True)
def test_without_asking_again_inside_the_act_they_would_collide(kinds, monkeypatch):
    """The control: what protects is that the stage is looked at inside the transaction."""
    release = due_release()
    monkeypatch.setattr(publishing.rules, "obstacle_to_publishing", lambda *_args, **_named: None)
    operations.publish_if_due(release)
    first = Edition.objects.count()

    # The condition in the database still holds: a second edition is not made.
    with pytest.raises(Refused, match=r"press\.published-already"):
        publishing._publish(release)
    assert Edition.objects.count() == first == 1


@pytest.mark.django_db
def test_with_both_protections_off_a_release_would_be_published_twice(monkeypatch):
    """The control: without the claim of the stage, two numbers and two editions."""
    release = due_release()
    monkeypatch.setattr(publishing.rules, "obstacle_to_publishing", lambda *_args, **_named: None)
    monkeypatch.setattr(ReleaseQuerySet, "due", lambda self, _at: self)
    monkeypatch.setattr(publishing, "deliveries_for", lambda **_told: [])

    for _worker in range(2):
        publishing._publish(release)

    release.refresh_from_db()
    assert (Edition.objects.count(), release.number) == (2, 2)


@pytest.mark.django_db
def test_the_claim_itself_asks_the_database_for_the_embargo(monkeypatch):
    """Even if the rule before it said nothing, an embargo that stands keeps the release back."""
    later = Embargo(until=timezone.now() + timedelta(hours=1))
    release = a_release(stage=Stage.APPROVED, embargo=later)
    monkeypatch.setattr(publishing.rules, "obstacle_to_publishing", lambda *_args, **_named: None)

    with pytest.raises(Refused):
        publishing._publish(release)

    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_published_does_not_keep_others_back(monkeypatch):
    broken, sound = due_release(), due_release()
    carried_out = publishing._publish

    def fails_for_one(release):
        return 1 / 0 if release.pk == broken.pk else carried_out(release)

    monkeypatch.setattr(publishing, "_publish", fails_for_one)

    assert operations.publish_due() == 1
    sound.refresh_from_db()
    assert sound.stage == Stage.PUBLISHED


@pytest.mark.django_db
def test_only_the_text_that_was_approved_is_published():
    release = due_release()
    Release.objects.filter(pk=release.pk).update(approved_digest="another")

    with pytest.raises(Refused, match=r"press\.stale"):
        operations.publish_now(by=press_office(), release=release)

    assert not Edition.objects.exists()
