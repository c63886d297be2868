"""What stands in the way of an act on terms, mandates, and the framework itself."""

import re

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Confidence, User
from querschnitt.framework import text_limits
from querschnitt.framework.models import Clause, Framework
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle

WORDS_OF_ADDRESSES = frozenset({"sitzungen", "vorlagen"})
"""Words that stand in addresses where others have the key of a framework."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def obstacle_to_coordinating(by: User) -> Obstacle | None:
    """Refuse everyone who does not coordinate: terms, mandates and the framework are theirs."""
    if not by.is_coordinator:
        return Obstacle("framework.not-coordinator", _("Only the State Chancellery may do this."))
    return None


def obstacle_to_opening_a_term(by: User, number: int, *, is_taken: bool) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not 1 <= number <= 999:
        return Obstacle("framework.bad-number", _("A legislative term has a number from 1 to 999."))
    if is_taken:
        return Obstacle("framework.already-there", _("This is recorded already."))
    return None


def obstacle_to_naming(key: str, limit: int, *, is_taken: bool) -> Obstacle | None:
    """Refuse a key that cannot stand in an address, or that something else bears."""
    if len(key) > limit or not _KEY.fullmatch(key):
        return Obstacle(
            "framework.bad-key",
            _("A key consists of small letters, digits and hyphens, at most {limit}.").format(
                limit=limit
            ),
        )
    if key in WORDS_OF_ADDRESSES:
        return Obstacle(
            "framework.key-of-an-address",
            _("This key is a word of an address here. Please choose another."),
        )
    if is_taken:
        return Obstacle("framework.already-there", _("This is recorded already."))
    return None


def obstacle_in_period(start: str, end: str) -> Obstacle | None:
    """Refuse what is no date of the calendar, and an end before the beginning."""
    try:
        first = PartialDate.parse(start).first_day if start else None
        last = PartialDate.parse(end).last_day if end else None
    except ValueError:
        return Obstacle(
            "framework.bad-date", _("A date is a year, a month or a day, such as 2022 or 2022-07.")
        )
    if first and last and last < first:
        return Obstacle("framework.ends-before-it-begins", _("The end lies before the beginning."))
    return None


def obstacle_in_origin(source: str, confidence: str, remark: str) -> Obstacle | None:
    """Refuse a statement of origin that could not be kept as it is."""
    if confidence and confidence not in Confidence.values:
        return no_such_choice()
    return obstacle_in_texts(
        Limited(source, text_limits.TEXT), Limited(remark, text_limits.TEXT)
    )  # fmt: skip


def obstacle_to_adding_a_clause(
    by: User, text: str, reference: str, *, number: int, is_taken: bool
) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if is_taken:
        return Obstacle(
            "framework.already-there",
            _("The mandate has a clause {number} already.").format(number=number),
        )
    return obstacle_in_texts(
        Limited(text, text_limits.TEXT, is_required=True), Limited(reference, 80)
    )


def obstacle_to_preparing(by: User, *, predecessor_has_successor: bool) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if predecessor_has_successor:
        return Obstacle(
            "framework.has-a-successor", _("Another framework follows this predecessor already.")
        )
    return None


def obstacle_to_changing(
    by: User, *, is_adopted: bool, is_history: bool = False
) -> Obstacle | None:  # fmt: skip
    """Refuse a change to the framework's own texts by others, or once it is decided or over."""
    return (
        obstacle_to_coordinating(by)
        or obstacle_in_history(is_history=is_history)
        or obstacle_after_adoption(is_adopted=is_adopted)
    )


def obstacle_in_what_was_shown(*, is_current: bool) -> Obstacle | None:
    """Refuse to overwrite a text that the person has not seen."""
    if not is_current:
        return Obstacle(
            "framework.stale",
            _("Someone changed this text in the meantime. Please compare both texts first."),
        )
    return None


def obstacle_to_excluding(
    by: User,
    framework: Framework,
    clause: Clause,
    reason: str,
    *,
    is_adopted: bool,
    is_excluded: bool,
    is_taken_up: bool,
) -> Obstacle | None:
    if obstacle := obstacle_to_changing(
        by, is_adopted=is_adopted, is_history=framework.is_over(is_adopted=is_adopted)
    ):
        return obstacle
    if clause.mandate_id != framework.mandate_id:
        return clause_of_another_mandate()
    if clause.is_removed:
        return Obstacle(
            "framework.clause-removed", _("The clause was removed; no reason is needed.")
        )
    if is_excluded:
        return Obstacle("framework.already-excluded", _("It is noted already why not."))
    if is_taken_up:
        return Obstacle(
            "framework.clause-taken-up", _("A submitted goal takes up this clause already.")
        )
    return obstacle_in_texts(Limited(reason, text_limits.TEXT, is_required=True))


def obstacle_to_readmitting(
    by: User, framework: Framework, *, is_adopted: bool, is_excluded: bool
) -> Obstacle | None:
    if obstacle := obstacle_to_changing(
        by, is_adopted=is_adopted, is_history=framework.is_over(is_adopted=is_adopted)
    ):
        return obstacle
    if not is_excluded:
        return Obstacle("framework.not-excluded", _("This clause is not excluded."))
    return None


def obstacle_in_chapter_text(title: str, text: str) -> Obstacle | None:
    """Refuse a chapter that could not be kept as it is."""
    return obstacle_in_texts(
        Limited(title, text_limits.LINE, is_required=True), Limited(text, text_limits.NARRATIVE)
    )


def obstacle_in_reason(reason: str) -> Obstacle | None:
    """Refuse an act that has to be explained and is not."""
    return obstacle_in_texts(Limited(reason, text_limits.TEXT, is_required=True))


def obstacle_after_adoption(*, is_adopted: bool) -> Obstacle | None:
    """Refuse a change to what cabinet has adopted."""
    if is_adopted:
        return Obstacle(
            "framework.adopted",
            _("The cabinet has adopted the framework. It changes only by a new decision."),
        )
    return None


def obstacle_in_history(*, is_history: bool) -> Obstacle | None:
    """Refuse a change to a framework whose legislative term is closed."""
    if is_history:
        return Obstacle(
            "framework.term-closed",
            _("The legislative term is closed. The framework stays as it was."),
        )
    return None


def no_such_choice() -> Obstacle:
    """Return the obstacle for a value that none of the choices has."""
    return Obstacle("framework.bad-choice", _("This choice does not exist."))


def clause_of_another_mandate() -> Obstacle:
    """Return the obstacle for a clause that the framework does not rest on."""
    return Obstacle(
        "framework.clause-of-another",
        _("The clause belongs to another mandate than that of the framework."),
    )
