from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from querschnitt.ui.context import facts
from querschnitt.ui.tests.pages import COMPONENTS, ERRORS, LAYOUTS, PAGE, Page

FRAGMENTS = Path(__file__).parent.parent / "templates" / "ui"
PARTS_OF_OTHERS = {"_cell", "_hint", "_region", "_uploaded_kinds", "_uploaded_row"}


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def every_markup():
    for name in COMPONENTS:
        yield f"ui/{name}.html", COMPONENTS[name]
    for name in LAYOUTS:
        yield name, PAGE
    for name in ERRORS:
        yield name, {}


def test_every_fragment_is_rendered_by_these_tests():
    fragments = {path.stem for path in FRAGMENTS.glob("_*.html")}

    assert fragments - PARTS_OF_OTHERS == set(COMPONENTS)


@pytest.mark.parametrize(("template", "context"), [*every_markup()])
def test_markup_is_sound_and_free_of_inline_style_and_script(template, context):
    page = Page(render_to_string(template, context))

    assert page.faults == []
    assert page.inline == []
    assert len(page.ids) == len(set(page.ids))
    assert page.references <= set(page.ids) or template == "ui/_errors.html"


@pytest.mark.parametrize("template", [*LAYOUTS, *ERRORS])
def test_headings_do_not_skip_a_level(template):
    levels = Page(render_to_string(template, PAGE)).levels

    assert all(later <= before + 1 for before, later in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("template", ERRORS)
def test_an_error_page_has_one_heading_and_speaks_german_without_a_context(template):
    with translation.override("de"):
        markup = render_to_string(template)

    assert Page(markup).levels == [1]
    assert '<html lang="de"' in markup


def test_a_missing_page_shows_ways_on(rf):
    missing, withdrawn = (
        render_to_string(name, request=rf.get("/de/gone/")) for name in ("404.html", "410.html")
    )

    assert 'href="/de/suche/"' in missing
    assert 'href="/de/"' in withdrawn


def test_a_missing_page_of_the_desk_leads_back_to_the_desk(rf):
    markup = render_to_string("404.html", request=rf.get("/desk/gone/"))

    assert 'href="/desk/"' in markup
    assert "/de/suche/" not in markup


def test_a_page_of_the_portal_loads_no_script_and_holds_no_token():
    markup = render_to_string("ui/portal.html", PAGE)

    assert "<script" not in markup
    assert "csrf" not in markup


def test_a_demonstration_does_not_call_itself_official(settings):
    settings.DEMONSTRATION = False
    with translation.override("en"):
        official = render_to_string("ui/portal.html", {**PAGE, "site": facts()})
        site = {"is_demonstration": True, "demonstration_label": "Demonstration"}
        demonstration = render_to_string("ui/portal.html", {**PAGE, "site": site})

    assert "Official website" in official
    assert "Official website" not in demonstration


def test_an_obstacle_replaces_the_button_by_its_sentence():
    obstacle = {"code": "x", "sentence": "The round is closed."}

    markup = render_to_string("ui/_act.html", {**COMPONENTS["_act"], "obstacle": obstacle})

    assert "<button" not in markup
    assert "The round is closed." in markup


def test_a_change_is_said_and_not_only_coloured():
    with translation.override("de"):
        markup = render_to_string("ui/_diff.html", COMPONENTS["_diff"])

    assert "eingefügt" in markup
    assert "gestrichen" in markup


def test_what_people_typed_is_never_markup():
    evil = "<img src=x onerror=alert(1)>"

    for template, context in (
        ("ui/_diff.html", {"parts": [("insert", evil)]}),
        ("ui/_facts.html", {"facts": [(evil, evil)], "title": evil}),
        ("ui/_table.html", {"caption": evil, "columns": [], "rows": [[{"text": evil}]]}),
        ("ui/_card.html", {"title": evil, "badge": evil}),
    ):
        assert "<img" not in render_to_string(template, context)
