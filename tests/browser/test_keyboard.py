"""Everything is done without a mouse, and one always sees where one is."""

from tests.browser.words import said

FOCUS = """() => {
    const at = document.activeElement, card = at.closest(".qs-card");
    // A card whose title is its only link is outlined as a whole.
    const seen = [at, ...(card ? [card] : [])].map((element) => getComputedStyle(element));
    return {
        name: at.name || "", id: at.id || "", href: at.getAttribute("href") || "",
        text: at.innerText || "", tag: at.tagName,
        visible: seen.some((style) => style.outlineStyle !== "none" && style.outlineWidth !== "0px"
            || style.boxShadow !== "none"),
    };
}"""
SPACED = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}"""
PATIENCE = 150
"""So many presses of the tabulator at most until something is reached."""


def tab_to(page, wanted):
    """Move on by keyboard until the focus is where it is wanted; it must be seen all the way."""
    for _ in range(PATIENCE):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["tag"] != "BODY":
            assert at["visible"], f"the focus cannot be seen on {at}"
        if wanted(at):
            return at
    raise AssertionError("the keyboard does not lead there")


def test_signing_in_and_drafting_a_goal(demo, person):
    editor = person(demo)
    page = editor.open("/desk/anmelden/").page

    tab_to(page, lambda at: at["name"] == "email")
    page.keyboard.type("mb.referat@demo.example")
    tab_to(page, lambda at: at["name"] == "password")
    page.keyboard.type("demonstration-2026")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")

    editor.open("/desk/rahmen/uebung/neues-ziel/")
    tab_to(page, lambda at: at["name"] == "field")
    page.keyboard.press("ArrowDown")
    tab_to(page, lambda at: at["name"] == "wording")
    page.keyboard.type("Ziel ganz ohne Maus")
    tab_to(page, lambda at: at["text"].strip() == said("Keep as draft"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/ziele/**")

    editor.reads("Ziel ganz ohne Maus")


def test_the_first_stop_leads_to_the_content(demo, person):
    for account, path in (("", "/de/ziele/"), ("koordination", "/desk/rahmen/uebung/")):
        page = person(demo, account).open(path).page

        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["href"] == "#content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_the_focus_is_seen_everywhere_on_the_portal(demo, person):
    for path in ("/de/", "/de/ziele/", "/de/ziele/2022-x1/", "/de/auftrag/"):
        for scheme in ("light", "dark"):
            page = person(demo, color_scheme=scheme).open(path).page
            tab_to(page, lambda at: "/de/barrierefreiheit/" in at["href"])


def test_texts_may_be_spaced_out_and_enlarged(demo, person):
    """As WCAG 1.4.12 and 1.4.10 ask: nothing is cut off, nothing has to be scrolled sideways."""
    reader = person(demo, bypass_csp=True, viewport={"width": 320, "height": 640})
    for path in ("/de/", "/de/ziele/2022-x1/", "/de/auftrag/2022/"):
        page = reader.open(path).page
        page.add_style_tag(content=SPACED)
        root = "document.documentElement"
        assert page.evaluate(f"() => {root}.scrollWidth <= {root}.clientWidth"), path
