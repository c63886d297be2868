import json

import pytest

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import person
from querschnitt.lib.refusal import Refused
from querschnitt.publication import operations
from querschnitt.publication.misprint import is_misprint
from querschnitt.publication.models import StoredPage
from querschnitt.publication.tests import factories


@pytest.fixture
def version(db):
    framework = factories.framework()
    factories.goal(framework, "P1", wording="Wir stärken Eurpoa.")
    return factories.adopted(framework)


@pytest.fixture
def edition(version, press_officer):
    return operations.publish(by=press_officer, framework_version=version)


def correct(version, by, **changed):
    given = {
        "goal_reference": "P1",
        "part": "wording",
        "before": "Wir stärken Eurpoa.",
        "after": "Wir stärken Europa.",
        "note": "Schreibfehler",
    }
    return operations.correct_editorially(by=by, framework_version=version, **given | changed)


def test_a_misprint_is_put_right_beside_the_adopted_text(edition, version, press_officer):
    corrected = correct(version, press_officer)

    assert corrected.is_minor
    assert corrected.number == 2
    content = json.loads(corrected.content)
    assert content["framework"] == json.loads(version.content)
    assert content["corrections"][0]["after"] == "Wir stärken Europa."
    page = StoredPage.objects.get(path="/de/2022/2/")
    assert "Europa" in bytes(page.body).decode()


def test_publishing_again_does_not_undo_a_correction(edition, version, press_officer):
    correct(version, press_officer)

    with pytest.raises(Refused, match=r"publication\.already-published"):
        operations.publish(by=press_officer, framework_version=version)


def test_a_second_correction_builds_on_the_first(edition, version, press_officer):
    correct(version, press_officer)

    with pytest.raises(Refused, match=r"publication\.stale"):
        correct(version, press_officer)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("more-than-a-misprint", {"after": "Wir stärken die Wirtschaft."}),
        ("unknown-goal", {"goal_reference": "P7"}),
        ("unknown-goal", {"part": "reference"}),
        ("unchanged", {"after": "Wir stärken Eurpoa."}),
        ("no-note", {"note": " "}),
    ],
)
def test_what_is_no_correction_is_refused(edition, version, press_officer, code, changed):
    with pytest.raises(Refused, match=rf"publication\.{code}"):
        correct(version, press_officer, **changed)


def test_what_is_not_public_is_not_corrected(version, press_officer):
    with pytest.raises(Refused, match=r"publication\.not-published"):
        correct(version, press_officer)


@pytest.mark.parametrize("role", [role for role in Role.values if role != "press_officer"])
def test_only_press_officers_correct(edition, version, role):
    with pytest.raises(Refused, match=r"publication\.not-entitled"):
        correct(version, person(role))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wir stärken Eurpoa.", "Wir stärken Europa."),
        ("in der der Region", "in der Region"),
        ("Straße, Schiene", "Straße und Schiene"[:6] + " Schiene"),
        ("Wasserstoff Strategie", "Wasserstoffstrategie"),
        ("das Ziel", "Das Ziel."),
    ],
)
def test_spelling_is_a_misprint(before, after):
    assert is_misprint(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wir fördern keine Kohle", "Wir fördern eine Kohle"),
        ("Wir fördern Kohle", "Wir fördern nicht Kohle"),
        ("bis 2030", "bis 2031"),
        ("1,5 Prozent", "15 Prozent"),
        ("Wir stärken Europa", "Wir stärken Asien"),
        ("Wir stärken Europa", ""),
    ],
)
def test_what_changes_the_meaning_is_none(before, after):
    assert not is_misprint(before, after)
