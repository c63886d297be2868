"""What the processes of the tests do."""

import os
import threading
import time
from datetime import timedelta
from pathlib import Path

from querschnitt.outbox import handlers, worker
from querschnitt.publication import file_jobs, files, formats, renderers
from querschnitt.publication.formats.tests.bare import Counted


def write_files(log, seconds):
    """Write files one by one until told to stop; each is a line in the log."""
    counted = Counted()

    def note(manuscript):
        with Path(log).open("a") as lines:
            lines.write(f"{manuscript.part.key} {os.getpid()}\n")
        time.sleep(float(seconds))

    counted.before = note
    renderers._renderers.clear()
    formats.FORMATS.clear()
    formats.FORMATS["txt"] = counted.format
    file_jobs.BATCH = 1
    handlers._handlers.pop(files.WRITE_FILES)
    handlers.register(files.WRITE_FILES, file_jobs.write_files, lease=timedelta(seconds=2))
    print("ready", flush=True)  # noqa: T201
    raise SystemExit(worker.run(threading.Event()))
