"""A position is drafted, coordinated between the departments, sent, and perhaps made public."""

from datetime import date

import pytest
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests import factories as people
from querschnitt.lib.refusal import Refused
from querschnitt.relations import cosigning, operations
from querschnitt.relations.queries.contents import relations_content
from querschnitt.relations.queries.positions import positions_of
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db

TEXT = "Das Land begrüßt den Vorschlag."


@pytest.fixture
def dossier(editor):
    return an_entry("dossiers", by=editor, department=editor.department.key)


@pytest.fixture
def position(editor, dossier):
    return operations.draft_position(by=editor, dossier=dossier, title="Stellungnahme", text=TEXT)


def sent(position, by, on=None):
    today = timezone.localdate()
    operations.coordinate_position(by=by, position=position, how="Mündlich.", on=on or today)
    return operations.send_position(by=by, position=position, to="Bundesrat", on=on or today)


def test_a_draft_is_worded_anew_and_keeps_what_it_said(editor, position):
    operations.revise_position(by=editor, position=position, title="Zweite", text="Neu.")

    (line,) = positions_of(position.dossier, editor)
    assert line.position.text == "Neu."
    assert [(one.title, one.text) for one in line.earlier] == [("Stellungnahme", TEXT)]


def test_drafting_the_same_twice_has_one_effect(editor, position):
    with pytest.raises(Refused, match="there-already"):
        operations.draft_position(
            by=editor, dossier=position.dossier, title="Stellungnahme", text=TEXT
        )


def test_who_saw_an_older_wording_overwrites_nothing(editor, position):
    with pytest.raises(Refused, match=r"relations\.stale"):
        operations.revise_position(
            by=editor, position=position, title="Zweite", text="Neu.", seen="0" * 64
        )


def test_others_read_a_position_only_once_it_is_sent(approver, position):
    other = people.editor()
    assert positions_of(position.dossier, other) == []

    operations.revise_position(by=approver, position=position, title="Zweite", text="Neu.")
    sent(position, approver)

    (line,) = positions_of(position.dossier, other)
    assert (line.position.title, line.earlier) == ("Zweite", [])


def test_the_auditor_reads_drafts(position):
    assert positions_of(position.dossier, people.person(Role.AUDITOR))


def test_only_what_was_coordinated_is_sent(approver, position):
    with pytest.raises(Refused, match="position-not-coordinated"):
        operations.send_position(
            by=approver, position=position, to="Bundesrat", on=timezone.localdate()
        )


def test_editors_draft_but_do_not_decide(editor, position):
    with pytest.raises(Refused, match="not-approver"):
        operations.coordinate_position(
            by=editor, position=position, how="Mündlich.", on=timezone.localdate()
        )


def test_it_is_not_coordinated_elsewhere_while_departments_are_asked(
    approver, position, monkeypatch
):
    monkeypatch.setattr(cosigning, "IN_ROUND", [lambda pks: {position.pk} & {*pks}])

    for act in (
        lambda: operations.coordinate_position(
            by=approver, position=position, how="Mündlich.", on=timezone.localdate()
        ),
        lambda: operations.set_position_aside(by=approver, position=position, reason="Erledigt."),
    ):
        with pytest.raises(Refused, match="position-in-round"):
            act()


def test_it_is_not_sent_before_it_was_coordinated(approver, position):
    operations.coordinate_position(
        by=approver, position=position, how="Mündlich.", on=date(2022, 5, 2)
    )
    with pytest.raises(Refused, match="sent-too-early"):
        operations.send_position(
            by=approver, position=position, to="Bundesrat", on=date(2022, 5, 1)
        )


def test_what_is_taken_up_again_has_to_be_coordinated_anew(approver, position):
    operations.coordinate_position(
        by=approver, position=position, how="Mündlich.", on=timezone.localdate()
    )
    again = operations.take_position_up_again(by=approver, position=position, reason="Neue Lage.")

    assert (again.state, again.coordinated_on) == ("draft", None)


def test_what_was_sent_stays_as_it_is(approver, position):
    sent(position, approver)
    refused = {
        "position-not-draft": lambda: operations.revise_position(
            by=approver, position=position, title="Zweite", text="Neu."
        ),
        "position-is-over": lambda: operations.set_position_aside(
            by=approver, position=position, reason="Doch nicht."
        ),
        "position-is-draft": lambda: operations.take_position_up_again(
            by=approver, position=position, reason="Doch nicht."
        ),
    }
    for code, act in refused.items():
        with pytest.raises(Refused, match=code):
            act()


def test_only_a_position_that_was_sent_and_is_meant_for_it_becomes_public(coordinator):
    dossier = an_entry("dossiers", by=coordinator, released=True)
    first, second = (
        operations.draft_position(by=coordinator, dossier=dossier, title=title, text=TEXT)
        for title in ("Erste", "Zweite")
    )
    with pytest.raises(Refused, match="position-not-sent"):
        operations.make_position_public(by=coordinator, position=first)
    sent(first, coordinator)
    sent(second, coordinator)
    operations.make_position_public(by=coordinator, position=second)

    (public,) = relations_content()["entries"]
    assert [one["title"] for one in public["values"]["positions"]] == ["Zweite"]

    operations.keep_position_inside(by=coordinator, position=second)
    assert "positions" not in relations_content()["entries"][0]["values"]


def test_the_journal_holds_no_words_of_a_position(editor, position):
    operations.revise_position(by=editor, position=position, title="Geheim", text="Geheimer Text")

    facts = [str(one.facts) for one in JournalEntry.objects.filter(act__contains="position")]
    assert len(facts) == 2
    assert not any("Geheim" in one or TEXT in one for one in facts)


def test_the_positions_take_as_many_queries_for_many_as_for_few(editor, position, counted):
    few = counted(lambda: positions_of(position.dossier, editor))
    for number in range(9):
        operations.draft_position(
            by=editor, dossier=position.dossier, title=f"Nr. {number}", text=TEXT
        )

    assert counted(lambda: positions_of(position.dossier, editor)) == few
