from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from querschnitt.lib.refusal import Refused
from querschnitt.press import operations
from querschnitt.press.models import Release
from querschnitt.press.saying import version_now
from querschnitt.press.tests.factories import a_release, press_office, said

pytestmark = pytest.mark.django_db
Stage = Release.Stage


def link_to(release, **more):
    told = {"reader_name": "Redaktion", "expires_at": timezone.now() + timedelta(days=1), **more}
    return operations.create_preview_link(by=press_office(), release=release, **told)


def test_whoever_has_the_link_reads_the_version_it_was_made_for():
    release = a_release()
    link, token = link_to(release)
    operations.revise_release(by=press_office(), release=release, said=said("Neuer"), seen=1)

    answer = Client().get(f"/vorschau/{token}/")

    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Kabinett beschließt Ziele" in body
    assert {"private", "no-store"} <= {*answer.headers["Cache-Control"].split(", ")}
    assert "noindex" in answer.headers["X-Robots-Tag"]
    link.refresh_from_db()
    assert link.first_read_at is not None


def test_nothing_of_the_token_is_kept_but_a_digest():
    link, token = link_to(a_release())

    assert token not in {str(value) for value in vars(link).values()}


def test_the_link_ends_with_publication_recall_or_its_time():
    release = a_release(stage=Stage.SUBMITTED)
    _link, by_publication = link_to(release)
    recalled, by_recall = link_to(release)
    late, by_time = link_to(release)
    operations.recall_preview_link(by=press_office(), link=recalled)
    type(late).objects.filter(pk=late.pk).update(expires_at=timezone.now())
    client = Client()

    assert client.get(f"/vorschau/{by_publication}/").status_code == 200
    assert client.get(f"/vorschau/{by_recall}/").status_code == 404
    assert client.get(f"/vorschau/{by_time}/").status_code == 404
    operations.approve_release(by=press_office(), release=release, seen=version_now(release).digest)
    assert client.get(f"/vorschau/{by_publication}/").status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 300, "eyJh:1a:2b", "%2e%2e", "ä"])
def test_other_tokens_lead_nowhere(token):
    a_release()

    assert Client().get(f"/vorschau/{token}/").status_code == 404


def test_a_link_names_its_reader_and_ends_within_a_month():
    release = a_release()
    with pytest.raises(Refused, match=r"press\.no-reader"):
        link_to(release, reader_name=" ")
    with pytest.raises(Refused, match=r"press\.preview-end"):
        link_to(release, expires_at=timezone.now() + timedelta(days=31))
    with pytest.raises(Refused, match=r"press\.wrong-stage"):
        link_to(a_release(stage=Stage.PUBLISHED))
