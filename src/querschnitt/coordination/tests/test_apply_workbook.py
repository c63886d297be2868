import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator, editor
from querschnitt.coordination import operations
from querschnitt.coordination.models import DeliveredWorkbook
from querschnitt.coordination.tests.factories import closed
from querschnitt.coordination.tests.workbooks import Book, Ground, apply, counts, upload
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import Goal, GoalLink, GoalVersion
from querschnitt.framework.operations import many_goals
from querschnitt.framework.queries import goal_page
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

State = DeliveredWorkbook.State


@pytest.fixture
def writer():
    return editor()


@pytest.fixture
def ground(writer):
    return Ground(writer)


def delivered(ground, writer):
    """A workbook with one new, one changed and one carried goal."""
    ground.goal(writer, "Wir tun dies.", source="Protokoll", lead_remark="Vorläufig")
    ground.delivered(writer.department, "Wir taten dies.", title="Dauerhaft")
    filled = Book.of(ground.round, writer).put(2, Wortlaut="Wir tun mehr.")
    return upload(ground.round, writer, filled.add("Ganz neu.", Vorgaben="1; 3").carry(2))


def texts(ground):
    newest = GoalVersion.objects.filter(goal__framework=ground.framework).current()
    return {*newest.values_list("wording", flat=True)}


def test_all_rows_become_drafts_of_the_department_in_one_act(ground, writer):
    workbook = delivered(ground, writer)
    before = JournalEntry.objects.count()

    done = apply(workbook, writer)

    assert (done.state, done.applied_by, done.data) == (State.APPLIED, writer, None)
    assert texts(ground) == {"Wir tun mehr.", "Ganz neu.", "Wir taten dies."}
    goals = Goal.objects.filter(framework=ground.framework)
    assert {goal.contributed_by for goal in goals} == {writer.department}
    assert {one.stage for one in GoalVersion.objects.filter(goal__in=goals).current()} == {"draft"}
    assert JournalEntry.objects.count() == before + 1
    facts = JournalEntry.objects.latest("pk").facts
    assert (facts["new"], facts["changed"], facts["carried_over"]) == (1, 1, 1)


def test_a_changed_goal_gets_a_version_that_keeps_what_the_workbook_does_not_say(ground, writer):
    apply(delivered(ground, writer), writer)

    version = GoalVersion.objects.get(wording="Wir tun mehr.")
    assert (version.number, version.written_by) == (2, writer)
    assert (version.source, version.lead_remark) == ("Protokoll", "Vorläufig")
    assert goal_page(version.goal, seen_by=writer).current == version


def test_new_goals_are_counted_on_and_keep_their_clauses(ground, writer):
    apply(delivered(ground, writer), writer)

    version = GoalVersion.objects.get(wording="Ganz neu.")
    assert {*version.clauses.all()} == {ground.clauses[0], ground.clauses[2]}
    references = [*Goal.objects.filter(framework=ground.framework).values_list("reference")]
    assert len({*references}) == 3
    assert framework_acts.draft_goal(
        by=writer, framework=ground.framework, kind="department_specific", field=ground.field,
        wording="Danach.",
    ).goal.reference not in references  # fmt: skip


def test_what_is_carried_over_is_linked_to_what_it_was(ground, writer):
    apply(delivered(ground, writer), writer)

    link = GoalLink.objects.get()
    assert link.kind == GoalLink.Kind.CARRIED_OVER
    assert link.source.framework == ground.before
    version = GoalVersion.objects.get(goal=link.target)
    assert (version.wording, version.title) == ("Wir taten dies.", "Dauerhaft")


def test_a_predecessors_goal_is_led_by_its_successor(ground, writer):
    earlier = ground.predecessor_of(writer.department)
    ground.delivered(earlier, lead=earlier, clauses=ground.clauses[:1])

    apply(upload(ground.round, writer, Book.of(ground.round, writer).carry(2)), writer)

    version = GoalVersion.objects.get(goal__framework=ground.framework)
    assert version.lead == writer.department
    assert not version.clauses.exists()


def test_a_goal_that_says_the_same_already_is_only_linked(ground, writer):
    there = ground.goal(writer, "Wir taten dies.")
    ground.delivered(writer.department, "Wir taten dies.")

    apply(upload(ground.round, writer, Book.of(ground.round, writer).carry(2)), writer)

    assert GoalLink.objects.get().target == there.goal
    assert Goal.objects.filter(framework=ground.framework).count() == 1


def test_the_same_file_a_second_time_makes_no_duplicates(ground, writer):
    ground.goal(writer, "Wir tun dies.")
    ground.delivered(writer.department)
    filled = Book.of(ground.round, writer).put(2, Wortlaut="Wir tun mehr.").add("Neu.").carry(2)
    data = filled.data
    apply(upload(ground.round, writer, data), writer)
    before = GoalVersion.objects.count()

    again = upload(ground.round, writer, data)

    assert counts(again) == {"unchanged": 3}
    with pytest.raises(Refused, match=r"coordination\.nothing-to-apply"):
        apply(again, writer)
    assert GoalVersion.objects.count() == before


def test_downloaded_anew_it_changes_nothing(ground, writer):
    apply(delivered(ground, writer), writer)

    assert counts(upload(ground.round, writer, Book.of(ground.round, writer))) == {
        "unchanged": 3,
        "left": 1,
    }


def test_with_a_refused_row_nothing_is_taken_over(ground, writer):
    filled = Book.of(ground.round, writer).add("Neu.", row=2).add("Falsch.", row=3, Art="x")
    workbook = upload(ground.round, writer, filled)

    with pytest.raises(Refused, match=r"coordination\.rows-refused"):
        apply(workbook, writer)

    assert not Goal.objects.filter(framework=ground.framework).exists()


def a_goal_was_revised(ground, writer):
    goal = Goal.objects.get(framework=ground.framework)
    framework_acts.revise_goal(by=writer, goal=goal, seen=1, title="Anders")


def a_goal_was_drafted(ground, writer):
    ground.goal(writer, "Noch eins.")


def a_clause_was_excluded(ground, _writer):
    framework_acts.exclude_clause(
        by=coordinator(), framework=ground.framework, clause=ground.clauses[0], reason="Darum."
    )


@pytest.mark.parametrize("event", [a_goal_was_revised, a_goal_was_drafted, a_clause_was_excluded])
def test_if_anything_changed_that_the_preview_rests_on_it_is_stale(ground, writer, event):
    workbook = delivered(ground, writer)
    event(ground, writer)
    before = texts(ground)

    with pytest.raises(Refused, match=r"coordination\.stale"):
        apply(workbook, writer)

    assert texts(ground) == before


def test_a_preview_that_was_renewed_has_to_be_seen(ground, writer):
    workbook = delivered(ground, writer)
    seen = workbook.basis_digest
    ground.goal(writer, "Noch eins.")
    operations.renew_workbook(by=writer, workbook=workbook)

    with pytest.raises(Refused, match=r"coordination\.stale"):
        apply(workbook, writer, seen_digest=seen)

    workbook.refresh_from_db()
    assert apply(workbook, writer).state == State.APPLIED


def test_what_others_do_elsewhere_does_not_disturb(ground, writer):
    workbook = delivered(ground, writer)
    ground.goal(editor(), "Ein anderes Ressort.")

    assert apply(workbook, writer).state == State.APPLIED


def test_only_the_department_itself_takes_it_over(ground, writer):
    workbook = delivered(ground, writer)

    for person in (coordinator(), editor()):
        with pytest.raises(Refused, match=r"coordination\.other-department"):
            apply(workbook, person)
    assert apply(workbook, editor(department=writer.department)).state == State.APPLIED


def test_nothing_is_taken_over_once_the_round_is_closed(ground, writer):
    workbook = delivered(ground, writer)
    closed(ground.round)

    with pytest.raises(Refused, match=r"coordination\.round-closed"):
        apply(workbook, writer)


def test_a_second_time_it_is_refused(ground, writer):
    workbook = delivered(ground, writer)
    apply(workbook, writer)

    with pytest.raises(Refused, match=r"coordination\.workbook-not-ready"):
        apply(workbook, writer)


def test_what_breaks_on_the_way_leaves_nothing_behind(ground, writer, monkeypatch):
    """A control: the goals are written before it breaks, and are gone again after."""
    workbook = delivered(ground, writer)
    before, written = texts(ground), []

    def broken(**_told):
        written.extend(texts(ground))
        raise OSError("the disk is full")

    monkeypatch.setattr(operations.workbooks, "revise_goals", broken)
    with pytest.raises(OSError, match="full"):
        apply(workbook, writer)

    assert "Ganz neu." in written
    assert texts(ground) == before
    workbook.refresh_from_db()
    assert workbook.state == State.READY


def test_many_goals_are_written_as_single_ones_are(ground, writer):
    """What the bulk way writes does not differ from what the form's act writes."""
    one = framework_acts.draft_goal(
        by=writer,
        framework=ground.framework,
        kind="outcome",
        field=ground.field,
        title="Titel",
        wording="Wir tun dies.",
        involved=[writer.department],
        clauses=ground.clauses[:2],
        chapter=ground.chapter,
        runs_from="2022",
    )
    said = many_goals.GoalSaid(
        "outcome", ground.field.pk, "Titel", "Wir tun dies.", "", None, False,
        (writer.department_id,), tuple(clause.pk for clause in ground.clauses[:2]), "",
        ground.chapter.pk, "2022", "",
    )  # fmt: skip
    (key,) = many_goals.draft_goals(
        by=writer, framework=ground.framework, department=writer.department, said=[said]
    )

    other = GoalVersion.objects.get(goal=key)
    ignored = {"id", "goal_id", "written_at"}
    assert {
        field.attname: getattr(one, field.attname)
        for field in GoalVersion._meta.concrete_fields
        if field.attname not in ignored
    } == {
        field.attname: getattr(other, field.attname)
        for field in GoalVersion._meta.concrete_fields
        if field.attname not in ignored
    }
    assert {*one.clauses.all()} == {*other.clauses.all()}
    assert {*one.involved.all()} == {*other.involved.all()}
    assert (one.goal.reference, other.goal.reference) == ("O1", "O2")
