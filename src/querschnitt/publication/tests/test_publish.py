import json
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import person
from querschnitt.lib.refusal import Refused
from querschnitt.publication import operations
from querschnitt.publication.models import (
    Edition,
    FacetCount,
    LastRendering,
    PublicGoal,
    StoredPage,
)
from querschnitt.publication.tests import factories

pytestmark = pytest.mark.django_db
PAGE, FILE = "/de/2022/1/", "/dokumente/2022-1.json"


def paths():
    return set(StoredPage.objects.filter(status=200).values_list("path", flat=True))


def test_an_adopted_version_becomes_public_with_its_pages_files_and_lists(version, press_officer):
    edition = operations.publish(by=press_officer, framework_version=version)

    assert edition.number == 1
    assert paths() == {PAGE, FILE, "/dokumente/2022-1.pdf"}
    assert PublicGoal.objects.count() == 3
    assert FacetCount.objects.get(facet="all").count == 3
    entry = JournalEntry.objects.get(act="publication.published")
    assert (entry.subject_id, entry.facts["digest"]) == (edition.pk, edition.digest)


def test_the_content_is_the_adopted_one_byte_for_byte(version, press_officer):
    edition = operations.publish(by=press_officer, framework_version=version)

    assert f'"framework":{version.content}' in edition.content


def test_what_an_edition_says_twice_is_refused(version, press_officer):
    operations.publish(by=press_officer, framework_version=version)

    with pytest.raises(Refused, match=r"publication\.already-published"):
        operations.publish(by=press_officer, framework_version=version)


@pytest.mark.parametrize("role", Role.values)
def test_who_may_publish(version, role):
    may = role in {Role.PRESS_OFFICER, Role.COORDINATOR}

    with nullcontext() if may else pytest.raises(Refused, match=r"publication\.not-entitled"):
        operations.publish(by=person(role), framework_version=version)

    assert Edition.objects.exists() is may


def test_a_demonstration_never_becomes_public(press_officer):
    version = factories.adopted_framework(is_demonstration=True)

    with pytest.raises(Refused, match=r"publication\.demonstration"):
        operations.publish(by=press_officer, framework_version=version)


def test_an_annulled_version_is_not_published(version, press_officer):
    factories.annulled(version)

    with pytest.raises(Refused, match=r"publication\.annulled"):
        operations.publish(by=press_officer, framework_version=version)


def test_an_older_version_is_not_published(version, press_officer):
    factories.goal(version.framework, "P9")
    factories.adopted(version.framework)

    with pytest.raises(Refused, match=r"publication\.superseded"):
        operations.publish(by=press_officer, framework_version=version)


def test_an_embargo_in_the_past_is_refused(version, press_officer):
    with pytest.raises(Refused, match=r"publication\.embargo-in-the-past"):
        operations.publish(
            by=press_officer,
            framework_version=version,
            public_from=timezone.now() - timedelta(hours=1),
        )


def test_an_edition_that_waits_says_for_what(version, press_officer):
    with pytest.raises(Refused, match=r"publication\.nothing-awaited"):
        operations.publish(by=press_officer, framework_version=version, public_from=None)


def test_under_embargo_nothing_is_rendered(version, press_officer):
    operations.publish(
        by=press_officer,
        framework_version=version,
        public_from=timezone.now() + timedelta(hours=1),
    )
    operations.publish_what_is_due()

    assert not StoredPage.objects.exists()
    assert not PublicGoal.objects.exists()


def test_the_end_of_an_embargo_is_noticed_by_the_worker(version, press_officer):
    soon = timezone.now() + timedelta(hours=1)
    operations.publish(by=press_officer, framework_version=version, public_from=soon)

    operations.render_public(now=soon - timedelta(seconds=1))
    assert PAGE not in paths()
    operations.render_public(now=soon)

    assert PAGE in paths()


def test_asking_whether_something_is_due_is_cheap(
    version, press_officer, django_assert_max_num_queries, renderer, monkeypatch
):
    operations.publish(by=press_officer, framework_version=version)
    monkeypatch.setattr(renderer, "render", None)

    with django_assert_max_num_queries(3):
        operations.publish_what_is_due()


def test_a_rendering_that_fails_publishes_nothing(version, press_officer, renderer, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(renderer, "render", fail)

    with pytest.raises(RuntimeError):
        operations.publish(by=press_officer, framework_version=version)

    assert not Edition.objects.exists()


def test_rendering_again_changes_nothing(version, press_officer):
    operations.publish(by=press_officer, framework_version=version)
    goals = set(PublicGoal.objects.values_list("pk", flat=True))

    assert operations.render_public(is_fresh=True) == 0
    assert set(PublicGoal.objects.values_list("pk", flat=True)) == goals


def test_pages_prepared_before_something_else_became_public_are_not_written(version, press_officer):
    from querschnitt.publication.operations import rendering

    stale = rendering.prepare(now=timezone.now())
    operations.publish(by=press_officer, framework_version=version)

    assert rendering._write(stale) is None
    assert PAGE in paths()


def test_at_midnight_the_pages_are_made_again(version, press_officer):
    operations.publish(by=press_officer, framework_version=version)
    before = LastRendering.objects.get().inputs

    operations.render_public(now=timezone.now() + timedelta(days=1))

    assert LastRendering.objects.get().inputs != before


def test_reported_goals_are_a_document_of_their_own(press_officer):
    made = factories.framework()
    factories.goal(made, "O1", stage="reported", basis="annual_report")

    edition = operations.publish_reported_goals(by=press_officer, framework=made)

    assert edition.document.slug == "2022-berichtete-ziele"
    assert [goal["reference"] for goal in json.loads(edition.content)["goals"]] == ["O1"]


def test_without_reported_goals_there_is_nothing_to_publish(version, press_officer):
    with pytest.raises(Refused, match=r"publication\.no-reported-goals"):
        operations.publish_reported_goals(by=press_officer, framework=version.framework)


def test_editions_are_chained(version, press_officer):
    first = operations.publish(by=press_officer, framework_version=version)
    second = operations.publish(
        by=press_officer, framework_version=factories.adopted_framework("2016", 7)
    )

    assert (second.sequence, second.previous_digest) == (2, first.digest)


def test_no_byte_of_a_draft_remark_or_reservation_becomes_public(press_officer):
    canary = "kanarienvogel"
    made = factories.framework(remark="")
    factories.goal(made, "P1", change_note=canary, return_reason=canary)
    factories.goal(made, "P2", stage="draft", wording=canary)
    factories.goal(made, "P3", stage="returned", wording=canary, return_reason=canary)
    factories.goal(made, "P4", stage="withdrawn", wording=canary)
    version = factories.adopted(made, reason=canary, remark=canary)

    edition = operations.publish(by=press_officer, framework_version=version)

    stored = b"".join(bytes(page.body) for page in StoredPage.objects.all()).decode()
    listed = "".join(f"{goal.card}{goal.stems}" for goal in PublicGoal.objects.all())
    assert canary not in edition.content + stored + listed
    assert "Wir stärken Europa." in stored
