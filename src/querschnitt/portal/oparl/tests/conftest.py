import pytest

from querschnitt.relations.queries.contents import relations_content
from querschnitt.relations.tests.a_conference import a_held_meeting, settled


@pytest.fixture
def conference(db):
    """A conference with a meeting whose protocol is settled, all of it released."""
    return settled(a_held_meeting(released=True))


@pytest.fixture
def content(conference):
    """What an edition says of it."""
    return relations_content()
