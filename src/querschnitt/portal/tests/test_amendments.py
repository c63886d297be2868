"""The public learns what an amendment changed, why, and where the earlier words stand."""

import pytest

from querschnitt.portal.tests import amended, examples
from querschnitt.portal.tests.test_renderer import (
    markup,
    render,
    test_each_link_leads_to_a_page,
    test_each_page_is_sound,
)

CHANGES = "/de/fassungen/2022/aenderungen/"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def site():
    return render(amended.editions())


def body(site, path):
    return site[path].body.decode()


def test_the_framework_says_that_it_was_amended_when_and_why(site):
    page = markup(site, "/de/fassungen/2022/")

    assert "Fortgeschrieben durch Beschluss vom 20.02.2024" in page.text
    assert amended.REASON in page.text
    assert CHANGES in page.links


def test_the_earlier_edition_says_nothing_of_it(site):
    assert amended.REASON not in markup(site, "/de/fassungen/2022/1/").text.split("Ausgaben")[0]


def test_a_changed_goal_shows_what_fell_away_and_what_is_new(site):
    shown = body(site, CHANGES)

    assert "<del>" in shown
    assert "fördern." in shown
    assert "ausbauen." in shown
    assert "[eingefügt: " in shown
    assert "[gestrichen: " in shown or "[gelöscht: " in shown


def test_what_did_not_change_is_not_told(site):
    assert "Das bleibt, wie es war." not in body(site, CHANGES)


def test_who_answers_for_a_goal_is_told_too(site):
    assert "Ministerium für Wirtschaft" in markup(site, CHANGES).text


def test_new_and_dropped_goals_and_texts_are_told(site):
    said = markup(site, CHANGES).text

    for words in ("Dieses Ziel ist neu.", "Dieses Ziel entfällt.", "Einleitung"):
        assert words in said


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ("p1", "Geändert durch Fortschreibung vom 20.02.2024"),
        ("p3", "Neu durch Fortschreibung vom 20.02.2024"),
        ("x9", "Entfallen durch Fortschreibung vom 20.02.2024"),
    ],
)
def test_a_goal_says_what_the_amendment_made_of_it(site, goal, words):
    page = markup(site, f"/de/ziele/2022-{goal}/")

    assert site[f"/de/ziele/2022-{goal}/"].status == 200
    assert words in page.text
    assert amended.REASON in page.text
    assert f"{CHANGES}#ziel-{goal.upper()}" in page.links


def test_a_goal_that_stayed_says_nothing(site):
    assert "Fortschreibung" not in markup(site, "/de/ziele/2022-p2/").text


@pytest.mark.parametrize("path", ["/de/fassungen/2022/1/", "/de/ziele/2022-x9/"])
def test_what_is_older_names_its_own_decision(site, path):
    page = markup(site, path)

    assert "Beschlossen am 12.07.2022" in page.text
    assert "Beschlossen am 20.02.2024" not in page.text


def test_the_changes_have_an_address_that_lasts(site):
    assert site["/de/fassungen/2022/2/aenderungen/"].status == 200
    assert "/de/fassungen/2022/1/aenderungen/" not in site


def test_what_was_withdrawn_is_not_quoted():
    site = render(amended.editions(withdrawn="Enthielt einen falschen Stand."))

    everything = "".join(page.body.decode() for page in site.values() if page.status == 200)

    assert "fördern." not in everything
    assert CHANGES not in site
    assert amended.REASON in markup(site, "/de/fassungen/2022/").text
    assert site["/de/ziele/2022-x9/"].status == 410


def test_a_change_of_the_second_version_is_still_told_in_the_third():
    second, first = amended.editions()
    third = examples.adopted(
        {**second.content["framework"], "introduction": examples.text("Dritte Einleitung.")},
        decided_on="2024-04-02",
        version=3,
        digest="c" * 64,
        amends={
            "version": 2,
            "decided_on": "2024-02-20",
            "digest": amended.SECOND,
            "reason": "Die Einleitung war veraltet.",
        },
    )
    site = render([examples.edition(third, number=3), second, first])

    assert "Geändert durch Fortschreibung vom 20.02.2024" in markup(site, "/de/ziele/2022-p1/").text
    assert "/de/fassungen/2022/2/aenderungen/#ziel-P1" in markup(site, "/de/ziele/2022-p1/").links
    assert "Die Einleitung war veraltet." in markup(site, "/de/fassungen/2022/").text


def test_a_hostile_reason_is_shown_as_it_is():
    site = render(amended.editions(reason=HOSTILE))

    assert HOSTILE not in "".join(
        page.body.decode() for page in site.values() if page.media_type.startswith("text/html")
    )


def test_pages_are_sound_and_lead_somewhere():
    test_each_page_is_sound(amended.editions())
    test_each_link_leads_to_a_page(amended.editions())
