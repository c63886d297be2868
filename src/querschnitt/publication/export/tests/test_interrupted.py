"""An export that is killed leaves whole files only, and the next one goes on where it stopped."""

import signal
import time
from pathlib import Path

import pytest
from django.conf import settings

from querschnitt.outbox.tests.processes import other_process
from querschnitt.publication.export import standins
from querschnitt.publication.export.folder import UNFINISHED
from querschnitt.publication.export.manifest import NAME
from querschnitt.publication.export.tests import sites

GOALS = 400


def slow_export(directory):
    """Export slowly enough to be killed in the middle; what a process of its own does."""
    settings.BASE_URL = sites.BASE
    standins._registered.clear()
    watcher = sites.Silent()
    watcher.went_on = lambda: time.sleep(0.005)
    sites.copy(Path(directory), watcher=watcher)


@pytest.mark.django_db(transaction=True)
def test_a_killed_export_goes_on_where_it_stopped(directory, tmp_path):
    sites.publish(sites.small_site(GOALS))
    function = f"{slow_export.__module__}.slow_export"
    with other_process(function, str(directory)) as process:
        until = time.monotonic() + 30
        while len(list(directory.rglob("index.html"))) < 50 and time.monotonic() < until:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    interrupted = sites.written_at(directory)
    bodies = {bytes(page.body) for page in sites.small_site(GOALS)}
    assert 50 <= len(interrupted) < GOALS
    half = [
        name
        for name, body in sites.contents(directory).items()
        if name.startswith("de/") and body not in bodies
    ]
    assert not half

    report = sites.copy(directory)

    after = sites.written_at(directory)
    again = {n for n in interrupted if after.get(n) != interrupted[n]} - {NAME, UNFINISHED}
    assert not again
    assert report.unchanged >= 50
    sites.copy(tmp_path / "fresh")
    assert sites.contents(directory) == sites.contents(tmp_path / "fresh")
