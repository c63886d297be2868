"""Importing frameworks of others, discarding them, and taking one's own over without loss."""

import hashlib
import json
from typing import cast

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import operations as coordination
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.content import FrameworkContent, FrameworkEdition
from querschnitt.framework.models import Framework
from querschnitt.framework.moving import Here, plan, plan_digest
from querschnitt.framework.queries import content_of
from querschnitt.framework.queries.moving import here_for
from querschnitt.lib.digest import canonical, digest
from querschnitt.lib.refusal import refuse_if
from querschnitt.publication import import_rules as rules
from querschnitt.publication.foreign.recognised import Recognised, recognise
from querschnitt.publication.models import ImportedFramework
from querschnitt.publication.operations.terms import close_new_term


def import_framework(*, by: User, data: bytes, file_name: str) -> ImportedFramework:
    """Read a file of others and keep what it says as a foreign draft.

    :raises Refused: for other than coordinators, or for a file that is imported already
    :raises Unreadable: with a sentence that says what is wrong with the file; nothing is kept
    """
    refuse_if(rules.obstacle_to_importing(by))
    # Before the act: reading takes seconds, and acts queue.
    return _keep(by=by, data=data, file_name=file_name, found=recognise(data))


@journal.act
def _keep(*, by: User, data: bytes, file_name: str, found: Recognised) -> ImportedFramework:
    file_digest = hashlib.sha256(data).hexdigest()
    standing = ImportedFramework.objects.standing().filter(file_digest=file_digest)
    refuse_if(rules.obstacle_to_importing(by, is_imported=standing.exists()))
    imported = ImportedFramework.objects.create(
        kind=found.kind,
        file_name=file_name[-rules.LONGEST_NAME :],
        file_digest=file_digest,
        title=next(iter(found.content["title"].values()), found.content["key"]),
        language=found.language[:10],
        is_language_guessed=found.is_language_guessed,
        content=canonical(found.content).decode(),
        content_digest=digest(found.content),
        edition=canonical(found.edition).decode() if found.edition else "",
        deviations=canonical([list(one) for one in found.deviations]).decode(),
        goal_count=len(found.content["goals"]),
        deviation_count=len(found.deviations),
        imported_by=by,
        imported_at=timezone.now(),
    )
    journal.record(
        "publication.framework_imported",
        actor=by,
        subject=imported,
        kind=found.kind,
        goals=imported.goal_count,
        content_digest=imported.content_digest,
    )
    return imported


@journal.act
def discard_import(*, by: User, imported: ImportedFramework, reason: str) -> ImportedFramework:
    """Put a foreign draft aside; it stays on record, and can be compared no more.

    :raises Refused: if ``import_rules.obstacle_to_discarding`` finds an obstacle
    """
    imported = ImportedFramework.objects.get(pk=imported.pk)
    refuse_if(rules.obstacle_to_discarding(imported, by, reason=reason))
    imported.discarded_by, imported.discarded_at = by, timezone.now()
    imported.discard_reason = reason
    imported.save(update_fields=["discarded_by", "discarded_at", "discard_reason"])
    journal.record("publication.import_discarded", actor=by, subject=imported)
    return imported


@journal.act
def take_over(*, by: User, imported: ImportedFramework, seen_digest: str) -> Framework:
    """Make an adopted framework of another installation one of this, so that it says the same.

    All or nothing: what it names is entered, its goals are frozen, and its adoption is recorded
    with its official day; the digest of its content is the one that it had.

    :param seen_digest: ``moving.plan_digest`` of the preview that the person was shown
    :raises Refused: for a conflict with what is here, or if the digest would be another one
    """
    imported = ImportedFramework.objects.get(pk=imported.pk)
    refuse_if(rules.obstacle_to_taking_over(imported, by))
    edition = cast("FrameworkEdition", json.loads(imported.edition))
    content = edition["framework"]
    here = here_for(content)
    found = plan(content, here)
    refuse_if(rules.obstacle_in_what_was_shown(is_current=seen_digest == plan_digest(found)))
    refuse_if(rules.obstacle_to_taking_over(imported, by, plan=found))
    framework = _moved(by, edition, here)
    refuse_if(rules.obstacle_in_the_result(differing=_differing(content, content_of(framework))))
    version = coordination.record_adoption_elsewhere(
        by=by, framework=framework, adoption=edition["adoption"], corrections=edition["corrections"]
    )
    imported.taken_over_as, imported.taken_over_by = framework, by
    imported.taken_over_at = timezone.now()
    imported.save(update_fields=["taken_over_as", "taken_over_by", "taken_over_at"])
    journal.record(
        "publication.framework_taken_over",
        actor=by,
        subject=imported,
        framework=framework.key,
        goals=len(content["goals"]),
        content_digest=version.content_digest,
        digest_there=edition["adoption"]["digest"],
    )
    return framework


def _moved(by: User, edition: FrameworkEdition, here: Here) -> Framework:
    """Write everything that the framework says, up to its goals."""
    content = edition["framework"]
    term, is_new = framework_acts.move_term(by=by, content=content["term"])
    if is_new and edition.get("term_is_closed"):
        term = close_new_term(by=by, term=term)
    departments = framework_acts.move_departments(by=by, content=content, here=here)
    framework = framework_acts.move_framework(
        by=by, content=content, term=term, departments=departments
    )
    framework_acts.move_goals(
        by=by, framework=framework, goals=content["goals"], departments=departments
    )
    return framework


def _differing(wanted: FrameworkContent, made: FrameworkContent) -> list[str]:
    """Return the parts of a content that another one says otherwise."""
    if digest(wanted) == digest(made):
        return []
    return [name for name, value in made.items() if wanted.get(name) != value]
