# ruff: noqa: S608 (the names of tables are written here)
import hashlib
import io
import json
import os
import random
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator
from querschnitt.lib.digest import canonical
from querschnitt.publication import operations, verify
from querschnitt.publication.chain import edition_digest
from querschnitt.publication.models import Edition
from querschnitt.publication.tests import factories
from querschnitt.publication.tests.tampering import cell, sql, unprotected
from querschnitt.publication.verification import anchor as anchors
from querschnitt.publication.verification.journal import _canonical

pytestmark = pytest.mark.django_db
FULL = os.environ.get("SCALE") == "full"
FLIPS = 6_000 if FULL else 200
ENTRIES = 100_000 if FULL else 5_000
JOURNAL, VERSION, EDITION = (
    "accounts_journalentry",
    "coordination_frameworkversion",
    "publication_edition",
)
CHAINED = {
    JOURNAL: ["act", "actor_name", "subject_kind", "subject_name", "previous_digest", "digest"],
    VERSION: ["content", "content_digest", "record", "previous_digest", "digest"],
    EDITION: ["content", "content_digest", "change_note", "previous_digest", "digest"],
}
if connection.vendor == "sqlite":
    CHAINED[JOURNAL] += ["facts", "recorded_at"]
    CHAINED[EDITION] += ["published_at"]


@pytest.fixture
def published(press_officer):
    """Three adopted and published versions, with the journal of it."""
    versions = [factories.adopted_framework(f"k{n}", n) for n in (6, 7, 8)]
    for version in versions:
        by = coordinator()
        with transaction.atomic():
            journal.record("coordination.adopted", actor=by, subject=version, digest=version.digest)
        operations.publish(by=press_officer, framework_version=version, change_note="Zuerst")
    return versions


def ran(anchor=None):
    out = io.StringIO()
    return verify.main(anchor, out=out), out.getvalue()


def found(table):
    """Return what the verification says of a table's first bad row."""
    faults = verify.verified([]).faults
    return next((fault for fault in faults if fault.table == table), None)


def test_nothing_wrong_is_said_with_counts_and_heads(published):
    status, said = ran()

    assert status == 0, said
    assert JournalEntry.objects.order_by("sequence").last().digest in said


def test_an_empty_database_is_fine():
    assert ran()[0] == 0


def test_every_flipped_byte_is_found(published):
    chance = random.Random(12)  # noqa: S311
    with unprotected():
        for _ in range(FLIPS):
            table = chance.choice(list(CHAINED))
            column = chance.choice(CHAINED[table])
            key = chance.choice(keys(table))
            whole = str(cell(table, column, key))
            if not whole:
                continue
            data = bytearray(whole.encode())
            place = chance.randrange(len(data))
            data[place] ^= chance.randrange(1, 128)
            changed = data.decode(errors="surrogateescape")
            if connection.vendor == "postgresql" and not changed.isprintable():
                continue
            with transaction.atomic():
                write(table, column, key, bytes(data))
                fault = found(table)
                assert fault, f"{table}.{column} of {key}, byte {place}"
                # What is wrong with a digest shows at its row, or at the one that follows it.
                assert str(fault.row) == str(key), f"{table}.{column} of {key}: {fault}"
                transaction.set_rollback(True)


def keys(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM "{table}" ORDER BY id')
        return [row[0] for row in cursor.fetchall()]


def write(table, column, key, data):
    if connection.vendor == "sqlite":
        sql(f'UPDATE "{table}" SET "{column}" = CAST(%s AS TEXT) WHERE id = %s', data, key)
    else:
        sql(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', data.decode(), key)


@pytest.mark.parametrize("table", [JOURNAL, VERSION, EDITION])
def test_a_row_that_was_deleted_is_missed(published, table):
    key = keys(table)[1]
    with unprotected(), transaction.atomic():
        if table == VERSION:
            sql(
                f'UPDATE "{EDITION}" SET framework_version_id = NULL'
                " WHERE framework_version_id = %s",
                key,
            )
        sql(f'DELETE FROM "{table}" WHERE id = %s', key)

        assert "#2 is missing" in str(found(table))
        transaction.set_rollback(True)


@pytest.mark.parametrize("table", [JOURNAL, VERSION, EDITION])
def test_two_rows_that_were_swapped_are_found(published, table):
    first, second = keys(table)[:2]
    with unprotected(), transaction.atomic():
        for key, sequence in ((first, 1_000), (second, 1), (first, 2)):
            sql(f'UPDATE "{table}" SET sequence = %s WHERE id = %s', sequence, key)

        assert found(table)
        transaction.set_rollback(True)


def test_an_inserted_entry_is_found(published):
    with unprotected(), transaction.atomic():
        last = JournalEntry.objects.order_by("sequence").last()
        last.pk, last.sequence, last.digest = None, last.sequence + 1, "f" * 64
        last.save(force_insert=True)

        assert found(JOURNAL)
        transaction.set_rollback(True)


def test_content_that_is_valid_but_another_is_found(published):
    first, second = keys(VERSION)[:2]
    with unprotected(), transaction.atomic():
        for column in ("content", "content_digest"):
            other = cell(VERSION, column, second)
            sql(f'UPDATE "{VERSION}" SET "{column}" = %s WHERE id = %s', other, first)

        assert found(VERSION).row == first
        transaction.set_rollback(True)


def test_an_edition_made_anew_with_another_content_is_found(published):
    edition = Edition.objects.order_by("sequence").last()
    content = json.loads(edition.content)
    content["framework"]["goals"][0]["wording"]["de"] = "Nichts davon."
    edition.content = canonical(content).decode()
    edition.content_digest = hashlib.sha256(edition.content.encode()).hexdigest()
    edition.digest = edition_digest(
        sequence=edition.sequence,
        document=edition.document.slug,
        number=edition.number,
        is_minor=edition.is_minor,
        content_digest=edition.content_digest,
        change_note=edition.change_note,
        published_at=edition.published_at,
        previous=edition.previous_digest,
    )
    with unprotected(), transaction.atomic():
        edition.save()

        assert "adopted" in found(EDITION).says
        transaction.set_rollback(True)


def test_a_goal_that_says_something_else_than_was_adopted_is_found(published):
    table = "framework_goalversion"
    with unprotected(), transaction.atomic():
        sql(f'UPDATE "{table}" SET wording = %s WHERE id = %s', "Anders.", keys(table)[0])

        assert "wording of P1" in found(table).says
        transaction.set_rollback(True)


def test_a_decision_that_was_changed_is_found(published):
    with unprotected(), transaction.atomic():
        sql("UPDATE coordination_cabinetdecision SET decided_on = %s", "2022-07-13")

        assert found(VERSION)
        transaction.set_rollback(True)


def test_an_annulment_that_was_taken_back_is_found(published):
    version = factories.annulled(published[-1])
    with transaction.atomic():
        journal.record(
            "coordination.annulled", actor=coordinator(), subject=version, digest=version.digest
        )
    assert found(VERSION) is None

    with unprotected(), transaction.atomic():
        sql(f'UPDATE "{VERSION}" SET annulment_id = NULL')
        sql("UPDATE framework_goalversion SET stage = 'adopted'")

        assert "annulled it" in found(VERSION).says
        transaction.set_rollback(True)


def cut_the_tail():
    with connection.cursor() as cursor:
        cursor.execute(
            f'DELETE FROM "{JOURNAL}" WHERE sequence = (SELECT max(sequence) FROM "{JOURNAL}")'
        )
    last = JournalEntry.objects.order_by("sequence").last()
    sql("UPDATE accounts_journalhead SET sequence = %s, digest = %s", last.sequence, last.digest)


def test_without_an_anchor_a_tail_cut_off_with_its_head_is_not_found(published):
    with unprotected(), transaction.atomic():
        cut_the_tail()

        assert found(JOURNAL) is None
        transaction.set_rollback(True)


def test_with_an_anchor_it_is(published, tmp_path):
    file = tmp_path / "anchor.jsonl"
    assert ran(file)[0] == 0
    with unprotected(), transaction.atomic():
        cut_the_tail()

        status, said = ran(file)

        transaction.set_rollback(True)
    assert status == 1
    assert "anchored" in said


def test_the_cut_off_edition_is_missed_by_the_journal_alone(published):
    last = keys(EDITION)[-1]
    with unprotected(), transaction.atomic():
        sql(f'DELETE FROM "{EDITION}" WHERE id = %s', last)

        assert found(EDITION).row == last
        transaction.set_rollback(True)


def test_the_anchor_grows_with_what_happens(published, tmp_path):
    file = tmp_path / "anchor.jsonl"
    ran(file)
    ran(file)
    assert len(file.read_text().splitlines()) == 1

    factories.adopted_framework("k5", 5)
    assert ran(file)[0] == 0

    assert len(anchors.read(file)) == 2


@pytest.mark.parametrize("text", ["x", "[]", "{}", '{"journal": 1}', "\x00"])
def test_a_file_that_is_no_anchor_is_told_apart(tmp_path, text):
    file = tmp_path / "anchor.jsonl"
    file.write_text(f"{text}\n")

    status, said = ran(file)

    assert status == 1
    assert "line 1" in said
    assert file.read_text() == f"{text}\n"


def test_an_anchor_that_cannot_be_read_or_written_is_named(tmp_path):
    assert str(tmp_path) in ran(tmp_path)[1]
    nowhere = tmp_path / "no" / "anchor"
    assert str(nowhere) in ran(nowhere)[1]


def test_missing_triggers_are_a_fault():
    with unprotected():
        assert ran()[0] == 1


def test_the_fast_way_makes_the_same_text():
    value = {"b": ["ä", 1, None, True], "a": {"x": '\u2028"\\\n'}}

    assert _canonical(value).encode() == canonical(value)


def test_a_long_journal_is_verified_within_seconds():
    by, moment, head = coordinator(), timezone.now(), "0" * 64
    entries = []
    for number in range(1, ENTRIES + 1):
        entry = JournalEntry(
            sequence=number,
            act="framework.goal_drafted",
            actor=by,
            actor_name=by.name,
            department=None,
            subject_kind="framework.goalversion",
            subject_id=number,
            subject_name=f"P{number}: Wir stärken Europa",
            facts={"framework": "2022", "number": 1, "kind": "principle"},
            recorded_at=moment,
            previous_digest=head,
        )
        head = entry.digest = journal.digest_of(entry)
        entries.append(entry)
    JournalEntry.objects.bulk_create(entries, batch_size=1000)
    with unprotected():
        sql("DELETE FROM accounts_journalhead")
        sql("INSERT INTO accounts_journalhead VALUES (1, %s, %s)", ENTRIES, head)

    started = time.process_time()
    report = verify.verified([])
    took = time.process_time() - started

    print(f"{ENTRIES} entries: {took:.2f} s")  # noqa: T201
    assert report.faults == []
    assert took < 5 * ENTRIES / 100_000 + 0.5
