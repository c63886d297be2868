"""What pages and papers show of relations. Each question costs a fixed number of queries."""

from querschnitt.relations.finding import (
    entries_as_typed,
    entries_by_reference,
    goals_by_reference,
    named,
    reference_of,
)
from querschnitt.relations.queries.due import (
    agreements_running_out,
    deadlines_of_dossiers,
    reminders_of_agreements,
)
from querschnitt.relations.queries.entry_pages import (
    EntryPage,
    Named,
    NamedTogether,
    ServedGoalLine,
    entry_page,
    found_entry,
)
from querschnitt.relations.queries.history import (
    Change,
    History,
    abbreviations,
    changed_since,
    difference_to,
    history_of,
    said_in,
    same_entry,
)
from querschnitt.relations.queries.lists import (
    HELD_BACK,
    RELEASED,
    REMOVED,
    Line,
    ListPart,
    Wanted,
    entries_matching,
    list_of,
    sees_removed,
    values_there_are,
)
from querschnitt.relations.queries.overview import (
    RegisterLine,
    entries_serving,
    families,
    last_changes,
)
from querschnitt.relations.queries.suggestions import suggestions
from querschnitt.relations.saying import rows_of, said_of, said_of_many

__all__ = [
    "HELD_BACK",
    "RELEASED",
    "REMOVED",
    "Change",
    "EntryPage",
    "History",
    "Line",
    "ListPart",
    "Named",
    "NamedTogether",
    "RegisterLine",
    "ServedGoalLine",
    "Wanted",
    "abbreviations",
    "agreements_running_out",
    "changed_since",
    "deadlines_of_dossiers",
    "difference_to",
    "entries_as_typed",
    "entries_by_reference",
    "entries_matching",
    "entries_serving",
    "entry_page",
    "families",
    "found_entry",
    "goals_by_reference",
    "history_of",
    "last_changes",
    "list_of",
    "named",
    "reference_of",
    "reminders_of_agreements",
    "rows_of",
    "said_in",
    "said_of",
    "said_of_many",
    "same_entry",
    "sees_removed",
    "suggestions",
    "values_there_are",
]
