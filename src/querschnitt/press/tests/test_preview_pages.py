from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from querschnitt.press import operations
from querschnitt.press.models import PreviewLink
from querschnitt.press.saying import said_of, version_now
from querschnitt.press.tests.factories import a_release, press_office, said
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 x"


@pytest.fixture
def writer():
    return press_office()


def made(by, release, *, days=2):
    return operations.create_preview_link(
        by=by,
        release=release,
        reader_name="Frau Beispiel",
        expires_at=timezone.now() + timedelta(days=days),
    )


def read(client, token):
    return client.get(reverse("preview", args=[token]))


def test_an_outsider_reads_the_version_for_which_the_link_was_made(client, writer):
    release = a_release(by=writer, title="Die erste Fassung")
    link, token = made(writer, release)
    operations.revise_release(by=writer, release=release, said=said("Die zweite"), seen=1)

    answer = read(client, token)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Die erste Fassung" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "sessionid" not in answer.cookies
    link.refresh_from_db()
    assert link.first_read_at


def test_the_link_ends_with_recall_expiry_and_publication_like_one_that_never_was(client, writer):
    unknown = read(client, "x").content
    drafted = a_release(by=writer)
    recalled, first = made(writer, drafted)
    expired, second = made(writer, drafted)
    _link, third = made(writer, drafted)
    operations.recall_preview_link(by=writer, link=recalled)
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    assert read(client, third).status_code == 200
    submitted = operations.submit_release(by=writer, release=drafted)
    operations.approve_release(
        by=press_office(), release=submitted, seen=version_now(submitted).digest
    )

    for token in (first, second, third):
        answer = read(client, token)
        assert answer.status_code == 404
        assert answer.content == unknown


def test_a_token_that_somebody_changed_leads_nowhere(client, writer):
    _link, token = made(writer, a_release(by=writer))

    assert read(client, token[:-1] + ("A" if token[-1] != "A" else "B")).status_code == 404


def test_files_are_read_below_the_link_only_if_the_version_names_them(client, writer):
    release = a_release(by=writer)
    named, unnamed = (
        operations.add_file(
            by=writer, release=release, kind="attachment", name=name, data=PDF + name.encode()
        )
        for name in ("a.pdf", "b.pdf")
    )
    says = said_of(release)
    says["attachments"] = [{"sha256": named.sha256, "label": "Anlage"}]
    release = operations.revise_release(by=writer, release=release, said=says, seen=1)
    link, token = made(writer, release)

    def file(one):
        return client.get(reverse("preview_file", args=[token, one.sha256]))

    assert file(named).content == PDF + b"a.pdf"
    assert "no-store" in file(named).headers["Cache-Control"]
    assert file(unnamed).status_code == 404
    operations.recall_preview_link(by=writer, link=link)
    assert file(named).status_code == 404


def test_the_address_is_shown_once_and_kept_nowhere(client, writer):
    client = browser_of(writer)
    release = a_release(by=writer)
    page = reverse("press:create_preview_link", args=[release.pk])

    shown = client.post(page, {"reader_name": "Redaktion", "days": "3"}).content.decode()
    later = client.get(reverse("press:release", args=[release.pk])).content.decode()

    assert "/vorschau/" in shown
    assert "/vorschau/" not in later
    assert "Redaktion" in later
