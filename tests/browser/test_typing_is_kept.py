"""Nobody loses what they typed, and no impatience does a thing twice."""

import pytest
from playwright.sync_api import Error, expect

from tests.browser.words import said

NEW_GOAL = "/desk/rahmen/uebung/neues-ziel/"
PASSWORD = "demonstration-2026"
LONG_TEXT = "Zeile eins\n\nZeile „zwei“ mit <Klammern> & Zeichen: äöüß – 🙂"


def goal_with(someone, wording):
    """Fill in, but do not send, a goal."""
    return someone.open(NEW_GOAL).fill(kind="principle", field="Bildung", wording=wording)


def wording_of(someone):
    return someone.main.locator("[name=wording]").input_value()


def drafted(someone, wording):
    """Draft a goal and return the address of its page."""
    goal_with(someone, wording).press("Keep as draft").reads(wording)
    return someone.path


def times_listed(someone, wording):
    someone.open("/desk/rahmen/uebung/")
    return someone.main.get_by_role("link", name=wording).count()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_an_ended_session_asks_for_the_password_and_sends_the_text_again(demo, person, scripts):
    text = f"Ziel nach Sitzungsende {scripts}"
    editor = person(demo, "mwu.referat", java_script_enabled=scripts)
    goal_with(editor, text).fill(explanation=LONG_TEXT)
    editor.page.context.clear_cookies()

    editor.press("Keep as draft").is_told("You are signed out; your entries are still here")
    editor.enters_account("mwu.referat@demo.example", PASSWORD).reads(text)
    editor.press("Send again")

    editor.reads(text).reads("Zeile „zwei“ mit <Klammern> & Zeichen: äöüß – 🙂")
    assert times_listed(editor, text) == 1


def test_a_mistyped_password_in_between_loses_nothing(demo, person):
    text = "Ziel nach vertipptem Passwort"
    editor = person(demo, "mwu.referat")
    goal_with(editor, text).page.context.clear_cookies()

    editor.press("Keep as draft")
    editor.enters_account("mwu.referat@demo.example", "vertippt")
    editor.enters_account("mwu.referat@demo.example", PASSWORD).press("Send again")

    assert times_listed(editor, text) == 1


def test_signing_out_in_another_tab_loses_nothing(demo, person):
    text = "Ziel nach Abmeldung im anderen Fenster"
    editor = person(demo, "mwu.referat")
    goal_with(editor, text)
    other = type(editor)(editor.page.context.new_page(), demo)
    other.open("/desk/").signs_out()

    editor.press("Keep as draft")
    editor.enters_account("mwu.referat@demo.example", PASSWORD).reads(text).press("Send again")

    assert times_listed(editor, text) == 1


def test_a_second_person_gets_both_texts(demo, person):
    first, second = person(demo, "mwu.referat"), person(demo, "mwu.leitung")
    goal = drafted(first, "Ziel, das zwei zugleich ändern")
    for someone in (first, second):
        someone.open(f"{goal}ueberarbeiten/")
    first.fill(wording="Ziel in der Fassung der ersten").press("Keep as new version")

    second.fill(wording="Ziel in der Fassung der zweiten").press("Keep as new version")

    second.reads("Ziel in der Fassung der ersten").is_told("What stands there now")
    assert wording_of(second) == "Ziel in der Fassung der zweiten"
    first.open(goal).reads("Ziel in der Fassung der ersten")
    second.press("Keep as new version")
    first.open(goal).reads("Ziel in der Fassung der zweiten")


def test_a_network_that_fails_loses_nothing(demo, person):
    text = "Ziel ohne Netz"
    editor = person(demo, "mwu.referat")
    goal_with(editor, text).fill(explanation=LONG_TEXT, involved=["Staatskanzlei"])
    editor.page.context.set_offline(True)
    try:
        editor.main.get_by_role("button", name=said("Keep as draft")).click(timeout=5_000)
        editor.page.wait_for_load_state(timeout=5_000)
    except Error:
        pass  # The browser shows its own page, or none.
    editor.page.context.set_offline(False)

    editor.open(NEW_GOAL)
    assert wording_of(editor) == ""
    editor.page.locator("[data-keep-accept]").click()

    assert wording_of(editor) == text
    assert editor.main.locator("[name=explanation]").input_value() == LONG_TEXT
    editor.press("Keep as draft").reads(text)
    editor.open(NEW_GOAL)
    expect(editor.page.locator("[data-keep-accept]")).to_have_count(0)


def test_a_closed_window_loses_nothing(demo, person):
    editor = person(demo, "mwu.referat")
    goal_with(editor, "Ziel im geschlossenen Fenster")
    another = editor.page.context.new_page()
    editor.page.close(run_before_unload=False)
    editor.page = another

    editor.open(NEW_GOAL).page.locator("[data-keep-accept]").click()

    assert wording_of(editor) == "Ziel im geschlossenen Fenster"


def test_nothing_is_kept_after_signing_out(demo, person):
    editor = person(demo, "mwu.referat")
    goal_with(editor, "Ziel, das niemand sonst lesen soll")
    editor.page.wait_for_timeout(2500)  # So long typing waits before it is kept.

    editor.signs_out()

    kept = editor.page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "niemand sonst" not in kept


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_double_click_has_one_effect(demo, person, scripts):
    text = f"Ziel nach Doppelklick {scripts}"
    editor = person(demo, "mwu.referat", java_script_enabled=scripts)

    goal_with(editor, text)
    editor.main.get_by_role("button", name=said("Keep as draft")).dblclick(no_wait_after=True)
    editor.page.wait_for_url("**/ziele/**")

    assert times_listed(editor, text) == 1


def test_going_back_and_sending_again_has_one_effect(demo, person):
    text = "Ziel, zurück und noch einmal"
    editor = person(demo, "mwu.referat")
    drafted(editor, text)

    editor.page.go_back()
    if wording_of(editor) == text:
        editor.press("Keep as draft")

    assert times_listed(editor, text) == 1


def test_a_refused_form_keeps_what_was_typed(demo, person):
    editor = person(demo, "mwu.referat").open(NEW_GOAL)
    editor.fill(kind="outcome", title="T", wording=LONG_TEXT, runs_from="irgendwann")

    editor.press("Keep as draft").is_told("Please check your entries")

    assert wording_of(editor) == LONG_TEXT
    assert editor.main.locator("[name=runs_from]").input_value() == "irgendwann"
    assert editor.main.locator("[name=kind]").input_value() == "outcome"
    expect(editor.page.locator(".qs-errors")).to_be_focused()


def test_the_back_button_shows_nothing_after_signing_out(demo, person):
    editor = person(demo, "mwu.referat")
    goal = drafted(editor, "Ziel vor der Abmeldung")
    editor.signs_out()

    editor.page.go_back()
    editor.page.wait_for_load_state()

    assert "Ziel vor der Abmeldung" not in editor.page.content()
    editor.open(goal)
    assert "/desk/anmelden/" in editor.path
