"""What stands in the way of merging two organisations, and of separating them again."""

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import Entry, Merger
from querschnitt.relations.rules.entries import may_write


def may_merge(by: User, entry: Entry) -> bool:
    """Tell whether a person decides that an organisation is none of its own."""
    return by.is_coordinator or (by.is_approver and may_write(by, entry.department_id))


def obstacle_to_merging(
    by: User, survivor: Entry, merged: Entry, *, rivals: tuple[str, str] | None = None
) -> Obstacle | None:
    """:param rivals: an entry of each that names it, where only one entry may name one"""
    if obstacle := _obstacle_to_deciding(by, survivor, merged):
        return obstacle
    if survivor.pk == merged.pk:
        return Obstacle("relations.same-entry", _("This is one and the same organisation."))
    if survivor.is_removed or merged.is_removed:
        return Obstacle("relations.removed", _("One of the two has been removed or merged."))
    if survivor.is_demonstration != merged.is_demonstration:
        return Obstacle(
            "relations.demonstration",
            _("What was entered for practice is not merged with what is real."),
        )
    if rivals:
        told = {"first": rivals[0], "second": rivals[1]}
        sentence = _("Both are named by an entry that only one can be named by: “%(first)s” and"
                     " “%(second)s”. Please remove one of these, or let it name another"
                     " organisation.") % told  # fmt: skip
        return Obstacle("relations.named-by-both", sentence)
    return None


def obstacle_to_telling_apart(by: User, first: Entry, second: Entry) -> Obstacle | None:
    if obstacle := _obstacle_to_deciding(by, first, second):
        return obstacle
    if first.pk == second.pk:
        return Obstacle("relations.same-entry", _("This is one and the same organisation."))
    return None


def obstacle_to_separating(by: User, merger: Merger) -> Obstacle | None:
    if obstacle := _obstacle_to_deciding(by, merger.survivor, merger.merged):
        return obstacle
    if merger.is_separated:
        return Obstacle("relations.separated-already", _("They have been separated already."))
    if merger.survivor.is_removed:
        sentence = _("“%(survivor)s” has itself been removed or merged. Please restore or separate"
                     " that first.") % {"survivor": merger.survivor.title}  # fmt: skip
        return Obstacle("relations.survivor-removed", sentence)
    return None


def _obstacle_to_deciding(by: User, first: Entry, second: Entry) -> Obstacle | None:
    if may_merge(by, first) and may_merge(by, second):
        return None
    return Obstacle(
        "relations.not-approver",
        _("Only the State Chancellery decides this, or who approves for the department that"
          " answers for both."),
    )  # fmt: skip
