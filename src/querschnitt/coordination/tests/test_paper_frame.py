"""The frame of a cabinet submission, to be written outside of the system."""

import pytest

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import person
from querschnitt.coordination.cabinet_frame import paper_frame_document
from querschnitt.documents.outline import check
from querschnitt.documents.typeset import Heading
from querschnitt.documents.writers import WRITERS
from querschnitt.framework.tests.browser import browser_of

FRAME = "/desk/kabinett/geruest-vorlage."


def titles(document):
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_it_has_the_parts_of_a_submission_in_their_order(settings):
    settings.PROPOSED_DECISION_FIRST = True

    document = paper_frame_document()

    check(document)
    assert "Vertraulich" in document.running_head
    assert titles(document) == [
        "Beschlussvorschlag",
        "Sachverhalt und Begründung",
        "Beteiligung der Ressorts",
        "Offener Dissens",
        "Staatssekretärskonferenz",
        "Beteiligung von Verbänden",
        "Kosten und Haushalt",
        "Anlage 1: Sprechzettel",
        "Anlage 2: Text",
    ]


def test_the_proposed_decision_is_an_annex_where_the_rules_say_so(settings):
    settings.PROPOSED_DECISION_FIRST = False

    assert "Anlage 1: Beschlussvorschlag" in titles(paper_frame_document())
    assert "Beschlussvorschlag" not in titles(paper_frame_document())


@pytest.mark.django_db
def test_the_page_of_the_cabinet_offers_it_in_every_format():
    browser = browser_of(person(Role.COORDINATOR))

    page = browser.get("/desk/kabinett/")

    for ending, writer in WRITERS.items():
        assert f"{FRAME}{ending}" in page.text
        file = browser.get(f"{FRAME}{ending}")
        assert (file.status_code, file["Content-Type"]) == (200, writer.media_type)
    assert browser.get(f"{FRAME}exe").status_code == 404
