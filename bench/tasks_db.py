"""Tasks that do nothing, run by django-tasks-db: ``python -m bench.tasks_db NUMBER``.

A process of its own with settings of its own, on the database that is being measured. The library
is no dependency; where it is not installed, it is not measured.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from bench.measure import python


def run(number: int) -> tuple[float, float] | None:
    """Return microseconds of CPU for each task, and tasks a second; None if it is not there."""
    answer = python("bench.tasks_db", str(number)).splitlines()
    told = json.loads(answer[-1]) if answer else None
    return (told[0], told[1]) if told else None


def main() -> int:
    """Put tasks into the table, then run them as its worker does, and print what that took."""
    number = int(sys.argv[1])
    try:
        import django_tasks  # noqa: F401
        import django_tasks_db  # noqa: F401
    except ImportError:
        print("null")
        return 0
    _configure()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django_tasks import task

    from bench import tasks_db

    # Found again by this name when it is run.
    tasks_db.do_nothing = nothing = task()(tasks_db.do_nothing)
    for _each in range(number):
        nothing.enqueue()
    began, cpu = time.perf_counter(), time.process_time()
    call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)
    used, took = time.process_time() - cpu, time.perf_counter() - began
    print(json.dumps([used / number * 1e6, number / took]))
    return 0


def do_nothing() -> None:
    """Be run."""


def _configure() -> None:
    import django
    from django.conf import settings

    from querschnitt.config.environment import postgresql, sqlite

    url = os.environ.get("DATABASE_URL", "")
    directory = Path(os.environ["QUERSCHNITT_DATA_DIR"])
    database: dict[str, Any] = postgresql(url) if url else sqlite(directory / "tasks.sqlite3")
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=["django.contrib.contenttypes", "django_tasks", "django_tasks_db"],
        TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
