"""A file of others becomes a foreign draft, or a sentence and nothing."""

import json

import pytest
from django.db import DatabaseError, transaction

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator, person
from querschnitt.coordination import comparables
from querschnitt.coordination.comparison import Bond
from querschnitt.coordination.queries.comparison import comparison_page
from querschnitt.documents import plain_reading, reading
from querschnitt.documents.unreadable import Unreadable
from querschnitt.lib.refusal import Refused
from querschnitt.publication import import_queries, operations
from querschnitt.publication.models import Document, Edition, ImportedFramework
from querschnitt.publication.tests.foreign_files import (
    REPORT,
    as_file,
    edition_of,
    moved,
    plan,
    read_here,
    sealed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(plain_reading, "extract", read_here)


def imported(data=None, by=None, name="plan.xml"):
    data = plan() if data is None else data
    return operations.import_framework(by=by or coordinator(), data=data, file_name=name)


def refused(data):
    with pytest.raises(Unreadable) as caught:
        imported(data)
    assert not ImportedFramework.objects.exists()
    assert not JournalEntry.objects.filter(act__startswith="publication.").exists()
    return caught.value.sentence


def test_a_plan_is_kept_with_its_origin_and_its_deviations():
    by = coordinator()

    row = imported(plan(namespace=""), by)

    assert (row.kind, row.title, row.file_name) == ("stratml_core", "Beispielplan", "plan.xml")
    assert (row.goal_count, row.deviation_count) == (1, 2)
    assert json.loads(row.deviations)[0][:3] == [1, "StrategicPlan", "repaired"]
    assert row.imported_by == by
    entry = JournalEntry.objects.get(act="publication.framework_imported")
    assert entry.facts["goals"] == 1
    assert "Beispielplan" not in json.dumps(entry.facts) + entry.subject_name


def test_the_file_is_opened_in_a_child_and_nowhere_else(monkeypatch):
    monkeypatch.setattr(plain_reading, "extract", reading.extract)

    assert imported(plan(name="Grüße")).title == "Grüße"
    assert "Dokumenttyp" in _told(b"<!DOCTYPE x [<!ENTITY y 'z'>]><StrategicPlan/>")


def _told(data):
    with pytest.raises(Unreadable) as caught:
        imported(data)
    return caught.value.sentence


def test_a_report_is_recognised_as_part_two():
    data = plan(namespace=REPORT).replace(b"StrategicPlan ", b"PerformancePlanOrReport ")
    data = data.replace(b"</StrategicPlan>", b"</PerformancePlanOrReport>")

    assert imported(data).kind == "stratml_report"


def test_our_own_edition_is_recognised_and_kept_as_it_stands(version):
    edition = edition_of(version)

    row = imported(as_file(edition), name="2022-1.json")

    assert row.kind == "querschnitt"
    assert json.loads(row.edition)["framework"] == edition["framework"]
    assert row.content_digest == version.content_digest


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leer"),
        (b"Ziel;Ressort\n1;2", "weder StratML"),
        (b"%PDF-1.7", "weder StratML"),
        (b"PK\x03\x04", "weder StratML"),
        (b"<html/>", "kein StratML"),
        (b"<StrategicPlan>", "Zeile 1"),
        (b"<!DOCTYPE x><StrategicPlan/>", "Dokumenttyp"),
        (b"{}", "keine Ausgabe"),
        (b"[]", "keine Ausgabe"),
        (b'{"schema": "querschnitt/framework-edition/1"}', "$.adoption"),
        (b'{"schema": "querschnitt/reported-goals/1"}', "aus Berichten"),
    ],
)
def test_what_is_neither_is_told_and_nothing_is_kept(data, said):
    assert said in refused(data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: e["framework"].pop("title"), "$.framework.title fehlt"),
        (lambda e: e["framework"].update(neu=1), "$.framework.neu"),
        (lambda e: e["framework"]["goals"][0].update(wording="Text"), "goals[0].wording"),
        (lambda e: e["framework"]["goals"][1].update(involves_all=1), "goals[1].involves_all"),
        (lambda e: e["framework"]["goals"][0].update(chapter=99), "goals[0].chapter"),
        (lambda e: e["framework"]["goals"][0].update(lead="nirgends"), "goals[0].lead"),
        (lambda e: e["framework"]["goals"][0]["clauses"].append(77), "goals[0].clauses"),
        (lambda e: e["framework"]["goals"].append(e["framework"]["goals"][0]), "zweimal"),
        (lambda e: e["framework"]["period"].update(start="bald"), "$.framework.period.start"),
        (lambda e: e["adoption"].update(decided_on="2022-07"), "$.adoption.decided_on"),
        (
            lambda e: e["corrections"].append(
                {"goal": "P1", "part": "wording", "language": "de", "before": "x", "after": "y",
                 "note": "", "corrected_on": "2022-08-01"}
            ),
            "Berichtigung",
        ),
    ],
)  # fmt: skip
def test_an_edition_with_a_fault_names_its_path(version, change, said):
    edition = edition_of(version)
    change(edition)

    assert said in refused(as_file(sealed(edition)))


def test_an_edition_that_was_changed_afterwards_is_refused(version):
    edition = edition_of(version)
    edition["framework"]["goals"][0]["wording"] = {"de": "Etwas anderes."}

    assert "Prüfsumme" in refused(as_file(edition))


def test_the_same_file_is_imported_once_until_it_is_discarded():
    by, data = coordinator(), plan()
    row = imported(data, by)

    with pytest.raises(Refused, match=r"publication\.imported-already"):
        imported(data, by)
    operations.discard_import(by=by, imported=row, reason="Falsche Datei.")
    again = imported(data, by)

    assert ImportedFramework.objects.standing().get() == again


def test_a_discarded_import_keeps_its_reason_and_is_discarded_once():
    by = coordinator()
    row = imported(by=by)

    operations.discard_import(by=by, imported=row, reason="Falsche Datei.")
    with pytest.raises(Refused, match=r"publication\.import-discarded"):
        operations.discard_import(by=by, imported=row, reason="Noch einmal.")

    row.refresh_from_db()
    assert (row.discard_reason, row.discarded_by) == ("Falsche Datei.", by)


def test_a_reason_is_needed():
    row = imported()

    with pytest.raises(Refused, match=r"framework\.text-missing"):
        operations.discard_import(by=coordinator(), imported=row, reason=" ")


@pytest.mark.parametrize("role", ["auditor", "press_officer", "cabinet_office", "administrator"])
def test_only_a_coordinator_imports_and_discards(role):
    row, by = imported(), person(role)

    with pytest.raises(Refused, match=r"publication\.not-coordinator"):
        imported(plan(name="Anderer"), by)
    with pytest.raises(Refused, match=r"publication\.not-coordinator"):
        operations.discard_import(by=by, imported=row, reason="Weil.")


def test_an_import_is_never_an_edition(version):
    imported(as_file(edition_of(version)), name="2022-1.json")

    assert not Edition.objects.exists()
    assert not Document.objects.exists()


def test_the_database_itself_refuses_a_discarded_import_without_reason():
    row = imported()

    with pytest.raises(DatabaseError), transaction.atomic():
        ImportedFramework.objects.filter(pk=row.pk).update(discarded_at=row.imported_at)


# -- Side by side -----------------------------------------------------------------------------


def compared(by, earlier, later):
    return comparison_page(by=by, earlier=earlier, later=later, kind="", department="")


def key(row):
    return f"{import_queries.KEY}{row.pk}"


def test_a_foreign_framework_stands_beside_ours_and_likeness_is_only_supposed(version):
    wording = "Wir stärken die Wasserstoffstrategie, sie gilt in allen Häusern."
    inside = f"<Goal><Name>Wasserstoff</Name><Description>{wording}</Description></Goal>"
    row, by = imported(plan(inside)), coordinator()

    page = compared(by, f"version-{version.pk}", key(row))

    assert page.comparison
    assert {one.bond for one in page.points if one.bond} <= {Bond.SUPPOSED, Bond.SAME}
    assert [one.later.label for one in page.points if one.is_supposed] == ["G1: Wasserstoff"]
    assert not [one for one in page.points if one.is_moved]


def test_two_foreign_ones_stand_beside_each_other():
    by = coordinator()
    rows = [imported(plan(name=name), by) for name in ("Eins", "Zwei")]

    assert compared(by, *map(key, rows)).comparison


def test_a_foreign_text_in_another_language_is_compared_in_its_words():
    inside = "<Vision><Description>The people of the land and of the world.</Description></Vision>"
    row, by = imported(plan(inside)), coordinator()

    page = compared(by, key(row), key(row))

    assert page.later.language == "en"
    words = " ".join(one.words for point in page.unchanged for one in [point.later])
    assert "people of the land" in words


def test_the_same_reference_of_another_government_means_nothing(version):
    edition = edition_of(version)
    edition["framework"]["goals"][0]["wording"] = {"de": "Völlig Neues über Kunst und Kultur."}
    row, by = imported(as_file(sealed(edition))), coordinator()

    page = compared(by, f"version-{version.pk}", key(row))

    bonds = {one.later.label: one.bond for one in page.points if one.later and one.bond}
    assert bonds.get("P1") is None


def test_the_very_same_text_is_known_again_goal_by_goal(version):
    row, by = imported(as_file(edition_of(version))), coordinator()

    page = compared(by, f"version-{version.pk}", key(row))

    assert page.points == []


def test_a_discarded_import_and_those_of_other_readers_are_not_offered(version):
    by, other = coordinator(), person("press_officer")
    row = imported(by=by)

    assert comparables.from_elsewhere(other) == []
    assert compared(other, key(row), key(row)).later.version == version
    operations.discard_import(by=by, imported=row, reason="Weil.")
    assert comparables.from_elsewhere(by) == []


def test_an_edition_of_elsewhere_with_other_names_is_imported(version):
    edition = moved(edition_of(version), eu="eu-dort")

    assert imported(as_file(edition)).goal_count == 3
