"""What a stranger can see of the program, as bytes; to look for words that must not be there."""

import gzip
import json
from urllib.parse import quote

from querschnitt.portal.addresses import SEGMENTS
from querschnitt.press.models import Release
from querschnitt.publication.models import PublicRecord, StoredPage
from querschnitt.relations.models import Entry
from querschnitt.relations.registers import REGISTERS
from querschnitt.tests.addresses import desk_addresses
from querschnitt.tests.pdf_text import words_of
from querschnitt.tests.wire import ask

SUBSCRIPTIONS = [
    f"/abonnement/{'x' * 43}/{end}/" for end in ("bestaetigen", "abmelden", "ein-klick")
]


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
