import pytest
from django.urls import reverse

from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db


def url(name, entry):
    return reverse(f"relations:{name}", args=[entry.register, entry.key])


def test_what_an_actor_released_is_chosen_by_boxes(coordinator):
    entry = an_entry("actors", title="Verein", by=coordinator)

    answer = send(
        browser_of(coordinator), url("revise_entry", entry), kind="Verein",
        consent_given_on="01.07.2022", consent_note="Brief", released_fields=["kind", "contact"],
    )  # fmt: skip

    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.released_fields == ["kind", "contact"]
    told = browser_of(coordinator).get(url("entry", entry)).content.decode()
    assert "<li>Art des Akteurs</li><li>Ansprechperson</li>" in told


def test_an_actor_cannot_release_what_is_never_public(coordinator):
    entry = an_entry("actors", title="Verein", by=coordinator)

    answer = send(browser_of(coordinator), url("revise_entry", entry),
                  released_fields=["consent_note"])  # fmt: skip

    assert answer.status_code == 422
    assert "freigegeben werden" in answer.content.decode()
