"""The form of every register shows what an entry says, and says what it shows."""

import pytest
from lxml import html

from querschnitt.framework.tests import factories
from querschnitt.relations.forms.entries import form_for, initial_of
from querschnitt.relations.registers import BY_SEGMENT, REGISTERS
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.filled import full

pytestmark = pytest.mark.django_db


def as_posted(form):
    """Return what a browser would send of a page with this form."""
    shown = "".join(str(field) for field in form)
    return dict(html.fromstring(f"<form>{shown}</form>").form_values())


@pytest.mark.parametrize("slug", REGISTERS)
def test_what_a_form_shows_can_be_sent_back_unchanged(coordinator, slug):
    goal = factories.GoalFactory()
    entry = full(slug, coordinator, goals=[f"{goal.framework.key}/{goal.reference}"])
    told = said_of(type(entry).objects.get(pk=entry.pk))

    shown = form_for(REGISTERS[slug], by=coordinator, initial=initial_of(REGISTERS[slug], told))
    sent = form_for(REGISTERS[slug], by=coordinator, data=as_posted(shown))

    assert sent.is_valid(), sent.errors
    assert sent.said() == told
    assert told["goals"]
    assert told["values"].keys() >= {*REGISTERS[slug].fields} - {"no_deadline"}


def test_the_addresses_of_registers_are_all_different():
    assert {*BY_SEGMENT.values()} == {*REGISTERS.values()}
