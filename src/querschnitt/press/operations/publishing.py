"""The moment in which a release becomes public, is corrected in public, or is taken back."""

import json
import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from django.db.models import F, Max
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Refused, refuse_if
from querschnitt.press import clock, rules
from querschnitt.press.assemble import release_content
from querschnitt.press.models import Delivery, Release, ReleaseVersion
from querschnitt.press.models.releases import ReleaseQuerySet
from querschnitt.press.operations.deliveries import deliveries_for
from querschnitt.press.operations.writing import locked
from querschnitt.press.saying import parsed, version_now, writers_of
from querschnitt.publication.models import Edition
from querschnitt.publication.operations import carry_out_release, issuing

if TYPE_CHECKING:
    from querschnitt.publication.release_content import ReleaseContent

log = logging.getLogger(__name__)

Stage, Action = Release.Stage, Delivery.Action


def publish_due() -> int:
    """Publish whatever was released and waits for nothing more; return how many there were.

    Called by each worker again and again: of all who try at once, one publishes.
    """
    waiting = Release.objects.due(clock.now())
    if not waiting.exists():
        return 0
    published = 0
    for release in waiting.order_by("embargo_until", "pk"):
        try:
            published += publish_if_due(release).published_at is not None
        except Exception:
            # One that cannot be published must not keep back those after it.
            log.exception("release %s is due and cannot be published", release.pk)
    return published


def publish_if_due(release: Release) -> Release:
    """Publish a release if nothing keeps it back any more, and return it as it is then."""
    try:
        _publish(release)
    except Refused as refusal:
        log.debug("release %s: %s", release.pk, refusal.obstacle.code)
    release.refresh_from_db()
    return release


def publish_now(*, by: User, release: Release) -> Release:
    """Publish what was released and waits for nothing more, without waiting for the worker.

    :raises Refused: ``press.embargo`` while it waits; ``press.published-already``
    """
    refuse_if(rules.obstacle_to_publishing_now(by, release))
    _publish(release)
    release.refresh_from_db()
    return release


def _publish(release: Release) -> None:
    moment = timezone.now()

    def planned() -> list[Edition]:
        row = now_of(release)
        refuse_if(
            rules.obstacle_to_publishing(row, now=clock.now(), is_clock_trusted=clock.is_trusted())
            or rules.obstacle_when_otherwise(seen=row.approved_digest, now=version_now(row).digest)
        )
        year = timezone.localdate(moment).year
        number = _next_number(year)
        return [
            drafted_edition(row, moment, year=year, number=number, reference=f"{number:03}/{year}")
        ]

    def save(editions: list[Edition]) -> None:
        save_published(release, editions[0], moment, waiting=Release.objects.due(clock.now()))

    carry_out_release(planned, save, now=moment)


def now_of(release: Release) -> Release:
    rows = Release.objects.select_related("department", "approved_by", "document")
    return rows.get(pk=release.pk)


def _next_number(year: int) -> int:
    last = Release.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def drafted_edition(
    release: Release,
    moment: datetime,
    *,
    year: int,
    number: int | None,
    reference: str,
    address: str = "",
    by: User | None = None,
) -> Edition:
    address = address or f"{number:03}"
    content = release_content(
        release,
        parsed(version_now(release)),
        year=year,
        number=number,
        reference=reference,
        address=address,
        published_at=moment,
    )
    releaser = by or release.approved_by
    assert releaser is not None  # noqa: S101 - a constraint of the stage
    return issuing.drafted(
        by=releaser,
        document=issuing.document_of_release(year=year, address=address),
        content=content,
        moment=moment,
        public_from="now",
        change_note="",
    )


def save_published(
    release: Release,
    edition: Edition,
    moment: datetime,
    *,
    waiting: ReleaseQuerySet,
    is_told: bool = True,
    **more: object,
) -> None:
    """Save the edition, what the release has from now on, and what channels are to be told.

    :param waiting: the releases that may be published at this moment, asked of the database
    """
    content = cast("ReleaseContent", json.loads(edition.content))
    issuing.issue(edition, "press.published", by=edition.published_by)
    # On this condition, so that of all who publish at one moment one alone does.
    if not waiting.filter(pk=release.pk).update(
        stage=Stage.PUBLISHED,
        published_at=moment,
        year=content["year"],
        number=content["number"],
        document=edition.document,
        published_version=F("version"),
        revision=1,
        **more,
    ):
        raise Refused(rules.published_already())
    if is_told:
        row = locked(release)
        deliveries_for(release=row, edition=edition, revision=1, action=Action.POST, now=moment)


def correct_release(*, by: User, release: Release, seen: str, forced_reason: str = "") -> Release:
    """Release a correction that was written: a further edition, and told to all channels.

    :param seen: the digest of the version that the person has read
    :raises Refused: ``press.four-eyes``; ``press.no-correction``; ``press.stale``
    """
    moment = timezone.now()

    def planned() -> list[Edition]:
        row = now_of(release)
        version = version_now(row)
        refuse_if(
            rules.obstacle_to_correcting(
                by, row, writers=writers_of(row), forced_reason=forced_reason
            )
            or rules.obstacle_when_otherwise(seen=seen, now=version.digest)
        )
        return [_corrected(row, version, by, moment)]

    def save(editions: list[Edition]) -> None:
        issuing.issue(editions[0], "press.corrected", by=by)
        row = locked(release)
        is_forced = by.pk in writers_of(row)
        row.published_version, row.revision = row.version, row.revision + 1
        if is_forced:
            row.forced_reason, row.approved_by = forced_reason.strip(), by
            row.confirmed_by = row.confirmed_at = None
        row.save()
        told = partial(deliveries_for, release=row, edition=editions[0], revision=row.revision)
        told(action=Action.CORRECT, now=moment)

    carry_out_release(planned, save, now=moment)
    release.refresh_from_db()
    return release


def _corrected(row: Release, version: ReleaseVersion, by: User, moment: datetime) -> Edition:
    assert row.document is not None  # noqa: S101 - it is published
    assert row.year is not None  # noqa: S101
    assert row.published_at is not None  # noqa: S101
    address = row.document.slug.removeprefix(f"{issuing.RELEASE_PREFIX}-{row.year}-")
    content = release_content(
        row,
        parsed(version),
        year=row.year,
        number=row.number,
        reference=row.reference,
        address=address,
        published_at=row.published_at,
        correction=version.change_note,
    )
    return issuing.drafted(
        by=by,
        document=row.document,
        content=content,
        moment=moment,
        public_from="now",
        change_note=version.change_note,
    )


def withdraw_release(*, by: User, release: Release, reason: str) -> Release:
    """Take a release back: its address says that it is gone and why, and channels follow.

    :raises Refused: if it is not public, or no reason is given
    """
    moment, reason = timezone.now(), reason.strip()

    def planned() -> list[Edition]:
        row = now_of(release)
        refuse_if(rules.obstacle_to_withdrawing(by, row, reason=reason))
        editions = list(
            Edition.objects.filter(document=row.document, withdrawn_at=None)
            .select_related("document__framework")
            .order_by("sequence")
        )
        for edition in editions:
            edition.withdrawn_at, edition.withdrawal_reason = moment, reason
        return editions

    def save(editions: list[Edition]) -> None:
        Edition.objects.filter(pk__in=[edition.pk for edition in editions]).update(
            withdrawn_at=moment, withdrawal_reason=reason
        )
        row = locked(release)
        row.stage, row.withdrawn_at, row.withdrawal_reason = Stage.WITHDRAWN, moment, reason
        row.revision += 1
        row.save()
        journal.record("press.release_withdrawn", actor=by, subject=row, reason=reason)
        told = partial(deliveries_for, release=row, edition=editions[-1], revision=row.revision)
        told(action=Action.DELETE, now=moment)

    carry_out_release(planned, save, now=moment)
    release.refresh_from_db()
    return release
