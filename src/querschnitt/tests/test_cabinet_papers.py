"""What lies before the cabinet is read by those to whom it goes, in whatever form it is asked for.

The press text and the confidential minutes go to nobody but the State Chancellery and the cabinet
office, not even to the auditors, who read everything else.
"""

import io
import os
import re
import zipfile
from dataclasses import replace

import pytest

from querschnitt.coordination import operations
from querschnitt.coordination.models import CabinetSubmission
from querschnitt.coordination.rules import submissions as submission_rules
from querschnitt.coordination.tests.factories import DECIDED
from querschnitt.documents import pdf
from querschnitt.documents.writers import WRITERS
from querschnitt.tests.addresses import desk_places
from querschnitt.tests.pdf_text import words_of
from querschnitt.tests.policy import PEOPLE, browser_of
from querschnitt.tests.world_cabinet import HELD

pytestmark = pytest.mark.django_db

SECRET = ("press text", "minutes")
NEAR = re.compile("submission|session|cabinet|agenda|paper|decision|task|adopt|version")
IS_FULL = os.environ.get("SCALE") == "full"


def said(answer):
    """Return all that an answer says, unpacked."""
    body = answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    return body + words_of(body).encode() if body.startswith(b"%PDF-1") else body


def surfaces(world):
    places = {name: one.path for name, one in desk_places(world).items() if "coordination:" in name}
    near = [path for name, path in places.items() if NEAR.search(name)]
    yield from near
    # The others know nothing of the cabinet's papers; a few at a time show that it stays so.
    yield from [path for path in places.values() if path not in near][:: 1 if IS_FULL else 4]
    yield from ("/desk/", "/desk/journal/")
    yield from (f"/desk/kabinett/{key}/" for key in world.frameworks)
    yield from (f"/desk/kabinett/{key}/beschluss/" for key in world.frameworks)
    for row in world.submissions.values():
        own = f"/desk/kabinett/vorlagen/{row.pk}/"
        yield from (own, f"{own}vorlage.docx", f"{own}vorlage.docx?lieferung=1", f"{own}zuleiten/")


def forbidden(world, who):
    """Return the canaries of the cabinet that one person must not read, by where they are."""
    mine = {who, who.rpartition("_")[2]}
    keys = ("entworfen", "zugeleitet", "aufgesetzt")
    return {
        word.encode(): place
        for word, place in world.canaries.places.items()
        if place.endswith(keys)
        and (readers := world.canaries.readers[word])
        and not readers & mine
        and who != "coordinator"
        and (who != "auditor" or place.startswith(SECRET))
    }


def leaks(world, person):
    who, found = PEOPLE[person], {}
    words, browser = forbidden(world, who), browser_of(world.people[PEOPLE[person]])
    for path in dict.fromkeys(surfaces(world)):
        body = said(browser.get(path))
        if places := [place for word, place in words.items() if word in body]:
            found[path] = places
    return found


@pytest.mark.parametrize("person", [one for one in PEOPLE if one not in {"coo", "cab"}])
def test_nobody_reads_of_it_what_is_not_theirs(world, person):
    assert forbidden(world, PEOPLE[person])
    assert leaks(world, person) == {}


def test_a_rule_that_let_everybody_read_would_be_found(world, monkeypatch):
    monkeypatch.setattr(submission_rules, "READS_DRAFTS", frozenset(PEOPLE.values()) | {"auditor"})
    monkeypatch.setattr(
        submission_rules, "WRITES_AND_DECIDES", submission_rules.READS_DRAFTS | {"press_officer"}
    )

    found = {place for places in leaks(world, "aud").values() for place in places}

    assert any(place.startswith("press text") for place in found)
    assert any(place.startswith("minutes") for place in found)


def press_word(world, key):
    places = world.canaries.places.items()
    return next(word for word, place in places if place == f"press text of {key}").encode()


def test_press_officers_know_of_a_press_text_and_read_it_once_the_cabinet_has_decided(world):
    browser, word = browser_of(world.people["press"]), press_word(world, "aufgesetzt")
    page = "/desk/kabinett/aufgesetzt/"
    assert word not in browser.get(page).content
    assert "gesperrt" in browser.get(page).text

    version = operations.adopt(
        by=world.people["cabinet"],
        framework=world.frameworks["aufgesetzt"],
        submission=world.submissions["on agenda"],
        decided_on=HELD,
    )
    assert word in browser.get(page).content
    assert word in browser_of(world.people["auditor"]).get(page).content
    assert word not in browser_of(world.people["editor_aa"]).get(page).content

    operations.annul(
        by=world.people["cabinet"], version=version, decided_on=DECIDED, reason="Irrtum."
    )
    assert word not in browser.get(page).content


def test_the_length_of_the_press_text_shows_nowhere(world):
    """Two texts of different length make the same page."""
    browser = browser_of(world.people["press"])
    row = CabinetSubmission.objects.filter(pk=world.submissions["on agenda"].pk)

    def page(text):
        row.update(press_text=text)
        return browser.get("/desk/kabinett/aufgesetzt/").text.split("<main")[1].split("</main")[0]

    assert page("kurz") == page("lang " * 900)


def test_the_pdf_says_what_the_page_says_and_no_press_text(world, monkeypatch):
    monkeypatch.setitem(WRITERS, "pdf", replace(WRITERS["pdf"], write=pdf.pdf))
    place = desk_places(world)["coordination:submission_paper"]

    body = said(browser_of(world.people["approver_cc"]).get(place.path))

    places = world.canaries.places.items()
    inside = {place for word, place in places if word.encode() in body}
    assert {"facts of zugeleitet", "proposed_decision of zugeleitet"} <= inside
    assert not [place for place in inside if place.startswith(SECRET)]
