"""Keeping the files that were written, noting those that could not be, trying these again."""

from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.publication import rules, store
from querschnitt.publication.files import WRITE_FILES, Failure, is_given_up, last_job
from querschnitt.publication.models import Edition, UnwrittenFile
from querschnitt.publication.rendering import Rendered

LONGEST_REASON = 2_000


@journal.act
def keep_files(
    pages: Sequence[Rendered], failures: Sequence[Failure], *, is_current: Callable[[], bool]
) -> bool:
    """Put written files into the store; ``False``, and nothing, if they may be public no more.

    :param is_current: asked inside the act whether what is public is still what it was
    """
    if not is_current():
        return False
    store.replace(pages)
    note_unwritten(failures, forgotten=[page.path for page in pages])
    return True


def note_unwritten(failures: Iterable[Failure], *, forgotten: Sequence[str]) -> None:
    """Note what could not be written, so that it is not tried again for nothing.

    :param forgotten: the addresses of what need not be noted any more
    """
    now = timezone.now()
    if forgotten:
        UnwrittenFile.objects.filter(path__in=forgotten).delete()
    UnwrittenFile.objects.bulk_create(
        [
            UnwrittenFile(
                path=one.wanted.path,
                document=one.wanted.edition.document,
                number=one.wanted.manuscript.number,
                label=one.wanted.format.label,
                made_of=one.wanted.made_of,
                reason=one.reason[:LONGEST_REASON],
                failed_at=now,
            )
            for one in failures
        ],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["document", "number", "label", "made_of", "reason", "failed_at"],
    )


@journal.act
def write_files_again(*, by: User, edition: Edition) -> Edition:
    """Have the files of an edition tried again that could not be written.

    :raises Refused: if nothing failed
    """
    failed = UnwrittenFile.objects.of_edition(edition)
    count = failed.count()
    has_given_up = is_given_up(last_job())
    refuse_if(rules.obstacle_to_writing_files_again(by, failed=count, has_given_up=has_given_up))
    failed.delete()
    outbox.enqueue(kind=WRITE_FILES, dedupe_key=WRITE_FILES)
    journal.record("publication.files_written_again", actor=by, subject=edition, files=count)
    return edition
