"""The rows of the open interface: only what changed is written, and changes never go back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from querschnitt.publication import operations
from querschnitt.publication.models import Generation, PublicRecord, PublicRecordDepartment
from querschnitt.publication.operations import recording
from querschnitt.publication.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(version, press_officer):
    return operations.publish(by=press_officer, framework_version=version)


def rows():
    return {one.name: one for one in PublicRecord.objects.filter(kind="goal")}


def corrected(version, by):
    return operations.correct_editorially(
        by=by, framework_version=version, goal_reference="P1", part="wording",
        before="Wir stärken Europa.", after="Wir stärken Europas.", note="Schreibfehler",
    )  # fmt: skip


def test_publishing_records_every_object(edition):
    kinds = PublicRecord.objects.order_by("pk").values_list("kind", flat=True)

    assert set(kinds) == {
        "document", "edition", "goal", "department", "field", "mandate", "clause",
    }  # fmt: skip
    assert PublicRecordDepartment.objects.filter(kind="goal").count() == 3


def test_only_what_changed_is_written_again(edition, version, press_officer):
    before = rows()
    corrected(version, press_officer)
    after = rows()

    assert {name for name in after if after[name].changed_at != before[name].changed_at} == {
        "2022/P1"
    }
    assert after["2022/P1"].pk == before["2022/P1"].pk
    assert after["2022/P1"].modified > before["2022/P1"].modified


def test_rendering_again_changes_nothing(edition):
    before = list(PublicRecord.objects.values())
    number = Generation.objects.get().number

    operations.render_public(is_fresh=True)

    assert list(PublicRecord.objects.values()) == before
    assert Generation.objects.get().number == number


def test_what_is_under_embargo_leaves_no_trace(version, press_officer):
    later = timezone.now() + timedelta(days=1)
    operations.publish(by=press_officer, framework_version=version, public_from=later)

    assert not PublicRecord.objects.exists()


def test_a_tombstone_holds_nothing_of_what_was_said(edition, press_officer):
    operations.withdraw(by=press_officer, edition=edition, reason="Geheimes Versehen")

    assert not PublicRecordDepartment.objects.exists()
    for row in PublicRecord.objects.all():
        assert row.deleted
        assert row.field == row.goal_kind == row.mandate == ""
        for text in ("Europa", "Versehen", "Klausel", "Koalition"):
            assert text not in row.fragment


def test_changes_never_go_back_though_clocks_do(edition, version, press_officer, monkeypatch):
    before = {row.pk: row.changed_at for row in PublicRecord.objects.all()}
    last = max(before.values())
    clock = SimpleNamespace(now=lambda: last - timedelta(hours=1))
    monkeypatch.setattr(recording, "timezone", clock)

    corrected(version, press_officer)

    moved = [r.changed_at for r in PublicRecord.objects.all() if before.get(r.pk) != r.changed_at]
    assert {*moved} == {last + timedelta(microseconds=1)}


def test_a_lost_table_is_filled_as_if_it_had_always_been_there(edition):
    before = {row.name: row.fragment for row in PublicRecord.objects.all()}
    PublicRecord.objects.all().delete()

    operations.render_public(is_fresh=True)

    assert {row.name: row.fragment for row in PublicRecord.objects.all()} == before
    assert all(row.changed_at == row.modified for row in PublicRecord.objects.all())


def test_a_row_that_nothing_public_is_behind_is_taken_away(edition):
    PublicRecord.objects.create(
        kind="goal", name="x/y", fragment="{}", digest="x", created=timezone.now(),
        modified=timezone.now(), changed_at=timezone.now(),
    )  # fmt: skip

    operations.render_public(is_fresh=True)

    assert not PublicRecord.objects.filter(name="x/y").exists()


def test_a_department_that_takes_part_is_found_when_all_do(db, press_officer):
    made = factories.framework()
    departments = [factories.DepartmentFactory() for _number in range(2)]
    factories.goal(made, "P1", lead=departments[0], involves_all=True)
    factories.goal(made, "P2", lead=departments[1])
    operations.publish(by=press_officer, framework_version=factories.adopted(made))

    concerned = PublicRecordDepartment.objects.filter(record__name="2022/P1")
    assert {one.department for one in concerned} == {one.key for one in departments}
