"""Reading lists of public goals: ready cards, page by page, in the database's own words.

Whatever the number of goals, a page costs the same: an index finds where it begins, and reading
stops when it is full. Matches of a search come out of SQLite's index in the order of its rowids,
which is that of the goals' positions (see ``key_of``).
"""

from typing import NamedTuple
from zlib import crc32

from django.db import connection

from querschnitt.publication import search

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LANGUAGE = 10**15
"""Room for all positions of a language between it and the next one."""

# CROSS keeps SQLite from changing the order of the tables: matches first, in their order.
GOALS_FOUND = " CROSS JOIN publication_publicgoal g ON g.id = s.rowid"

SEPARATOR = "\x1e"
# One row instead of many: with each row Python would hand over to other threads, and wait.
JOINED = {
    "sqlite": (
        "SELECT group_concat(card, char(30)), group_concat(position, char(30))"
        " FROM ({found}) AS found"
    ),
    "postgresql": (
        "SELECT string_agg(card, chr(30)), string_agg(position::text, chr(30))"
        " FROM ({found}) AS found"
    ),
}

Row = tuple[str, int]
Parameters = list[str | int]


class Wanted(NamedTuple):
    """What a list shows; an empty value narrows nothing."""

    language: str
    document: int | None = None
    field: str = ""
    department: str = ""
    kind: str = ""
    search: str = ""
    after: int | None = None
    before: int | None = None


def key_of(language: str, position: int) -> int:
    """Return the key of a public goal, which orders the goals of a language as their positions."""
    known = len(language) == 2 and set(language) <= set(LETTERS)
    if known:
        # Such as "de"; others are rare, and hashed.
        number = LETTERS.index(language[0]) * 26 + LETTERS.index(language[1])
    else:
        number = 676 + crc32(language.encode()) % 8000
    return number * LANGUAGE + position


def page(wanted: Wanted, most: int) -> list[Row]:
    """Return cards with their positions, in order; before a position, from there backwards."""
    if _is_hopeless(wanted):
        return []
    source, parameters, order = _source(wanted)
    way = "DESC" if wanted.before is not None else "ASC"
    found = f"SELECT g.card, g.position {source} ORDER BY {order} {way} LIMIT %s"
    parameters.append(most)
    joined = _rows(JOINED[connection.vendor].format(found=found), parameters)[0]
    cards, positions = (str(text or "").split(SEPARATOR) for text in joined)
    if len(cards) != len(positions):
        # A card holds the separator itself.
        return _rows(found, parameters)
    rows = [(card, int(at)) for card, at in zip(cards, positions, strict=True) if at]
    return sorted(rows, key=lambda row: row[1], reverse=way == "DESC")


def count(wanted: Wanted, most: int) -> int:
    """Return how many goals there are, wherever the page begins; no more than ``most``."""
    if _is_hopeless(wanted):
        return 0
    source, parameters, _order = _source(wanted._replace(after=None, before=None))
    if not (wanted.field or wanted.kind or wanted.department):
        # The index of the search alone knows how many match.
        source = source.replace(GOALS_FOUND, "")
    sql = f"SELECT count(*), 0 FROM (SELECT 1 {source} LIMIT %s) AS found"  # noqa: S608
    return int(_rows(sql, [*parameters, most])[0][0])


def _is_hopeless(wanted: Wanted) -> bool:
    # Something is searched for, but no word, such as "!?".
    is_searched = bool(wanted.search.strip())
    return is_searched and not search.expression_of(wanted.search, wanted.language)


def _rows(sql: str, parameters: Parameters) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[Row] = cursor.fetchall()
    return rows


def _source(wanted: Wanted) -> tuple[str, Parameters, str]:
    """Return tables and conditions, their parameters, and the column that an index orders by."""
    terms = search.expression_of(wanted.search, wanted.language) if wanted.search.strip() else None
    if terms is not None and connection.vendor == "sqlite":
        return _searched(wanted, terms)
    tables, order = "publication_publicgoal g", "g.position"
    conditions, parameters = ["g.language = %s"], [wanted.language]
    if wanted.department:
        # The same in the table of departments, so that its index finds, orders and pages.
        tables += " JOIN publication_publicgoaldepartment d ON d.goal_id = g.id"
        conditions = ["d.language = %s", "d.department = %s"]
        parameters, order = [wanted.language, wanted.department], "d.position"
    told: Parameters = list(parameters)
    for column, value in (
        (f"{order[0]}.document_id = %s", wanted.document),
        ("g.field = %s", wanted.field or None),
        ("g.kind = %s", wanted.kind or None),
        (f"{order} > %s", wanted.after),
        (f"{order} < %s", wanted.before),
        ("array_to_tsvector(string_to_array(g.stems, ' ')) @@ %s::tsquery", terms),
    ):
        if value is not None:
            conditions.append(column)
            told.append(value)
    return f"FROM {tables} WHERE {' AND '.join(conditions)}", told, order


def _searched(wanted: Wanted, terms: str) -> tuple[str, Parameters, str]:
    tables = f"publication_goal_search s{GOALS_FOUND}"
    first, last = key_of(wanted.language, 0), key_of(wanted.language, LANGUAGE - 1)
    if wanted.after is not None:
        first = key_of(wanted.language, wanted.after + 1)
    if wanted.before is not None:
        last = key_of(wanted.language, wanted.before - 1)
    conditions = ["s.publication_goal_search MATCH %s", "s.rowid BETWEEN %s AND %s"]
    parameters: Parameters = [terms, first, last]
    if wanted.document is not None:
        goals = "FROM publication_publicgoal WHERE language = %s AND document_id = %s"
        conditions += [
            f"s.rowid >= (SELECT %s + min(position) {goals})",
            f"s.rowid <= (SELECT %s + max(position) {goals})",
        ]
        base = key_of(wanted.language, 0)
        parameters += [base, wanted.language, wanted.document] * 2
    if wanted.department:
        conditions.append(
            "EXISTS (SELECT 1 FROM publication_publicgoaldepartment d"
            " WHERE d.goal_id = g.id AND d.department = %s)"
        )
        parameters.append(wanted.department)
    for column in ("field", "kind"):
        if value := getattr(wanted, column):
            conditions.append(f"g.{column} = %s")
            parameters.append(value)
    return f"FROM {tables} WHERE {' AND '.join(conditions)}", parameters, "s.rowid"
