"""When a foreign framework may be imported, discarded, or taken over as one's own."""

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.framework.moving import Plan
from querschnitt.framework.text_limits import TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle
from querschnitt.publication.models import ImportedFramework

LONGEST_NAME = 200


def obstacle_to_importing(by: User, *, is_imported: bool = False) -> Obstacle | None:
    """:param is_imported: whether this very file was imported before and not discarded"""
    if not (by.is_active and by.is_coordinator):
        return _not_coordinator()
    if is_imported:
        return Obstacle(
            "publication.imported-already",
            _("This very file is imported already. Nothing was changed."),
        )
    return None


def obstacle_to_discarding(
    imported: ImportedFramework, by: User, *, reason: str | None = None
) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if not (by.is_active and by.is_coordinator):
        return _not_coordinator()
    if imported.discarded_at:
        return _discarded()
    if imported.taken_over_at:
        return _taken_over()
    if reason is None:
        return None
    return obstacle_in_texts(Limited(reason, TEXT, is_required=True))


def obstacle_to_taking_over(
    imported: ImportedFramework, by: User, *, plan: Plan | None = None
) -> Obstacle | None:
    """:param plan: what taking over would do, as the installation is now"""
    if not (by.is_active and by.is_coordinator):
        return _not_coordinator()
    if not imported.is_edition:
        return Obstacle(
            "publication.no-edition",
            _(
                "Only an edition of this program can be taken over without loss. What others wrote"
                " stays a foreign draft, for comparison."
            ),
        )
    if imported.discarded_at:
        return _discarded()
    if imported.taken_over_at:
        return _taken_over()
    if plan and plan.conflicts:
        first = plan.conflicts[0]
        told = {"part": first.part, "name": first.name, "sentence": first.sentence}
        sentence = _("%(part)s %(name)s: %(sentence)s") % told
        return Obstacle("publication.move-conflict", sentence)
    return None


def obstacle_in_what_was_shown(*, is_current: bool) -> Obstacle | None:
    """Refuse to take over something else than the preview showed."""
    if is_current:
        return None
    return Obstacle(
        "publication.stale",
        _("What is here has changed since the preview. Please look at it again."),
    )


def obstacle_in_the_result(*, differing: list[str]) -> Obstacle | None:
    """Refuse a framework that would not say exactly the same here.

    :param differing: the parts of its content that would be others
    """
    if not differing:
        return None
    told = {"parts": ", ".join(differing)}
    return Obstacle(
        "publication.not-the-same",
        _(
            "Taken over, the framework would not say the same here, and its digest would be another"
            " one. These parts differ: %(parts)s. Nothing was changed."
        )
        % told,
    )


def _not_coordinator() -> Obstacle:
    return Obstacle("publication.not-coordinator", _("Only the State Chancellery can do this."))


def _discarded() -> Obstacle:
    return Obstacle("publication.import-discarded", _("This import has been discarded."))


def _taken_over() -> Obstacle:
    return Obstacle(
        "publication.taken-over", _("The framework has been taken over already.")
    )  # fmt: skip
