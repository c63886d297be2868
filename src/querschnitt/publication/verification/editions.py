"""The chain of editions, each compared with what was adopted."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from querschnitt.lib.digest import canonical
from querschnitt.publication.chain import edition_digest
from querschnitt.publication.models import Document, Edition
from querschnitt.publication.verification import reading
from querschnitt.publication.verification.reading import START, Fault, Head
from querschnitt.publication.verification.versions import Adopted

TABLE = Edition._meta.db_table
COLUMNS = (
    "id", "sequence", "document_id", "number", "is_minor:bool", "framework_version_id", "content",
    "content_digest", "change_note", "published_at:instant", "previous_digest", "digest",
)  # fmt: skip
DOCUMENT = ("id", "slug", "kind", "framework_id")
DECIDED = ("decided_on:date", "decided_by", "agenda_number", "wording", "source")


@dataclass(slots=True)
class Findings:
    """What reading the editions brought to light."""

    head: Head = START
    fault: Fault | None = None
    anchored: dict[int, str] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)


def verify(*, anchored: Collection[int], versions: dict[int, Adopted]) -> Findings:
    """Recompute the chain of editions."""
    found = Findings()
    documents = {row[0]: row for row in reading.rows(Document._meta.db_table, DOCUMENT, order="id")}
    for row in reading.rows(TABLE, COLUMNS, order="sequence"):
        edition = dict(zip((name.partition(":")[0] for name in COLUMNS), row, strict=True))
        found.fault = _fault(edition, found.head, documents) or _content_fault(
            edition, documents[edition["document_id"]], versions
        )
        if found.fault:
            return found
        found.head = Head(edition["sequence"], edition["digest"])
        found.digests[edition["id"]] = edition["digest"]
        if edition["sequence"] in anchored:
            found.anchored[edition["sequence"]] = edition["digest"]
    return found


def _fault(
    edition: dict[str, Any], before: Head, documents: dict[int, tuple[Any, ...]]
) -> Fault | None:
    key, sequence = edition["id"], edition["sequence"]
    if sequence != before.sequence + 1:
        return Fault(TABLE, key, f"#{before.sequence + 1} is missing before #{sequence}")
    if edition["previous_digest"] != before.digest:
        return Fault(TABLE, key, f"#{sequence} does not follow on #{before.sequence}")
    if edition["document_id"] not in documents:
        return Fault(TABLE, key, f"#{sequence} belongs to no document")
    try:
        content = edition["content"].encode("utf-8", errors="surrogatepass")
        wanted = edition_digest(
            sequence=sequence,
            document=documents[edition["document_id"]][1],
            number=edition["number"],
            is_minor=bool(edition["is_minor"]),
            content_digest=edition["content_digest"],
            change_note=edition["change_note"],
            published_at=reading.instant(edition["published_at"]),
            previous=edition["previous_digest"],
        )
    except (AttributeError, TypeError, ValueError) as error:
        return Fault(TABLE, key, f"#{sequence} cannot be read: {error}")
    if hashlib.sha256(content).hexdigest() != edition["content_digest"]:
        return Fault(TABLE, key, f"the content of #{sequence} is not the one that was published")
    if wanted != edition["digest"]:
        return Fault(TABLE, key, f"what #{sequence} says is not what its digest was made of")
    return None


def _content_fault(
    edition: dict[str, Any], document: tuple[Any, ...], versions: dict[int, Adopted]
) -> Fault | None:
    """Compare an edition of a framework with the adopted version, byte for byte."""
    key = edition["id"]
    if document[2] != Document.Kind.FRAMEWORK:
        return None
    version = versions.get(edition["framework_version_id"])
    if version is None or version.framework != document[3]:
        return Fault(TABLE, key, "it belongs to no adopted version of its framework")
    try:
        content = json.loads(edition["content"])
        adopted = canonical(content["framework"])
        shown = content["adoption"]
        decided = tuple(shown[name.partition(":")[0]] for name in DECIDED)
    except (KeyError, TypeError, ValueError) as error:
        return Fault(TABLE, key, f"its content cannot be read: {error}")
    if adopted != version.content.encode("utf-8", errors="surrogatepass"):
        return Fault(TABLE, key, "its content is not the one that was adopted")
    digests = (version.content_digest, version.digest, version.number)
    wanted = (*digests, version.amends, version.origin)
    shown_digests = (shown["content_digest"], shown["digest"], shown["version"])
    told = (*shown_digests, shown.get("amends"), shown.get("origin"))
    if told != wanted or decided != tuple(version.decision[name] for name in DECIDED):
        return Fault(TABLE, key, "its record of the adoption is not that of the adopted version")
    return None
