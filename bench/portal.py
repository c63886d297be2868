"""Fill the program's own database for measuring: ``python -m bench.portal GOALS``.

Up to ``--pages-up-to`` goals all pages are rendered and stored by the act that publishes. Beyond
it the cards, counts and search of all goals are written as that act does, but of the pages only
the goal list and what filtered lists are made with. Documents are left out; ``bench.pdf`` measures
them. Prints as JSON what it took.
"""

import argparse
import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.db.models.functions import Length  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench import rows, synthetic  # noqa: E402
from querschnitt.accounts import sessions  # noqa: E402
from querschnitt.config import static  # noqa: E402
from querschnitt.coordination.models import FrameworkVersion  # noqa: E402
from querschnitt.portal.goal_cards import Cards, projected  # noqa: E402
from querschnitt.portal.page import Frame  # noqa: E402
from querschnitt.portal.pages import goals as goal_lists  # noqa: E402
from querschnitt.portal.reading import Reading  # noqa: E402
from querschnitt.portal.site import PublicSite  # noqa: E402
from querschnitt.publication import assemble, formats, operations, store  # noqa: E402
from querschnitt.publication.models import Document, PublicGoal, StoredPage  # noqa: E402
from querschnitt.publication.operations import issuing, rendering  # noqa: E402
from querschnitt.publication.operations.projection import project  # noqa: E402


def publish_all(version: FrameworkVersion) -> None:
    """Publish as a press officer would."""
    operations.publish(by=rows.person(), framework_version=version)


def publish_lists(version: FrameworkVersion, made: list[synthetic.SyntheticGoal]) -> None:
    """Write cards, counts and search of all goals, and the pages of the list alone."""
    now = timezone.now()
    document = issuing.document_of(version.framework, Document.Kind.FRAMEWORK)
    document.save()
    content = assemble.framework_edition(version)
    # The rows of the desk are a few of them; what is public is all of them.
    content["framework"]["goals"] = rows.multiplied(content["framework"]["goals"], made)
    edition = issuing.drafted(
        by=rows.person(),
        document=document,
        content=content,
        moment=now,
        public_from="now",
        change_note="",
        framework_version=version,
    )
    public = rendering.public_editions(now=now, pending=[edition])
    with override("de"):
        reading = Reading(PublicSite(public), "de", now)
        cards = Cards(reading)
        projection = list(projected(reading, cards))
        pages = list(goal_lists.list_pages(reading, Frame(reading), cards))
    with transaction.atomic():
        store.write(pages)
        project(projection)


def sign_in() -> str:
    """Return the cookie of somebody who has signed in to the desk."""
    request = HttpRequest()
    request.session = SessionStore()
    sessions.begin(request, rows.person())
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"


def write_pages(directory: Path, paths: list[str]) -> None:
    """Write stored pages as files, with what was compressed beside them."""
    for page in StoredPage.objects.filter(path__in=paths):
        file = directory / page.path.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(page.body))
        file.with_name("index.html.gz").write_bytes(bytes(page.gzip))


def taken(step: Callable[[], object]) -> dict[str, float]:
    """Return the seconds that a step took, and what memory the process has needed so far."""
    cpu, wall = time.process_time(), time.perf_counter()
    step()
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Make the tables, fill them, publish, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("goals", type=int)
    parser.add_argument("--pages-up-to", type=int, default=10_000)
    parser.add_argument("--files", type=Path, help="directory for the pages as files")
    parser.add_argument("--file", action="append", default=[], help="a page to write there")
    arguments = parser.parse_args()
    formats.FORMATS.clear()
    call_command("migrate", verbosity=0)
    static.gather()
    framework = rows.framework()
    made = synthetic.goals(arguments.goals)
    has_all_pages = arguments.goals <= arguments.pages_up_to
    with transaction.atomic():
        rows.fill(framework, made if has_all_pages else made[: synthetic.MOST_RARE])
        version = rows.adopt(framework)
    if has_all_pages:
        took = taken(lambda: publish_all(version))
    else:
        took = taken(lambda: publish_lists(version, made))
    with connection.cursor() as cursor:
        # The writer's log is no part of what is measured.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if arguments.files:
        write_pages(arguments.files, arguments.file)
    stored = StoredPage.objects.aggregate(bytes=Sum(Length("body")), packed=Sum(Length("gzip")))
    last = PublicGoal.objects.order_by("-position")[50:51].values_list("position", flat=True)
    report = {
        **took,
        **stored,
        "pages": StoredPage.objects.count(),
        "goals": PublicGoal.objects.count(),
        "pages_of_goals": framework.goals.count(),
        "before_last_page": last[0],
        "cookie": sign_in(),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
