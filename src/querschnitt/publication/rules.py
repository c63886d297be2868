"""When something may become public, change in public, or leave it."""

from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.models import Framework, LegislativeTerm
from querschnitt.lib.refusal import Obstacle
from querschnitt.publication.misprint import is_misprint
from querschnitt.publication.models import Document, Edition

PublicFrom = datetime | Literal["now"] | None
LONGEST_NOTE = 2_000
PARTS = ("title", "wording", "explanation")


def obstacle_to_publishing(
    by: User,
    *,
    version: FrameworkVersion,
    newest_in_force: FrameworkVersion | None,
    is_public_already: bool,
) -> Obstacle | None:
    """Return what keeps an adopted version from becoming an edition."""
    return (
        _not_entitled(by, Role.PRESS_OFFICER, Role.COORDINATOR)
        or _demonstration(version.framework)
        or _annulled(version)
        or _superseded(version, newest_in_force)
        or _published_already(is_public_already=is_public_already)
    )


def obstacle_to_publishing_reported_goals(
    by: User, *, framework: Framework, has_goals: bool, is_public_already: bool
) -> Obstacle | None:
    """Return what keeps goals that are known from elsewhere from becoming an edition."""
    return (
        _not_entitled(by, Role.PRESS_OFFICER, Role.COORDINATOR)
        or _demonstration(framework)
        or (
            None
            if has_goals
            else Obstacle(
                "publication.no-reported-goals",
                _("No goal of this framework is known from elsewhere."),
            )
        )
        or _published_already(is_public_already=is_public_already)
    )


def obstacle_to_publishing_relations(
    by: User, *, has_entries: bool, is_public_already: bool
) -> Obstacle | None:
    """Return what keeps the registers of relations from becoming an edition.

    :param has_entries: whether there is anything to say, or anything to take back
    """
    if obstacle := _not_entitled(by, Role.PRESS_OFFICER, Role.COORDINATOR):
        return obstacle
    if not has_entries:
        return Obstacle(
            "publication.no-released-entries", _("No entry has been released for the public.")
        )
    if is_public_already:
        return Obstacle(
            "publication.nothing-changed",
            _("Nothing has changed since the newest edition, and that one stands."),
        )
    return None


def obstacle_when_otherwise(*, seen: str, now: str) -> Obstacle | None:
    """Refuse to publish something else than the person was shown."""
    if seen == now:
        return None
    return Obstacle(
        "publication.stale",
        _("The registers have changed since you opened the page. Please look at it again."),
    )


def obstacle_to_timing(
    *, public_from: PublicFrom, awaiting: str | None, now: datetime, change_note: str
) -> Obstacle | None:
    """Return what is wrong with the moment from which an edition shall be public, or its note."""
    if len(change_note) > LONGEST_NOTE:
        return _too_long()
    if isinstance(public_from, datetime) and public_from <= now:
        return Obstacle(
            "publication.embargo-in-the-past",
            _("The embargo would have ended already. Choose a later moment, or publish now."),
        )
    if public_from is None and not (awaiting or "").strip():
        return Obstacle(
            "publication.nothing-awaited",
            _("Say which event the edition waits for, such as “the speech has begun”."),
        )
    return None


def obstacle_to_amending_silently(*, is_amended: bool, change_note: str) -> Obstacle | None:
    """Refuse to publish a version that amends another one without saying what changed and why."""
    if is_amended and not change_note.strip():
        return Obstacle(
            "publication.no-note-on-amendment",
            _("This version amends an earlier one. Say what is new; readers see the note."),
        )
    return None


def obstacle_to_releasing(by: User, *, edition: Edition, now: datetime) -> Obstacle | None:
    """Return what keeps an embargo from being lifted."""
    if obstacle := _not_entitled(by, Role.PRESS_OFFICER) or _withdrawn(edition):
        return obstacle
    if edition.public_from is not None and edition.public_from <= now:
        return Obstacle("publication.already-public", _("This edition is public already."))
    return None


def obstacle_to_withdrawing(by: User, *, edition: Edition, reason: str) -> Obstacle | None:
    """Return what keeps an edition from being withdrawn."""
    if edition.document.kind == Document.Kind.PRESS_RELEASE:
        # It must be taken back in all channels, too.
        return Obstacle(
            "publication.is-a-release", _("Press releases are withdrawn in the press section.")
        )
    if obstacle := _not_entitled(by, Role.PRESS_OFFICER) or _withdrawn(edition):
        return obstacle
    if not reason.strip():
        return Obstacle(
            "publication.no-reason", _("Give the reason; readers find it at the address.")
        )
    return _too_long() if len(reason) > LONGEST_NOTE else None


def obstacle_to_correcting(
    by: User,
    *,
    version: FrameworkVersion,
    edition: Edition | None,
    current: str | None,
    before: str,
    after: str,
    note: str,
) -> Obstacle | None:
    """Return what keeps a misprint from being put right.

    :param edition: the newest edition of this version that has not been withdrawn
    :param current: the text as the edition has it; None if it has no such goal or part
    """
    if obstacle := obstacle_to_correcting_at_all(by, version=version, edition=edition):
        return obstacle
    if current is None:
        return Obstacle("publication.unknown-goal", _("The edition has no such goal or text."))
    if before != current:
        return Obstacle(
            "publication.stale",
            _("The text has been corrected meanwhile. Compare both before you go on."),
        )
    return _not_a_correction(before, after, note)


def obstacle_to_correcting_at_all(
    by: User, *, version: FrameworkVersion, edition: Edition | None
) -> Obstacle | None:
    """Return what keeps a person from correcting any misprint of an adopted version."""
    if obstacle := _not_entitled(by, Role.PRESS_OFFICER) or _annulled(version):
        return obstacle
    if edition is None:
        return Obstacle(
            "publication.not-published", _("Only what has been published can be corrected.")
        )
    return None


def _not_a_correction(before: str, after: str, note: str) -> Obstacle | None:
    if before == after:
        return Obstacle("publication.unchanged", _("Nothing has been changed."))
    if not note.strip():
        return Obstacle(
            "publication.no-note", _("Say what was corrected; readers see it at the goal.")
        )
    if len(note) > LONGEST_NOTE:
        return _too_long()
    if not is_misprint(before, after):
        return Obstacle(
            "publication.more-than-a-misprint",
            _(
                "This changes what the goal says. Only spelling can be corrected here; anything"
                " else needs a decision of the cabinet."
            ),
        )
    return None


def obstacle_to_closing_term(
    by: User,
    *,
    term: LegislativeTerm,
    on: date,
    today: date,
    has_pending_editions: bool,
    is_being_amended: bool,
) -> Obstacle | None:
    """Return what keeps a legislative term from being closed."""
    if obstacle := _not_entitled(by, Role.COORDINATOR):
        return obstacle
    if term.is_closed:
        return Obstacle("publication.term-closed", _("This legislative term is closed already."))
    if on > today:
        return Obstacle("publication.in-the-future", _("The day lies in the future."))
    if is_being_amended:
        return Obstacle(
            "publication.amendment-open",
            _("A framework of this term is being amended. Adopt that or give it up first."),
        )
    if has_pending_editions:
        return Obstacle(
            "publication.embargo-pending",
            _("An edition of this term still waits for its release. Release or withdraw it first."),
        )
    return None


def obstacle_to_writing_files_again(
    by: User, *, failed: int, has_given_up: bool
) -> Obstacle | None:
    """Return what keeps files from being tried again that could not be written."""
    if obstacle := _not_entitled(by, Role.PRESS_OFFICER):
        return obstacle
    if not failed and not has_given_up:
        return Obstacle("publication.no-failed-files", _("No file of this edition failed."))
    return None


def _not_entitled(by: User, *roles: Role) -> Obstacle | None:
    if by.is_active and by.role in roles:
        return None
    names = _(" or ").join(str(role.label) for role in roles)
    return Obstacle("publication.not-entitled", _("This is up to: {roles}.").format(roles=names))


def _demonstration(framework: Framework) -> Obstacle | None:
    if not framework.is_demonstration:
        return None
    return Obstacle(
        "publication.demonstration",
        _("This framework is a demonstration and never becomes public."),
    )


def _annulled(version: FrameworkVersion) -> Obstacle | None:
    if version.annulment_id is None:
        return None
    return Obstacle("publication.annulled", _("A decision has annulled this version."))


def _superseded(version: FrameworkVersion, newest: FrameworkVersion | None) -> Obstacle | None:
    if newest is None or newest.pk == version.pk:
        return None
    return Obstacle(
        "publication.superseded",
        _("Version {number} is in force; publish that one.").format(number=newest.number),
    )


def _published_already(*, is_public_already: bool) -> Obstacle | None:
    if not is_public_already:
        return None
    return Obstacle(
        "publication.already-published", _("This is published already, and its edition stands.")
    )


def _withdrawn(edition: Edition) -> Obstacle | None:
    if edition.withdrawn_at is None:
        return None
    return Obstacle("publication.withdrawn", _("This edition has been withdrawn."))


def _too_long() -> Obstacle:
    return Obstacle(
        "publication.too-long",
        _("The text is longer than {limit} characters.").format(limit=LONGEST_NOTE),
    )
