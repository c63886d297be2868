"""What is stored is what would be rendered now; and every web process answers with it."""

import socket
import time
from datetime import timedelta
from http.client import HTTPConnection

import pytest
from django.utils import timezone

from querschnitt.outbox.tests.processes import other_process
from querschnitt.publication import operations
from querschnitt.publication.models import PublicGoal, StoredPage
from querschnitt.publication.operations.rendering import prepare
from querschnitt.publication.rendering import Rendered
from querschnitt.publication.tests import factories

FIELDS = ("path", "status", "media_type", "location", "cache", "etag", "body", "gzip")
EDITION = "/de/fassungen/2022/1/"


def stored():
    rows = StoredPage.objects.values(*FIELDS)
    return {
        row["path"]: Rendered(**row | {name: bytes(row[name]) for name in ("body", "gzip")})
        for row in rows
    }


def fresh():
    return prepare(now=timezone.now(), is_fresh=True)


def there_already(rendering):
    """Return the addresses of files that a rendering leaves as they are."""
    files = StoredPage.objects.exclude(document="").filter(status=200)
    return {path for path in files.values_list("path", flat=True) if path in rendering.kept}


@pytest.mark.django_db(transaction=True)
def test_every_stored_page_equals_a_fresh_rendering():
    by = factories.press_officer()
    former = factories.adopted_framework("2016", 7)
    edition = operations.publish(by=by, framework_version=former)
    operations.publish(by=by, framework_version=factories.adopted_framework())
    operations.withdraw(by=by, edition=edition, reason="Enthielt einen falschen Stand.")

    pages, rendering = stored(), fresh()

    assert {page.path for page in rendering.pages} | there_already(rendering) == set(pages)
    assert [page.path for page in rendering.pages if pages[page.path] != page] == []
    assert {page.status for page in pages.values()} >= {200, 301, 404, 410}
    cards = dict(PublicGoal.objects.values_list("path", "card"))
    assert cards == {goal.path: goal.card for goal in rendering.goals}


def answers(port, path, *, count=12):
    """Return the statuses of requests over new connections, which reach all web processes."""
    statuses = set()
    for _connection in range(count):
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path)
        statuses.add(connection.getresponse().status)
        connection.close()
    return statuses


def seconds_until(port, path, status, *, patience=30):
    """Return how long it took from now until every process answered with this status alone."""
    started = time.monotonic()
    while time.monotonic() < started + patience:
        asked_at = time.monotonic()
        try:
            if answers(port, path) == {status}:
                return asked_at - started
        except OSError:
            pass
        time.sleep(0.02)
    raise AssertionError(f"{path} never became {status}")


@pytest.fixture
def port(transactional_db):
    """Return the port of two web processes, with an older framework to be read."""
    by, older = factories.press_officer(), factories.adopted_framework("2016", 7)
    operations.publish(by=by, framework_version=older)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        free = listener.getsockname()[1]
    with other_process("querschnitt.config.tests.serving.serve", str(free)) as process:
        try:
            seconds_until(free, "/de/", 200)
            yield free
        finally:
            # Not killed, or else it would leave its own processes behind.
            process.terminate()
            process.wait(20)


def test_a_withdrawal_reaches_all_web_processes_within_a_second(port):
    by = factories.press_officer()
    edition = operations.publish(by=by, framework_version=factories.adopted_framework())
    seconds_until(port, EDITION, 200)

    operations.withdraw(by=by, edition=edition, reason="Enthielt einen falschen Stand.")

    assert seconds_until(port, EDITION, 410) < 1


def test_the_end_of_an_embargo_reaches_all_web_processes_within_a_second(port):
    by = factories.press_officer()
    due = timezone.now() + timedelta(seconds=3)
    operations.publish(by=by, framework_version=factories.adopted_framework(), public_from=due)
    operations.publish_what_is_due()
    assert answers(port, EDITION) == {404}

    time.sleep(max((due - timezone.now()).total_seconds(), 0))
    # What the worker does every half second.
    operations.publish_what_is_due()

    assert seconds_until(port, EDITION, 200) < 1
