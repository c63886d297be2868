"""What stands in the way of remarking on a passage, and of resolving a remark."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.models import Remark, Round
from querschnitt.coordination.rules.grounds import READS_EVERY_ANSWER, obstacle_to_dating
from querschnitt.lib.refusal import Obstacle


def may_read_remark(remark: Remark, reader: User, *, affected: Collection[int]) -> bool:
    """Tell whether a remark is shown to a reader.

    :param affected: ids of the departments that are asked on its point, or lead or take part
    """
    if reader.role in READS_EVERY_ANSWER:
        return True
    own = reader.department_id
    return own is not None and (own in affected or own == remark.department_id)


def obstacle_to_remarking(
    round: Round, by: User, *, asked: Collection[int], on: date | None = None
) -> Obstacle | None:
    """:param asked: ids of the departments that are asked in the round"""
    if round.kind != Round.Kind.CO_SIGNATURE:
        return Obstacle(
            "coordination.other-kind-of-round", _("This round asks for something else.")
        )
    if not by.is_coordinator and not (by.is_editor and by.department_id in asked):
        return Obstacle(
            "coordination.not-asked", _("Your department has not been asked in this round.")
        )
    if not round.is_open:
        return Obstacle("coordination.round-closed", _("The round is closed already."))
    return obstacle_to_dating(on, not_before=round.opened_on) if on else None


def obstacle_in_remark(
    *, point: str, passage: str, text: str, present: Collection[str], words: str
) -> Obstacle | None:
    """Say what is wrong with a remark as it was typed.

    :param present: the points of the present text
    :param words: what the present text says on this point
    """
    if point not in present:
        return Obstacle(
            "coordination.unknown-point",
            _("The text does not have this point. Please choose another."),
        )
    if not text:
        return Obstacle("coordination.remark-missing", _("Please enter your remark."))
    if not quotes(passage, words):
        return Obstacle(
            "coordination.passage-not-found",
            _("These words do not stand in this point. Please quote them exactly."),
        )
    return None


def quotes(passage: str, words: str) -> bool:
    """Tell whether a text has a passage, however its lines are broken."""
    return " ".join(passage.split()) in " ".join(words.split())


def obstacle_to_remarking_unseen(*, seen_digest: str, digest: str) -> Obstacle | None:
    if seen_digest == digest:
        return None
    return Obstacle(
        "coordination.stale",
        _("This point has changed since you opened the page. Please read it again."),
    )


def obstacle_to_repeating_remark(
    earlier: Collection[Remark], *, passage: str, text: str
) -> Obstacle | None:
    """:param earlier: what the person has remarked on the same point already"""
    if all((one.passage, one.text) != (passage, text) for one in earlier):
        return None
    return Obstacle("coordination.remarked-already", _("This remark has been made already."))


def obstacle_to_resolving(
    remark: Remark, by: User, *, is_adopted: bool, on: date | None = None
) -> Obstacle | None:
    if obstacle := _obstacle_to_handling(remark, by, is_adopted=is_adopted, on=on):
        return obstacle
    if remark.is_resolved:
        return Obstacle("coordination.remark-resolved", _("The remark is resolved already."))
    return None


def obstacle_to_reopening_remark(
    remark: Remark, by: User, *, is_adopted: bool, on: date | None = None
) -> Obstacle | None:
    if obstacle := _obstacle_to_handling(remark, by, is_adopted=is_adopted, on=on):
        return obstacle
    if not remark.is_resolved:
        return Obstacle("coordination.remark-open", _("The remark is still open."))
    return None


def _obstacle_to_handling(
    remark: Remark, by: User, *, is_adopted: bool, on: date | None
) -> Obstacle | None:
    is_own = by.is_editor and by.department_id == remark.department_id
    if not by.is_coordinator and not is_own:
        return Obstacle(
            "coordination.not-author",
            _("Only those who coordinate and the department that made the remark can do this."),
        )
    if is_adopted:
        return Obstacle("coordination.already-adopted", _("The text has been decided on already."))
    return obstacle_to_dating(on, not_before=remark.written_on) if on else None
