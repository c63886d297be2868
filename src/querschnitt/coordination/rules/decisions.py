"""What stands in the way of adopting a framework, and of annulling an adoption."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.accounts.models import User
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion, Reservation
from querschnitt.coordination.rules.grounds import (
    names,
    obstacle_to_dating,
    obstacle_to_deciding,
    obstacle_to_proceeding,
    submitted,
    unfinished,
)
from querschnitt.coordination.standing import Standing
from querschnitt.lib.refusal import Obstacle


class AdoptionObstacle(NamedTuple):
    """As an ``Obstacle``; an overridable one gives way to a written reason."""

    code: str
    sentence: str
    is_overridable: bool = False


def obstacles_to_adopting(standing: Standing) -> list[AdoptionObstacle]:
    """Return all that stands between a framework and its adoption, whoever decides and when."""
    found = (
        obstacle_to_proceeding(standing),
        _nothing_to_adopt(standing),
        _goals_left(standing.stages),
        _rounds_left(standing),
        _not_cosigned(standing),
        _not_asked(standing),
        _unanswered(standing),
        _outdated(standing),
    )
    obstacles = [AdoptionObstacle(*obstacle) for obstacle in found if obstacle]
    if standing.open_reservations:
        obstacles.append(_reservations_left(standing.open_reservations))
    return obstacles


def obstacle_to_adopting(
    standing: Standing, decision: CabinetDecision, by: User
) -> Obstacle | None:
    """:param decision: as it would be recorded; its reason overrides open reservations"""
    if obstacle := obstacle_to_deciding(by):
        return obstacle
    for obstacle_or_question in obstacles_to_adopting(standing):
        if not (obstacle_or_question.is_overridable and decision.reason):
            return Obstacle(obstacle_or_question.code, obstacle_or_question.sentence)
    if decision.reason and not standing.open_reservations:
        return Obstacle(
            "coordination.nothing-to-override",
            _("No reservation is open, so no reason is needed. Please clear that field."),
        )
    round = standing.last_closed_signing_round
    return obstacle_to_dating(decision.decided_on, not_before=round.opened_on if round else None)


def obstacle_to_recording_earlier_adoption(
    standing: Standing, decision: CabinetDecision, by: User
) -> Obstacle | None:
    if obstacle := obstacle_to_deciding(by):
        return obstacle
    if not standing.framework.term.is_closed:
        return Obstacle(
            "coordination.term-not-closed",
            _("Only a framework of a closed legislative term can be recorded without rounds."),
        )
    if standing.in_force:
        return obstacle_to_proceeding(standing)
    if standing.rounds:
        return Obstacle(
            "coordination.has-rounds",
            _("This framework went through rounds here; it cannot be recorded as an earlier one."),
        )
    if not decision.source:
        return Obstacle("coordination.source-missing", _("Please name the source."))
    return _goals_left(standing.stages) or obstacle_to_dating(decision.decided_on)


def obstacle_to_recording_elsewhere(
    standing: Standing, decision: CabinetDecision, by: User
) -> Obstacle | None:
    """Say why an adoption that another installation recorded cannot be recorded here as well."""
    if not (by.is_active and by.is_coordinator):
        return Obstacle(
            "coordination.not-coordinator", _("Only the State Chancellery can do this.")
        )
    if standing.in_force:
        return obstacle_to_proceeding(standing)
    if standing.rounds:
        return Obstacle(
            "coordination.has-rounds",
            _("This framework went through rounds here; it cannot be recorded as an earlier one."),
        )
    return _goals_left(standing.stages) or obstacle_to_dating(decision.decided_on)


def obstacle_to_annulling(
    version: FrameworkVersion,
    by: User,
    *,
    decided_on: date | None = None,
    reason: str | None = None,
    is_amended: bool = False,
    is_being_amended: bool = False,
) -> Obstacle | None:
    """Say why a decision cannot annul an adoption.

    :param reason: None where nothing has been entered yet
    :param is_amended: whether a later version of the framework is in force
    :param is_being_amended: whether an amendment of the framework is under way
    """
    if obstacle := obstacle_to_deciding(by):
        return obstacle
    if version.annulment_id:
        return Obstacle("coordination.already-annulled", _("This version is annulled already."))
    if is_amended:
        return Obstacle(
            "coordination.amended-since",
            _("A later version is in force, which amends this one. Only that one can be annulled."),
        )
    if is_being_amended:
        return Obstacle(
            "coordination.amendment-open",
            _("An amendment of this version is under way. Please give it up first."),
        )
    if reason == "":
        return Obstacle("coordination.annulment-reason-missing", _("Please enter the reason."))
    earliest = version.decision.decided_on
    return obstacle_to_dating(decided_on, not_before=earliest) if decided_on else None


def _nothing_to_adopt(standing: Standing) -> Obstacle | None:
    if standing.is_amending:
        return None if standing.changes else _nothing_amended()
    if submitted(standing.stages):
        return None
    return Obstacle("coordination.nothing-to-adopt", _("No goal has been submitted."))


def _nothing_amended() -> Obstacle:
    return Obstacle(
        "coordination.nothing-amended",
        _("The amendment does not change anything of the version in force yet."),
    )


def _not_asked(standing: Standing) -> Obstacle | None:
    """Say whom an amendment concerns though no round has asked them."""
    if not standing.signing_rounds or not standing.concerned_not_asked:
        return None
    return Obstacle(
        "coordination.concerned-not-asked",
        _("Concerned by the amendment, but not asked: %(departments)s.")
        % {"departments": names(standing.concerned_not_asked)},
    )


def _goals_left(stages: Mapping[str, int]) -> Obstacle | None:
    left = unfinished(stages)
    if not left:
        return None
    return Obstacle(
        "coordination.goals-left",
        ngettext(
            "%(count)s goal is still a draft or was returned.",
            "%(count)s goals are still drafts or were returned.",
            left,
        )
        % {"count": left},
    )


def _rounds_left(standing: Standing) -> Obstacle | None:
    if not standing.open_rounds:
        return None
    return Obstacle(
        "coordination.round-still-open",
        _("Still open: %(rounds)s.")
        % {"rounds": ", ".join(str(round) for round in standing.open_rounds)},
    )


def _not_cosigned(standing: Standing) -> Obstacle | None:
    if not standing.signing_rounds:
        return Obstacle("coordination.not-cosigned", _("There was no co-signature round yet."))
    if standing.answers and len(standing.outdated) == len(standing.answers):
        return Obstacle(
            "coordination.not-cosigned",
            _("No co-signature stands under the present text. Please open another round."),
        )
    return None


def _unanswered(standing: Standing) -> Obstacle | None:
    if not standing.unanswered:
        return None
    return Obstacle(
        "coordination.unanswered",
        _("Not answered: %(departments)s. Silence was not announced as consent to this text.")
        % {"departments": names(standing.unanswered)},
    )


def _outdated(standing: Standing) -> Obstacle | None:
    # Where nobody's signature is left, one sentence says so instead of a list of all.
    if not standing.outdated or len(standing.outdated) == len(standing.answers):
        return None
    return Obstacle(
        "coordination.signatures-outdated",
        _("Signed before the text changed: %(departments)s.")
        % {"departments": names(standing.outdated)},
    )


def _reservations_left(reservations: Sequence[Reservation]) -> AdoptionObstacle:
    named = ", ".join(str(reservation) for reservation in reservations)
    return AdoptionObstacle(
        "coordination.open-reservations",
        _("Open reservations: %(reservations)s. Only a written reason overrides them.")
        % {"reservations": named},
        is_overridable=True,
    )
