"""The sheet of a release, two of its versions beside each other, and what an outsider reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.framework.models import FieldOfAction
from querschnitt.lib.refusal import Obstacle
from querschnitt.press import clock, embargo, rich_text, rules
from querschnitt.press.differences import Difference, differences
from querschnitt.press.models import (
    Delivery,
    PreviewLink,
    Release,
    ReleaseFile,
    ReleaseVersion,
)
from querschnitt.press.models.releases import READS_EVERY_RELEASE
from querschnitt.press.queries.ledger import deliveries_of, kinds_by_hand
from querschnitt.press.queries.releases import readable
from querschnitt.press.said import ReleaseSaid
from querschnitt.press.saying import parsed
from querschnitt.publication.models import Document
from querschnitt.publication.operations import issuing
from querschnitt.relations.finding import entries_by_reference
from querschnitt.relations.models import Entry

Stage = Release.Stage
Named = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Shown:
    """What a version says, ready for a page; markup cleaned once more."""

    texts: list[dict[str, Any]]
    said: ReleaseSaid
    images: list[dict[str, Any]]
    attachments: list[dict[str, Any]]


@dataclass(frozen=True)
class ReleaseSheet:
    """A release with all that one reader may see and do."""

    release: Release
    version: ReleaseVersion
    shown: Shown
    named: Named
    """Goals, partners, documents and topics, each with its address or without one."""
    versions: list[ReleaseVersion]
    links: list[PreviewLink]
    embargo: str
    public_url: str
    change: list[Difference]
    """How the newest version differs from the one that is public, or from the one before it."""
    deliveries: list[Delivery]
    by_hand: list[str]
    obstacles: dict[str, Obstacle | None] = field(default_factory=dict)
    has_correction: bool = False
    reads_all: bool = True
    """Whether the reader may see what is not public of it."""


@dataclass(frozen=True)
class Comparison:
    """Two versions of a release."""

    earlier: ReleaseVersion
    later: ReleaseVersion
    differences: list[Difference]


def release_sheet(pk: int, seen_by: User) -> ReleaseSheet | None:
    """Return a release as somebody sees it, or None where they see none."""
    rows = readable(seen_by).select_related(
        "created_by", "submitted_by", "approved_by", "confirmed_by", "embargo_lifted_by",
        "embargo_framework", "document",
    )  # fmt: skip
    release = rows.prefetch_related("further_departments").filter(pk=pk).first()
    if release is None:
        return None
    reads_all = reads_what_waits(release, seen_by)
    shown_number = release.version if reads_all else release.published_version
    rows_of_versions = release.versions.filter(number__lte=shown_number)
    versions = list(rows_of_versions.select_related("written_by").order_by("-number"))
    by_number = {one.number: one for one in versions}
    version = by_number[shown_number]
    files = list(release.files.defer("data").order_by("pk"))
    earlier = by_number.get(release.published_version) or by_number.get(shown_number - 1)
    said = parsed(version)
    return ReleaseSheet(
        release=release,
        version=version,
        shown=shown_content(said, files),
        named=_named(said),
        versions=versions if reads_all else versions[:1],
        links=_links(release) if reads_all else [],
        reads_all=reads_all,
        embargo=embargo.in_words(release),
        public_url=_public_url(release),
        change=differences(parsed(earlier), said) if earlier and earlier != version else [],
        deliveries=deliveries_of(release) if release.published_at else [],
        by_hand=kinds_by_hand(),
        obstacles=_obstacles(release, seen_by, said),
        has_correction=release.stage == Stage.PUBLISHED
        and shown_number != release.published_version,
    )


def reads_what_waits(release: Release, user: User) -> bool:
    """Return whether somebody reads what of a release is not public, or not any more."""
    if user.role in READS_EVERY_RELEASE:
        return True
    own = {release.department_id, *(one.pk for one in release.further_departments.all())}
    return user.is_editor and user.department_id in own


def names_in_public(release: Release, sha256: str) -> bool:
    """Return whether the version that is public names a file."""
    public = release.versions.filter(number=release.published_version, said__contains=sha256)
    return release.stage == Stage.PUBLISHED and public.exists()


def _links(release: Release) -> list[PreviewLink]:
    return list(release.preview_links.select_related("created_by").order_by("-created_at"))


def compared(release: Release, earlier: int, later: int) -> Comparison | None:
    """Return two versions of a release beside each other, or None where one is missing."""
    rows = release.versions.filter(number__in=(earlier, later)).select_related("written_by")
    found = {one.number: one for one in rows}
    if earlier not in found or later not in found:
        return None
    told = differences(parsed(found[earlier]), parsed(found[later]))
    return Comparison(found[earlier], found[later], told)


def shown_content(said: ReleaseSaid, files: Sequence[ReleaseFile]) -> Shown:
    """Return what a version says as a page shows it."""
    by_digest = {one.sha256: one for one in files}
    return Shown(
        texts=[
            {
                **said["texts"][one],
                "language": one,
                "markup": safe_markup(said["texts"][one]["body"]),
                "quotations": _quotations(said, one),
                "facts": [words[one] for words in said["facts"] if words.get(one)],
            }
            for one in said["languages"]
        ],
        said=said,
        images=[
            {
                "file": by_digest[one["sha256"]],
                "alternative": one["alternative"].get(said["languages"][0], ""),
                "is_described": all(one["alternative"].get(key) for key in said["languages"]),
                "credit": one["credit"],
            }
            for one in said["images"]
            if one["sha256"] in by_digest
        ],
        attachments=[
            {"file": by_digest[one["sha256"]], "label": one["label"]}
            for one in said["attachments"]
            if one["sha256"] in by_digest
        ],
    )


def shown_now(release: Release) -> Shown:
    """Return what the newest version of a release says as a page shows it."""
    version = ReleaseVersion.objects.get(release=release, number=release.version)
    return shown_content(parsed(version), list(release.files.defer("data").order_by("pk")))


def preview_of(link: PreviewLink) -> tuple[Release, Shown]:
    """Return what the holder of a link reads: the very version it was made for."""
    version = ReleaseVersion.objects.get(release=link.release, number=link.version)
    files = list(link.release.files.defer("data").order_by("pk"))
    return link.release, shown_content(parsed(version), files)


def safe_markup(markup: str) -> SafeString:
    """Return the text of a release for a page; cleaned again, whatever was stored."""
    return mark_safe(rich_text.clean(markup))  # noqa: S308 - sanitised on the same line


def _quotations(said: ReleaseSaid, language: str) -> list[dict[str, str]]:
    return [
        {"text": one["text"][language], "person": one["person"], "office": one["office"]}
        for one in said["quotations"]
        if one["text"].get(language)
    ]


def _named(said: ReleaseSaid) -> Named:
    """Return what a release refers to; four queries, whatever it names."""
    entries = entries_by_reference(said["partners"])
    rows = Document.objects.filter(slug__in=said["documents"]).select_related("framework")
    documents = {one.slug: one.title for one in rows}
    topics = dict(FieldOfAction.objects.filter(key__in=said["topics"]).values_list("key", "name"))
    return [
        (_("Goals that it is about"), [(one, _goal_url(one)) for one in said["goals"]]),
        (_("Partners"), [_partner(one, entries) for one in said["partners"]]),
        (_("Public documents"), [(documents.get(one, one), "") for one in said["documents"]]),
        (_("Topics"), [(topics.get(one, one), "") for one in said["topics"]]),
    ]


def _public_url(release: Release) -> str:
    if release.document is None or release.year is None:
        return ""
    address = release.document.slug.removeprefix(f"{issuing.RELEASE_PREFIX}-{release.year}-")
    return f"/de/presse/{release.year}/{address}/"


def _goal_url(reference: str) -> str:
    framework, _slash, goal = reference.partition("/")
    return reverse("desk:goal", args=[framework, goal])


def _partner(reference: str, entries: Mapping[str, Entry]) -> tuple[str, str]:
    found = entries.get(reference)
    url = reverse("relations:entry", args=[found.register, found.key]) if found else ""
    return (found.title if found else reference, url)


def obstacle_to_publishing_now(release: Release, by: User) -> Obstacle | None:
    """Say why somebody cannot publish now what has been released and waits."""
    now, trusted = clock.now(), clock.is_trusted()
    return rules.obstacle_to_publishing_now(by, release) or rules.obstacle_to_publishing(
        release, now=now, is_clock_trusted=trusted
    )


def _obstacles(release: Release, by: User, said: ReleaseSaid) -> dict[str, Obstacle | None]:
    return {
        "revise": rules.obstacle_to_revising(by, release),
        "files": rules.obstacle_to_keeping_files(by, release),
        "submit": rules.obstacle_to_submitting(by, release, said),
        "return": rules.obstacle_to_returning(by, release),
        # With a reason who wrote it may release it; the page of the act asks for one.
        "approve": rules.obstacle_to_approving(by, release),
        "confirm": rules.obstacle_to_confirming(by, release),
        "reschedule": rules.obstacle_to_rescheduling(by, release),
        "take_back": rules.obstacle_to_taking_back(by, release),
        "drop": rules.obstacle_to_dropping(by, release),
        "lift": rules.obstacle_to_lifting(by, release),
        "publish": obstacle_to_publishing_now(release, by),
        "correct": rules.obstacle_to_writing_correction(by, release),
        "release_correction": rules.obstacle_to_correcting(by, release),
        "drop_correction": rules.obstacle_to_dropping_correction(by, release),
        "withdraw": rules.obstacle_to_withdrawing(by, release),
        "advance": rules.obstacle_to_sending_in_advance(by, release),
        "preview": rules.obstacle_to_previewing(by, release),
    }
