from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules, text_limits
from querschnitt.framework.models import Clause, Mandate
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle, refuse_if


@dataclass(frozen=True, kw_only=True)
class ClauseText:
    """One commitment of a mandate that is about to be recorded; numbered in order if not given."""

    text: str
    reference: str = ""
    departments: Iterable[Department] = ()
    number: int | None = None


@journal.act
def record_mandate(
    *,
    by: User,
    key: str,
    kind: str,
    title: str,
    dated: str = "",
    parties: Iterable[str] = (),
    pages: int | None = None,
    summary: str = "",
    clauses: Iterable[ClauseText] = (),
    source: str = "",
    confidence: str = "",
    remark: str = "",
) -> Mandate:
    """Record a mandate with its clauses.

    :raises Refused: for other than coordinators, a key in use, texts or dates that cannot be kept
    """
    parties = [*parties]
    is_taken = Mandate.objects.filter(key=key).exists()
    refuse_if(rules.obstacle_to_coordinating(by))
    refuse_if(rules.obstacle_to_naming(key, 60, is_taken=is_taken))
    refuse_if(rules.obstacle_in_period(dated, ""))
    refuse_if(rules.obstacle_in_origin(source, confidence, remark))
    refuse_if(_obstacle_in_mandate(kind, title, summary, parties, pages))
    mandate = Mandate.objects.create(
        key=key,
        kind=kind,
        title=title,
        dated=dated,
        parties=parties,
        pages=pages,
        summary=summary,
        source=source,
        confidence=confidence,
        remark=remark,
    )
    recorded = [_write_clause(by, mandate, clause) for clause in clauses]
    journal.record("framework.mandate_recorded", actor=by, subject=mandate, clauses=len(recorded))
    return mandate


@journal.act
def add_clause(
    *,
    by: User,
    mandate: Mandate,
    text: str,
    reference: str = "",
    departments: Iterable[Department] = (),
    number: int | None = None,
) -> Clause:
    """Add a commitment to a recorded mandate.

    :raises Refused: if ``rules.obstacle_to_adding_a_clause`` finds an obstacle
    """
    clause = _write_clause(
        by,
        mandate,
        ClauseText(text=text, reference=reference, departments=departments, number=number),
    )
    journal.record("framework.clause_added", actor=by, subject=mandate, clause=clause.number)
    return clause


@journal.act
def add_clauses(*, by: User, mandate: Mandate, clauses: Iterable[ClauseText]) -> list[Clause]:
    """Add several commitments at once, all or none; those recorded already are left out.

    :raises Refused: if ``rules.obstacle_to_adding_clauses`` or, for one of them,
        ``rules.obstacle_to_adding_a_clause`` finds an obstacle
    """
    known = {*mandate.clauses.values_list("text", "reference")}
    new = [clause for clause in clauses if (clause.text, clause.reference) not in known]
    refuse_if(rules.obstacle_to_adding_clauses(by, new))
    added = [_write_clause(by, mandate, clause) for clause in new]
    journal.record(
        "framework.clauses_added",
        actor=by,
        subject=mandate,
        clauses=len(added),
    )
    return added


def _write_clause(by: User, mandate: Mandate, clause: ClauseText) -> Clause:
    last = mandate.clauses.aggregate(last=Max("number"))["last"] or 0
    number = last + 1 if clause.number is None else clause.number
    is_taken = mandate.clauses.filter(number=number).exists()
    refuse_if(
        rules.obstacle_to_adding_a_clause(
            by, clause.text, clause.reference, number=number, is_taken=is_taken
        )
    )
    row = Clause.objects.create(
        mandate=mandate, number=number, text=clause.text, reference=clause.reference
    )
    row.departments.set(clause.departments)
    return row


def _obstacle_in_mandate(
    kind: str, title: str, summary: str, parties: list[str], pages: int | None
) -> Obstacle | None:
    if kind not in Mandate.Kind.values or (pages is not None and not 1 <= pages <= 99_999):
        return rules.no_such_choice()
    return obstacle_in_texts(
        Limited(title, text_limits.TITLE, is_required=True),
        Limited(summary, text_limits.TEXT),
        *(Limited(party, 80, is_required=True) for party in parties),
    )
