"""Positions on EU dossiers, and rounds in which departments are asked to co-sign them."""

from querschnitt.accounts.tests.factories import coordinator, editor
from querschnitt.coordination import operations
from querschnitt.coordination.models import Round
from querschnitt.coordination.tests.factories import DUE, OPENED
from querschnitt.relations import operations as relations
from querschnitt.relations.tests.factories import an_entry

TITLE, TEXT = "Haltung zum Vorschlag", "Das Land begrüßt den Vorschlag."
NEW = "Das Land begrüßt den Vorschlag nicht."


def drafted(by=None, **fields):
    """A draft of a position by someone who writes for the responsible department."""
    by = by or editor()
    dossier = an_entry("dossiers", by=by, department=by.department.key)
    told = {"title": TITLE, "text": TEXT, **fields}
    return relations.draft_position(by=by, dossier=dossier, **told)


def asked_on(position, *people, **fields):
    """A round in which the departments of these people are asked to co-sign a position."""
    return operations.open_round(
        **{
            "by": coordinator(),
            "position": position,
            "kind": Round.Kind.CO_SIGNATURE,
            "opened_on": OPENED,
            "due_on": DUE,
            "departments": [one.department for one in people],
            **fields,
        }
    )


def reworded(position, text=NEW):
    """The position, worded anew while departments may be asked on it."""
    position.refresh_from_db()
    return relations.revise_position(
        by=coordinator(), position=position, title=position.title, text=text
    )
