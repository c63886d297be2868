"""Releasing what others wrote, and what it waits for."""

from django.db.models import Q
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import JournalEntry, User
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.lib.refusal import refuse_if
from querschnitt.press import rules
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Release
from querschnitt.press.operations.publishing import publish_if_due
from querschnitt.press.operations.writing import embargo_of, locked, set_embargo
from querschnitt.press.saying import version_now, writers_of

Stage = Release.Stage


def approve_release(
    *,
    by: User,
    release: Release,
    seen: str,
    embargo: Embargo | None = None,
    forced_reason: str = "",
) -> Release:
    """Release a text that was submitted: it is public now, or as soon as its embargo ends.

    :param seen: the digest of the version that the person has read
    :param embargo: None leaves it as the draft has it
    :param forced_reason: why who wrote it also releases it; somebody else confirms that later
    :raises Refused: ``press.four-eyes``; ``press.stale`` if the text is another one
    """
    approved = _approved(
        by=by, release=release, seen=seen, embargo=embargo, forced_reason=forced_reason.strip()
    )
    return publish_if_due(approved)


@journal.act
def _approved(
    *, by: User, release: Release, seen: str, embargo: Embargo | None, forced_reason: str
) -> Release:
    release, now = locked(release), timezone.now()
    version, writers = version_now(release), writers_of(release)
    refuse_if(
        rules.obstacle_to_approving(by, release, writers=writers, forced_reason=forced_reason)
        or rules.obstacle_when_otherwise(seen=seen, now=version.digest)
        or (rules.obstacle_in_embargo(embargo, now=now) if embargo else None)
    )
    sets_embargo = embargo is not None and embargo != embargo_of(release)
    if embargo is not None and sets_embargo:
        set_embargo(release, embargo)
    release.stage, release.approved_by, release.approved_at = Stage.APPROVED, by, now
    release.approved_digest = version.digest
    release.forced_reason = forced_reason if by.pk in writers else ""
    release.confirmed_by = release.confirmed_at = None
    release.save()
    journal.record(
        "press.release_approved",
        actor=by,
        subject=release.named(),
        digest=version.digest,
        is_forced=bool(release.forced_reason),
        sets_embargo=sets_embargo,
    )
    return release


@journal.act
def confirm_release(*, by: User, release: Release) -> Release:
    """Confirm what somebody else wrote and released alone.

    :raises Refused: if there is nothing to confirm, or the person released it
    """
    release = locked(release)
    refuse_if(rules.obstacle_to_confirming(by, release))
    release.confirmed_by, release.confirmed_at = by, timezone.now()
    release.save(update_fields=["confirmed_by", "confirmed_at"])
    journal.record("press.release_confirmed", actor=by, subject=release.named())
    return release


def reschedule(*, by: User, release: Release, embargo: Embargo) -> Release:
    """Let a release wait for something else; without an embargo what was released is public now.

    :raises Refused: if it has been published, or the moment is over
    """
    return publish_if_due(_rescheduled(by=by, release=release, embargo=embargo))


@journal.act
def _rescheduled(*, by: User, release: Release, embargo: Embargo) -> Release:
    release = locked(release)
    refuse_if(
        rules.obstacle_to_rescheduling(by, release)
        or rules.obstacle_in_embargo(embargo, now=timezone.now())
    )
    set_embargo(release, embargo)
    release.save()
    journal.record(
        "press.release_rescheduled", actor=by, subject=release.named(), sets_embargo=True
    )
    return release


@journal.act
def take_back(*, by: User, release: Release) -> Release:
    """Take a release back that has been released and is not public yet; it is a draft again."""
    release = locked(release)
    refuse_if(rules.obstacle_to_taking_back(by, release))
    release.stage, release.approved_by, release.approved_at = Stage.DRAFT, None, None
    release.approved_digest = release.forced_reason = ""
    release.save()
    journal.record("press.release_taken_back", actor=by, subject=release.named())
    return release


def lift_embargo(*, by: User, release: Release) -> Release:
    """Note that the event has happened for which a release waits, such as that a speech began.

    :raises Refused: if it waits for none, or for the cabinet's decision, which lifts it by itself
    """
    return publish_if_due(_lifted(by=by, release=release))


@journal.act
def _lifted(*, by: User, release: Release) -> Release:
    release = locked(release)
    refuse_if(rules.obstacle_to_lifting(by, release))
    release.embargo_lifted_at, release.embargo_lifted_by = timezone.now(), by
    release.save(update_fields=["embargo_lifted_at", "embargo_lifted_by"])
    journal.record("press.embargo_lifted", actor=by, subject=release.named())
    return release


def lift_by_decisions() -> int:
    """Lift what waits for decisions that cabinet has taken since; return how many there were.

    The journal tells of adoptions, and since when a release waits: for one that came later.
    """
    waiting = Release.objects.filter(
        ~Q(stage=Stage.DROPPED),
        embargo_event=Release.Event.CABINET_DECISION,
        embargo_lifted_at=None,
        published_at=None,
    )
    lifted = 0
    for release in waiting.select_related("embargo_framework"):
        if _has_been_decided(release) and _lifted_by_cabinet(release):
            publish_if_due(release)
            lifted += 1
    return lifted


def _has_been_decided(release: Release) -> bool:
    versions = FrameworkVersion.objects.filter(framework=release.embargo_framework)
    return JournalEntry.objects.filter(
        act="coordination.adopted",
        sequence__gt=_waits_since(release),
        subject_kind=FrameworkVersion._meta.label_lower,
        subject_id__in=versions.values_list("pk", flat=True),
    ).exists()


def _waits_since(release: Release) -> int:
    """Return the sequence of the act that set the embargo."""
    acts = JournalEntry.objects.about(Release._meta.label_lower, release.pk)
    setting = acts.filter(Q(act="press.draft_written") | Q(facts__sets_embargo=True))
    return setting.values_list("sequence", flat=True).last() or 0


@journal.act
def _lifted_by_cabinet(release: Release) -> bool:
    release = locked(release)
    waits = release.embargo_event == Release.Event.CABINET_DECISION
    if not waits or release.embargo_lifted_at or release.published_at:
        return False
    release.embargo_lifted_at = timezone.now()
    release.save(update_fields=["embargo_lifted_at"])
    journal.record("press.embargo_lifted", actor=None, subject=release.named())
    return True
