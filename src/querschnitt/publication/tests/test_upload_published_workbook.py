"""A published workbook, uploaded in a collection round: what is untouched asks for nothing."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import DepartmentFactory, coordinator, editor, person
from querschnitt.coordination import queries
from querschnitt.coordination.models import DeliveredWorkbook
from querschnitt.coordination.tests.factories import collection
from querschnitt.coordination.tests.workbooks import apply, counts, upload
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import Chapter, Clause, Framework, GoalLink, GoalVersion
from querschnitt.lib.refusal import Refused
from querschnitt.publication import assemble
from querschnitt.publication.content import corrected
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.workbooks import EXCEL, ODS
from querschnitt.publication.tests import factories

pytestmark = pytest.mark.django_db

SAID = (
    "kind", "field", "title", "wording", "explanation", "lead", "involves_all", "other_mandate",
    "runs_from", "runs_until",
)  # fmt: skip
WORDING, LEAD = "G", "I"


@pytest.fixture(params=[EXCEL, ODS], ids=["xlsx", "ods"])
def format_(request):
    return request.param


@pytest.fixture
def writer(db):
    return editor()


@pytest.fixture
def version(writer):
    """An adopted framework in which two of four goals are the writer's."""
    made, other = factories.framework(), DepartmentFactory()
    clauses, own = [*made.mandate.clauses.all()], writer.department
    factories.goal(
        made,
        "P1",
        lead=own,
        involved=[other],
        clauses=clauses[:2],
        title="Titel",
        wording="Zeile eins.\nZeile  zwei;\t=SUMME(A1)",
        explanation="  „Warum“ & <wozu>",
        other_mandate="Beschluss",
        runs_from="2022-07",
        runs_until="2026",
    )
    factories.goal(made, "P2", lead=other, wording="Ein anderes Haus.")
    factories.goal(made, "X1", lead=own, involves_all=True, wording="+49 391 567", chapter=None)
    factories.goal(made, "X2", wording="Niemand führt.")
    return factories.adopted(made)


def published(format_, version, **changed):
    content = {**assemble.framework_edition(version), **changed}
    return format_.render(Manuscript(content, "de", document="2022", number=1))


def successor(version, *, is_predecessor=False, mandate=None):
    """A new framework of the next term."""
    before = version.framework
    made = Framework.objects.create(
        key="2027",
        term=framework_acts.open_term(by=coordinator(), number=9),
        mandate=mandate or before.mandate,
        title="Neue Strategie",
        predecessor=before if is_predecessor else None,
    )
    Chapter.objects.create(framework=made, number=1, title="Grundsätze")
    return made


def drafts_of(framework):
    drafts = GoalVersion.objects.filter(goal__framework=framework).order_by("goal__position")
    return [*drafts.select_related("goal")]


def told(version):
    return {
        **{name: getattr(version, name) for name in SAID},
        "involved": {*version.involved.all()},
        "clauses": {clause.number for clause in version.clauses.all()},
        "chapter": version.chapter.number if version.chapter else None,
    }


def put(data, **cells):
    book = load_workbook(BytesIO(data))
    for name, value in cells.items():
        book["Ziele"][name].value = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_edition_to_workbook_to_goals_and_every_field_is_equal(format_, version, writer):
    round = collection(successor(version), writer)

    delivered = upload(round, writer, published(format_, version))
    assert counts(delivered) == {"new": 2, "left": 2}
    apply(delivered, writer)

    before = {one.goal.reference: one for one in drafts_of(version.framework)}
    after = drafts_of(round.framework)
    normal = before["P1"].explanation.strip()
    assert [told(one) for one in after] == [
        {**told(before["P1"]), "explanation": normal},
        told(before["X1"]),
    ]


def test_the_same_again_changes_nothing(format_, version, writer):
    round = collection(successor(version), writer)
    data = published(format_, version)
    apply(upload(round, writer, data), writer)

    assert counts(upload(round, writer, data)) == {"unchanged": 2, "left": 2}


def test_from_the_framework_before_goals_are_carried_over_and_linked(format_, version, writer):
    round = collection(successor(version, is_predecessor=True), writer)

    delivered = upload(round, writer, published(format_, version))
    assert counts(delivered) == {"carried": 2, "left": 2}
    apply(delivered, writer)

    links = GoalLink.objects.values_list("source__reference", "target__framework__key")
    assert {*links} == {("P1", "2027"), ("X1", "2027")}
    # As on the sheet of last term: clauses, chapter and dates were those of the old framework.
    assert drafts_of(round.framework)[0].runs_from == ""
    again = upload(round, writer, published(format_, version))
    assert counts(again) == {"unchanged": 2, "left": 2}


def test_a_changed_row_of_the_framework_before_is_carried_over_in_its_new_words(version, writer):
    round = collection(successor(version, is_predecessor=True), writer)

    delivered = upload(round, writer, put(published(EXCEL, version), G2="Neue Worte.", N2="2025"))
    apply(delivered, writer)

    draft = drafts_of(round.framework)[0]
    assert (draft.wording, draft.runs_from) == ("Neue Worte.", "2025")
    assert GoalLink.objects.count() == 2


def test_clauses_of_another_mandate_are_not_mistaken_for_ours(version, writer):
    other = factories.framework("other", number=3).mandate
    round = collection(successor(version, mandate=other), writer)

    apply(upload(round, writer, published(EXCEL, version)), writer)

    assert {*Clause.objects.filter(goal_versions__goal__framework=round.framework)} == set()


def test_a_goal_of_another_department_that_was_changed_becomes_a_goal_of_ones_own(version, writer):
    round = collection(successor(version), writer)

    delivered = upload(round, writer, put(published(EXCEL, version), G3="Auch wir."))

    assert counts(delivered) == {"new": 3, "left": 1}


class TestOfTheSameFramework:
    """An adoption was annulled, or an amendment is open; so departments write again."""

    @pytest.fixture
    def round(self, version, writer):
        for goal in version.framework.goals.filter(reference__in=("P1", "X1")):
            goal.contributed_by = writer.department
            goal.save()
        data = {format_: published(format_, version) for format_ in (EXCEL, ODS)}
        factories.annulled(version)
        own = GoalVersion.objects.filter(goal__contributed_by=writer.department)
        own.update(stage=GoalVersion.Stage.RETURNED)
        made = collection(version.framework, writer)
        made.data = data
        return made

    def test_it_changes_nothing(self, round, writer, format_):
        delivered = upload(round, writer, round.data[format_])

        assert counts(delivered) == {"unchanged": 2, "left": 2}
        with pytest.raises(Refused, match=r"coordination\.nothing-to-apply"):
            apply(delivered, writer)

    def test_a_changed_cell_is_one_change(self, round, writer):
        delivered = upload(round, writer, put(round.data[EXCEL], G2="Anders."))

        assert counts(delivered) == {"changed": 1, "unchanged": 1, "left": 2}
        apply(delivered, writer)
        newest = GoalVersion.objects.filter(goal__reference="P1").latest("number")
        assert newest.wording == "Anders."

    def test_what_was_changed_since_is_not_overwritten(self, round, writer):
        first = upload(round, writer, put(round.data[EXCEL], G2="Anders."))
        apply(first, writer)

        untouched = upload(round, writer, round.data[EXCEL])
        assert counts(untouched) == {"unchanged": 2, "left": 2}
        touched = upload(round, writer, put(round.data[EXCEL], G2="Wieder anders."))
        assert counts(touched) == {"unchanged": 1, "refused": 1, "left": 2}

    def test_a_goal_of_another_department_cannot_be_changed(self, round, writer):
        delivered = upload(round, writer, put(round.data[EXCEL], G3="Auch wir."))

        assert counts(delivered) == {"unchanged": 2, "refused": 1, "left": 1}

    def test_a_new_row_is_a_new_goal(self, round, writer):
        cells = {"D6": "Kernziel eines Ressorts", "E6": "Europa", "G6": "Ganz neu."}

        delivered = upload(round, writer, put(round.data[EXCEL], **cells))

        assert counts(delivered) == {"new": 1, "unchanged": 2, "left": 2}


def test_a_misprint_put_right_is_no_change(version, writer):
    correction = {
        "goal": "P2", "part": "wording", "language": "de", "before": "Ein anderes Haus.",
        "after": "Ein anderes, gutes Haus.", "note": "", "corrected_on": "2022-08-01",
    }  # fmt: skip
    version.framework.goals.filter(reference="P2").update(contributed_by=writer.department)
    data = published(EXCEL, version, corrections=[correction])
    assert corrected({**assemble.framework_edition(version), "corrections": [correction]})
    factories.annulled(version)

    delivered = upload(collection(version.framework, writer), writer, data)

    assert counts(delivered) == {"unchanged": 1, "left": 3}


def test_a_translation_is_refused(version, writer):
    content = assemble.framework_edition(version)
    data = EXCEL.render(Manuscript(content, "en", document="2022", number=1))

    with pytest.raises(Refused, match=r"coordination\.workbook-in-translation"):
        upload(collection(successor(version), writer), writer, data)


def test_a_workbook_in_which_nothing_is_ones_own_asks_for_nothing(version):
    stranger = editor()

    delivered = upload(collection(successor(version), stranger), stranger, published(ODS, version))

    assert counts(delivered) == {"left": 4}


def test_who_may_not_upload_a_workbook_may_not_upload_this_one(version, writer):
    round = collection(successor(version), writer)

    with pytest.raises(Refused, match=r"coordination\.not-editor"):
        upload(round, person(Role.PRESS_OFFICER), published(EXCEL, version))
    assert not DeliveredWorkbook.objects.exists()


def test_the_departments_own_workbook_as_ods_changes_nothing_and_a_cell_is_one_change(
    version, writer
):
    round = collection(successor(version), writer)
    apply(upload(round, writer, published(ODS, version)), writer)
    written = queries.workbook_file(
        round, writer.department, by=writer, written=queries.workbook_files.WORKBOOK_WRITERS["ods"]
    )

    assert counts(upload(round, writer, written)) == {"unchanged": 2}
    changed = in_content(written, b"+49 391 567", b"Anders")
    assert counts(upload(round, writer, changed)) == {"changed": 1, "unchanged": 1}


def in_content(data, before, after):
    """Change the text of an .ods file as another program would."""
    from zipfile import ZipFile

    file = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(file, "w") as made:
        for name in package.namelist():
            made.writestr(name, package.read(name).replace(before, after, 1))
    return file.getvalue()
