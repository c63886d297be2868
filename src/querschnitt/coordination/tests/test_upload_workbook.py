import datetime

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.coordination import operations, queries
from querschnitt.coordination.models import DeliveredWorkbook, WorkbookRow
from querschnitt.coordination.tests.factories import adopted, closed, collection
from querschnitt.coordination.tests.workbooks import (
    GOALS,
    LAST_TERM,
    MARKS,
    Book,
    Ground,
    apply,
    counts,
    pending,
    upload,
)
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import GoalVersion
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Job

pytestmark = pytest.mark.django_db

State = DeliveredWorkbook.State
HOSTILE = ["=1+1", "+49 391 567", "-3", "@SUM(A1)", '=HYPERLINK("http://x")', "\tTab", "_x0041_"]


@pytest.fixture
def writer():
    return editor()


@pytest.fixture
def ground(writer):
    return Ground(writer)


def book(ground, writer):
    return Book.of(ground.round, writer)


def the_fault(workbook):
    return queries.workbook_page(workbook, workbook.uploaded_by, outcome="refused").rows[0].faults


def test_downloaded_and_uploaded_unchanged_everything_is_unchanged(ground, writer):
    other = editor()
    ground.goal(
        writer,
        "Zeile eins.\nZeile zwei – „Anführung“ & <Zeichen>; 100 %",
        title="Titel",
        explanation="  Mit Rand und\r\nUmbruch  ",
        lead=other.department,
        involved=[other.department, writer.department],
        clauses=ground.clauses[:2],
        chapter=ground.chapter,
        other_mandate="Beschluss",
        runs_from="2022-07",
        runs_until="2026",
    )
    ground.goal(
        writer, "Alle tun es.", involves_all=True, stage="submitted", runs_from="2022-07-12"
    )
    ground.goal(writer, "Zurück.", stage="returned")
    for wording in HOSTILE:
        ground.goal(writer, wording)
    ground.goal(writer, "Weg.", stage="withdrawn")

    workbook = upload(ground.round, writer, book(ground, writer))

    assert workbook.state == State.READY
    assert counts(workbook) == {"unchanged": 3 + len(HOSTILE)}


def test_new_changed_carried_and_refused_rows_are_told_apart(ground, writer):
    ground.goal(writer, "Wir tun dies.")
    ground.delivered(writer.department, "Wir taten dies.")
    ground.delivered(ground.predecessor_of(writer.department), "Die Vorgänger taten das.")
    ground.delivered(editor().department, "Andere taten das.")
    filled = book(ground, writer).put(2, Wortlaut="Wir tun dies mit Nachdruck.")
    filled.add("Ganz neu.").add("Ohne Feld.", Handlungsfeld=None).carry(2)

    workbook = upload(ground.round, writer, filled)

    assert counts(workbook) == {"new": 1, "changed": 1, "refused": 1, "carried": 1, "left": 1}
    assert [[*fault] for fault in the_fault(workbook)] == [
        ["Ziele!E4", "", "Hier muss etwas ausgewählt werden."]
    ]
    assert GoalVersion.objects.filter(goal__framework=ground.framework).count() == 1


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ({"Art": "Kernziel"}, "Ziele!D2"),
        ({"Handlungsfeld": "Sport"}, "Ziele!E2"),
        ({"Titel": "x" * 201}, "Ziele!F2"),
        ({"Wortlaut": "x" * 5001}, "Ziele!G2"),
        ({"Wortlaut": "a\u202eb"}, "Ziele!G2"),
        ({"Erläuterung": "a\u0085b"}, "Ziele!H2"),
        ({"Federführung": "Niemand"}, "Ziele!I2"),
        ({"Beteiligte_Ressorts": "M1; Niemand"}, "Ziele!J2"),
        ({"Beteiligte_Ressorts": "alle; M1"}, "Ziele!J2"),
        ({"Vorgaben": "1; 99"}, "Ziele!K2"),
        ({"Vorgaben": "eins"}, "Ziele!K2"),
        ({"Vorgaben": 3.5}, "Ziele!K2"),
        ({"Kapitel": "9 Anhang"}, "Ziele!M2"),
        ({"Von": 44754}, "Ziele!N2"),
        ({"Von": "bald"}, "Ziele!N2"),
        ({"Von": "2024", "Bis": "2022"}, "Ziele!O2"),
        ({"Kennung": "D99"}, "Ziele!A2"),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_cell(ground, writer, cells, cell):
    filled = book(ground, writer).add("Neu.", row=2).put(2, **cells)

    workbook = upload(ground.round, writer, filled)

    assert counts(workbook) == {"refused": 1}
    assert [fault[0] for fault in the_fault(workbook)] == [cell]


def test_days_numbers_and_other_spellings_are_understood(ground, writer):
    filled = book(ground, writer).add("Neu.", row=2, Art="KERNZIEL  EINES  RESSORTS")
    filled.put(2, Von=datetime.date(2022, 7, 12), Bis=2026, Vorgaben=2, Kapitel="1")
    filled.put(2, Federführung=writer.department.name, Handlungsfeld=ground.field.key)

    apply(upload(ground.round, writer, filled), writer)

    version = GoalVersion.objects.get(goal__framework=ground.framework)
    assert (version.runs_from, version.runs_until) == ("2022-07-12", "2026")
    assert [*version.clauses.all()] == [ground.clauses[1]]
    assert (version.chapter, version.lead) == (ground.chapter, writer.department)


@pytest.mark.parametrize("wording", HOSTILE[:5])
def test_what_looks_like_a_formula_stays_text(ground, writer, wording):
    filled = book(ground, writer).add("Neu.", row=2)
    cell = filled.book[GOALS].cell(2, filled.column(GOALS, "Wortlaut"))
    cell.value, cell.data_type = wording, "s"

    apply(upload(ground.round, writer, filled), writer)

    assert GoalVersion.objects.get(goal__framework=ground.framework).wording == wording


def test_a_goal_changed_meanwhile_is_refused_with_both_texts(ground, writer):
    version = ground.goal(writer, "Wir tun dies.")
    filled = book(ground, writer).put(2, Wortlaut="Wir tun das Gegenteil.")
    framework_acts.revise_goal(by=writer, goal=version.goal, seen=1, wording="Wir tun mehr.")

    workbook = upload(ground.round, writer, filled)

    row = queries.workbook_page(workbook, writer).rows[0]
    assert row.outcome == "refused"
    assert row.faults[0][0] == "Ziele!B2"
    words = "".join(text for _kind, text in row.texts[0].parts)
    assert "Gegenteil." in words
    assert "mehr." in words


def test_a_row_that_nobody_touched_does_not_undo_what_was_changed_meanwhile(ground, writer):
    version = ground.goal(writer, "Wir tun dies.")
    filled = book(ground, writer)
    framework_acts.revise_goal(by=writer, goal=version.goal, seen=1, wording="Wir tun mehr.")

    assert counts(upload(ground.round, writer, filled)) == {"unchanged": 1}


def test_a_version_that_never_was_is_refused(ground, writer):
    ground.goal(writer)
    filled = book(ground, writer).put(2, Fassung="7", Wortlaut="Anders.")

    workbook = upload(ground.round, writer, filled)

    assert the_fault(workbook)[0][0] == "Ziele!B2"


def test_a_submitted_goal_cannot_be_changed_by_workbook(ground, writer):
    ground.goal(writer, stage="submitted")
    filled = book(ground, writer).put(2, Wortlaut="Anders.")

    workbook = upload(ground.round, writer, filled)

    assert counts(workbook) == {"refused": 1}
    assert the_fault(workbook)[0][0] == "Ziele!A2"


def test_a_goal_of_another_department_is_not_there(ground, writer):
    theirs = ground.goal(editor(), "Geheim.")
    filled = book(ground, writer).add("Neu.", row=2, Kennung=theirs.goal.reference, Fassung="1")

    workbook = upload(ground.round, writer, filled)

    assert counts(workbook) == {"refused": 1}
    assert "Geheim" not in str([*WorkbookRow.objects.values()])


def test_the_same_goal_twice_in_a_file_is_refused(ground, writer):
    ground.goal(writer)
    filled = book(ground, writer)
    reference = filled.cell(2, "Kennung")
    filled.add("Neu.").add("Neu.").add("Noch einmal.", Kennung=reference, Fassung="1")
    filled.put(2, Wortlaut="Anders.")

    assert counts(upload(ground.round, writer, filled)) == {"changed": 1, "new": 1, "refused": 2}


def test_an_excluded_clause_cannot_be_taken_up(ground, writer):
    framework_acts.exclude_clause(
        by=coordinator(), framework=ground.framework, clause=ground.clauses[1], reason="Anders."
    )
    filled = book(ground, writer).add("Neu.", row=2, Vorgaben="2")

    assert the_fault(upload(ground.round, writer, filled))[0][0] == "Ziele!K2"


@pytest.mark.parametrize("answer", ["vielleicht", "jain"])
def test_an_answer_that_is_neither_yes_nor_no_is_refused(ground, writer, answer):
    ground.delivered(writer.department)
    workbook = upload(ground.round, writer, book(ground, writer).carry(2, answer))

    assert the_fault(workbook)[0][0] == "Letzte Wahlperiode!E2"


def test_a_new_wording_without_a_yes_is_refused(ground, writer):
    ground.delivered(writer.department)
    workbook = upload(ground.round, writer, book(ground, writer).carry(2, None, "Neu."))

    assert the_fault(workbook)[0][0] == "Letzte Wahlperiode!E2"


def test_swapped_columns_are_read_by_their_headers(ground, writer):
    filled = book(ground, writer).add("Neu.", row=2, Titel="Titel")
    sheet = filled.book[GOALS]
    title, wording = filled.column(GOALS, "Titel"), filled.column(GOALS, "Wortlaut")
    for row in (1, 2):
        one, other = sheet.cell(row, title), sheet.cell(row, wording)
        one.value, other.value = other.value, one.value

    apply(upload(ground.round, writer, filled), writer)

    version = GoalVersion.objects.get(goal__framework=ground.framework)
    assert (version.title, version.wording) == ("Titel", "Neu.")


def without_sheets(filled):
    del filled.book[GOALS], filled.book[LAST_TERM]


def without_a_column(filled):
    filled.put(1, Wortlaut="Formulierung")


def with_a_column_twice(filled):
    filled.put(1, Titel="Wortlaut")


def without_marks(filled):
    del filled.book[MARKS]


def of_another_round(filled):
    filled.book[MARKS].cell(3, 2).value = "999999"


def of_another_department(filled):
    filled.book[MARKS].cell(4, 2).value = "other"


def without_rows(_filled):
    pass


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (without_sheets, "sheet-missing"),
        (without_a_column, "columns-missing"),
        (with_a_column_twice, "column-twice"),
        (without_marks, "not-our-workbook"),
        (of_another_round, "workbook-of-another-round"),
        (of_another_department, "workbook-of-another-department"),
        (without_rows, "empty-workbook"),
    ],
)
def test_a_file_that_is_not_what_was_handed_out_is_refused_as_a_whole(ground, writer, spoil, code):
    filled = book(ground, writer)
    spoil(filled)

    with pytest.raises(Refused, match=f"coordination.{code}"):
        upload(ground.round, writer, filled)

    assert not DeliveredWorkbook.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>", b"\x00" * 1000])
def test_a_file_that_cannot_be_opened_is_refused(ground, writer, data):
    with pytest.raises(Refused, match=r"coordination\.unreadable-workbook"):
        upload(ground.round, writer, data)


def test_who_was_not_asked_or_does_not_write_uploads_nothing(ground, writer):
    filled = book(ground, writer)
    for person, code in ((approver(), "not-asked"), (coordinator(), "not-editor")):
        with pytest.raises(Refused, match=f"coordination.{code}"):
            upload(ground.round, person, filled)


def test_nothing_is_uploaded_after_the_round_or_the_adoption(ground, writer):
    filled = book(ground, writer).add("Neu.", row=2)
    closed(ground.round)

    with pytest.raises(Refused, match=r"coordination\.round-closed"):
        upload(ground.round, writer, filled)
    with pytest.raises(Refused):
        upload(collection(adopted().framework, writer), writer, filled)


def test_another_upload_takes_the_place_of_the_one_before(ground, writer):
    first = upload(ground.round, writer, book(ground, writer).add("Neu.", row=2))
    second = upload(ground.round, writer, book(ground, writer).add("Anders.", row=2))

    first.refresh_from_db()
    assert (first.state, first.data, first.rows.count()) == (State.DISCARDED, None, 0)
    assert [*pending()] == [second]


def test_the_same_file_again_changes_nothing(ground, writer):
    data = book(ground, writer).add("Neu.", row=2).data
    first = upload(ground.round, writer, data)
    before = JournalEntry.objects.count()

    assert upload(ground.round, writer, data) == first
    assert JournalEntry.objects.count() == before


def test_an_upload_stands_in_the_journal_without_its_texts(ground, writer):
    upload(ground.round, writer, book(ground, writer).add("Kanarienvogel.", row=2))

    entry = JournalEntry.objects.get(act="coordination.workbook_uploaded")
    assert "Kanarienvogel" not in str(entry.facts) + entry.subject_name


def test_many_rows_are_checked_by_a_job_and_twice_is_once(ground, writer):
    from querschnitt.coordination import workbook_jobs
    from querschnitt.outbox.operations import claim

    filled = book(ground, writer)
    for number in range(201):
        filled.add(f"Ziel {number}.", row=2 + number)
    workbook = upload(ground.round, writer, filled)
    assert workbook.state == State.WAITING
    assert Job.objects.get().kind == operations.CHECK_WORKBOOK

    (job,) = claim()
    for _turn in range(2):
        workbook_jobs.check(job)

    workbook.refresh_from_db()
    assert workbook.state == State.READY
    assert counts(workbook) == {"new": 201}
    assert workbook.rows.count() == 201


def test_what_a_job_cannot_read_is_told_on_the_page(ground, writer, monkeypatch):
    from querschnitt.coordination import workbook_jobs
    from querschnitt.coordination.operations import workbooks
    from querschnitt.outbox.operations import claim

    monkeypatch.setattr(workbooks, "LARGE_FILE", 0)
    workbook = upload(ground.round, writer, b"no workbook")

    workbook_jobs.check(claim()[0])

    workbook.refresh_from_db()
    assert workbook.state == State.REFUSED
    assert workbook.refusal
