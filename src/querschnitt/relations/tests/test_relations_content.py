"""What of the registers goes into an edition."""

import pytest

from querschnitt.relations import operations
from querschnitt.relations.queries.contents import relations_content
from querschnitt.relations.said import link, said

pytestmark = pytest.mark.django_db


def entered(by, register, title, *, released=True, **more):
    entry = operations.add_entry(by=by, register=register, said=said(title, **more))
    if released:
        operations.release_entries(by=by, entries=[entry])
    return entry


def test_only_what_was_released_becomes_public(coordinator):
    entered(coordinator, "organisations", "Public")
    entered(coordinator, "organisations", "Held back", released=False)
    removed = entered(coordinator, "organisations", "Removed")
    operations.remove_entry(by=coordinator, entry=removed, reason="Doppelt")

    assert [one["title"]["de"] for one in relations_content()["entries"]] == ["Public"]


def test_links_lead_only_to_what_is_public(coordinator):
    partner = {"kind": "contact", "country": "PL"}
    shown = entered(coordinator, "partners", "Shown", values=partner)
    hidden = entered(coordinator, "partners", "Hidden", values=partner, released=False)
    links = [link(f"partners/{shown.key}"), link(f"partners/{hidden.key}")]
    entered(
        coordinator, "agreements", "Agreement", values={"kind": "other"}, links={"partner": links}
    )

    agreement = next(e for e in relations_content()["entries"] if e["register"] == "agreements")

    assert [one["entry"] for one in agreement["links"]["partner"]] == ["partners/shown"]
    assert "hidden" not in str(relations_content())


ACTOR = {
    "kind": "eine-welt",
    "head": "Frau Beispiel",
    "contact": "presse@verein.example",
    "consent_given_on": "2026-01-02",
    "consent_note": "E-Mail vom 2. Januar 2026",
}


@pytest.mark.parametrize(
    ("released_fields", "withdrawn", "public"),
    [
        (["head", "contact"], "", {"organisation", "head", "contact"}),
        (["head"], "", {"organisation", "head"}),
        ([], "", {"organisation"}),
        (["head", "contact"], "2026-03-04", {"organisation"}),
    ],
)
def test_the_directory_shows_what_the_actor_released(
    coordinator, released_fields, withdrawn, public
):
    organisation = entered(coordinator, "organisations", "Verein")
    values = {
        **ACTOR,
        "organisation": f"organisations/{organisation.key}",
        "released_fields": released_fields,
    }
    if withdrawn:
        values["consent_withdrawn_on"] = withdrawn
    entered(coordinator, "actors", "Verein", values=values)

    actor = next(one for one in relations_content()["entries"] if one["register"] == "actors")

    assert set(actor["values"]) == public


def test_an_actor_that_withdrew_its_release_is_named_and_nothing_else(coordinator):
    organisation = entered(coordinator, "organisations", "Verein")
    values = {**ACTOR, "organisation": f"organisations/{organisation.key}"}
    values["consent_withdrawn_on"] = "2026-03-04"
    links = {"carrier": [link(f"organisations/{organisation.key}")]}
    entered(coordinator, "actors", "Verein", values=values, links=links, summary="Wer es ist",
            remark="Woher")  # fmt: skip

    actor = next(one for one in relations_content()["entries"] if one["register"] == "actors")

    assert (actor["summary"], actor["links"], actor["provenance"]["remark"]) == ({}, {}, "")


def test_the_content_takes_as_many_queries_for_many_entries_as_for_few(coordinator, counted):
    partner = {"kind": "contact", "country": "PL"}
    entered(coordinator, "partners", "First", values=partner)
    few = counted(relations_content)
    for number in range(12):
        entered(coordinator, "partners", f"Partner {number}", values=partner)

    assert counted(relations_content) == few
