"""Writing a release: drafts, versions, and what is sent for release or back."""

from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.lib.digest import canonical, digest
from querschnitt.lib.refusal import refuse_if
from querschnitt.press import rules
from querschnitt.press.embargo import NONE, Embargo
from querschnitt.press.models import Release, ReleaseFile, ReleaseVersion
from querschnitt.press.said import ReleaseSaid
from querschnitt.press.saying import said_of, title_of

Stage = Release.Stage


@journal.act
def write_draft(
    *,
    by: User,
    department: Department,
    said: ReleaseSaid,
    further_departments: Iterable[Department] = (),
    template: str = Release.Template.FREE,
    embargo: Embargo = NONE,
    left_out_channels: Iterable[str] = (),
    answers_adoption: int | None = None,
    is_demonstration: bool = False,
) -> Release:
    """Begin a release.

    :param answers_adoption: the sequence of the journal's entry about an adoption it announces
    :raises Refused: if the person may not write for the department, or a text cannot be kept
    """
    announced = Release.objects.filter(answers_adoption=answers_adoption)
    refuse_if(
        rules.obstacle_to_writing(by, department)
        or rules.obstacle_in_said(said)
        or rules.obstacle_in_embargo(embargo, now=timezone.now())
        or (rules.announced_already() if answers_adoption and announced.exists() else None)
    )
    release = Release(
        department=department,
        template=template,
        title=title_of(said),
        created_by=by,
        created_at=timezone.now(),
        left_out_channels=sorted(left_out_channels),
        answers_adoption=answers_adoption,
        is_demonstration=is_demonstration,
    )
    set_embargo(release, embargo)
    release.save(force_insert=True)
    release.further_departments.set(further_departments)
    add_version(release, said, by=by)
    journal.record("press.draft_written", actor=by, subject=release.named())
    return release


@journal.act
def revise_release(
    *,
    by: User,
    release: Release,
    said: ReleaseSaid,
    seen: int,
    department: Department | None = None,
    further_departments: Iterable[Department] | None = None,
    left_out_channels: Iterable[str] | None = None,
    embargo: Embargo | None = None,
) -> Release:
    """Write a draft's next version; earlier ones stay.

    :param seen: the number of the version that the person had before them
    :raises Refused: ``press.stale`` if there is a newer one
    """
    release = locked(release)
    refuse_if(
        rules.obstacle_to_revising(by, release)
        or (rules.obstacle_to_writing(by, department) if department else None)
        or rules.obstacle_when_stale(seen=seen, now=release.version)
        or rules.obstacle_in_said(said)
        or (rules.obstacle_in_embargo(embargo, now=timezone.now()) if embargo else None)
    )
    if department:
        release.department = department
    if further_departments is not None:
        release.further_departments.set(further_departments)
    if left_out_channels is not None:
        release.left_out_channels = sorted(left_out_channels)
    sets_embargo = bool(embargo) and embargo != embargo_of(release)
    if embargo and sets_embargo:
        set_embargo(release, embargo)
    release.title = title_of(said)
    add_version(release, said, by=by)
    release.save()
    journal.record(
        "press.release_revised",
        actor=by,
        subject=release.named(),
        version=release.version,
        sets_embargo=sets_embargo,
    )
    return release


@journal.act
def submit_release(*, by: User, release: Release) -> Release:
    """Send a draft to somebody who releases it.

    :raises Refused: if it lacks something, such as the description of a picture
    """
    release = locked(release)
    said = said_of(release)
    refuse_if(
        rules.obstacle_to_submitting(by, release, said)
        or rules.obstacle_in_files(said, present=files_of(release))
    )
    release.stage, release.submitted_by, release.submitted_at = (
        Stage.SUBMITTED,
        by,
        timezone.now(),
    )
    release.return_reason = ""
    release.save()
    journal.record("press.release_submitted", actor=by, subject=release.named())
    return release


@journal.act
def return_release(*, by: User, release: Release, reason: str) -> Release:
    """Send a release back to who wrote it.

    :raises Refused: if no reason is given
    """
    release = locked(release)
    refuse_if(rules.obstacle_to_returning(by, release, reason=reason))
    release.stage, release.return_reason = Stage.DRAFT, reason.strip()
    release.save()
    journal.record("press.release_returned", actor=by, subject=release.named())
    return release


@journal.act
def drop_release(*, by: User, release: Release) -> Release:
    """Give a release up before it is released."""
    release = locked(release)
    refuse_if(rules.obstacle_to_dropping(by, release))
    release.stage, release.answers_adoption = Stage.DROPPED, None
    release.save()
    journal.record("press.release_dropped", actor=by, subject=release.named())
    return release


@journal.act
def write_correction(
    *, by: User, release: Release, said: ReleaseSaid, note: str, seen: int
) -> Release:
    """Write how a published release shall read; what is public stays until it is released.

    :param note: what is corrected, for readers
    :raises Refused: ``press.stale`` if somebody else has written meanwhile
    """
    release = locked(release)
    refuse_if(
        rules.obstacle_to_writing_correction(by, release, note=note)
        or rules.obstacle_when_stale(seen=seen, now=release.version)
        or rules.obstacle_in_said(said)
        or rules.obstacle_in_what_is_missing(said)
        or rules.obstacle_in_files(said, present=files_of(release))
    )
    add_version(release, said, by=by, change_note=note.strip())
    release.save(update_fields=["version"])
    journal.record(
        "press.correction_written", actor=by, subject=release.named(), version=release.version
    )
    return release


@journal.act
def drop_correction(*, by: User, release: Release) -> Release:
    """Give up a correction that was written and not released."""
    release = locked(release)
    refuse_if(rules.obstacle_to_dropping_correction(by, release))
    release.version = release.published_version
    release.save(update_fields=["version"])
    journal.record("press.correction_dropped", actor=by, subject=release.named())
    return release


# -- What the acts of this app share -----------------------------------------------------------


def locked(release: Release) -> Release:
    """Return a release as it is now, for the rest of the act."""
    rows = Release.objects.select_for_update(of=("self",)).select_related("department")
    return rows.get(pk=release.pk)


def add_version(release: Release, said: ReleaseSaid, *, by: User, change_note: str = "") -> None:
    """Keep a further version; the caller saves the release."""
    last = ReleaseVersion.objects.filter(release=release).aggregate(last=Max("number"))["last"]
    release.version = (last or 0) + 1
    ReleaseVersion.objects.create(
        release=release,
        number=release.version,
        said=canonical(said).decode(),
        digest=digest(said),
        change_note=change_note,
        written_by=by,
        written_at=timezone.now(),
    )


def embargo_of(release: Release) -> Embargo:
    """Return what a release waits for, or has waited for."""
    return Embargo(
        until=release.embargo_until,
        event=release.embargo_event,
        words=release.embargo_words,
        framework=release.embargo_framework,
    )


def set_embargo(release: Release, embargo: Embargo) -> None:
    """Let a release wait, from now on; the caller saves it and journals ``sets_embargo``."""
    release.embargo_until = embargo.until
    release.embargo_event = embargo.event
    release.embargo_words = embargo.words.strip()
    release.embargo_framework = embargo.framework
    release.embargo_lifted_at = release.embargo_lifted_by = None


def files_of(release: Release) -> dict[str, str]:
    """Return the kinds of the files of a release, by the digests of their bytes."""
    return dict(ReleaseFile.objects.filter(release=release).values_list("sha256", "kind"))
