"""What the database itself keeps from being changed, told apart from how it is told to."""

from dataclasses import dataclass

from django.db.models import Model, UniqueConstraint

from querschnitt.accounts.models import HouseStyleVersion, JournalEntry, JournalHead
from querschnitt.coordination.models import (
    CabinetDecision,
    CoSignature,
    DeliveredPaper,
    EscalationStep,
    FrameworkVersion,
    RoundExtension,
    ShownText,
)
from querschnitt.framework.models import GoalVersion
from querschnitt.publication.models import Document, Edition, ImportedFramework


@dataclass(frozen=True, slots=True)
class Protected:
    """One table: which rows are frozen, and what may still happen to these.

    Conditions are SQL that both databases read, over OLD and NEW; ``{now}`` is the present.
    ``free`` are the columns that may change where ``allowed`` holds; all others must stay.
    """

    table: str
    columns: tuple[str, ...]
    uniques: tuple[tuple[str, ...], ...] = ()
    frozen: str = ""
    free: tuple[str, ...] = ()
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class ProtectedLinks:
    """A table of links that stay as they are while the row that they hang on is frozen."""

    table: str
    column: str
    owner: str
    frozen: str


PUBLIC_FROM = "(OLD.public_from IS NULL OR OLD.public_from > {now} OR {same_public_from})"
WITHDRAWAL = (
    "(({same_withdrawn_at} AND {same_withdrawal_reason})"
    " OR (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL))"
)


def _protected(model: type[Model], **how: object) -> Protected:
    options = model._meta
    columns = {field.name: str(field.column) for field in options.concrete_fields}
    singles = [(str(field.column),) for field in options.concrete_fields if field.unique]
    several = [
        tuple(columns[name] for name in constraint.fields)
        for constraint in options.constraints
        # One with a condition lets a second row be; a plain insert then replaces nothing.
        if isinstance(constraint, UniqueConstraint)
        and constraint.fields
        and constraint.condition is None
    ]
    return Protected(
        table=options.db_table,
        columns=tuple(columns.values()),
        uniques=(*singles, *several),
        **how,  # type: ignore[arg-type]
    )


def tables() -> tuple[Protected, ...]:
    """Return the tables with frozen rows."""
    return (
        _protected(JournalEntry),
        _protected(
            JournalHead, free=("sequence", "digest"), allowed="NEW.sequence = OLD.sequence + 1"
        ),
        _protected(CabinetDecision),
        _protected(
            FrameworkVersion,
            free=("annulment_id",),
            allowed="OLD.annulment_id IS NULL AND NEW.annulment_id IS NOT NULL",
        ),
        _protected(Document),
        _protected(
            Edition,
            free=("public_from", "withdrawn_at", "withdrawal_reason"),
            allowed=f"{PUBLIC_FROM} AND {WITHDRAWAL}",
        ),
        _protected(
            GoalVersion,
            frozen="OLD.stage = 'adopted'",
            free=("stage",),
            allowed="NEW.stage = 'submitted'",
        ),
        _protected(CoSignature, frozen="OLD.answer <> 'pending'"),
        _protected(ShownText),
        _protected(RoundExtension),
        _protected(DeliveredPaper),
        _protected(EscalationStep),
        _protected(HouseStyleVersion),
        _protected(
            ImportedFramework,
            free=(
                *("discarded_by_id", "discarded_at", "discard_reason"),
                *("taken_over_as_id", "taken_over_by_id", "taken_over_at"),
            ),
            allowed="OLD.discarded_at IS NULL AND OLD.taken_over_at IS NULL",
        ),
    )


def links() -> tuple[ProtectedLinks, ...]:
    """Return the tables of links of frozen rows."""
    owner = GoalVersion._meta.db_table
    return tuple(
        ProtectedLinks(through._meta.db_table, "goalversion_id", owner, "{row}.stage = 'adopted'")
        for through in (GoalVersion.involved.through, GoalVersion.clauses.through)
    )
