import pytest

from querschnitt.config.demo import relations, story
from querschnitt.config.demo.command import DATASET
from querschnitt.config.demo.dataset import Dataset


@pytest.fixture(scope="package")
def told(django_db_setup, django_db_blocker):
    """The outcome of the story for all tests that ask about it; taken back at their end.

    The dataset, what was left over, the lines that were said, and what became of relations.
    """
    from django.db import transaction

    books, carry_over = [], relations.carry_over

    def watched(dataset, cast):
        books.append(carry_over(dataset, cast))
        return books[0]

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(relations, "carry_over", watched)
        dataset = Dataset.read(DATASET)
        lines = []
        yield dataset, story.tell(dataset, lines.append), lines, books[0]
        transaction.set_rollback(True)
