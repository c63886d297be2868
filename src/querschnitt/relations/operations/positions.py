"""The government's position on a dossier: drafted, coordinated, sent, set aside."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations.cosigning import is_in_round
from querschnitt.relations.models import EuDossier, Position, PositionWording
from querschnitt.relations.operations.conference_rows import keep, record, refuse_unseen
from querschnitt.relations.rules import positions as rules
from querschnitt.relations.rules.conferences import obstacle_when_there
from querschnitt.relations.seen import POSITION

State = Position.State


@journal.act
def draft_position(*, by: User, dossier: EuDossier, title: str, text: str) -> Position:
    """Draft a position on a dossier.

    :raises Refused: for who may not write for the department that answers for the dossier
    """
    dossier = EuDossier.objects.select_related("department").get(pk=dossier.pk)  # type: ignore[assignment]
    same = Position.objects.filter(dossier=dossier, title=title.strip(), text=text.strip())
    refuse_if(
        rules.obstacle_to_drafting(by, dossier)
        or rules.obstacle_to_wording(title, text)
        or obstacle_when_there(is_there=same.filter(state=State.DRAFT).exists())
    )
    last = Position.objects.filter(dossier=dossier).aggregate(last=Max("number"))["last"]
    position = Position.objects.create(
        dossier=dossier, number=1 + (last or 0), title=title.strip(), text=text.strip()
    )
    _keep_wording(position, by)
    record("position_drafted", by, dossier, position=position.number)
    return position


@journal.act
def revise_position(
    *, by: User, position: Position, title: str, text: str, seen: str = ""
) -> Position:
    """Word a draft anew; what it said before is kept.

    :param seen: the digest of the wording that the person was shown; empty where none was
    :raises Refused: ``relations.stale`` if it was changed meanwhile; if it is no draft
    """
    position = _now(position)
    refuse_unseen(position, POSITION, seen)
    obstacle = rules.obstacle_to_revising_position(by, position)
    keep(
        position,
        obstacle or rules.obstacle_to_wording(title, text),
        title=title.strip(),
        text=text.strip(),
        revision=position.revision + 1,
    )
    _keep_wording(position, by)
    _record("position_revised", by, position, revision=position.revision)
    return position


@journal.act
def coordinate_position(*, by: User, position: Position, how: str, on: date) -> Position:
    """Note that a position is coordinated without a round, and why there was none.

    :raises Refused: while departments are asked to co-sign it
    """
    position = _now(position)
    obstacle = rules.obstacle_to_coordinating_position(
        by,
        position,
        is_in_round=is_in_round(position.pk),
        how=how,
        on=on,
        today=timezone.localdate(),
    )
    refuse_if(obstacle)
    note_coordinated(position, how=how.strip(), on=on)
    _record("position_coordinated", by, position, on=on.isoformat())
    return position


def note_coordinated(position: Position, *, how: str, on: date) -> None:
    """Note that a position is coordinated, inside an act that writes the journal."""
    keep(position, None, state=State.COORDINATED, coordination=how, coordinated_on=on)


@journal.act
def send_position(*, by: User, position: Position, to: str, on: date) -> Position:
    """Note to whom a position was sent, and when.

    :raises Refused: for one that was not coordinated
    """
    position = _now(position)
    obstacle = rules.obstacle_to_sending_position(
        by, position, to=to, on=on, today=timezone.localdate()
    )
    keep(position, obstacle, state=State.SENT, sent_to=to.strip(), sent_on=on)
    _record("position_sent", by, position, on=on.isoformat())
    return position


@journal.act
def set_position_aside(*, by: User, position: Position, reason: str) -> Position:
    """Give up a position that was not sent.

    :raises Refused: while departments are asked to co-sign it
    """
    position = _now(position)
    obstacle = rules.obstacle_to_setting_aside(
        by, position, is_in_round=is_in_round(position.pk), reason=reason
    )
    keep(position, obstacle, state=State.SET_ASIDE, reason=reason.strip())
    _record("position_set_aside", by, position)
    return position


@journal.act
def take_position_up_again(*, by: User, position: Position, reason: str) -> Position:
    """Make a draft again of a position that was coordinated or set aside.

    :raises Refused: once it was sent
    """
    position = _now(position)
    obstacle = rules.obstacle_to_taking_up_again(by, position, reason=reason)
    keep(
        position,
        obstacle,
        state=State.DRAFT,
        reason=reason.strip(),
        coordinated_on=None,
        coordination="",
    )
    _record("position_taken_up_again", by, position)
    return position


@journal.act
def make_position_public(*, by: User, position: Position) -> Position:
    """Let a position that was sent go into the next edition, with its dossier.

    :raises Refused: before it is sent
    """
    position = _now(position)
    keep(position, rules.obstacle_to_showing_position(by, position), is_public=True)
    _record("position_made_public", by, position)
    return position


@journal.act
def keep_position_inside(*, by: User, position: Position) -> Position:
    """Let a position go into no further edition.

    :raises Refused: if it is not public
    """
    position = _now(position)
    keep(position, rules.obstacle_to_keeping_position_inside(by, position), is_public=False)
    _record("position_kept_inside", by, position)
    return position


def _now(position: Position) -> Position:
    return Position.objects.select_related("dossier__department").get(pk=position.pk)


def _keep_wording(position: Position, by: User) -> None:
    PositionWording.objects.create(
        position=position,
        revision=position.revision,
        title=position.title,
        text=position.text,
        written_by=by,
        written_at=timezone.now(),
    )


def _record(act: str, by: User, position: Position, **facts: journal.Fact) -> None:
    record(act, by, position.dossier, position=position.number, **facts)
