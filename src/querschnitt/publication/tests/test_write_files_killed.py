"""A worker that is killed while it writes files loses nothing."""

import signal
import time
from collections import Counter

import pytest

from querschnitt.outbox.models import Job
from querschnitt.outbox.tests.processes import other_process
from querschnitt.publication import operations
from querschnitt.publication.files import WRITE_FILES
from querschnitt.publication.formats.tests.bare import Counted, only
from querschnitt.publication.models import StoredPage
from querschnitt.publication.tests import factories

WORK = "querschnitt.publication.tests.work.write_files"
GOALS = 8


def wait_for(condition, *, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def parts():
    return StoredPage.objects.filter(document="2022", number=0)


@pytest.mark.django_db(transaction=True)
def test_the_next_worker_goes_on_where_a_killed_one_ended(monkeypatch, tmp_path):
    only(monkeypatch, Counted().format)
    framework = factories.framework()
    for number in range(GOALS):
        factories.goal(framework, f"P{number}")
    version = factories.adopted(framework)
    operations.publish(by=factories.press_officer(), framework_version=version)
    log = tmp_path / "log"

    with other_process(WORK, str(log), "0.2") as victim:
        wait_for(lambda: parts().count() >= 3)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    kept = set(parts().values_list("path", flat=True))
    assert len(kept) < GOALS

    jobs = Job.objects.filter(kind=WRITE_FILES)
    with other_process(WORK, str(log), "0"):
        wait_for(lambda: jobs.filter(state=Job.State.DONE).exists() and parts().count() == GOALS)

    assert set(parts().values_list("path", flat=True)) > kept
    assert parts().count() == GOALS
    tried = Counter(line for line in log.read_text().split() if line.startswith("P"))
    assert len(tried) == GOALS
    # Only the one that was under way when the signal came was begun twice.
    assert sum(tried.values()) <= GOALS + 1
