"""When the government changes its design, what is public is made anew, and only then."""

import pytest

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import person
from querschnitt.accounts.tests.house_styles import set_style
from querschnitt.publication import operations, renderers
from querschnitt.publication.rendering import rendered_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered(renderer, monkeypatch):
    """Return how often the pages have been made."""
    times = []

    class Counting:
        def render(self, editions, now, releases=()):
            times.append(now)
            yield rendered_page("/de/", "Seite")

        def project(self, editions, now):
            return ()

        def project_releases(self, releases):
            return ()

    monkeypatch.setattr(renderers, "_renderers", [Counting()])
    return times


def test_the_worker_makes_pages_again_once_after_each_change(rendered, version, press_officer):
    operations.publish(by=press_officer, framework_version=version)
    operations.publish_what_is_due()
    before, administrator = len(rendered), person(Role.ADMINISTRATOR)

    style = set_style(administrator, name="Neu")
    operations.publish_what_is_due()
    operations.publish_what_is_due()
    assert len(rendered) == before + 1

    later = set_style(administrator, seen=style.pk, name="Noch neuer")
    operations.publish_what_is_due()
    assert len(rendered) == before + 2

    accounts.restore_house_style(by=administrator, version=style, seen=later.pk)
    operations.publish_what_is_due()
    assert len(rendered) == before + 3
