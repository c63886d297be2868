"""Positions on the dossier of department aa: one that only it reads, one that bb is asked on."""

from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.coordination.standing import present_text
from querschnitt.coordination.text_changes import point_texts
from querschnitt.relations import operations
from querschnitt.tests.world_rounds import DUE, OPENED


def keep_positions(world):
    """Draft a position that only its department reads, and one that another is asked on."""
    world.position = _drafted(world, "a position", "aa")
    asked_on = _drafted(world, "a position in a round", "aa bb")
    world.position_round = coordination.open_round(
        by=world.coordinator,
        position=asked_on,
        kind=Round.Kind.CO_SIGNATURE,
        opened_on=OPENED,
        due_on=DUE,
        departments=[world.departments["bb"]],
        instructions=world.hidden("instructions on a position", "aa bb"),
    )
    _dispute(world, asked_on)


def _drafted(world, name, readers):
    """Draft a position and word it anew."""
    by = world.people["editor_aa"]
    position = operations.draft_position(
        by=by,
        dossier=world.entries["dossiers"],
        title=world.hidden(f"title of {name}", readers),
        text=world.hidden(f"text of {name}", readers),
    )
    return operations.revise_position(
        by=by,
        position=position,
        title=world.hidden(f"later title of {name}", readers),
        text=world.hidden(f"later text of {name}", readers),
    )


def _dispute(world, position):
    """Let bb remark on the position, and answer with a reservation."""
    text, round = present_text(position), world.position_round
    coordination.remark(
        by=world.people["editor_bb"],
        round=round,
        point="wording",
        text=world.hidden("remark on a position", "aa bb"),
        seen_digest=point_texts(text.content)["wording"].digest,
        on=DUE,
    )
    coordination.cosign(
        by=world.people["approver_bb"],
        round=round,
        answer="reservation",
        seen_digest=text.digest,
        reservation_kind="budget",
        reservation_text=world.hidden("reservation on a position", "aa bb"),
        remarks=world.hidden("remarks on a position", "aa bb"),
        on=DUE,
    )
