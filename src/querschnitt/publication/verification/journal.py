"""The chain of the journal."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import Any

from django.db import connection

from querschnitt.accounts.models import JournalEntry, JournalHead
from querschnitt.publication.verification import reading
from querschnitt.publication.verification.reading import START, Fault, Head

TABLE = JournalEntry._meta.db_table
HEAD = JournalHead._meta.db_table
COLUMNS = (
    "id", "sequence", "act", "actor_id", "actor_name", "department_id", "subject_kind",
    "subject_id", "subject_name", "facts:json", "recorded_at:instant", "previous_digest", "digest",
)  # fmt: skip
# The same text as lib.digest.canonical makes, many times over; a test compares them.
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(slots=True)
class Findings:
    """What reading the journal brought to light."""

    count: int = 0
    head: Head = START
    fault: Fault | None = None
    anchored: dict[int, str] = field(default_factory=dict)
    mentions: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)


def verify(*, anchored: Collection[int], acts: Collection[str]) -> Findings:
    """Recompute the journal.

    :param anchored: the sequence numbers whose digests are wanted
    :param acts: the acts whose subjects and facts are wanted
    """
    found = Findings()
    anchored = set(anchored)
    for row in reading.rows(TABLE, COLUMNS, order="sequence"):
        found.fault = _fault(row, found.head)
        if found.fault:
            return found
        sequence, act, digest = row[1], row[2], row[-1]
        found.count += 1
        found.head = Head(sequence, digest)
        if sequence in anchored:
            found.anchored[sequence] = digest
        if act in acts:
            found.mentions.append((act, row[7], json.loads(row[9])))
    found.fault = _head_fault(found.head)
    return found


def _fault(row: tuple[Any, ...], before: Head) -> Fault | None:
    key, sequence, previous, digest = row[0], row[1], row[-2], row[-1]
    if sequence != before.sequence + 1:
        return Fault(TABLE, key, f"#{before.sequence + 1} is missing before #{sequence}")
    if previous != before.digest:
        return Fault(TABLE, key, f"#{sequence} does not follow on #{before.sequence}")
    try:
        wanted = _digest(row)
    except (TypeError, ValueError, RecursionError) as error:
        return Fault(TABLE, key, f"#{sequence} cannot be read: {error}")
    if wanted != digest:
        return Fault(TABLE, key, f"what #{sequence} says is not what its digest was made of")
    return None


def _digest(row: tuple[Any, ...]) -> str:
    (_key, sequence, act, actor, name, department, kind, subject, subject_name, facts, at,
     previous, _own) = row  # fmt: skip
    values = json.loads(facts)
    if connection.vendor == "sqlite" and json.dumps(values) != facts:
        raise ValueError("its facts are not written as this program writes them")
    # The canonical text with its keys in order, written out: a journal is long.
    content = (
        f'{{"act":{_plain(act)},"actor":{_plain(actor)},"actor_name":{_plain(name)},'
        f'"department":{_plain(department)},"facts":{_canonical(values)},'
        f'"previous":{_plain(previous)},"recorded_at":{_plain(reading.instant(at))},'
        f'"sequence":{_plain(sequence)},'
        f'"subject":[{_plain(kind)},{_plain(subject)},{_plain(subject_name)}]}}'
    )
    return hashlib.sha256(content.encode("utf-8", errors="surrogatepass")).hexdigest()


def _plain(value: object) -> str:
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int:
        return str(value)
    if value is None:
        return "null"
    raise TypeError(f"{value!r} is neither text nor number")


def _head_fault(last: Head) -> Fault | None:
    heads = list(reading.rows(HEAD, ("id", "sequence", "digest"), order="id"))
    if not heads:
        return Fault(HEAD, "-", "the head is missing") if last.sequence else None
    if len(heads) > 1:
        return Fault(HEAD, heads[1][0], "there is more than one head")
    key, sequence, digest = heads[0]
    if (sequence, digest) != (last.sequence, last.digest):
        return Fault(HEAD, key, f"the head is at #{sequence}, the last entry is #{last.sequence}")
    return None
