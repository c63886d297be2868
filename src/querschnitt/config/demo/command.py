"""What the command line does for the demonstration: run the story, sum it up, serve it."""

import json
import textwrap
import time
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.config.demo import networks, story
from querschnitt.config.demo.cast import PASSWORD
from querschnitt.config.demo.dataset import Dataset, Leftovers
from querschnitt.outbox import worker
from querschnitt.press import sent_log
from querschnitt.press.models import Delivery
from querschnitt.publication.addresses import document_path
from querschnitt.publication.formats import FORMATS
from querschnitt.publication.models import Document, Edition, StoredPage

State = Delivery.State
DATASET = Path(__file__).parent / "sachsen-anhalt.yaml"
OUT = Path("out")


def main() -> int:
    """Tell the story on the packaged dataset, sum it up, write its documents, name the accounts.

    A second run changes nothing and prints the same summary.

    :returns: the exit status
    """
    status = load_file(DATASET)
    if status == 0:
        _announce()
        _write_sheets()
        _write_documents()
        _name_accounts()
    return status


def load_file(path: Path) -> int:
    """Carry a dataset file over into an empty installation, and print what came of it.

    :returns: 0, or 1 with a sentence if the file is no dataset
    """
    try:
        dataset = Dataset.read(path)
    except ValueError as error:
        print(error)
        return 1
    if story.is_told():
        print("The framework is there already; nothing is changed.")
        _print_summary(_kept_summary())
        return 0
    # Of an earlier installation in the same place; this one has sent nothing yet.
    sent_log.path().unlink(missing_ok=True)
    started = time.monotonic()
    leftovers = story.tell(dataset, lambda line: _step(line, started))
    _keep_summary(leftovers)
    _print_summary(leftovers)
    return 0


def _step(line: str, started: float) -> None:
    print(f"{time.monotonic() - started:6.1f} s  {line}", flush=True)


def _summary_file() -> Path:
    return Path(settings.DATA_DIR) / "carried-over.json"


def _keep_summary(leftovers: Leftovers) -> None:
    _summary_file().write_text(json.dumps(asdict(leftovers), indent=1), encoding="utf-8")


def _kept_summary() -> Leftovers:
    try:
        return Leftovers(**json.loads(_summary_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Leftovers()


def _print_summary(leftovers: Leftovers) -> None:
    """Say how much was carried over, and name what was not, by id."""
    if not leftovers.total:
        return
    print(
        f"\nOf {leftovers.total} records, {len(leftovers.carried_whole)} were carried over whole, "
        f"{len(leftovers.carried_in_part)} but for single fields."
    )
    print("\nFields that this version has no room for:")
    for identifier, fields in leftovers.carried_in_part.items():
        print(f"  {identifier}: {', '.join(fields)}")
    print("  meta: known_gaps, source_conflicts (notes on the dataset itself)")
    print("\nRecords that this version has no room for:")
    for section, identifiers in leftovers.not_carried.items():
        listed = f"{section} ({len(identifiers)}): {', '.join(identifiers)}"
        print(
            textwrap.fill(
                listed, 100, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
            )
        )


def _announce() -> None:
    """Let the release of the story go through its channels, on networks of this machine."""
    started = time.monotonic()
    is_first = not Delivery.objects.filter(sent_at__isnull=False).exists()
    running = networks.start(is_first=is_first)
    counts = networks.deliver()
    told = ", ".join(f"{count} {State(state).label}" for state, count in sorted(counts.items()))
    print(f"\nPress: deliveries of one release: {told} ({time.monotonic() - started:.1f} s)")
    if running:
        print(f"  What the networks show: {running.url}/ (while this program runs)")


def _write_sheets() -> None:
    """Do what otherwise the worker does after publishing, so that every file is there."""
    started = time.monotonic()
    while worker.work_off():
        pass
    count = StoredPage.objects.filter(number=0).exclude(document="").count()
    formats = sum(format_.writes_parts for format_ in FORMATS.values())
    took = time.monotonic() - started
    print(
        f"\nIn public: {count} sheets of goals and departments, in {formats} formats ({took:.1f} s)"
    )


def _write_documents() -> None:
    """Write the newest framework, as the public reads it, in every format."""
    frameworks = Edition.objects.filter(document__kind=Document.Kind.FRAMEWORK)
    edition = frameworks.public(at=timezone.now()).select_related("document").last()
    if edition is None:
        print("\nNothing is published, so there is no document to write.")
        return
    OUT.mkdir(exist_ok=True)
    print()
    slug, number = edition.document.slug, edition.number
    for format_ in FORMATS.values():
        stored = StoredPage.objects.get(path=document_path(slug, number, format_.suffix))
        path = OUT / f"{slug}{format_.suffix}"
        path.write_bytes(stored.body)
        print(f"Written: {path} ({path.stat().st_size // 1024} KiB)")


def _name_accounts() -> None:
    print(f"\nDemo accounts (invented), all with the password {PASSWORD}:")
    for user in User.objects.filter(is_demonstration=True).select_related("department"):
        of = f", {user.department}" if user.department else ""
        print(f"  {user.email:32} {user.get_role_display()}{of}")
