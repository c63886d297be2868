"""The one way from rows to public content; nothing else reaches it.

A framework is not assembled anew: its content is the very text that cabinet adopted.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from querschnitt.coordination import adoption as adoption_record
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework import queries
from querschnitt.framework.content import (
    AdoptionContent,
    CorrectionContent,
    FrameworkContent,
    FrameworkEdition,
    ReportedGoalsContent,
)
from querschnitt.framework.models import Framework
from querschnitt.publication.content import is_of_goals, is_relations, parsed, said
from querschnitt.publication.models import Document, Edition
from querschnitt.relations.content import EntryContent, RelationsContent, reference_of
from querschnitt.relations.queries.contents import relations_content


def framework_edition(
    version: FrameworkVersion, *, corrections: Iterable[CorrectionContent] = ()
) -> FrameworkEdition:
    """Return the adopted content with the record of its adoption, and misprints beside it."""
    content = FrameworkEdition(
        framework=cast("FrameworkContent", json.loads(version.content)),
        adoption=_adoption(version),
        corrections=list(corrections),
    )
    if version.framework.term.is_closed:
        content["term_is_closed"] = True
    return content


def _adoption(version: FrameworkVersion) -> AdoptionContent:
    # Co-signatures and reservations stand in the version's record and stay inside.
    decision = version.decision
    adoption = AdoptionContent(
        version=version.number,
        decided_on=decision.decided_on.isoformat(),
        decided_by=decision.decided_by,
        agenda_number=decision.agenda_number,
        wording=decision.wording,
        content_digest=version.content_digest,
        digest=version.digest,
        source=decision.source,
    )
    record = json.loads(version.record)
    if amends := adoption_record.amends_of(record):
        adoption["amends"] = amends
    if origin := adoption_record.origin_of(record):
        adoption["origin"] = origin
    return adoption


def carried_over(
    corrections: Iterable[CorrectionContent], *, before: FrameworkContent, now: FrameworkContent
) -> list[CorrectionContent]:
    """Return the misprints put right in an earlier version that the later one repeats."""
    old, new = ({goal["reference"]: goal for goal in one["goals"]} for one in (before, now))
    return [
        correction
        for correction in corrections
        if correction["goal"] in new
        and new[correction["goal"]][correction["part"]]
        == old[correction["goal"]][correction["part"]]
    ]


def reported_goals(framework: Framework) -> ReportedGoalsContent:
    """Return the goals of a framework's time that are known from elsewhere than its text."""
    return queries.reported_content_of(framework)


def relations(*, at: datetime) -> RelationsContent:
    """Return the registers as they may become public: goals that are not public yet stay unnamed.

    :param at: the instant as of which a goal has to be public
    """
    earlier = (parsed(text) for text in _contents_of_relations())
    told_before = {
        reference_of(entry)
        for content in earlier
        if is_relations(content)
        for entry in content["entries"]
    }
    content = relations_content(told_before=told_before)
    goals = _public_goals(at)
    return {**content, "entries": [_with_goals(entry, goals) for entry in content["entries"]]}


def _contents_of_relations() -> Iterable[str]:
    rows = Edition.objects.filter(document__kind=Document.Kind.RELATIONS)
    return rows.values_list("content", flat=True)


def _public_goals(at: datetime) -> set[tuple[str, str]]:
    rows = Edition.objects.public(at=at).exclude(
        document__kind__in=(Document.Kind.RELATIONS, Document.Kind.PRESS_RELEASE)
    )
    return {
        (framework, goal["reference"])
        for framework, text in rows.values_list("document__framework__key", "content")
        if is_of_goals(content := parsed(text))
        for goal in said(content)["goals"]
    }


def _with_goals(entry: EntryContent, public: set[tuple[str, str]]) -> EntryContent:
    goals = [one for one in entry["goals"] if (one["framework"], one["reference"]) in public]
    return {**entry, "goals": goals}
