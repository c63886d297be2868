from collections.abc import Iterable

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework import rules, text_limits
from querschnitt.framework.models import Government, LegislativeTerm
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if


@journal.act
def open_term(
    *,
    by: User,
    number: int,
    starts_on: str = "",
    ends_on: str = "",
    source: str = "",
    confidence: str = "",
    remark: str = "",
) -> LegislativeTerm:
    """Record a legislative term, past or begun.

    :raises Refused: by ``rules.obstacle_to_opening_a_term``, or for dates that cannot be kept
    """
    is_taken = LegislativeTerm.objects.filter(number=number).exists()
    refuse_if(rules.obstacle_to_opening_a_term(by, number, is_taken=is_taken))
    refuse_if(rules.obstacle_in_period(starts_on, ends_on))
    refuse_if(rules.obstacle_in_origin(source, confidence, remark))
    term = LegislativeTerm.objects.create(
        number=number,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        confidence=confidence,
        remark=remark,
    )
    journal.record("framework.term_opened", actor=by, subject=term)
    return term


@journal.act
def record_government(
    *,
    by: User,
    key: str,
    term: LegislativeTerm,
    name: str,
    head: str = "",
    coalition: Iterable[str] = (),
    in_office_from: str = "",
    in_office_until: str = "",
    source: str = "",
    confidence: str = "",
    remark: str = "",
) -> Government:
    """Record a government of a term.

    :raises Refused: for other than coordinators, a key in use, texts or dates that cannot be kept
    """
    coalition = [*coalition]
    is_taken = Government.objects.filter(key=key).exists()
    refuse_if(rules.obstacle_to_coordinating(by))
    refuse_if(rules.obstacle_to_naming(key, 60, is_taken=is_taken))
    refuse_if(rules.obstacle_in_period(in_office_from, in_office_until))
    refuse_if(rules.obstacle_in_origin(source, confidence, remark))
    refuse_if(
        obstacle_in_texts(
            Limited(name, text_limits.LINE, is_required=True),
            Limited(head, text_limits.LINE),
            *(Limited(party, 80, is_required=True) for party in coalition),
        )
    )
    government = Government.objects.create(
        key=key,
        term=term,
        name=name,
        head=head,
        coalition=coalition,
        in_office_from=in_office_from,
        in_office_until=in_office_until,
        source=source,
        confidence=confidence,
        remark=remark,
    )
    journal.record("framework.government_recorded", actor=by, subject=government)
    return government
