"""Nothing that is not public reaches the public: each inner text bears a random word to look for.

The control tests plant a leak and see that it is found.
"""

import secrets

import pytest
from django.test import Client
from django.urls import get_resolver

from querschnitt.framework import queries as framework_queries
from querschnitt.portal import views
from querschnitt.portal.addresses import SEARCHED
from querschnitt.publication import assemble, operations
from querschnitt.publication.models import PublicRecord, StoredPage
from querschnitt.publication.operations import rendering
from querschnitt.relations.models.entries import EntryQuerySet
from querschnitt.tests.addresses import desk_places
from querschnitt.tests.policy import IS_FULL
from querschnitt.tests.surfaces import (
    interface_surfaces,
    leaks,
    list_surfaces,
    other_surfaces,
    relation_surfaces,
    stored_surfaces,
)
from querschnitt.tests.wire import ask
from querschnitt.tests.world_public_relations import PUBLIC_ENTRY, seen_now

SEARCHES = None if IS_FULL else 25
PUBLIC = "Das Ziel lautet beschlossen recht so."

pytestmark = pytest.mark.django_db


def test_no_stored_page_says_what_is_inside(site, world):
    surfaces = dict(stored_surfaces(site))

    assert not leaks(surfaces.items(), world)
    # And they were really looked into.
    plain = "".join(PUBLIC.split())
    assert PUBLIC.encode() in surfaces["/de/ziele/beschlossen-d1/ {}"]
    assert plain.encode() in surfaces["/dokumente/beschlossen-1.pdf {}"]
    assert PUBLIC.encode() in surfaces["/dokumente/beschlossen-1.json {'accept_encoding': 'gzip'}"]
    assert len(surfaces) > 100


def test_no_row_behind_the_public_pages_says_what_is_inside(world):
    from querschnitt.publication.models import (
        FacetCount,
        PublicGoal,
        PublicGoalDepartment,
        PublicRecordDepartment,
    )

    derived = (PublicGoal, PublicGoalDepartment, FacetCount, PublicRecord, PublicRecordDepartment)
    for model in (StoredPage, *derived):
        for row in model.objects.values():
            seen = b"".join(
                bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode()
                for v in row.values()
            )
            assert not world.canaries.found_in(seen), row


def test_no_filtered_list_says_what_is_inside(site, world):
    assert not leaks(list_surfaces(site), world)


def test_no_answer_about_relations_says_what_is_inside(site, world):
    surfaces = dict(relation_surfaces(site, world))

    assert not leaks(surfaces.items(), world)
    for path in ("/de/partner/oeffentlich/", "/dokumente/beziehungen-2.json"):
        assert PUBLIC_ENTRY.encode() in surfaces[path]
    assert "Öffentlicher Eintrag partners".encode() in surfaces["/de/beziehungen/?q=Eintrag"]


def test_what_an_older_edition_of_relations_said_is_gone(site, world):
    for path in ("/de/partner/zurueckgenommen/", "/dokumente/beziehungen-1.json"):
        assert ask(site, path).status == 410
    assert ask(site, "/de/partner/demonstration/").status == 404


def test_whoever_searches_relations_for_an_inner_word_learns_nothing(site, world):
    def asked(word):
        answer = ask(site, "/de/beziehungen/", query=f"{SEARCHED}={word}")
        assert answer.status == 200
        return answer.body.replace(word.encode(), b"*")

    never = asked(f"q{secrets.token_hex(16)}")
    for word in list(world.canaries.places)[-(SEARCHES or 500) :]:
        assert asked(word) == never, world.canaries.places[word]


def test_an_entry_that_was_not_released_would_be_found(site, world, monkeypatch):
    monkeypatch.setattr(EntryQuerySet, "for_the_public", EntryQuerySet.present)

    operations.publish_relations(by=world.people["press"], seen=seen_now())

    found = leaks(stored_surfaces(site), world)
    assert "title of entry demonstration" in found["/de/partner/demonstration/ {}"]
    assert "summary of entry networks" in found["/dokumente/beziehungen-3.json {}"]


def test_no_other_answer_says_what_is_inside(site, world):
    assert not leaks(other_surfaces(site, world), world)


def test_no_answer_to_a_program_says_what_is_inside(site, world):
    surfaces = dict(interface_surfaces(site, world))

    assert not leaks(surfaces.items(), world)
    assert PUBLIC.encode() in surfaces["/api/v1/goals/beschlossen/D1"]
    assert PUBLIC.encode() in surfaces["/api/v1/changes?limit=100"]


def test_a_program_cannot_tell_an_embargo_from_nothing(site, world):
    for path in ("documents/{}", "editions/{}/1", "editions/{}/1/content", "goals/{}/D1"):
        hidden, never = (
            ask(site, f"/api/v1/{path.format(key)}") for key in ("embargo", "nirgends")
        )
        assert (hidden.status, hidden.body) == (never.status, never.body)
        assert hidden.status == 404


def test_whoever_searches_for_an_inner_word_learns_nothing(site, world):
    """The answer is that for a word which nobody has ever written, but for the word itself."""

    def asked(word, **more):
        answer = ask(site, "/de/ziele/", query=f"{SEARCHED}={word}&rahmen=alle")
        assert answer.status == 200
        assert "Cookie" not in answer.headers.get("Vary", "")
        return answer.body.replace(word.encode(), b"*")

    never = asked(f"q{secrets.token_hex(16)}")
    for word in list(world.canaries.places)[:SEARCHES]:
        assert asked(word) == never, world.canaries.places[word]


def test_an_error_says_nothing_of_what_is_inside(world, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError(next(iter(world.canaries.places)))

    monkeypatch.setattr(views.queries, "stored_page", broken)
    client = Client(raise_request_exception=False)

    for path in ("/de/irgendwo/", "/de/ziele/?q=x"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert not world.canaries.found_in(answer.content + repr(answer.headers).encode())


def test_people_are_told_to_nobody_at_the_door(world):
    """Names and addresses stay out of what a stranger gets, whomever they ask for."""
    client = Client()
    for person in world.people.values():
        answer = client.post("/desk/anmelden/", {"email": person.email, "password": "wrong"})
        found = world.canaries.found_in(answer.content.replace(person.email.encode(), b""))
        assert not found


def test_a_demonstration_is_not_even_named_as_predecessor(world):
    made = world.prepare("folge", predecessor=world.frameworks["demo"])

    assert framework_queries.content_of(made)["predecessor"] is None


# -- Does this find anything at all? -----------------------------------------------------------


def test_a_draft_that_reached_an_edition_would_be_found(site, world, monkeypatch):
    contents = framework_queries.contents
    monkeypatch.setattr(contents, "_in_the_text", contents._current)
    draft = world.goals["draft"]
    content = framework_queries.content_of(draft.framework)
    monkeypatch.setattr(
        assemble, "framework_edition", lambda version, **_more: {
            **honest_edition(version), "framework": {**content, "key": "frei"},
        },
    )  # fmt: skip

    operations.publish(by=world.people["press"], framework_version=world.versions["frei"])

    found = leaks(stored_surfaces(site), world)
    assert "wording of draft" in found["/de/ziele/frei-d1/ {}"]
    assert "wording of draft" in found["/dokumente/frei-1.pdf {}"]
    assert "wording of draft" in found["/dokumente/frei-1.json {'accept_encoding': 'gzip'}"]


honest_edition = assemble.framework_edition


def test_a_renderer_that_forgot_the_embargo_would_be_found(site, world, monkeypatch):
    def forgetful(*, now, pending=()):
        rows = rendering.Edition.objects.filter(withdrawn_at=None)
        for row in rows.select_related("document__framework"):
            row.public_from = now
            yield rendering._public_edition(row, is_newest=True)

    monkeypatch.setattr(rendering, "public_editions", lambda **told: [*forgetful(**told)])

    operations.render_public(is_fresh=True)

    found = leaks(stored_surfaces(site), world)
    assert "final wording of embargo" in found["/dokumente/embargo-1.pdf {}"]
    assert "introduction of embargo" in found["/de/fassungen/embargo/ {}"]
    found = leaks(interface_surfaces(site, world), world)
    assert "introduction of embargo" in found["/api/v1/documents/embargo"]
    assert "final wording of embargo" in found["/api/v1/editions/embargo/1/content"]


def test_every_address_of_the_desk_is_among_the_surfaces(world):
    names = {
        f"{resolver.namespace}:{pattern.name}"
        for resolver in get_resolver().url_patterns
        if str(resolver.pattern) == "desk/"
        for pattern in resolver.url_patterns
    }

    assert set(desk_places(world)) == names
