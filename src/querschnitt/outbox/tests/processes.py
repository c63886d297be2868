"""Processes of their own, on the database of the test that starts them.

with other_process("querschnitt.outbox.tests.work.run_worker", "argument") as process: ...
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).parents[3]
VARIABLE = "QUERSCHNITT_DATABASE_OF_THE_TEST"


@contextmanager
def other_process(function, *arguments):
    """Run a function, named by its path, in a process of its own; killed at the end."""
    from django.db import connections

    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(SOURCE), os.environ.get("PYTHONPATH", ""))),
        VARIABLE: json.dumps(connections.settings["default"], default=str),
    }
    command = [sys.executable, "-m", "querschnitt.outbox.tests.processes", function, *arguments]
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            yield process
        finally:
            ended_with = process.poll()
            process.kill()
            # One that could not even start would otherwise look like one that is slow.
            assert ended_with in (None, 0, -signal.SIGKILL), f"it ended with {ended_with}"


def main():
    import django
    from django.conf import settings

    settings.DATABASES["default"].update(json.loads(os.environ[VARIABLE]))
    django.setup()
    from django.utils.module_loading import import_string

    import_string(sys.argv[1])(*sys.argv[2:])


if __name__ == "__main__":
    main()
