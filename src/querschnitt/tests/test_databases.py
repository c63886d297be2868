"""The suite runs on the database it was told to use, and the embedded one loses nothing."""

import os

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from querschnitt.config.environment import can_distrust_schema, sqlite


@pytest.mark.django_db
def test_it_is_the_database_that_was_asked_for():
    asked = os.environ.get("QUERSCHNITT_TEST_DATABASE", "sqlite")

    assert connection.vendor == {"postgres": "postgresql"}.get(asked, asked)


def test_the_embedded_database_loses_no_commit(tmp_path, django_db_blocker):
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": int(not can_distrust_schema()),
    }
    embedded = ConnectionHandler({"default": sqlite(tmp_path / "test.sqlite3")})["default"]

    with django_db_blocker.unblock(), embedded.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    embedded.close()

    assert found == wanted
    assert embedded.transaction_mode == "IMMEDIATE"
