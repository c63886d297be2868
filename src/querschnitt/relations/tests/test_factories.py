import pytest

from querschnitt.relations.queries import said_of
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.tests.factories import every_register

pytestmark = pytest.mark.django_db


def test_there_is_an_entry_for_every_register():
    entries = every_register(released=True)

    assert {*entries} == {*REGISTERS}
    for slug, entry in entries.items():
        assert (entry.register, entry.is_released) == (slug, True)
        assert said_of(entry)["title"] == entry.title
