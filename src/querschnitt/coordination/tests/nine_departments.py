"""Nine departments answer at the same moment, each in a process of its own.

Run by ``test_concurrency.py`` as a program, since processes that write at once need a database
that is theirs alone; it makes one beside the one that the settings name, and removes it again.
Prints what was stored and what went wrong as JSON.

    python nine_departments.py ROUNDS [--unprotected | --while-edited | --in-parts | --careless]
"""

import json
import multiprocessing
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import django

DEPARTMENTS = 9
PATIENCE = 600


def main(rounds, mode):
    django.setup()
    with _own_database():
        in_parts = mode in {"--in-parts", "--careless"}
        framework_rounds, people = _prepare(rounds, in_parts=in_parts)
        work = {
            "--while-edited": _edited,
            "--in-parts": _edited_in_parts,
            "--careless": _edited_in_parts,
        }.get(mode, _signed)
        outcomes = _at_once(work, framework_rounds, people, mode)
        return {**_stored(), **_summary(outcomes)}


@contextmanager
def _own_database():
    from django.conf import settings
    from django.db import connection

    name = "querschnitt_nine_departments"
    if connection.vendor == "sqlite":
        name = str(Path(settings.DATA_DIR) / f"{name}.sqlite3")
    else:
        name = f"{name}_{os.getpid()}"
    connection.settings_dict["TEST"]["NAME"] = name
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _prepare(count, *, in_parts=False):
    """Return open co-signature rounds, each of a framework of its own, and who answers them."""
    from querschnitt.accounts.tests.factories import approver
    from querschnitt.coordination.tests.factories import FrameworkFactory, goal, opened

    people = [approver() for _ in range(DEPARTMENTS)]
    rounds = []
    for _ in range(count):
        framework = FrameworkFactory()
        goal(framework)
        if in_parts:
            for one in people:
                goal(framework, one.department)
        rounds.append(opened(framework, *people, scope="concerned" if in_parts else "whole"))
    return rounds, people


def _at_once(work, rounds, people, mode):
    """Let every person do the work in a process of their own, and collect what came of it."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    barrier, outcomes = context.Barrier(len(people)), context.Queue()
    processes = [
        context.Process(target=_one_person, args=(work, person, rounds, barrier, outcomes, mode))
        for person in people
    ]
    for process in processes:
        process.start()
    collected = [outcomes.get(timeout=PATIENCE) for _ in processes]
    for process in processes:
        process.join()
    return [outcome for one in collected for outcome in one]


def _one_person(work, person, rounds, barrier, outcomes, mode):
    """Report for each round how long it took, and what the person would have seen go wrong."""
    if mode == "--unprotected":
        _remove_protection()
    if mode == "--careless":
        _sign_without_looking()
    collected = []
    for round in rounds:
        barrier.wait(PATIENCE)
        began = time.perf_counter()
        try:
            work(person, round)
            error = ""
        except Exception as failure:
            error = f"{type(failure).__name__}: {failure}"[:200]
        collected.append((time.perf_counter() - began, error))
    outcomes.put(collected)


def _remove_protection():
    """Go back to what a careless program does: look, wait a moment, write.

    SQLite then has Django's default transactions, PostgreSQL no locked row.
    """
    from django.db import connection

    from querschnitt.accounts import journal
    from querschnitt.accounts.models import JournalHead

    def head_without_a_lock():
        head = JournalHead.objects.get(pk=1)
        time.sleep(0.02)
        return head

    journal._locked_head = head_without_a_lock
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        options["transaction_mode"] = None
        options["timeout"] = 0.05


def _signed(person, round):
    from querschnitt.coordination import operations
    from querschnitt.framework.queries import digest_of_draft

    operations.cosign(
        by=person,
        round=round,
        answer="reservation",
        reservation_kind="scrutiny",
        reservation_text=f"By {person.name}.",
        seen_digest=digest_of_draft(round.framework),
    )


def _edited(person, round):
    """Co-sign what is read, while the text is edited; read again as often as it has changed."""
    from querschnitt.coordination import operations
    from querschnitt.framework.queries import digest_of_draft
    from querschnitt.lib.refusal import Refused

    for turn in range(100):
        seen = digest_of_draft(round.framework)
        # Only at first, else nobody ever gets to sign a text that others keep editing.
        if turn < 2 and (person.pk + turn) % 3 == 0:
            _edit(round.framework, f"Edited by {person.name}, {turn}.")
        try:
            operations.cosign(by=person, round=round, answer="agreed", seen_digest=seen)
        except Refused as refusal:
            if refusal.obstacle.code != "coordination.stale":
                raise
        else:
            return
    raise RuntimeError("the text never held still")


def _edited_in_parts(person, round):
    """Co-sign a part while goals are edited; keep what was read beside what was signed."""
    from querschnitt.coordination import operations
    from querschnitt.coordination.standing import present_text
    from querschnitt.framework.models import GoalVersion
    from querschnitt.lib.refusal import Refused

    goals = GoalVersion.objects.filter(goal__framework=round.framework)
    own = goals.filter(lead=person.department_id)
    for turn in range(100):
        asked = round.cosignatures.select_related("department").get(department=person.department)
        seen = present_text(round.framework).digest_for(asked)
        if turn < 2:
            text = f"Edited by {person.name}, {turn}."
            _as_an_act(round.framework, lambda text=text: own.update(wording=text))
        try:
            signed = operations.cosign(by=person, round=round, answer="agreed", seen_digest=seen)
        except Refused as refusal:
            if refusal.obstacle.code != "coordination.stale":
                raise
            continue
        if signed.subject_digest != seen:
            raise RuntimeError("signed unseen")
        return
    raise RuntimeError("the text never held still")


def _sign_without_looking():
    """Do what a program does that does not compare what was shown with what is signed."""
    from querschnitt.coordination import rules

    rules.obstacle_to_signing_unseen = lambda **_: None


def _as_an_act(framework, change):
    from querschnitt.accounts import journal

    @journal.act
    def edit():
        change()
        journal.record("test.edited", actor=None, subject=framework, text_digest="")

    edit()


def _edit(framework, text):
    """Change the text in an act whose entry tells its digest, so that order can be judged."""
    from querschnitt.accounts import journal
    from querschnitt.framework.models import Framework
    from querschnitt.framework.queries import digest_of_draft

    @journal.act
    def edit():
        Framework.objects.filter(pk=framework.pk).update(introduction=text)
        digest = digest_of_draft(framework)
        journal.record("test.edited", actor=None, subject=framework, text_digest=digest)

    edit()


def _stored():
    from querschnitt.accounts.journal import digest_of
    from querschnitt.accounts.models import JournalEntry
    from querschnitt.coordination.models import CoSignature, Reservation
    from querschnitt.lib.digest import GENESIS

    broken, previous = 0, GENESIS
    for number, entry in enumerate(JournalEntry.objects.order_by("sequence"), start=1):
        is_whole = entry.sequence == number and entry.digest == digest_of(entry)
        broken += not is_whole or entry.previous_digest != previous
        previous = entry.digest
    return {
        "signatures": CoSignature.objects.exclude(answer="pending").count(),
        "reservations": Reservation.objects.count(),
        "entries": JournalEntry.objects.filter(act="coordination.cosigned").count(),
        "broken_links": broken,
        "unseen": _signed_unseen(),
    }


def _signed_unseen():
    """Count signatures on another text than the one that stood when they were given."""
    from querschnitt.accounts.models import JournalEntry
    from querschnitt.coordination.models import CoSignature

    texts, unseen = {}, 0
    framework_of = dict(CoSignature.objects.values_list("pk", "subject_id"))
    sent_out = dict(CoSignature.objects.values_list("pk", "subject_digest"))
    if JournalEntry.objects.filter(act="test.edited", facts__text_digest="").exists():
        return 0  # each person compares what they read with what they signed
    acts = ("coordination.cosigned", "test.edited")
    for entry in JournalEntry.objects.filter(act__in=acts).order_by("sequence"):
        digest = entry.facts["text_digest"]
        if entry.act == "test.edited":
            texts[entry.subject_id] = digest
            continue
        present = texts.get(framework_of[entry.subject_id], digest)
        unseen += not (present == digest == sent_out[entry.subject_id])
    return unseen


def _summary(outcomes):
    errors = [error for _, error in outcomes if error]
    seconds = sorted(second for second, _ in outcomes)
    p95 = seconds[int(len(seconds) * 0.95)] if seconds else 0
    return {"errors": len(errors), "first_error": errors[0] if errors else "", "p95": round(p95, 3)}


if __name__ == "__main__":
    report = main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
    sys.stdout.write(json.dumps(report))
