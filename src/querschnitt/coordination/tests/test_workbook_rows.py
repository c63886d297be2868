"""Whatever is typed into a workbook: every row is told, and what is accepted could be drafted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from querschnitt.accounts.models import Department
from querschnitt.accounts.tests.factories import editor
from querschnitt.coordination.operations.workbook_rows import checked_workbook
from querschnitt.coordination.tests.workbooks import GOALS, KIND, LAST_TERM, MARKS, Ground
from querschnitt.coordination.workbook_basis import basis_of, earlier_contents
from querschnitt.coordination.workbook_comparison import compare
from querschnitt.coordination.workbook_marks import FORMAT
from querschnitt.coordination.workbook_reading import read
from querschnitt.documents.reading import SheetRead
from querschnitt.documents.tables import normal
from querschnitt.framework import rules
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import Chapter, Clause, FieldOfAction
from querschnitt.framework.workbook_layout import headers

pytestmark = pytest.mark.django_db

ANYTHING = st.one_of(
    st.sampled_from(["", "", "x", "ja", "nein", "alle", "1; 2", "99", "2022", "44754", "=1+1"]),
    st.text(max_size=30),
    st.sampled_from(["a\x00b", "a\u202eb", "x" * 5001, "\ud800", "  ", "12.07.2022", "2022-13"]),
)
OFTEN_RIGHT = {
    "kind": st.sampled_from([KIND, KIND, "Grundsatz", "?"]),
    "field": st.sampled_from(["Wissenschaft", "Kultur", "Mond"]),
    "wording": st.one_of(st.sampled_from(["Eins.", "Zwei.", "Drei."]), ANYTHING),
    "reference": st.sampled_from(["", "", "", "D1", "D2", "D99"]),
    "seen": st.sampled_from(["", "1", "1", "2", "x"]),
    "clauses": st.sampled_from(["", "1", "1; 2", "9"]),
    "runs_from": st.sampled_from(["", "2022", "2030", "morgen"]),
    "runs_until": st.sampled_from(["", "2025", "12.07.2022"]),
}
LATER = st.sampled_from(["", "ja", "nein", "vielleicht"])


def rows(sheet, chosen):
    return st.lists(
        st.tuples(*(chosen.get(column, ANYTHING) for column in headers(sheet))), max_size=12
    )


def sheets(goals, last_term):
    titles = {"goals": GOALS, "last_term": LAST_TERM}
    said = {"goals": goals, "last_term": last_term}
    marks = [["key", "value"], ["format", FORMAT], ["round", "1"], ["department", "x"]]
    return [
        *(
            SheetRead(titles[name], [[*headers(name).values()], *map(list, said[name])])
            for name in titles
        ),
        SheetRead(MARKS, [*marks, ["language", "de"]], is_hidden=True),
    ]


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """One government for all examples, for they only read it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        writer = editor()
        made = Ground(writer)
        made.writer = writer
        for number, wording in ((1, "Eins."), (2, "Zwei.")):
            version = made.goal(writer, wording)
            version.goal.reference = f"D{number}"
            version.goal.save()
        made.delivered(writer.department, "Früher.")
        made.basis = basis_of(made.round, writer.department, by=writer)
        yield made
        transaction.set_rollback(True)


def full(row, name):
    """Return whether a row says anything in the columns that are read."""
    from querschnitt.framework.workbook_layout import NEEDED

    named = dict(zip(headers(name), row, strict=True))
    return any(named[column].strip() for column in NEEDED[name])


@settings(max_examples=150, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    goals=rows("goals", OFTEN_RIGHT),
    last_term=rows("last_term", {"take": LATER, "new_wording": st.sampled_from(["", "Neu."])}),
)
def test_counts_in_are_counts_out(ground, goals, last_term):
    said = sum(full(row, "goals") for row in goals) + sum(
        full(row, "last_term") for row in last_term
    )
    if not said:
        return

    typed = read(sheets(goals, last_term), ground.basis.choices)
    compared = compare(typed, ground.basis, earlier=earlier_contents)

    assert len(compared.lines) + compared.left == said
    assert all(line.faults for line in compared.lines if line.outcome == "refused")
    assert not any(line.faults for line in compared.lines if line.outcome != "refused")
    changing = [line for line in compared.lines if line.outcome in {"new", "carried_over"}]
    texts = [(line.content.kind, line.content.wording) for line in changing]
    assert len({*texts}) == len(texts)
    for line in compared.lines:
        if line.outcome in {"new", "changed"}:
            assert could_be_drafted(ground, line.content)


def could_be_drafted(ground, said):
    """Ask the rule that the form's act asks, with rows instead of keys."""
    text = GoalText(
        kind=said.kind,
        field=FieldOfAction.objects.get(pk=said.field),
        wording=said.wording,
        title=said.title,
        explanation=said.explanation,
        lead=Department.objects.get(pk=said.lead) if said.lead else None,
        involves_all=said.involves_all,
        involved=Department.objects.filter(pk__in=said.involved),
        clauses=Clause.objects.filter(pk__in=said.clauses),
        other_mandate=said.other_mandate,
        chapter=Chapter.objects.get(pk=said.chapter) if said.chapter else None,
        runs_from=said.runs_from,
        runs_until=said.runs_until,
    )
    return rules.obstacle_in_goal(text, ground.framework, excluded=set()) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_a_text_is_compared_as_a_form_would_keep_it(text):
    assert normal(text) == normal(normal(text))
    assert "\r" not in normal(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(ground, data):
    checked = checked_workbook(data, ground.round, ground.writer.department, by=ground.writer)

    assert checked.refusal
