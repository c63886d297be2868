"""The journal of all acts, and what makes a function an act."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, JournalHead, User
from querschnitt.lib.digest import GENESIS, digest

P = ParamSpec("P")
R = TypeVar("R")

Fact = str | int | bool | None | list[str] | list[int]

SYSTEM = "Querschnitt"
"""The actor's name where the program itself acts, such as at midnight."""


def act(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function one act: a single transaction, and only one act at a time.

    Acts queue on the journal's head, on PostgreSQL as on SQLite (where a transaction of mode
    IMMEDIATE queues anyway). That costs little, for acts are short, and buys much: rules see rows
    that nobody changes meanwhile, the chain has no gaps, and two acts cannot lock each other out.
    """

    @wraps(function)
    def one_at_a_time(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            _locked_head()
            return function(*args, **kwargs)

    return one_at_a_time


def record(act: str, *, actor: User | None, subject: Model, **facts: Fact) -> JournalEntry:
    """Write one act to the journal, inside the transaction of the act.

    :param act: ``app.past_participle``, such as ``coordination.cosigned``
    :param facts: what is worth knowing of it, without any draft text
    """
    head = _locked_head()
    entry = JournalEntry(
        sequence=head.sequence + 1,
        act=act,
        actor=actor,
        actor_name=actor.name if actor else SYSTEM,
        department=actor.department if actor else None,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name=str(subject)[:200],
        facts=facts,
        recorded_at=timezone.now(),
        previous_digest=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    JournalHead.objects.filter(pk=head.pk).update(sequence=entry.sequence, digest=entry.digest)
    return entry


def digest_of(entry: JournalEntry) -> str:
    """Return what the digest of an entry must be, from all that it says and its predecessor's."""
    return digest(
        {
            "sequence": entry.sequence,
            "act": entry.act,
            "actor": entry.actor_id,
            "actor_name": entry.actor_name,
            "department": entry.department_id,
            "subject": [entry.subject_kind, entry.subject_id, entry.subject_name],
            "facts": entry.facts,
            "recorded_at": _instant(entry.recorded_at),
            "previous": entry.previous_digest,
        }
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _locked_head() -> JournalHead:
    if not connection.in_atomic_block:
        raise RuntimeError("The journal is written inside an act.")
    heads: Any = JournalHead.objects.select_for_update()
    head, _ = heads.get_or_create(pk=1, defaults={"digest": GENESIS})
    return head  # type: ignore[no-any-return]
