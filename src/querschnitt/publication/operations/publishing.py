"""Making something public: what cabinet adopted, or goals that are known from elsewhere."""

import json

from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.coordination import adoption
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.content import CorrectionContent, FrameworkContent
from querschnitt.framework.models import Framework
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import refuse_if
from querschnitt.publication import assemble, rules
from querschnitt.publication.content import parsed_framework
from querschnitt.publication.models import Document, Edition
from querschnitt.publication.operations import issuing, rendering


def publish(
    *,
    by: User,
    framework_version: FrameworkVersion,
    change_note: str = "",
    public_from: rules.PublicFrom = "now",
    awaiting: str | None = None,
) -> Edition:
    """Make an edition of an adopted version, public now, from a moment on, or once released.

    :param public_from: None where it waits for an event, which ``awaiting`` names
    :raises Refused: if an obstacle stands in the way, such as a version that was annulled
    """
    moment = timezone.now()

    def planned() -> list[Edition]:
        version = _with_decision(framework_version)
        document = issuing.document_of(version.framework, Document.Kind.FRAMEWORK)
        content = assemble.framework_edition(version, corrections=_carried_over(version, document))
        refuse_if(
            rules.obstacle_to_timing(
                public_from=public_from, awaiting=awaiting, now=moment, change_note=change_note
            )
            or rules.obstacle_to_amending_silently(
                is_amended="amends" in content["adoption"], change_note=change_note
            )
            or rules.obstacle_to_publishing(
                by,
                version=version,
                newest_in_force=_newest_in_force(version.framework),
                is_public_already=issuing.is_out(version),
            )
        )
        return [
            issuing.drafted(
                by=by,
                document=document,
                content=content,
                moment=moment,
                public_from=public_from,
                change_note=change_note,
                framework_version=version,
            )
        ]

    def save(editions: list[Edition]) -> None:
        issuing.issue(editions[0], "publication.published", by=by, awaiting=awaiting)

    return rendering.carry_out(planned, save, now=moment)[0]


def publish_reported_goals(
    *,
    by: User,
    framework: Framework,
    change_note: str = "",
    public_from: rules.PublicFrom = "now",
    awaiting: str | None = None,
) -> Edition:
    """Make an edition of the goals of a framework's time that are known from elsewhere.

    :raises Refused: if an obstacle stands in the way, such as that there are none
    """
    moment = timezone.now()

    def planned() -> list[Edition]:
        document = issuing.document_of(framework, Document.Kind.REPORTED_GOALS)
        content = assemble.reported_goals(framework)
        refuse_if(
            rules.obstacle_to_timing(
                public_from=public_from, awaiting=awaiting, now=moment, change_note=change_note
            )
            or rules.obstacle_to_publishing_reported_goals(
                by,
                framework=framework,
                has_goals=bool(content["goals"]),
                is_public_already=issuing.says_already(document, content),
            )
        )
        return [
            issuing.drafted(
                by=by,
                document=document,
                content=content,
                moment=moment,
                public_from=public_from,
                change_note=change_note,
            )
        ]

    def save(editions: list[Edition]) -> None:
        issuing.issue(editions[0], "publication.published", by=by, awaiting=awaiting)

    return rendering.carry_out(planned, save, now=moment)[0]


def publish_relations(
    *,
    by: User,
    seen: str,
    change_note: str = "",
    public_from: rules.PublicFrom = "now",
    awaiting: str | None = None,
) -> Edition:
    """Make an edition of the registers of relations: of all entries that have been released.

    :param seen: the digest of the content that the person was shown
    :raises Refused: ``publication.stale`` if the registers have changed meanwhile; if nothing has
        changed since the newest edition
    """
    moment = timezone.now()

    def planned() -> list[Edition]:
        document = issuing.document_of_relations()
        content = assemble.relations(at=moment)
        newest = issuing.newest_edition(document)
        refuse_if(
            rules.obstacle_to_timing(
                public_from=public_from, awaiting=awaiting, now=moment, change_note=change_note
            )
            or rules.obstacle_to_publishing_relations(
                by,
                has_entries=bool(content["entries"]) or newest is not None,
                is_public_already=newest is not None and newest.content_digest == digest(content),
            )
            or rules.obstacle_when_otherwise(seen=seen, now=digest(content))
        )
        return [
            issuing.drafted(
                by=by,
                document=document,
                content=content,
                moment=moment,
                public_from=public_from,
                change_note=change_note,
            )
        ]

    def save(editions: list[Edition]) -> None:
        issuing.issue(editions[0], "publication.published", by=by, awaiting=awaiting)

    return rendering.carry_out(planned, save, now=moment)[0]


def _with_decision(version: FrameworkVersion) -> FrameworkVersion:
    rows = FrameworkVersion.objects.select_related("framework__term", "decision")
    return rows.get(pk=version.pk)


def _carried_over(version: FrameworkVersion, document: Document) -> list[CorrectionContent]:
    """Return the misprints put right in public that this version repeats from the one it amends.

    Of a framework that was taken over, those that were put right where it comes from.
    """
    record = json.loads(version.record)
    amends = adoption.amends_of(record)
    newest = issuing.newest_edition(document)
    if amends is None or newest is None:
        return adoption.corrections_of(record) if newest is None else []
    shown = parsed_framework(newest.content)
    if shown["adoption"]["digest"] != amends["digest"]:
        return []
    now: FrameworkContent = json.loads(version.content)
    return assemble.carried_over(shown["corrections"], before=shown["framework"], now=now)


def _newest_in_force(framework: Framework) -> FrameworkVersion | None:
    versions = FrameworkVersion.objects.filter(framework=framework).in_force()
    return versions.order_by("-number").first()
