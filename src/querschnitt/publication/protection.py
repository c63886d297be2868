"""Triggers that keep adopted versions, editions and the journal from being changed.

They are installed after each migrating, for SQLite forgets those of a table that is remade, and
compared with what they must be at start-up. Whoever owns the database can drop them; what was
changed then is found by ``querschnitt verify``.
"""

from collections.abc import Iterable, Iterator

from django.db import connections

from querschnitt.publication import search
from querschnitt.publication.protected import Protected, ProtectedLinks, links, tables

PREFIX = "keep_"
REFUSAL = "Querschnitt keeps {table} from being changed."
NOW = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
    "postgresql": "clock_timestamp()",
}
Triggers = dict[str, str]
"""The statement that creates each trigger, by its name."""


def can_install(alias: str = "default") -> bool:
    """Return whether all tables are there; some are not while migrating in parts."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    wanted = {table.table for table in tables()} | {link.table for link in links()}
    return wanted <= present


def install(alias: str = "default") -> None:
    """Put every trigger and the search index in place; safe to repeat."""
    connection = connections[alias]
    wanted = wanted_triggers(connection.vendor)
    with connection.cursor() as cursor:
        for name in _present(alias).keys() - wanted.keys():
            cursor.execute(_dropping(connection.vendor, name, _table_of(alias, name)))
        for statement in _installing(connection.vendor, wanted):
            cursor.execute(statement)
    search.install(alias)


def remove(alias: str = "default") -> None:
    """Take all triggers away, for the repair of a damaged database, and for tests."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for name in _present(alias):
            cursor.execute(_dropping(connection.vendor, name, _table_of(alias, name)))


def missing_protection(alias: str = "default") -> list[str]:
    """Return the names of triggers that are missing, switched off, or other than they must be."""
    present = _present(alias)
    wanted = wanted_triggers(connections[alias].vendor)
    return sorted(name for name, body in wanted.items() if present.get(name) != _essence(body))


def wanted_triggers(vendor: str) -> Triggers:
    """Return every trigger that this database must have, with what it does."""
    make = {"sqlite": _sqlite_triggers, "postgresql": _postgresql_triggers}[vendor]
    return dict(make())


# -- What is asked, alike on both --------------------------------------------------------------


def _update_refused(table: Protected, vendor: str) -> str:
    """Return the condition under which a change of a row is refused."""
    same = {column: _same(column, vendor) for column in table.columns}
    kept = [same[column] for column in table.columns if column not in table.free]
    allowed = table.allowed.format(
        now=NOW[vendor], **{f"same_{column}": text for column, text in same.items()}
    )
    may = f" AND NOT ({' AND '.join([*kept, f'({allowed})'])})" if allowed else ""
    return f"{table.frozen or '1 = 1'}{may}"


def _same(column: str, vendor: str) -> str:
    operator = {"sqlite": "IS", "postgresql": "IS NOT DISTINCT FROM"}[vendor]
    return f'(NEW."{column}" {operator} OLD."{column}")'


def _replaced(table: Protected) -> str:
    """Return whether a new row would take the place of a frozen one.

    SQLite's INSERT OR REPLACE deletes without asking the triggers of deletion.
    """
    condition = table.frozen.replace("OLD.", "kept.")
    taken = " OR ".join(
        "(" + " AND ".join(f'kept."{column}" = NEW."{column}"' for column in columns) + ")"
        for columns in table.uniques
    )
    also = f" AND {condition}" if condition else ""
    # Names come from the models alone.
    return f'EXISTS (SELECT 1 FROM "{table.table}" AS kept WHERE ({taken}){also})'  # noqa: S608


def _is_frozen(link: ProtectedLinks, row: str) -> str:
    frozen = link.frozen.format(row="owner")
    return (
        f'EXISTS (SELECT 1 FROM "{link.owner}" AS owner'  # noqa: S608
        f' WHERE owner.id = {row}."{link.column}" AND {frozen})'
    )


def _rules(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Yield table, event and the condition under which the event is refused."""
    for table in tables():
        yield table.table, "UPDATE", _update_refused(table, vendor)
        yield table.table, "DELETE", table.frozen or "1 = 1"
        if vendor == "sqlite":
            yield table.table, "INSERT", _replaced(table)
    for link in links():
        old, new = (_is_frozen(link, row) for row in ("OLD", "NEW"))
        yield link.table, "INSERT", new
        yield link.table, "UPDATE", f"({old} OR {new})"
        yield link.table, "DELETE", old


# -- How each database is told -----------------------------------------------------------------


def _sqlite_triggers() -> Iterator[tuple[str, str]]:
    for table, event, condition in _rules("sqlite"):
        name = f"{PREFIX}{table}_{event.lower()}"
        yield (
            name,
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL.format(table=table)}'); END",
        )


def _postgresql_triggers() -> Iterator[tuple[str, str]]:
    for table, event, condition in _rules("postgresql"):
        result = "OLD" if event == "DELETE" else "NEW"
        yield (
            f"{PREFIX}{table}_{event.lower()}",
            f"BEGIN IF {condition} THEN RAISE EXCEPTION '{REFUSAL.format(table=table)}'"
            f" USING ERRCODE = 'restrict_violation'; END IF; RETURN {result}; END",
        )
    for table in sorted({table for table, _event, _condition in _rules("postgresql")}):
        yield (
            f"{PREFIX}{table}_truncate",
            f"BEGIN RAISE EXCEPTION '{REFUSAL.format(table=table)}'"
            " USING ERRCODE = 'restrict_violation'; END",
        )


def _installing(vendor: str, wanted: Triggers) -> Iterable[str]:
    for name, body in wanted.items():
        table, event = name.removeprefix(PREFIX).rsplit("_", 1)
        if vendor == "sqlite":
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield body
            continue
        each = "STATEMENT" if event == "truncate" else "ROW"
        yield (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $${body}$$'
        )
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}"'
            f' FOR EACH {each} EXECUTE FUNCTION "{name}"()'
        )
        # Also for sessions that replicate, in which ordinary triggers are silent.
        yield f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"'


def _dropping(vendor: str, name: str, table: str) -> str:
    return f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if vendor == "postgresql" else "")


PRESENT = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname, c.relname, CASE t.tgenabled WHEN 'A' THEN p.prosrc ELSE '' END"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    ),
}


def _rows(alias: str) -> list[tuple[str, str, str]]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        return [row for row in cursor.fetchall() if row[0].startswith(PREFIX)]


def _present(alias: str) -> Triggers:
    return {name: _essence(body) for name, _table, body in _rows(alias)}


def _table_of(alias: str, name: str) -> str:
    return next(table for found, table, _body in _rows(alias) if found == name)


def _essence(body: str) -> str:
    return " ".join(body.split())
