"""Obstacles that several acts share: who acts, on which day, on what ground."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, Role, User
from querschnitt.coordination.models import Contribution, CoSignature, Round
from querschnitt.coordination.standing import Standing, is_coordinated
from querschnitt.framework.models import GoalVersion
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import Position
from querschnitt.relations.rules.positions import may_read_position

READS_EVERY_ANSWER = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.CABINET_OFFICE})


def may_read_round(reader: User, round: Round, *, asked: Collection[int]) -> bool:
    """Tell whether a reader knows that there is a round; everyone does of those on a framework.

    :param asked: ids of the positions that the reader's department is or was asked to co-sign
    """
    position = round.position
    return position is None or may_read_position(reader, position, is_asked=position.pk in asked)


def may_read_answers(reader: User, *, asked: Sequence[int]) -> bool:
    """Tell whether remarks and reservations of a round are shown to a reader.

    :param asked: ids of the departments that read each other's answers: those asked in the round,
        and the one that answers for the text
    """
    return reader.role in READS_EVERY_ANSWER or reader.department_id in asked


def obstacle_to_coordinating(by: User) -> Obstacle | None:
    if by.is_coordinator:
        return None
    return Obstacle("coordination.not-coordinator", _("Only those who coordinate can do this."))


def obstacle_to_deciding(by: User) -> Obstacle | None:
    if by.role == Role.CABINET_OFFICE:
        return None
    return Obstacle(
        "coordination.not-cabinet-office", _("Only the cabinet office records decisions.")
    )


def obstacle_to_answering(
    round: Round, kind: str, asked: Contribution | CoSignature | None, by: User
) -> Obstacle | None:
    """:param asked: what the person's department was asked in this round, or None"""
    if round.kind != kind:
        return Obstacle(
            "coordination.other-kind-of-round", _("This round asks for something else.")
        )
    if not by.is_approver:
        return Obstacle(
            "coordination.not-approver",
            _("Only those who may approve for their department can answer."),
        )
    if asked is None or asked.department_id != by.department_id:
        return Obstacle(
            "coordination.not-asked", _("Your department has not been asked in this round.")
        )
    if round.closed_on:
        return Obstacle(
            "coordination.round-closed",
            _("The round was closed on %(day)s. Please ask the State Chancellery to open another.")
            % {"day": day_of(round.closed_on)},
        )
    return obstacle_in_history(round)


def obstacle_in_history(round: Round) -> Obstacle | None:
    """Refuse to go on with a round whose legislative term is over, or whose text is settled."""
    if round.position is not None:
        return obstacle_when_coordinated(round.position)
    if round.of_framework.term.is_closed:
        return Obstacle("coordination.term-closed", _("The legislative term is closed."))
    return None


def obstacle_to_dating(on: date, *, not_before: date | None = None) -> Obstacle | None:
    """Say why an act cannot bear this official date; it may lie in the past."""
    if on > timezone.localdate():
        return Obstacle(
            "coordination.date-in-future", _("The official date cannot lie in the future.")
        )
    if not_before and on < not_before:
        return Obstacle(
            "coordination.date-too-early",
            _("The official date cannot be before %(day)s.") % {"day": day_of(not_before)},
        )
    return None


def obstacle_to_proceeding(standing: Standing) -> Obstacle | None:
    """Refuse what leads to an adoption: after it, unless an amendment is under way."""
    if standing.position is not None:
        return obstacle_when_coordinated(standing.position)
    if standing.in_force and not standing.is_amending:
        return Obstacle(
            "coordination.already-adopted",
            _("The framework has been adopted (version %(number)s is in force).")
            % {"number": standing.in_force.number},
        )
    if standing.framework.term.is_closed:
        return Obstacle("coordination.term-closed", _("The legislative term is closed."))
    return None


def obstacle_when_coordinated(position: Position) -> Obstacle | None:
    """Refuse what only a draft of a position needs."""
    if is_coordinated(position):
        return Obstacle("coordination.position-not-draft", _("The position is no draft any more."))
    if position.dossier.is_removed:
        return Obstacle("coordination.dossier-removed", _("The dossier has been removed."))
    return None


def submitted(stages: Mapping[str, int]) -> int:
    return stages.get(GoalVersion.Stage.SUBMITTED, 0)


def contributed(stages: Mapping[str, int]) -> int:
    """Return how many goals a department handed over, also those that live on in another."""
    return submitted(stages) + stages.get(GoalVersion.Stage.MERGED, 0)


def unfinished(stages: Mapping[str, int]) -> int:
    return stages.get(GoalVersion.Stage.DRAFT, 0) + stages.get(GoalVersion.Stage.RETURNED, 0)


def names(departments: Sequence[Department]) -> str:
    return ", ".join(department.abbreviation for department in departments)


def day_of(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
