"""What the pages of publishing show. Each question costs a fixed number of database queries."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Count, Exists, OuterRef, Prefetch, Sum
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.accounts.models import JournalEntry, User
from querschnitt.coordination import adoption
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.adoption import is_being_amended
from querschnitt.framework.content import CorrectionContent, FrameworkContent, FrameworkEdition
from querschnitt.framework.models import Framework, GoalVersion, LegislativeTerm
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import Obstacle
from querschnitt.outbox.models import Job
from querschnitt.publication import assemble, files, rules
from querschnitt.publication.content import (
    AnyContent,
    corrected,
    goal_with,
    is_framework,
    is_of_goals,
    is_release,
    parsed,
    parsed_framework,
    said,
    text_in,
)
from querschnitt.publication.formats import FORMATS, RELATIONS_FORMATS
from querschnitt.publication.models import Document, Edition, StoredPage, UnwrittenFile
from querschnitt.relations.content import RelationsContent
from querschnitt.relations.registers import REGISTERS

IN_WORK = (Job.State.PENDING, Job.State.RUNNING)
MOST_FAILED = 20


@dataclass(frozen=True)
class EditionLine:
    """An edition in a list, with what it is for the public at this moment."""

    edition: Edition
    state: str
    kind: str
    """Of the badge that shows the state."""


@dataclass(frozen=True)
class DocumentLine:
    """A document with its editions, newest first."""

    document: Document
    editions: list[EditionLine]


@dataclass(frozen=True)
class EditionsPage:
    """All editions, and what could become one."""

    documents: list[DocumentLine]
    unpublished: list[FrameworkVersion]
    """Versions in force whose text is not the newest edition of their framework."""
    reported: list[Framework]
    """Frameworks beside which goals are known from elsewhere."""
    open_terms: list[LegislativeTerm]


@dataclass(frozen=True)
class FileLine:
    """A file of a whole edition that can be fetched."""

    path: str
    label: str
    size: int


@dataclass(frozen=True)
class EditionFiles:
    """The files of an edition: which are there, how far the others are, and what failed."""

    whole: list[FileLine]
    part_count: int
    parts_size: int
    job: Job | None
    """What writes files now, or waits for it; for all editions."""
    failed: list[UnwrittenFile]
    failed_count: int
    has_given_up: bool
    to_write_again: Obstacle | None


@dataclass(frozen=True)
class EditionPage:
    """One edition, where it can be read, and what may be done with it."""

    line: EditionLine
    languages: list[str]
    counts: list[tuple[str, int]]
    """How much it holds, by what that is called."""
    corrections: list[CorrectionContent]
    pages: list[str]
    files: EditionFiles
    awaiting: str
    to_release: Obstacle | None
    to_withdraw: Obstacle | None
    to_correct: Obstacle | None


@dataclass(frozen=True)
class Correctable:
    """The newest edition of an adopted version, as far as misprints in it can be put right."""

    version: FrameworkVersion
    edition: Edition | None
    content: FrameworkContent | None
    language: str
    obstacle: Obstacle | None

    @property
    def goals(self) -> list[tuple[str, str]]:
        """References with the beginnings of their texts, to choose from."""
        goals = self.content["goals"] if self.content else []
        texts = (
            (goal["reference"], text_in(goal["title"] or goal["wording"], self.language))
            for goal in goals
        )
        return [
            (reference, f"{reference} {text[:80]}{'…' if len(text) > 80 else ''}")
            for reference, text in texts
        ]

    def text(self, reference: str, part: str) -> str:
        """Return the text as the edition has it now; empty where it has none."""
        goal = goal_with(self.content, reference) if self.content else None
        if goal is None or part not in rules.PARTS:
            return ""
        return text_in(goal[part], self.language)  # type: ignore[literal-required]


def editions_page() -> EditionsPage:
    """Return all documents with their editions, and what could become an edition.

    Press releases have pages of their own.
    """
    now = timezone.now()
    rows = Edition.objects.select_related("published_by").defer("content").order_by("-number")
    documents = [
        DocumentLine(row, [edition_line(edition, now) for edition in row.editions.all()])
        for row in Document.objects.exclude(kind=Document.Kind.PRESS_RELEASE)
        .select_related("framework")
        .prefetch_related(Prefetch("editions", rows))
        .order_by("-framework__term__number", "framework", "kind")
    ]
    newest = {
        line.edition.framework_version_id
        for document in documents
        for line in [one for one in document.editions if one.edition.withdrawn_at is None][:1]
    }
    in_force = (
        FrameworkVersion.objects.in_force()
        .select_related("framework")
        .defer("content", "record")
        .order_by("-sequence")
    )
    return EditionsPage(
        documents=documents,
        unpublished=[version for version in in_force if version.pk not in newest],
        reported=_with_reported_goals(),
        open_terms=list(LegislativeTerm.objects.filter(closed_on=None).order_by("-number")),
    )


def edition_line(edition: Edition, now: datetime) -> EditionLine:
    """Return an edition with the word for what it is for the public at an instant."""
    if edition.withdrawn_at:
        return EditionLine(edition, _("withdrawn"), "danger")
    if edition.public_from is None:
        return EditionLine(edition, _("waits for its release"), "warning")
    if edition.public_from > now:
        return EditionLine(edition, _("embargoed"), "warning")
    return EditionLine(edition, _("public"), "success")


def edition_page(pk: int, seen_by: User) -> EditionPage | None:
    """Return one edition, or None where there is none."""
    rows = Edition.objects.select_related(
        "document__framework", "framework_version", "published_by"
    )
    edition = rows.filter(pk=pk).first()
    if edition is None:
        return None
    content, now = parsed(edition.content), timezone.now()
    line = edition_line(edition, now)
    is_public = line.kind == "success"
    return EditionPage(
        line=line,
        languages=_languages_of(content),
        counts=_counts(content),
        corrections=(
            content["corrections"] if is_of_goals(content) and is_framework(content) else []
        ),
        pages=_pages(edition) if is_public else [],
        files=_files(edition, seen_by, is_public=is_public),
        awaiting=_awaiting(edition),
        to_release=rules.obstacle_to_releasing(seen_by, edition=edition, now=now),
        # As it would be with a reason: that is entered on the page of the act.
        to_withdraw=rules.obstacle_to_withdrawing(seen_by, edition=edition, reason="-"),
        to_correct=_obstacle_to_correcting(edition, seen_by),
    )


def _languages_of(content: AnyContent) -> list[str]:
    if is_release(content):
        return content["languages"]
    return said(content)["languages"] if is_of_goals(content) else _registers(content)["languages"]


def _counts(content: AnyContent) -> list[tuple[str, int]]:
    if is_of_goals(content):
        return [(_("Goals"), len(said(content)["goals"]))]
    if is_release(content):
        return []
    counted = Counter(entry["register"] for entry in _registers(content)["entries"])
    return [
        (str(REGISTERS[slug].name), count) for slug, count in counted.items() if slug in REGISTERS
    ]


def _registers(content: AnyContent) -> RelationsContent:
    return cast("RelationsContent", content)


def correctable(pk: int, seen_by: User) -> Correctable | None:
    """Return what can be corrected of an adopted version, or None where there is none."""
    version = FrameworkVersion.objects.select_related("framework").filter(pk=pk).first()
    if version is None:
        return None
    newest = _newest(version.framework, Document.Kind.FRAMEWORK)
    edition = newest if newest and newest.framework_version_id == version.pk else None
    content = corrected(parsed_framework(edition.content)) if edition else None
    return Correctable(
        version=version,
        edition=edition,
        content=content,
        language=next(iter(content["languages"]), "") if content else "",
        obstacle=rules.obstacle_to_correcting_at_all(seen_by, version=version, edition=edition),
    )


def edition_in_force(framework: Framework) -> FrameworkEdition | None:
    """Return what of a framework is in force, misprints that were put right beside it."""
    rows = FrameworkVersion.objects.filter(framework=framework).in_force()
    version = rows.select_related("decision", "framework__term").first()
    if version is None:
        return None
    newest = _newest(framework, Document.Kind.FRAMEWORK)
    corrections: list[CorrectionContent] = []
    if newest is not None and newest.framework_version_id == version.pk:
        corrections = parsed_framework(newest.content)["corrections"]
    return assemble.framework_edition(version, corrections=corrections)


def obstacle_to_publishing(version: FrameworkVersion, by: User) -> Obstacle | None:
    """Return why a person cannot publish an adopted version now."""
    newest = _newest(version.framework, Document.Kind.FRAMEWORK)
    in_force = FrameworkVersion.objects.in_force().filter(framework=version.framework)
    return rules.obstacle_to_publishing(
        by,
        version=version,
        newest_in_force=in_force.order_by("-number").first(),
        # With misprints put right it still is the same text.
        is_public_already=newest is not None and newest.framework_version_id == version.pk,
    )


def note_on_amendment(version: FrameworkVersion) -> str:
    """Return why a version amends an earlier one, as a note for readers; else nothing."""
    amends = adoption.amends_of(json.loads(version.record))
    return amends["reason"][: rules.LONGEST_NOTE] if amends else ""


def obstacle_to_publishing_reported_goals(framework: Framework, by: User) -> Obstacle | None:
    """Return why a person cannot publish the goals that are known from elsewhere."""
    newest = _newest(framework, Document.Kind.REPORTED_GOALS)
    content = assemble.reported_goals(framework)
    return rules.obstacle_to_publishing_reported_goals(
        by,
        framework=framework,
        has_goals=bool(content["goals"]),
        is_public_already=newest is not None and newest.content_digest == digest(content),
    )


def obstacle_to_closing(term: LegislativeTerm, by: User) -> Obstacle | None:
    """Return why a person cannot close a legislative term today."""
    now = timezone.now()
    pending = Edition.objects.filter(document__framework__term=term, withdrawn_at=None)
    today = timezone.localdate(now)
    return rules.obstacle_to_closing_term(
        by,
        term=term,
        on=today,
        today=today,
        has_pending_editions=pending.exclude(public_from__lte=now).exists(),
        is_being_amended=is_being_amended(term),
    )


def _newest(framework: Framework, kind: Document.Kind) -> Edition | None:
    readable = Edition.objects.filter(
        document__framework=framework, document__kind=kind, withdrawn_at=None
    )
    return readable.order_by("-number").first()


def _obstacle_to_correcting(edition: Edition, by: User) -> Obstacle | None:
    if edition.framework_version is None:
        return None
    return rules.obstacle_to_correcting_at_all(
        by, version=edition.framework_version, edition=edition
    )


def _with_reported_goals() -> list[Framework]:
    reported = GoalVersion.objects.filter(
        goal__framework=OuterRef("pk"), stage=GoalVersion.Stage.REPORTED
    )
    return list(Framework.objects.filter(Exists(reported)).order_by("-term__number", "pk"))


def _pages(edition: Edition) -> list[str]:
    """Return the public pages of an edition, in whichever languages there are."""
    content = parsed(edition.content)
    ending = f"/{edition.document.slug}/{edition.number}/"
    if is_release(content):
        ending = f"/{content['year']}/{content['address']}/"
    stored = StoredPage.objects.filter(path__endswith=ending, status=StoredPage.Status.OK)
    return list(stored.order_by("path").values_list("path", flat=True))


def _files(edition: Edition, seen_by: User, *, is_public: bool) -> EditionFiles:
    slug = edition.document.slug
    ours = StoredPage.objects.filter(document=slug, status=StoredPage.Status.OK)
    whole = ours.filter(number=edition.number).order_by("path")
    parts = ours.filter(number=0).aggregate(count=Count("pk"), size=Sum(Length("body")))
    job = files.last_job()
    failed = UnwrittenFile.objects.of_edition(edition).order_by("path")
    failed_count, has_given_up = failed.count(), files.is_given_up(job)
    return EditionFiles(
        whole=[
            FileLine(path, _label_of(path), size)
            for path, size in whole.values_list("path", Length("body"))
            if is_public
        ],
        part_count=parts["count"] if is_public else 0,
        parts_size=parts["size"] or 0,
        job=job if job and job.state in IN_WORK else None,
        failed=list(failed[:MOST_FAILED]),
        failed_count=failed_count,
        has_given_up=has_given_up,
        to_write_again=rules.obstacle_to_writing_files_again(
            seen_by, failed=failed_count, has_given_up=has_given_up
        ),
    )


def _label_of(path: str) -> str:
    """Return what the format of a file is called; the longest suffix that fits is the format's."""
    formats = (*FORMATS.values(), *RELATIONS_FORMATS.values())
    fitting = [f for f in formats if path.endswith(f.suffix)]
    return max(fitting, key=lambda f: len(f.suffix)).label if fitting else path


def _awaiting(edition: Edition) -> str:
    """Return the event that the journal says an edition waits for."""
    if edition.public_from is not None:
        return ""
    entries = JournalEntry.objects.about(edition._meta.label_lower, edition.pk)
    facts = entries.filter(act="publication.published").values_list("facts", flat=True).first()
    return str((facts or {}).get("awaiting") or "")
