"""Publishing the registers of relations: who, what, when, and what it refuses."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import person
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import Refused
from querschnitt.publication import assemble, operations, renderers, verify
from querschnitt.publication.models import Document, Edition, StoredPage
from querschnitt.publication.tests import factories
from querschnitt.relations import operations as relations
from querschnitt.relations.models import Entry
from querschnitt.relations.said import said
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/veroeffentlichung/beziehungen/"


@pytest.fixture(autouse=True)
def no_pages(monkeypatch):
    """The pages are looked at where the portal is tested."""
    monkeypatch.setattr(renderers, "_renderers", [])


@pytest.fixture
def partner():
    return an_entry("partners", title="Masowien", released=True)


def seen_now():
    return digest(assemble.relations(at=timezone.now()))


def publish(by, **more):
    return operations.publish_relations(by=by, seen=seen_now(), **more)


def coordinator():
    return person(Role.COORDINATOR, department=None)


def revised(entry, title):
    told = {**said_of(entry), "title": title}
    return relations.revise_entry(
        by=coordinator(), entry=entry, said=said(**told), seen=entry.number
    )


def test_all_that_was_released_becomes_an_edition_in_the_chain(partner, press_officer):
    an_entry("partners", title="Unfertig")
    version = factories.adopted_framework()
    before = operations.publish(by=press_officer, framework_version=version)

    edition = publish(press_officer, change_note="Erste Ausgabe")

    document = edition.document
    assert (document.slug, document.kind, document.framework) == ("beziehungen", "relations", None)
    assert (edition.number, edition.previous_digest) == (1, before.digest)
    content = json.loads(edition.content)
    assert [entry["title"] for entry in content["entries"]] == [{"de": "Masowien"}]
    assert StoredPage.objects.filter(document="beziehungen", number=1).count() == 4
    assert JournalEntry.objects.filter(act="publication.published").count() == 2
    assert not verify.verified([]).faults


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in {Role.COORDINATOR, Role.PRESS_OFFICER}]
)
def test_others_do_not_publish(partner, role):
    with pytest.raises(Refused, match=r"publication\.not-entitled"):
        publish(person(role))

    assert not Edition.objects.exists()


def test_there_must_be_something_to_publish(press_officer):
    with pytest.raises(Refused, match=r"publication\.no-released-entries"):
        publish(press_officer)


def test_nothing_new_is_refused_and_a_change_is_not(partner, press_officer):
    publish(press_officer)
    with pytest.raises(Refused, match=r"publication\.nothing-changed"):
        publish(press_officer)

    revised(partner, "Masowien und mehr")

    assert publish(coordinator()).number == 2


def test_the_last_entry_can_be_taken_back(partner, press_officer):
    publish(press_officer)
    relations.hold_back_entries(by=coordinator(), entries=[partner.entry])

    assert json.loads(publish(press_officer).content)["entries"] == []


def test_something_else_than_was_shown_is_not_published(partner, press_officer):
    seen = seen_now()
    revised(partner, "Anders")

    with pytest.raises(Refused, match=r"publication\.stale"):
        operations.publish_relations(by=press_officer, seen=seen)


def test_a_withdrawn_edition_can_be_published_again(partner, press_officer):
    first = publish(press_officer)
    operations.withdraw(by=press_officer, edition=first, reason="Irrtum")

    assert publish(press_officer).number == 2


def test_an_embargo_keeps_files_and_goals_away(partner, press_officer):
    publish(press_officer, public_from=timezone.now() + timedelta(days=1))

    assert not StoredPage.objects.filter(document="beziehungen").exists()


def test_the_files_of_an_older_edition_are_gone(partner, press_officer):
    publish(press_officer)
    revised(partner, "Anders")
    publish(press_officer)

    statuses = dict(StoredPage.objects.values_list("path", "status"))

    assert statuses["/dokumente/beziehungen-1.json"] == 410
    assert statuses["/dokumente/beziehungen-2.json"] == 200
    assert not verify.verified([]).faults


def test_there_is_one_document_of_relations_and_it_is_of_no_framework(partner, press_officer):
    publish(press_officer)
    framework = factories.adopted_framework().framework

    for told in (
        {"kind": "relations", "slug": "zweite"},
        {"kind": "relations", "slug": "dritte", "framework": framework},
        {"kind": "framework", "slug": "vierte"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.create(**told)


def test_where_a_merged_entry_went_is_told_only_of_what_was_public(press_officer):
    survivor = an_entry("partners", title="Bleibt", released=True)
    known = an_entry("partners", title="Bekannt", released=True)
    unknown = an_entry("partners", title="Unbekannt")
    publish(press_officer)
    now = timezone.now()
    for entry in (known, unknown):
        Entry.objects.filter(pk=entry.pk).update(
            merged_into=survivor.entry, removed_at=now, removal_reason="Doppelt"
        )

    content = json.loads(publish(press_officer).content)

    assert content["moved"] == {f"partners/{known.key}": f"partners/{survivor.key}"}


# -- The page ------------------------------------------------------------------------------------


def test_the_page_shows_what_is_new_changed_and_gone(press_officer):
    changed = an_entry("partners", title="Wird anders", released=True)
    gone = an_entry("partners", title="Wird entfernt", released=True)
    browser = browser_of(press_officer)
    assert ADDRESS in browser.get(reverse("publication:editions")).text
    first = send(browser, ADDRESS, when="now")
    assert first.url == reverse("publication:edition", args=[Edition.objects.get().pk])
    assert "Partner" in browser.get(first.url).text
    assert browser.get(ADDRESS).status_code == 403

    revised(changed, "Ist jetzt anders")
    relations.hold_back_entries(by=coordinator(), entries=[gone.entry])
    an_entry("events", title="Kommt dazu", released=True)

    page = browser.get(ADDRESS)
    assert page.status_code == 200
    parts = {part.id: part.lines for part in page.context["preview"].parts}
    assert [line.title for line in parts["new"]] == ["Kommt dazu"]
    assert [(line.title, line.fields) for line in parts["changed"]] == [
        ("Ist jetzt anders", ("Titel",))
    ]
    assert [line.title for line in parts["gone"]] == ["Wird entfernt"]
    send(browser, ADDRESS, when="now", change_note="Zweite")
    assert Edition.objects.order_by("-number").first().change_note == "Zweite"


def test_the_page_keeps_what_was_typed_when_it_was_stale(partner, press_officer):
    browser = browser_of(press_officer)
    browser.get(ADDRESS)

    answer = browser.post(ADDRESS, {"when": "now", "change_note": "Getippt", "seen": "0" * 64})

    assert answer.status_code in {403, 409}
    if answer.status_code == 409:
        assert "Getippt" in answer.text
    assert not Edition.objects.exists()


def test_the_page_costs_as_many_queries_for_many_entries_as_for_few(
    partner, press_officer, django_assert_max_num_queries
):
    browser = browser_of(press_officer)
    browser.get(ADDRESS)
    for number in range(12):
        an_entry("partners", title=f"Partner {number}", released=True)

    with django_assert_max_num_queries(70):
        assert "Partner 11" in browser.get(ADDRESS).text
