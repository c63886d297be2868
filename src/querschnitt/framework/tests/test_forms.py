import pytest

from querschnitt.accounts.tests.factories import DepartmentFactory, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.forms import (
    ChapterForm,
    DraftGoalForm,
    ExclusionForm,
    IntroductionForm,
    ReasonForm,
    ReviseGoalForm,
)
from querschnitt.framework.goal_text import text_of
from querschnitt.framework.models import ClauseExclusion
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    drafted_goal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return FrameworkFactory()


def typed(**fields):
    return {"kind": "principle", "field": FieldFactory().pk, "wording": "Ziel.", "basis": "own",
            **fields}  # fmt: skip


def shown(form):
    """What a browser sends back for a form as it is shown."""
    data = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        data[bound.name] = "" if value is None else value
    return {name: value for name, value in data.items() if value is not False}


def test_what_is_clean_can_be_drafted(framework):
    by = editor()
    form = DraftGoalForm(
        typed(runs_from="12.07.2022", lead=by.department.pk), framework=framework, by=by
    )

    assert form.is_valid(), form.errors
    version = operations.draft_goal(by=by, framework=framework, **form.cleaned_data)

    assert (version.runs_from, version.lead) == ("2022-07-12", by.department)


def test_a_form_sent_back_as_it_was_shown_changes_nothing(framework):
    by, guest = editor(), DepartmentFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    first = drafted_goal(
        by, framework=framework, title="T", involved=[guest], clauses=[clause], runs_from="2022-07"
    )

    said = {**text_of(first).__dict__, "seen": 1}
    blank = ReviseGoalForm(framework=framework, by=by, initial=said)
    form = ReviseGoalForm(shown(blank), framework=framework, by=by, initial=said)

    assert form.is_valid(), form.errors
    second = operations.revise_goal(by=by, goal=first.goal, **form.cleaned_data)
    assert (second.title, second.runs_from, second.wording) == ("T", "2022-07", first.wording)
    assert [*second.involved.all()] == [guest]
    assert [*second.clauses.all()] == [clause]


def test_only_a_coordinator_chooses_department_and_reference(framework):
    assert {"contributed_by", "reference"} <= {
        *DraftGoalForm(framework=framework, by=coordinator()).fields
    }
    assert not {"contributed_by", "reference"} & {
        *DraftGoalForm(framework=framework, by=editor()).fields
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("wording", ""),
        ("wording", "x" * 5001),
        ("wording", "\x00"),
        ("title", "x" * 201),
        ("runs_from", "morgen"),
        ("kind", "wish"),
        ("field", "0"),
        ("lead", "99999999999999999999999"),
        ("involved", ["0"]),
    ],
)
def test_bad_input_is_named_and_stays_in_the_form(framework, field, value):
    form = DraftGoalForm(typed(**{field: value}), framework=framework, by=editor())

    assert not form.is_valid()
    assert {*form.errors} == {field}
    assert form[field].value() == value


def test_what_belongs_to_others_cannot_be_chosen(framework):
    excluded = ClauseFactory(mandate=framework.mandate)
    ClauseExclusion.objects.create(framework=framework, clause=excluded, reason="Bund.")
    former = DepartmentFactory(valid_until="2021-09-16")
    form = DraftGoalForm(
        typed(
            clauses=[ClauseFactory().pk, excluded.pk],
            chapter=ChapterFactory().pk,
            lead=former.pk,
        ),
        framework=framework,
        by=editor(),
    )

    assert not form.is_valid()
    assert {*form.errors} == {"clauses", "chapter", "lead"}


def test_a_clause_is_offered_with_its_text(framework):
    ClauseFactory(mandate=framework.mandate, number=3, text="Der Austausch " * 50)

    form = DraftGoalForm(framework=framework, by=editor())

    assert "3. Der Austausch" in str(form["clauses"])


def test_texts_carry_what_was_shown(framework):
    chapter = ChapterFactory(framework=framework, text="Alt.")

    assert len(IntroductionForm(framework=framework)["seen_digest"].value()) == 64
    assert len(ChapterForm(chapter=chapter)["seen_digest"].value()) == 64
    assert "seen_digest" not in ChapterForm().fields


@pytest.mark.parametrize("form", [ReasonForm, ExclusionForm])
@pytest.mark.parametrize("reason", ["", "x" * 5001, "\x1b"])
def test_a_reason_is_needed_and_has_limits(form, reason):
    assert not form({"reason": reason}).is_valid()
    assert form({"reason": "Darum."}).is_valid()
