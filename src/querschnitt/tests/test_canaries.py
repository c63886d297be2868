"""Nothing that is not public reaches the public: each inner text bears a random word to look for.

The control tests plant a leak and see that it is found.
"""

import gzip
import json
import secrets
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import get_resolver

from querschnitt.framework import queries as framework_queries
from querschnitt.portal import views
from querschnitt.portal.addresses import SEARCHED, SEGMENTS
from querschnitt.press import operations as press
from querschnitt.press.models import Release
from querschnitt.publication import assemble, formats, operations
from querschnitt.publication.api import door
from querschnitt.publication.api.limiter import Limiter
from querschnitt.publication.formats.documents import PDF
from querschnitt.publication.models import PublicRecord, StoredPage, UnwrittenFile
from querschnitt.publication.operations import rendering
from querschnitt.publication.store import PageStore
from querschnitt.relations.models import Entry
from querschnitt.relations.models.entries import EntryQuerySet
from querschnitt.relations.registers import REGISTERS
from querschnitt.tests.addresses import desk_addresses, desk_places
from querschnitt.tests.pdf_text import words_of
from querschnitt.tests.policy import IS_FULL
from querschnitt.tests.wire import ask
from querschnitt.tests.world_public_relations import PUBLIC_ENTRY, seen_now

SEARCHES = None if IS_FULL else 25
PUBLIC = "Das Ziel lautet beschlossen recht so."

pytestmark = pytest.mark.django_db


def everything(answer):
    """Return all bytes of an answer, unpacked, with a PDF's words."""
    body = answer.body
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    if body.startswith(b"%PDF-"):
        body += words_of(body).encode()
    if answer.headers.get("Content-Type") == "application/json" and body:
        # Escapes could hide a word.
        body += json.dumps(json.loads(body), ensure_ascii=False).encode()
    return body + repr(answer.list).encode()


@pytest.fixture
def site(world, monkeypatch):
    """The program as a web server sees it, with real documents and no page in its memory."""
    monkeypatch.setitem(formats.FORMATS, "pdf", PDF)
    monkeypatch.setattr(door, "limiter", lambda: Limiter(0))
    # The files without content that the world was made with; now they are written in earnest.
    StoredPage.objects.exclude(document="").delete()
    UnwrittenFile.objects.all().delete()
    operations.render_public(is_fresh=True)
    return PageStore(WSGIHandler())


def stored_surfaces(site):
    for path in StoredPage.objects.values_list("path", flat=True):
        for headers in ({}, {"accept_encoding": "gzip"}, {"if_none_match": "*"}):
            answer = ask(site, path, **headers)
            assert answer.status != 500, path
            yield f"{path} {headers}", everything(answer)
        answer = ask(site, path, query="x=1")
        yield f"{path}?x=1", everything(answer)


def choices():
    words = SEGMENTS["de"]
    data = json.loads(bytes(StoredPage.objects.get(path="/de/ziele/auswahl.json").body))["choices"]
    known = {
        words.by_field: [value for value, _label in data["field"]],
        words.by_department: [value for value, _label in data["department"]],
        words.by_kind: [value for value, _label in data["kind"]],
        words.by_framework: [*(value for value, _label in data["documents"]), words.all_frameworks],
    }
    return [(name, value) for name, values in known.items() for value in values]


def list_surfaces(site):
    queries = [f"{name}={quote(value)}" for name, value in choices()]
    queries += ["q=Ziel", "q=lautet&rahmen=alle", "nach=0", "vor=9999", "q=" + "x" * 999, "feld=y"]
    for query in queries:
        for headers in ({}, {"accept_encoding": "gzip"}):
            answer = ask(site, "/de/ziele/", query=query, **headers)
            assert answer.status in {200, 400}, query
            yield f"/de/ziele/?{query}", everything(answer)


def unlisted_paths(world):
    """Addresses that there would be, if what is hidden were public."""
    for name, goal in world.goals.items():
        yield f"/de/ziele/{goal.framework.key}-{goal.reference.lower()}/"
        yield f"/de/ziele/{goal.reference.lower()}/"
        yield f"/de/ziele/{name}/"
    for key in world.frameworks:
        yield from (f"/de/fassungen/{key}/", f"/de/fassungen/{key}/1/", f"/de/auftrag/{key}/")
        yield from (f"/dokumente/{key}-1.pdf", f"/dokumente/{key}-1.json")
    for key in world.departments:
        yield f"/de/ressorts/{key}/"
    yield from ("/de/suche/", "/.well-known/security.txt", "/favicon.ico", "/de/nirgends/", "/desk")


def relation_surfaces(site, world):
    """Lists of relations as they can be asked for, and pages that entries would have."""
    lists = [("", "/de/beziehungen/"), *((s, f"/de/{r.segment}/") for s, r in REGISTERS.items())]
    asked = ("q=Eintrag", "q=" + "x" * 999, "seite=2", "land=PL", "art=contact", "land=" + "y" * 40)
    for slug, path in lists:
        for query in asked if slug in {"", "partners"} else asked[:1]:
            answer = ask(site, path, query=query)
            assert answer.status in {200, 400, 404}, (path, query)
            yield f"{path}?{query}", everything(answer)
    for register, key in Entry.objects.values_list("register", "key"):
        path = f"/de/{REGISTERS[register].segment}/{key}/"
        yield path, everything(ask(site, path))
    for number in (1, 2, 3):
        for path in (f"/de/beziehungen/{number}/", f"/dokumente/beziehungen-{number}.json"):
            yield path, everything(ask(site, path))


def press_surfaces(site, world):
    """Lists of releases as they can be asked for, pages that hidden ones would have, and forms."""
    year, key = world.released.year, "aa"
    asked = ("q=Ziele", "q=title", "q=" + "x" * 999, f"jahr={year}", f"ressort={key}", "seite=2")
    for query in (*asked, "ressort=" + "y" * 40, "thema=nirgends", "seite=0", "nirgends=1"):
        answer = ask(site, "/de/presse/", query=query)
        assert answer.status in {200, 400}, query
        yield f"/de/presse/?{query}", everything(answer)
    for path in hidden_releases(year):
        answer = ask(site, path)
        assert answer.status == 404, path
        yield path, everything(answer)
    files = [world.unused_file.sha256, f"{world.unused_file.sha256}.pdf", "anlage.pdf"]
    for name in files:
        for path in (f"/de/presse/{year}/{name}", f"/vorschau/{'x' * 43}/{name}/"):
            yield path, everything(ask(site, path))
    for method in ("GET", "POST"):
        for path in (f"/vorschau/{'x' * 43}/", "/de/presse/newsletter/", *SUBSCRIPTIONS):
            yield f"{method} {path}", everything(ask(site, path, method))


SUBSCRIPTIONS = [
    f"/abonnement/{'x' * 43}/{end}/" for end in ("bestaetigen", "abmelden", "ein-klick")
]


def hidden_releases(year):
    """Addresses that releases would have which nobody has published: the next numbers, and ids."""
    public = set(StoredPage.objects.values_list("path", flat=True))
    numbers = range(1, Release.objects.count() + 20)
    for number in numbers:
        for path in (f"/de/presse/{year}/{number:03}/", f"/de/presse/{year}/{number}/"):
            further = [f"{path}{end}" for end in ("", "en/", "2/", "pressemappe.zip", "bild-1.png")]
            yield from (one for one in further if one not in public)


def other_surfaces(site, world):
    for path in unlisted_paths(world):
        yield path, everything(ask(site, path))
    # Whoever holds a personal link is no stranger.
    for path in [path.replace(world.token, "x" * 43) for path in desk_addresses(world)]:
        yield path, everything(ask(site, path))
        yield f"POST {path}", everything(ask(site, path, "POST"))
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"):
        yield method, everything(ask(site, "/de/ziele/", method))


def interface_surfaces(site, world):
    """Everything that programs can ask for, and what they could guess."""
    described = json.loads(ask(site, "/api/v1/openapi.json").body)
    lists = [path for path in described["paths"] if "{" not in path]
    for path in (*lists, "/api/v1/openapi.json"):
        query = "limit=100" if path not in {"/api/v1/", "/api/v1/openapi.json"} else ""
        while True:
            answer = ask(site, path, query=query)
            assert answer.status == 200, (path, query)
            yield f"{path}?{query}", everything(answer)
            further = json.loads(answer.body).get("next")
            if not further:
                break
            query = further.partition("?")[2]
    for key in {*PublicRecord.objects.values_list("document", flat=True), *world.frameworks}:
        for end in ("documents/{}", "editions/{}/1", "editions/{}/1/content", "goals/{}/D1"):
            path = f"/api/v1/{end.format(key)}"
            answer = ask(site, path)
            assert answer.status in {200, 404, 410}, path
            yield path, everything(answer)
    for key in world.departments:
        yield key, everything(ask(site, f"/api/v1/departments/{key}"))
    for query in ("q=Ziel", "q=lautet", "modified_since=2020-01-01", "nirgends=1"):
        yield query, everything(ask(site, "/api/v1/goals", query=query))


def leaks(surfaces, world):
    return {name: found for name, seen in surfaces if (found := world.canaries.found_in(seen))}


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


def test_no_answer_about_the_press_says_what_is_inside(site, world):
    surfaces = dict(press_surfaces(site, world))

    assert not leaks(surfaces.items(), world)
    assert b"Das Kabinett hat Ziele beschlossen" in surfaces["/de/presse/?q=Ziele"]
    assert len(surfaces) > 100


def test_whoever_searches_releases_for_an_inner_word_learns_nothing(site, world):
    def asked(word):
        answer = ask(site, "/de/presse/", query=f"{SEARCHED}={word}")
        assert answer.status == 200
        return answer.body.replace(word.encode(), b"*")

    never = asked(f"q{secrets.token_hex(16)}")
    words = [word for word, place in world.canaries.places.items() if "release" in place]
    assert len(words) > 5
    for word in words:
        assert asked(word) == never, world.canaries.places[word]


def test_a_preview_tells_its_own_draft_alone(site, world):
    seen = everything(ask(site, f"/vorschau/{world.preview_token}/"))

    # The reader is told for whom the link was made.
    told = {"title of a release, draft", "text of a release", "place", "reader of a preview"}
    assert set(world.canaries.found_in(seen)) == told


def test_a_release_that_was_listed_too_early_would_be_found(site, world):
    press.publish_if_due(world.due)

    found = leaks(press_surfaces(site, world), world)
    assert "title of a release, due" in found[f"/de/presse/?jahr={world.released.year}"]


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
