"""The mandates with their clauses, and the fields of action."""

from querschnitt.accounts.models import User
from querschnitt.config.demo.dataset import Dataset
from querschnitt.framework import operations
from querschnitt.framework.models import FieldOfAction, Mandate

KINDS = {
    "coalition-agreement": Mandate.Kind.COALITION_AGREEMENT,
    "inter-institutional-agreement": Mandate.Kind.INTER_INSTITUTIONAL_AGREEMENT,
    "law": Mandate.Kind.LAW,
    "state-secretaries-conference": Mandate.Kind.STATE_SECRETARIES_CONFERENCE,
}


def clauses_of(summary: str) -> list[str]:
    """Split what a mandate commits to into its commitments: one clause each.

    The dataset's summaries separate commitments by semicolons.
    """
    parts = (part.strip(" .") for part in summary.split(";"))
    return [f"{part[0].upper()}{part[1:]}." for part in parts if part]


def record_mandates(dataset: Dataset, *, by: User) -> dict[str, Mandate]:
    """Record every mandate of the dataset, by its id there."""
    found = {}
    for record in dataset.section("mandates"):
        summary = record.take("content")
        record.take("date_precision")
        found[record.id] = operations.record_mandate(
            by=by,
            key=record.key,
            kind=KINDS[record.take("type")],
            title=record.take("title"),
            dated=record.take("date"),
            parties=record.take("parties", []),
            pages=record.take("pages", None),
            summary=summary,
            clauses=[operations.ClauseText(text=text) for text in clauses_of(summary)],
            source=record.take("source"),
            confidence=record.take("confidence"),
        )
    return found


def add_fields(dataset: Dataset, *, by: User) -> dict[str, FieldOfAction]:
    """Add every field of action of the dataset, by its id there."""
    return {
        record.id: operations.add_field(
            by=by,
            key=record.key,
            name=record.take("name"),
            source=record.take("source"),
            confidence=record.take("confidence"),
        )
        for record in dataset.section("fields_of_action")
    }
