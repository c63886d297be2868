"""Nothing that a machine can find keeps anybody from using a page.

Each kind of page is looked at in light and dark, wide and as narrow as a small phone;
``SCALE=full`` looks at every single page.
"""

import os
from pathlib import Path

import pytest

from tests.browser.pages import a_few_of_each, desk_paths, public_paths, template_of

AXE = Path(__file__).resolve().parents[2] / ".cache" / "axe" / "axe.min.js"
RULES = """{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}"""
# What a theme changes are colours alone.
COLOURS = """{type: "rule", values: ["color-contrast"]}"""
RUN = "() => axe.run(document, {runOnly: %s, resultTypes: ['violations']})"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
LOOKS = [
    (WIDE, "light", RULES),
    (WIDE, "dark", COLOURS),
    (NARROW, "dark", RULES),
    (NARROW, "light", COLOURS),
]
IS_FULL = os.environ.get("SCALE") == "full"
OF_EACH = 1000 if IS_FULL else 1

BEYOND_THE_SITEMAP = [
    "/de/ziele/?rahmen=alle&ressort=stk",
    "/de/ziele/?q=polen",
    "/de/ziele/?q=gibtesnicht",
    "/de/ziele/?ressort=gibtesnicht",
    "/de/beziehungen/?q=polen",
    "/de/partner/?q=gibtesnicht",
    "/de/partner/?land=gibtesnicht",
    "/de/gibt-es-nicht/",
    "/dokumente/2022-1.html",
]
ROLES = ["koordination", "verwaltung", "mwu.leitung", "kabinett", "presse", "pruefung"]


@pytest.fixture(scope="module")
def axe():
    assert AXE.exists(), f"{AXE} is missing; make dev fetches it."
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def look_at(axe):
    """Return a function that lists what is wrong with the page that a browser shows."""

    def look(page):
        page.evaluate(axe)
        found = []
        for size, scheme, rules in LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            where = f"{page.url} ({size['width']}, {scheme})"
            if size is NARROW and (excess := page.evaluate(OVERFLOW)) > 0:
                found.append(f"{where}: {excess} pixels too wide")
            for violation in page.evaluate(RUN % rules)["violations"]:
                places = [
                    f"{' '.join(map(str, node['target']))}: {node['failureSummary']}"
                    for node in violation["nodes"][:3]
                ]
                found.append(f"{where}: {violation['id']}: {places}")
        page.set_viewport_size(WIDE)
        return found

    return look


def test_the_portal(demo, person, look_at):
    reader = person(demo, bypass_csp=True)
    paths = a_few_of_each(public_paths(reader.page.context), OF_EACH)
    assert len(paths) > 10

    found = []
    for path in [*paths, *BEYOND_THE_SITEMAP]:
        found += look_at(reader.open(path).page)

    assert not found, "\n".join(found)


def test_a_page_that_was_withdrawn(demo, person, look_at):
    press_officer = person(demo, "presse", bypass_csp=True).follow("Publication")
    row = press_officer.main.locator("section, div, table").filter(has_text="2016")
    row.get_by_role("link").last.click()
    address = "/de/ziele/2016-berichtete-ziele-d1/"
    edition = next(
        path
        for path in desk_paths(press_officer.page.context, of_each=9)
        if path.startswith("/desk/veroeffentlichung/") and path.endswith("/zurueckziehen/")
        if "berichtete" in press_officer.open(path).main.inner_text()
    )
    press_officer.open(edition).fill(reason="Die Quelle irrt.").press("Withdraw the edition")

    answer = press_officer.page.goto(address)

    assert answer.status == 410
    assert not look_at(press_officer.page)


def test_the_desk(demo, person, look_at):
    seen, found = set(), []
    for account in ROLES:
        someone = person(demo, account, bypass_csp=True)
        for path in desk_paths(someone.page.context, of_each=OF_EACH):
            if IS_FULL or template_of(path) not in seen:
                seen.add(template_of(path))
                found += look_at(someone.open(path).page)
                found += refused_form(someone, look_at)

    assert not found, "\n".join(found)
    assert len(seen) > 40, seen


def refused_form(someone, look_at):
    """Send the page's form without what it needs, and look at the errors."""
    needed = someone.main.locator(
        "form.qs-form[method=post] .kern-form-input:not(:has(.kern-label__optional))"
        " :is(input:not([type=file]), textarea)"
    )
    if needed.count() == 0:
        return []  # Nothing would be refused.
    for field in needed.all():
        field.fill("")
    # A hidden button before all others is what the Enter key presses.
    sends = "form.qs-form button:not([aria-hidden], [name], [type=button])"
    someone.main.locator(sends).first.click()
    assert someone.page.locator(".qs-errors").is_visible(), someone.path
    return look_at(someone.page)


def test_the_pages_before_signing_in(demo, person, look_at):
    someone = person(demo, bypass_csp=True)
    found = []
    for path in ("/desk/anmelden/", "/desk/passwort-vergessen/", "/desk/persoenlicher-link/alt/"):
        found += look_at(someone.open(path).page)
    someone.open("/desk/anmelden/").enters_account("wer@demo.example", "falsch")
    found += look_at(someone.page)

    assert not found, "\n".join(found)


def test_that_something_would_be_found(demo, person, look_at):
    reader = person(demo, bypass_csp=True).open("/de/impressum/")
    spoilt = "<img src='/x.png'><p style='color: #777; background: #888'>blass</p><div class=w>"
    reader.page.evaluate(f"() => document.querySelector('main').innerHTML += `{spoilt}`")
    reader.page.add_style_tag(content=".w { inline-size: 900px; block-size: 9px }")

    found = "\n".join(look_at(reader.page))

    assert all(word in found for word in ("image-alt", "color-contrast", "dark", "pixels too wide"))
