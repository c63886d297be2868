"""What the processes of the tests do."""

import os
import threading
import time
from datetime import timedelta

from querschnitt.outbox import handlers, worker


def run_worker(log, lease="60", seconds="0"):
    """Work until told to stop; each start and end of a job is a line in the log."""

    def note(job):
        _write(log, f"start {job.pk} {os.getpid()}")
        time.sleep(job.payload.get("seconds", float(seconds)))
        _write(log, f"end {job.pk} {os.getpid()}")

    handlers.register("note", note, lease=timedelta(seconds=float(lease)))
    stop = threading.Event()
    print("ready", flush=True)  # noqa: T201
    raise SystemExit(worker.run(stop))


def _write(log, line):
    # One small write in append mode: lines of several processes do not mix.
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def run_mail_worker(port, batch):
    """Hand mail over to a server on this machine until told to stop."""
    from django.conf import settings

    from querschnitt.outbox import delivery
    from querschnitt.outbox.smtp_server import SmtpServer

    settings.SMTP = SmtpServer("127.0.0.1", int(port), "none")
    settings.MAIL_FROM = "europa@example.org"
    delivery.BATCH = int(batch)
    print("ready", flush=True)  # noqa: T201
    raise SystemExit(worker.run(threading.Event()))
