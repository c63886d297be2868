"""What stands in the way of writing, releasing and publishing a press release."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, Role, User
from querschnitt.framework.text_limits import LINE, REMARK, TEXT, TITLE, Limited, obstacle_in_texts
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Release, ReleaseFile
from querschnitt.press.said import ReleaseSaid

LONGEST_BODY = 60_000
LONGEST_NUMBER, LONGEST_KNOWN_NUMBER = 5, 20
MOST_QUOTATIONS, MOST_FACTS, MOST_LINKS, MOST_FILES = 10, 20, 60, 20
Stage = Release.Stage


def obstacle_to_writing(by: User, department: Department) -> Obstacle | None:
    """Say why somebody cannot write releases of a department."""
    if by.is_active and by.role == Role.PRESS_OFFICER:
        return None
    if by.is_active and by.is_editor and by.department_id == department.pk:
        return None
    return Obstacle(
        "press.not-your-release",
        _("The press office and the department itself write this release."),
    )


def obstacle_to_deciding(by: User, department: Department) -> Obstacle | None:
    """Say why somebody cannot release, correct or withdraw what a department says."""
    if by.is_active and by.role == Role.PRESS_OFFICER:
        return None
    if by.is_active and by.is_approver and by.department_id == department.pk:
        return None
    return Obstacle(
        "press.not-your-decision",
        _("The press office and approvers of the department decide about this release."),
    )


def obstacle_when_stale(*, seen: int, now: int) -> Obstacle | None:
    if seen == now:
        return None
    return Obstacle(
        "press.stale", _("Somebody has changed this release meanwhile. Please compare both texts.")
    )


def obstacle_when_otherwise(*, seen: str, now: str) -> Obstacle | None:
    """Say that a text is not the one that somebody decided about; both are digests."""
    if seen == now:
        return None
    return Obstacle(
        "press.stale", _("The text has changed since you read it. Please read it again.")
    )


def published_already() -> Obstacle:
    """Say that somebody else published the release a moment ago."""
    return Obstacle("press.published-already", _("The release has been published already."))


def announced_already() -> Obstacle:
    """Say that somebody else has begun a release about the same adoption."""
    return Obstacle(
        "press.announced-already", _("Another release announces this decision already.")
    )


def obstacle_in_stage(release: Release, *stages: str) -> Obstacle | None:
    """Say that a release is not at a stage where an act is possible."""
    if release.stage in stages:
        return None
    label = Release.Stage(release.stage).label
    return Obstacle(
        "press.wrong-stage", _("This is not possible: the release is %(stage)s.") % {"stage": label}
    )


def obstacle_in_said(said: ReleaseSaid) -> Obstacle | None:
    """Return what is wrong with the words of a release, wherever it is going."""
    texts = [
        limited
        for language in said["languages"]
        for text in [said["texts"][language]]
        for limited in (
            Limited(text["title"], TITLE, is_required=language == said["languages"][0]),
            Limited(text["subtitle"], TITLE),
            Limited(text["lead"], TEXT),
            Limited(text["body"], LONGEST_BODY),
        )
    ]
    texts += [Limited(said["place"], LINE), Limited(said["contact"], REMARK)]
    for quotation in said["quotations"]:
        texts += [Limited(quotation["person"], LINE), Limited(quotation["office"], LINE)]
        texts += [Limited(words, TEXT) for words in quotation["text"].values()]
    for fact in said["facts"]:
        texts += [Limited(words, TEXT) for words in fact.values()]
    for image in said["images"]:
        texts += [Limited(words, TEXT) for words in image["alternative"].values()]
        texts.append(Limited(image["credit"], LINE))
    texts += [Limited(one["label"], LINE) for one in said["attachments"]]
    return obstacle_in_texts(*texts) or _obstacle_in_counts(said) or _obstacle_in_day(said)


def _obstacle_in_counts(said: ReleaseSaid) -> Obstacle | None:
    links = len(said["goals"]) + len(said["partners"]) + len(said["documents"])
    files = len(said["images"]) + len(said["attachments"])
    counts = (
        (len(said["quotations"]), MOST_QUOTATIONS),
        (len(said["facts"]), MOST_FACTS),
        (links, MOST_LINKS),
        (files, MOST_FILES),
    )
    if all(count <= most for count, most in counts):
        return None
    return Obstacle("press.too-many", _("There are too many quotations, facts, links or files."))


def _obstacle_in_day(said: ReleaseSaid) -> Obstacle | None:
    try:
        PartialDate.parse(said["dated_on"])
    except ValueError:
        return Obstacle("press.no-date", _("Please enter the date of the release."))
    return None


def obstacle_in_what_is_missing(said: ReleaseSaid) -> Obstacle | None:
    """Return what a release lacks before it can be released: words, or descriptions of pictures."""
    first = said["texts"][said["languages"][0]]
    if not (first["body"].strip() or first["lead"].strip()):
        return Obstacle("press.no-body", _("The release says nothing yet: it needs a text."))
    for image in said["images"]:
        described = all(image["alternative"].get(one, "").strip() for one in said["languages"])
        if not (described and image["credit"].strip()):
            return Obstacle(
                "press.picture-undescribed",
                _("Each picture needs a description in every language, and its source."),
            )
    return None


def obstacle_in_files(said: ReleaseSaid, *, present: Mapping[str, str]) -> Obstacle | None:
    """Return that a release names a file that it does not have.

    :param present: the kinds of its files, by the digests of their bytes
    """
    images = (present.get(one["sha256"]) == ReleaseFile.Kind.IMAGE for one in said["images"])
    attached = (one["sha256"] in present for one in said["attachments"])
    if all(images) and all(attached):
        return None
    return Obstacle("press.file-missing", _("A picture or an attachment is not there any more."))


def obstacle_in_embargo(embargo: Embargo, *, now: datetime) -> Obstacle | None:
    """Return what is wrong with an embargo that somebody sets."""
    if embargo.until and embargo.until <= now:
        return Obstacle("press.embargo-over", _("This moment is over. Please choose a later one."))
    if embargo.event == Release.Event.CABINET_DECISION and embargo.framework is None:
        return Obstacle(
            "press.no-framework", _("Please choose the framework on which cabinet decides.")
        )
    if embargo.event == Release.Event.OTHER and not embargo.words.strip():
        return Obstacle("press.no-event", _("Please say for which event the release waits."))
    return obstacle_in_texts(Limited(embargo.words, LINE))


def obstacle_to_revising(by: User, release: Release) -> Obstacle | None:
    return obstacle_to_writing(by, release.department) or obstacle_in_stage(release, Stage.DRAFT)


def obstacle_to_submitting(
    by: User, release: Release, said: ReleaseSaid | None = None
) -> Obstacle | None:
    """:param said: None where only the person and the stage are asked about"""
    obstacle = obstacle_to_revising(by, release)
    return obstacle or (obstacle_in_what_is_missing(said) if said else None)


def obstacle_to_returning(
    by: User, release: Release, *, reason: str | None = None
) -> Obstacle | None:
    return (
        obstacle_to_deciding(by, release.department)
        or obstacle_in_stage(release, Stage.SUBMITTED)
        or obstacle_in_reason(reason)
    )


def obstacle_in_reason(reason: str | None) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if reason is None:
        return None
    if not reason.strip():
        return Obstacle("press.no-reason", _("Please give the reason."))
    return obstacle_in_texts(Limited(reason, REMARK))


def obstacle_in_four_eyes(
    by: User, *, writers: Collection[int], forced_reason: str = ""
) -> Obstacle | None:
    """Say that who wrote cannot release, unless there is a reason to; another confirms it later.

    :param writers: keys of the people who wrote what is to be public, in any of its versions
    """
    if by.pk not in writers or forced_reason.strip():
        return obstacle_in_texts(Limited(forced_reason, REMARK))
    return Obstacle(
        "press.four-eyes",
        _("You wrote this yourself. Somebody else releases it; in an emergency, give the reason."),
    )


def obstacle_to_approving(
    by: User,
    release: Release,
    *,
    writers: Collection[int] = (),
    forced_reason: str = "",
) -> Obstacle | None:
    return (
        obstacle_to_deciding(by, release.department)
        or obstacle_in_stage(release, Stage.SUBMITTED)
        or obstacle_in_four_eyes(by, writers=writers, forced_reason=forced_reason)
    )


def obstacle_to_confirming(by: User, release: Release) -> Obstacle | None:
    """Say why somebody cannot confirm afterwards what another wrote and released alone."""
    if obstacle := obstacle_to_deciding(by, release.department):
        return obstacle
    if not release.forced_reason or release.confirmed_at:
        return Obstacle("press.nothing-to-confirm", _("There is nothing to confirm."))
    if by.pk == release.approved_by_id:
        return Obstacle("press.four-eyes", _("Somebody else confirms what you released alone."))
    return None


def obstacle_to_rescheduling(by: User, release: Release) -> Obstacle | None:
    waiting = (Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED)
    if release.stage == Stage.DRAFT:
        return obstacle_to_writing(by, release.department)
    return obstacle_to_deciding(by, release.department) or obstacle_in_stage(release, *waiting)


def obstacle_to_taking_back(by: User, release: Release) -> Obstacle | None:
    return obstacle_to_deciding(by, release.department) or obstacle_in_stage(
        release, Stage.APPROVED
    )


def obstacle_to_dropping(by: User, release: Release) -> Obstacle | None:
    return obstacle_to_writing(by, release.department) or obstacle_in_stage(
        release, Stage.DRAFT, Stage.SUBMITTED
    )


def obstacle_to_lifting(by: User, release: Release) -> Obstacle | None:
    """Say why somebody cannot tell that the event has happened for which a release waits."""
    if obstacle := obstacle_to_deciding(by, release.department):
        return obstacle
    waits = release.embargo_event and release.embargo_lifted_at is None
    if not waits:
        return Obstacle("press.no-event-awaited", _("The release waits for no event."))
    if release.embargo_event == Release.Event.CABINET_DECISION:
        return Obstacle(
            "press.cabinet-lifts",
            _("The cabinet's decision itself lifts this embargo. Or change the embargo."),
        )
    return obstacle_in_stage(release, Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED)


def obstacle_to_publishing(
    release: Release, *, now: datetime, is_clock_trusted: bool
) -> Obstacle | None:
    """Say why a release that was approved cannot become public at an instant."""
    if release.stage in (Stage.PUBLISHED, Stage.WITHDRAWN):
        return published_already()
    if obstacle := obstacle_in_stage(release, Stage.APPROVED):
        return obstacle
    if release.embargo_event and release.embargo_lifted_at is None:
        return Obstacle("press.embargo", _("The event for which it waits has not happened."))
    if release.embargo_until and release.embargo_until > now:
        return Obstacle("press.embargo", _("The embargo has not ended."))
    has_embargo = release.embargo_until or release.embargo_event
    if has_embargo and not is_clock_trusted:
        return Obstacle(
            "press.clock", _("This machine's clock is not reliable now; nothing is published.")
        )
    return None


def obstacle_to_publishing_now(by: User, release: Release) -> Obstacle | None:
    """Say why somebody cannot have a release published that waits."""
    return obstacle_to_deciding(by, release.department)


def obstacle_to_writing_correction(
    by: User, release: Release, *, note: str | None = None
) -> Obstacle | None:
    return (
        obstacle_to_writing(by, release.department)
        or obstacle_in_stage(release, Stage.PUBLISHED)
        or obstacle_in_reason(note)
    )


def obstacle_to_correcting(
    by: User,
    release: Release,
    *,
    writers: Collection[int] = (),
    forced_reason: str = "",
) -> Obstacle | None:
    """Say why somebody cannot publish the correction that was written."""
    if obstacle := obstacle_to_deciding(by, release.department) or obstacle_in_stage(
        release, Stage.PUBLISHED
    ):
        return obstacle
    if release.version == release.published_version:
        return Obstacle("press.no-correction", _("No correction has been written."))
    return obstacle_in_four_eyes(by, writers=writers, forced_reason=forced_reason)


def obstacle_to_dropping_correction(by: User, release: Release) -> Obstacle | None:
    if obstacle := obstacle_to_writing(by, release.department):
        return obstacle
    if release.stage != Stage.PUBLISHED or release.version == release.published_version:
        return Obstacle("press.no-correction", _("No correction has been written."))
    return None


def obstacle_to_withdrawing(
    by: User, release: Release, *, reason: str | None = None
) -> Obstacle | None:
    return (
        obstacle_to_deciding(by, release.department)
        or obstacle_in_stage(release, Stage.PUBLISHED)
        or obstacle_in_reason(reason)
    )


def obstacle_to_carrying_over(by: User) -> Obstacle | None:
    """Say why somebody cannot enter a release that was published elsewhere before."""
    if by.is_active and by.role == Role.PRESS_OFFICER:
        return None
    return Obstacle("press.not-press-office", _("The press office carries old releases over."))


def number_in(known: str) -> int | None:
    """Return the number in what a source writes, such as ``068/2023``."""
    digits = known.partition("/")[0].strip()
    return (int(digits) or None) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else None


def obstacle_in_what_was_published(
    release: Release, *, day: PartialDate, today: date, known_number: str, is_taken: bool
) -> Obstacle | None:
    """Say why a draft cannot be taken for a release that was published elsewhere before.

    :param is_taken: whether another release has this number in the same year
    """
    if release.is_embargoed or day.first_day > today:
        return Obstacle(
            "press.not-published-before",
            _("A release that is still to come cannot have been published before."),
        )
    if is_taken:
        return Obstacle("press.number-taken", _("Another release has this number already."))
    return obstacle_in_texts(Limited(known_number, LONGEST_KNOWN_NUMBER))
