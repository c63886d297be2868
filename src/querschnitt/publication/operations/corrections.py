"""Putting a misprint right in public, the adopted content untouched beside it."""

from datetime import datetime
from typing import Literal

from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.content import CorrectionContent, FrameworkEdition
from querschnitt.lib.refusal import refuse_if
from querschnitt.publication import assemble, rules
from querschnitt.publication.content import corrected, goal_with, parsed_framework
from querschnitt.publication.models import Document, Edition
from querschnitt.publication.operations import issuing, rendering

Part = Literal["title", "wording", "explanation"]


def correct_editorially(
    *,
    by: User,
    framework_version: FrameworkVersion,
    goal_reference: str,
    part: Part,
    before: str,
    after: str,
    note: str,
    language: str = "",
) -> Edition:
    """Make a minor edition in which one text of a goal is spelled right.

    :param before: the whole text as it was shown
    :param language: the language of the text; without it the document's first one
    :raises Refused: if it is more than a misprint, or the text has changed since it was shown
    """
    moment = timezone.now()
    correction = CorrectionContent(
        goal=goal_reference,
        part=part,
        language=language,
        before=before,
        after=after,
        note=note,
        corrected_on=timezone.localdate(moment).isoformat(),
    )

    def planned() -> list[Edition]:
        return [_corrected(by, framework_version.pk, correction, moment)]

    def save(editions: list[Edition]) -> None:
        issuing.issue(editions[0], "publication.corrected", by=by, goal=goal_reference, part=part)

    return rendering.carry_out(planned, save, now=moment)[0]


def _corrected(
    by: User, version_pk: int, correction: CorrectionContent, moment: datetime
) -> Edition:
    versions = FrameworkVersion.objects.select_related("framework__term", "decision")
    version = versions.get(pk=version_pk)
    document = issuing.document_of(version.framework, Document.Kind.FRAMEWORK)
    newest = issuing.newest_edition(document)
    if newest and newest.framework_version_id != version.pk:
        newest = None
    shown = parsed_framework(newest.content) if newest else None
    current, language = _current(shown, correction)
    refuse_if(
        rules.obstacle_to_correcting(
            by,
            version=version,
            edition=newest,
            current=current,
            before=correction["before"],
            after=correction["after"],
            note=correction["note"],
        )
    )
    assert newest is not None  # noqa: S101 - the rule has said so
    assert shown is not None  # noqa: S101
    corrections = [*shown["corrections"], CorrectionContent(**{**correction, "language": language})]
    is_public = newest.public_from is not None and newest.public_from <= moment
    return issuing.drafted(
        by=by,
        document=document,
        content=assemble.framework_edition(version, corrections=corrections),
        moment=moment,
        # A correction never ends the embargo of what it corrects.
        public_from="now" if is_public else newest.public_from,
        change_note=correction["note"],
        is_minor=True,
        framework_version=version,
    )


def _current(
    edition: FrameworkEdition | None, correction: CorrectionContent
) -> tuple[str | None, str]:
    """Return the text as the edition has it now, and the language it is in."""
    if edition is None:
        return None, correction["language"]
    content = corrected(edition)
    language = correction["language"] or next(iter(content["languages"]), "")
    goal = goal_with(content, correction["goal"])
    if goal is None or correction["part"] not in rules.PARTS:
        return None, language
    return goal[correction["part"]].get(language), language
