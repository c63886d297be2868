"""The editor of a release's text works under the strict content policy, and nothing in it runs."""

import pytest
from playwright.sync_api import expect

from querschnitt.press.tests.strings_of_attackers import STRINGS
from tests.browser.words import said

NEW_RELEASE = "/desk/presse/mitteilungen/neu/free/"
WATCH = """
window.broken = [];
window.ran = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.broken.push(`${event.violatedDirective}: ${event.blockedURI}`));
window.alert = (what) => window.ran.push(what);
"""
FROM_OFFICE = """<html><head><style>p {margin: 0}</style></head><body>
<h2 style='mso-style-name:Title'>Ziele</h2>
<p class=MsoNormal style="color:#123456"><b style='font-weight:bold'>Neun</b> Ressorts</p>
</body></html>"""
PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/html", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""


@pytest.fixture
def writer(demo, person):
    """Return a press officer before the form of a new release, watched for what the policy says."""
    someone = person(demo, "presse")
    someone.page.add_init_script(WATCH)
    return opened(someone, NEW_RELEASE)


def opened(someone, path):
    """Open a page and wait until its editors are there."""
    someone.open(path)
    expect(someone.page.locator("html[data-editors]")).to_be_attached()
    return someone


def editor_of(someone):
    return someone.page.get_by_role("textbox", name=said("Text")).first


def assert_nothing_was_broken(someone):
    assert someone.page.evaluate("[...window.broken, ...window.ran]") == []


def sent(someone, title):
    """Send the form with a title, and return the address of the release."""
    someone.page.locator("[name=title]").fill(title)
    someone.page.locator("#act button.kern-btn--primary").click()
    expect(someone.page.locator("h1")).to_contain_text(title)
    return someone.page.url


def test_a_text_is_written_with_the_keyboard_and_the_bar(writer):
    page, editor = writer.page, editor_of(writer)
    editor.click()
    page.keyboard.type("Vor dem ")
    page.get_by_role("button", name=said("Bold")).click()
    page.keyboard.type("Kabinett")
    page.get_by_role("button", name=said("Bold")).click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=said("List"), exact=True).click()
    page.keyboard.type("ein Punkt")
    page.keyboard.press("Shift+Home")
    page.get_by_role("button", name=said("Link")).click()
    page.get_by_label(said("Address"), exact=True).fill("javascript:alert(1)")
    page.get_by_role("button", name=said("Take over")).click()
    expect(
        page.get_by_text(said("Please enter an address such as https://www.example.org."))
    ).to_be_visible()
    page.get_by_label(said("Address"), exact=True).fill("https://www.example.org/ziele")
    page.get_by_role("button", name=said("Take over")).click()
    assert_nothing_was_broken(writer)

    sent(writer, "Mit dem Editor geschrieben")

    shown = page.locator(".press-shown").first
    expect(shown.locator("strong", has_text="Kabinett")).to_be_visible()
    link = shown.locator("ul li a")
    assert link.get_attribute("href") == "https://www.example.org/ziele"
    assert link.get_attribute("rel") == "noopener"
    assert_nothing_was_broken(writer)


def test_what_is_pasted_from_an_office_program_is_put_in_order_without_a_report(writer):
    editor = editor_of(writer)
    editor.click()
    editor.evaluate(PASTE, FROM_OFFICE)

    expect(editor.locator("h2")).to_have_text("Ziele")
    expect(editor.locator("strong")).to_have_text("Neun")
    assert_nothing_was_broken(writer)


def test_what_attackers_paste_and_send_does_not_run(writer):
    editor = editor_of(writer)
    editor.click()
    for text in STRINGS:
        editor.evaluate(PASTE, f"<p>{text}</p>")
    assert writer.page.evaluate("window.ran") == []
    assert editor.locator("img, svg, iframe, object, [onclick], [style], script").count() == 0
    # Past the editor, as somebody would send it who writes no text at all.
    raw = "<p>" + " ".join(STRINGS) + "</p>"
    writer.page.locator("textarea[name=body]").evaluate("(area, text) => area.value = text", raw)

    sent(writer, "Von Angreifern geschrieben")

    assert_nothing_was_broken(writer)
    opened(writer, f"{writer.page.url}ueberarbeiten/")
    assert_nothing_was_broken(writer)


def test_the_check_notices_what_runs(writer):
    writer.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b style=\"color:red\">')")

    assert writer.page.evaluate("window.broken.length") > 0


def test_a_kept_text_returns_into_the_editor(writer):
    editor_of(writer).click()
    writer.page.keyboard.type("Nicht gesendet")
    writer.page.wait_for_timeout(2500)

    opened(writer, NEW_RELEASE)
    writer.page.locator("[data-keep-accept]").click()

    expect(editor_of(writer)).to_contain_text("Nicht gesendet")
    writer.page.locator("[name=title]").fill("Aus dem Gedächtnis des Browsers")
    sent(writer, "Aus dem Gedächtnis des Browsers")
    expect(writer.page.locator(".press-shown").first).to_contain_text("Nicht gesendet")


def test_without_scripts_the_same_text_is_typed(demo, person):
    someone = person(demo, "presse", java_script_enabled=False).open(NEW_RELEASE)
    someone.page.locator("textarea[name=body]").fill("Ein **Absatz**\n\n- ein Punkt")

    sent(someone, "Ohne Skripte geschrieben")

    shown = someone.page.locator(".press-shown").first
    expect(shown.locator("strong", has_text="Absatz")).to_be_visible()
    expect(shown.locator("ul li")).to_have_text("ein Punkt")
