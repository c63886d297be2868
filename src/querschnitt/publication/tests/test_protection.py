# ruff: noqa: S608 (the names of tables are written here)
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from querschnitt.accounts.models import HouseStyleVersion, JournalEntry, JournalHead
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.coordination.models import (
    CabinetDecision,
    CabinetSubmission,
    CoSignature,
    DeliveredPaper,
    EscalationStep,
    FrameworkVersion,
    Reservation,
    Round,
    RoundExtension,
    ShownText,
)
from querschnitt.framework.models import Clause, GoalVersion
from querschnitt.publication import operations, protection
from querschnitt.publication.models import Document, Edition, ImportedFramework
from querschnitt.publication.protected import links, tables
from querschnitt.publication.tests import factories
from querschnitt.publication.tests.tampering import settle, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(version, press_officer):
    """One frozen row in each protected table."""
    operations.publish(by=press_officer, framework_version=version)
    asked = Round.objects.create(
        framework=version.framework,
        kind=Round.Kind.CO_SIGNATURE,
        number=1,
        opened_on="2022-06-01",
        due_on="2022-06-15",
        opened_by=coordinator(),
        opened_at=timezone.now(),
    )
    signer = approver()
    answer = CoSignature.objects.create(
        round=asked,
        department=signer.department,
        answer="agreed",
        subject_kind="framework",
        subject_id=1,
        subject_digest="0" * 64,
        answered_by=signer,
        answered_on="2022-06-02",
        answered_at=timezone.now(),
    )
    kept_beside(answer, signer)
    HouseStyleVersion.objects.create(digest="2" * 64, set_by=signer, set_at=timezone.now())
    ImportedFramework.objects.create(
        kind="stratml_core",
        file_name="plan.xml",
        file_digest="3" * 64,
        title="Plan",
        language="de",
        content="{}",
        content_digest="4" * 64,
        deviations="[]",
        goal_count=0,
        deviation_count=0,
        imported_by=signer,
        imported_at=timezone.now(),
    )
    return version


def kept_beside(answer, signer):
    """What is kept for good beside the answers: texts, deadlines put off, attempts, papers."""
    now, round = timezone.now(), answer.round
    RoundExtension.objects.create(
        round=round,
        due_before="2022-06-10",
        due_on="2022-06-15",
        reason="Ferien.",
        extended_by=signer,
        extended_at=now,
    )
    EscalationStep.objects.create(
        reservation=Reservation.objects.create(
            cosignature=answer, kind="budget", text="Kein Geld."
        ),
        level="unit",
        held_on="2022-06-03",
        note="Keine Einigung.",
        noted_by=signer,
        noted_at=now,
    )
    DeliveredPaper.objects.create(
        submission=CabinetSubmission.objects.create(
            framework=round.framework, number=1, drafted_by=signer, drafted_at=now
        ),
        number=1,
        content="{}",
        digest="0" * 64,
        text=ShownText.objects.create(digest="1" * 64, content="{}"),
        signed_by="Erika Muster",
        signed_on="2022-06-20",
        submitted_by=signer,
        submitted_on="2022-06-20",
        submitted_at=now,
    )


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def a_text_column(table):
    skip = {"public_from", "withdrawn_at", "withdrawal_reason"}
    texts = ("digest", "decided_by", "slug", "wording", "remarks", "reason", "note", "title")
    return next(c for c in texts if c in table.columns and c not in skip)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.table)
def test_frozen_rows_are_neither_changed_nor_deleted_nor_replaced(everything, table):
    column = a_text_column(table)
    settle()

    refused(lambda: sql(f'UPDATE "{table.table}" SET "{column}" = %s', "x"))
    refused(lambda: sql(f'DELETE FROM "{table.table}"'))
    if connection.vendor == "sqlite":
        refused(
            lambda: sql(f'INSERT OR REPLACE INTO "{table.table}" SELECT * FROM "{table.table}"')
        )
    else:
        refused(lambda: sql(f'TRUNCATE "{table.table}" CASCADE'))


@pytest.mark.parametrize(
    "model",
    [
        JournalEntry,
        JournalHead,
        CabinetDecision,
        FrameworkVersion,
        Document,
        Edition,
        GoalVersion,
        CoSignature,
        ShownText,
        RoundExtension,
        EscalationStep,
        DeliveredPaper,
        HouseStyleVersion,
        ImportedFramework,
    ],
)
def test_nor_by_the_program_itself(everything, model):
    rows = model._default_manager.all()

    refused(lambda: rows._raw_delete(rows.db))
    refused(lambda: rows.update(id=99))


@pytest.mark.parametrize("link", links(), ids=lambda link: link.table)
def test_who_and_which_clauses_an_adopted_goal_names_stays(everything, link):
    refused(lambda: sql(f'DELETE FROM "{link.table}"'))
    refused(lambda: sql(f'UPDATE "{link.table}" SET goalversion_id = goalversion_id + 1'))
    adopted = GoalVersion.objects.first()
    refused(lambda: adopted.involved.add(DepartmentFactory()))
    refused(lambda: adopted.clauses.set(Clause.objects.filter(number=3)))


def test_drafts_and_pending_answers_still_change(everything):
    draft = factories.goal(everything.framework, "P8", stage="draft")

    assert GoalVersion.objects.filter(pk=draft.pk).update(wording="Anders.") == 1
    draft.involved.add(DepartmentFactory())
    draft.involved.clear()
    assert GoalVersion.objects.filter(pk=draft.pk).delete()[0]


def test_an_annulment_is_the_only_change_of_a_version(everything):
    refused(lambda: FrameworkVersion.objects.update(number=9))

    factories.annulled(everything)

    assert not GoalVersion.objects.filter(stage="adopted").exists()
    refused(lambda: FrameworkVersion.objects.update(annulment=None))


def test_a_public_edition_gets_no_embargo_any_more(everything):
    refused(lambda: Edition.objects.update(public_from=None))
    refused(lambda: Edition.objects.update(public_from=timezone.now()))


def test_a_waiting_edition_may_wait_otherwise(version, press_officer):
    edition = operations.publish(
        by=press_officer, framework_version=version, public_from=None, awaiting="die Rede"
    )
    rows = Edition.objects.filter(pk=edition.pk)
    later = timezone.now() + timedelta(days=1)

    assert rows.update(public_from=later) == 1
    assert rows.update(public_from=None) == 1


def test_a_withdrawal_is_final(everything, press_officer):
    edition = Edition.objects.get()
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    refused(lambda: Edition.objects.update(withdrawn_at=None, withdrawal_reason=""))
    refused(lambda: Edition.objects.update(withdrawal_reason="Anderes"))


def test_the_head_of_the_journal_steps_forward_one_by_one(everything):
    refused(lambda: JournalHead.objects.update(sequence=1000))


def test_what_is_missing_is_named():
    assert protection.missing_protection() == []
    name = "keep_publication_edition_update"
    on = "" if connection.vendor == "sqlite" else " ON publication_edition"
    sql(f'DROP TRIGGER "{name}"{on}')

    assert protection.missing_protection() == [name]

    protection.install()
    assert protection.missing_protection() == []


def test_a_trigger_that_does_nothing_is_as_good_as_missing():
    name = "keep_publication_edition_update"
    if connection.vendor == "sqlite":
        sql(f'DROP TRIGGER "{name}"')
        sql(f'CREATE TRIGGER "{name}" BEFORE UPDATE ON publication_edition BEGIN SELECT 1; END')
    else:
        sql(f'ALTER TABLE publication_edition DISABLE TRIGGER "{name}"')

    assert protection.missing_protection() == [name]


def test_a_table_that_is_remade_is_protected_again():
    protection.remove()

    from querschnitt.publication.apps import protect

    protect(using="default")

    assert protection.missing_protection() == []
