import json

import pytest

from querschnitt.lib.refusal import Refused
from querschnitt.press import operations
from querschnitt.press.models import Delivery, Release
from querschnitt.press.saying import version_now
from querschnitt.press.tests.factories import a_channel, a_release, press_office, said
from querschnitt.publication.models import Edition, StoredPage

pytestmark = pytest.mark.django_db
Stage = Release.Stage


def page_of(release):
    path = f"/de/presse/{release.year}/{release.number:03}/"
    found = StoredPage.objects.get(path=path)
    return found.status, bytes(found.body).decode()


@pytest.fixture
def public(kinds):
    a_channel("none")
    return a_release(stage=Stage.PUBLISHED)


@pytest.fixture
def written(public):
    by = press_office()
    operations.write_correction(
        by=by, release=public, said=said("Richtiger Titel"), note="Der Titel war falsch.", seen=1
    )
    public.refresh_from_db()
    return public, by


def test_a_correction_is_public_only_when_somebody_else_has_released_it(written):
    release, writer = written
    assert "Richtiger Titel" not in page_of(release)[1]
    seen = version_now(release).digest
    with pytest.raises(Refused, match=r"press\.four-eyes"):
        operations.correct_release(by=writer, release=release, seen=seen)

    release = operations.correct_release(by=press_office(), release=release, seen=seen)

    status, body = page_of(release)
    assert status == 200
    assert "Richtiger Titel" in body
    assert "Der Titel war falsch." in body
    assert (release.published_version, release.revision) == (2, 2)


def test_a_correction_is_a_further_edition_under_the_same_number(written):
    release, _writer = written
    number = release.number

    operations.correct_release(by=press_office(), release=release, seen=version_now(release).digest)

    release.refresh_from_db()
    editions = list(Edition.objects.filter(document=release.document).order_by("number"))
    assert release.number == number
    assert [one.number for one in editions] == [1, 2]
    assert json.loads(editions[0].content)["texts"]["de"]["title"] == "Kabinett beschließt Ziele"


def test_a_correction_travels_to_every_channel(written):
    release, _writer = written

    operations.correct_release(by=press_office(), release=release, seen=version_now(release).digest)

    second = Delivery.objects.filter(release=release, revision=2)
    assert {one.channel.kind for one in second} == {"portal", "none"}


def test_a_correction_that_was_dropped_is_never_public(written):
    release, by = written

    operations.drop_correction(by=by, release=release)

    release.refresh_from_db()
    assert release.version == release.published_version == 1
    with pytest.raises(Refused, match=r"press\.no-correction"):
        operations.correct_release(by=press_office(), release=release, seen="")


def test_a_withdrawn_release_says_so_at_its_address_and_why(public):
    with pytest.raises(Refused, match=r"press\.no-reason"):
        operations.withdraw_release(by=press_office(), release=public, reason=" ")

    release = operations.withdraw_release(
        by=press_office(), release=public, reason="Die Zahl ist falsch."
    )

    status, body = page_of(release)
    assert status == 410
    assert "Die Zahl ist falsch." in body
    assert "Kabinett beschließt Ziele" not in body
    assert not Edition.objects.filter(document=release.document, withdrawn_at=None).exists()
    assert Delivery.objects.filter(release=release, revision=2).exists()


def test_what_was_withdrawn_stays_withdrawn(public):
    operations.withdraw_release(by=press_office(), release=public, reason="Falsch.")

    with pytest.raises(Refused, match=r"press\.wrong-stage"):
        operations.withdraw_release(by=press_office(), release=public, reason="Falsch.")
    with pytest.raises(Refused, match=r"press\.wrong-stage"):
        operations.write_correction(
            by=press_office(), release=public, said=said(), note="x", seen=1
        )
