# ruff: noqa: S608 (the names of tables are written here)
"""Changing what must not be changed, behind the back of the program."""

from contextlib import contextmanager

from django.db import connection

from querschnitt.publication import protection


@contextmanager
def unprotected():
    """Do as somebody who owns the database: without triggers, and outside any check."""
    settle()
    protection.remove()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys=ON")
            cursor.execute("PRAGMA ignore_check_constraints=ON")
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            sql("PRAGMA ignore_check_constraints=OFF")
        settle()
        protection.install()


def settle():
    """Check what PostgreSQL would check at the end; before that it lets no table be altered."""
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("SET CONSTRAINTS ALL DEFERRED")


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount


def cell(table, column, key):
    with connection.cursor() as cursor:
        # As text, so that nothing converts it on its way.
        cursor.execute(f'SELECT CAST("{column}" AS TEXT) FROM "{table}" WHERE id = %s', [key])
        return cursor.fetchone()[0]
