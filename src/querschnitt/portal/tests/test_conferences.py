"""The public pages of conferences, meetings and resolutions."""

import pytest
from django.utils.translation import override

from querschnitt.portal.oparl.tests.examples import FIRST, following
from querschnitt.portal.page import Frame
from querschnitt.portal.pages import entries
from querschnitt.portal.reading import Reading
from querschnitt.portal.site import PublicSite
from querschnitt.relations.queries.contents import relations_content
from querschnitt.relations.tests.a_conference import SECRET, a_held_meeting, settled
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(coordinator):
    return settled(a_held_meeting(coordinator, released=True))


@pytest.fixture
def coordinator(db):
    from querschnitt.accounts.tests import factories as people

    return people.coordinator(department=None)


def pages_now(content=None):
    """Return the page of each entry as text, with one space between words."""
    site = PublicSite(following(content or relations_content()))
    with override("de"):
        reading = Reading(site, "de", FIRST)
        frame = Frame(reading)
        return {
            page.at(reading.addresses): " ".join(frame.markup(page).split())
            for page in entries.pages(reading)
        }


def test_a_meeting_shows_its_agenda_with_papers_outcome_and_resolutions(made):
    text = pages_now()[f"/de/sitzungen/{made.meeting.key}/"]

    for told in (
        "TOP 1: Zukunft Europas", "Entwurf Hessens", "https://europa.example/entwurf",
        "eingereicht von Hessen", "zur Entscheidung", "vorbereitet durch AG Medien",
        "Bericht des Bundes", "Die Konferenz hat beraten.",
        f'href="/de/beschluesse/{made.resolution.key}/"', "Europäische Kommission",
        "Protokoll festgestellt",
    ):  # fmt: skip
        assert told in text, told


def test_a_resolution_shows_votes_statements_and_what_came_of_it(made):
    text = pages_now()[f"/de/beschluesse/{made.resolution.key}/"]

    for told in (
        "ja: 2, nein: 0, Enthaltungen: 1", "Hessen", "Der Bund enthält sich.", "Bundesregierung",
        "Wurde aufgegriffen.", "Die Konferenz begrüßt die Vorschläge.",
    ):  # fmt: skip
        assert told in text, told


def test_a_conference_shows_its_members_and_its_meetings_by_presidency(made, coordinator):
    an_entry(
        "meetings", title="Ohne Vorsitz", by=coordinator, released=True,
        values={"conference": f"conferences/{made.conference.key}", "starts_on": "1999"},
    )  # fmt: skip
    text = pages_now()[f"/de/konferenzen/{made.conference.key}/"]

    assert "3 Mitglieder mit je einer Stimme." in text
    place = [
        text.index(told) for told in (
            "Sitzungen nach Vorsitz", f"/de/vorsitze/{made.presidency.key}/",
            f"/de/sitzungen/{made.meeting.key}/", "Ohne bekannten Vorsitz", "Ohne Vorsitz",
        )
    ]  # fmt: skip
    assert place == sorted(place)
    assert f"/oparl/1.1/body/{made.conference.key}.json" in text


def test_the_parts_of_a_series_lead_to_each_other(made, coordinator):
    for part in ("II", "I"):
        an_entry(
            "resolutions", title=f"Kohäsion {part}", by=coordinator, released=True,
            values={
                "conference": f"conferences/{made.conference.key}", "series": "Kohäsion",
                "part": part, "adopted_on": "2022-12-01",
            },
        )  # fmt: skip
    text = pages_now()["/de/beschluesse/kohaesion-ii/"]

    assert text.index("Teil I:") < text.index("Teil II:")
    assert 'href="/de/beschluesse/kohaesion-i/"' in text


def test_inner_items_and_people_stay_inside(made):
    everything = " ".join(pages_now().values())

    assert SECRET not in everything
    assert "Frau Person" not in everything


def test_votes_that_were_not_made_known_are_not_shown(made):
    type(made.resolution).objects.filter(pk=made.resolution.pk).update(votes_are_public=False)
    text = pages_now()[f"/de/beschluesse/{made.resolution.key}/"]

    assert "Der Bund enthält sich." not in text
    assert "Enthaltungen" not in text


def test_the_outcome_is_shown_once_the_protocol_is_settled(made):
    type(made.meeting).objects.filter(pk=made.meeting.pk).update(
        state="held", protocol_settled_on=None
    )

    assert "Die Konferenz hat beraten." not in pages_now()[f"/de/sitzungen/{made.meeting.key}/"]


def test_an_address_that_is_none_of_the_web_is_no_link(made):
    content = relations_content()
    for one in content["entries"]:
        for item in one["values"].get("agenda", []):
            for under in item["consultations"]:
                under["paper"]["url"] = "javascript:alert(1)"

    assert "javascript:" not in " ".join(pages_now(content).values())
