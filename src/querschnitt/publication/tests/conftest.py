from datetime import datetime

import pytest

from querschnitt.publication import renderers
from querschnitt.publication.content import said, text_in
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.publication.renderers import ProjectedGoal
from querschnitt.publication.rendering import rendered_page
from querschnitt.publication.tests import factories


class Plain:
    """A renderer of one page for each edition and each goal of the newest one."""

    def render(self, editions, now: datetime, releases=()):
        for edition in editions:
            page = f"/de/{edition.document}/{edition.number}/"
            if edition.is_withdrawn:
                yield rendered_page(page, edition.withdrawal_reason, status=410)
                continue
            goals = said(edition.content)["goals"]
            body = "\n".join(text_in(goal["wording"], "de") for goal in goals)
            body += "\nformer government" if edition.content.get("term_is_closed") else ""
            yield rendered_page(page, body)

    def press_room(self, editions, now, releases, lines, changed):
        return []

    def project_releases(self, releases):
        return []

    def project(self, editions, now: datetime):
        for rank, edition in enumerate(editions):
            if not edition.is_newest:
                continue
            for position, goal in enumerate(said(edition.content)["goals"]):
                wording = text_in(goal["wording"], "de")
                yield ProjectedGoal(
                    document=edition.document,
                    language="de",
                    reference=goal["reference"],
                    position=rank * 1000 + position,
                    path=f"/de/{edition.document}/{goal['reference']}/",
                    kind=goal["kind"],
                    field=goal["field"],
                    departments=tuple(filter(None, [goal["lead"], *goal["involved"]])),
                    card=f"<article>{wording}</article>",
                    text=wording,
                )


@pytest.fixture(autouse=True)
def renderer(monkeypatch):
    """One renderer, whatever apps above have registered; and no typesetting, which is slow."""
    plain = Plain()
    monkeypatch.setattr(renderers, "_renderers", [plain])
    write_bare_files(monkeypatch)
    return plain


@pytest.fixture
def version(db):
    return factories.adopted_framework()


@pytest.fixture
def press_officer(db):
    return factories.press_officer()
