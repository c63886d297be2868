"""A release written, released by another, kept back, told, corrected and withdrawn."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import PASSWORD, first_link, found_departments, invite
from tests.browser.words import said

TITLE = "Kabinett beschließt Ziele"
LEAD = "Die Landesregierung hat Ziele für Europa beschlossen."


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_release_goes_its_whole_way(empty, person, scripts):
    administrator = person(empty, java_script_enabled=scripts)
    administrator.uses_link(first_link(empty), PASSWORD)
    found_departments(administrator)
    links = [
        invite(administrator, "referat@land.example", "Rita Referat", "department_editor", "StK"),
        invite(administrator, "presse@land.example", "Paula Presse", "press_officer", "StK"),
    ]
    writer, office = (
        person(empty, java_script_enabled=scripts).uses_link(link, PASSWORD) for link in links
    )
    visitor = person(empty, java_script_enabled=scripts)

    address = write(writer)
    release_after_the_speech(office, address)
    public = publish(office, visitor)
    correct(writer, office, visitor, address, public)
    withdraw(office, visitor, address, public)


def write(writer):
    """Write a draft with an embargo and send it on; return where it is."""
    writer.follow("Press").follow("without template")
    writer.fill(title=TITLE, dated_on="12.07.2022", place="Magdeburg", lead=LEAD)
    writer.press("Keep the draft").reads(TITLE)
    address = writer.path
    writer.follow("Set or change the embargo")
    writer.fill(waits="event", event="speech").press("Keep the embargo")
    writer.reads("Sperrfrist")
    press_aside(writer, "Submit for release")
    return address


def press_aside(someone, name):
    """Press the button of an act beside what a page shows."""
    someone.page.get_by_role("button", name=said(name), exact=True).click()
    someone.page.wait_for_load_state()


def release_after_the_speech(office, address):
    """Read it and release it; nothing is public before the speech begins."""
    office.open(address).reads("Sperrfrist")
    office.follow("Release").press("Release").reads("Sperrfrist")
    assert office.page.request.get("/de/presse/").status == 404


def publish(office, visitor):
    """Lift the embargo; the page stands on the portal at once. Return where."""
    press_aside(office, "The event has happened: lift the embargo")
    link = office.page.get_by_role("link", name=said("The public page"))
    expect(link).to_be_visible()
    public = link.get_attribute("href")
    visitor.open(public).reads(TITLE).reads(LEAD).reads("001/")
    visitor.open("/de/presse/").reads(TITLE)
    return public


def correct(writer, office, visitor, address, public):
    """Write a correction; it is public when somebody else has released it."""
    writer.open(address).follow("Correct")
    writer.fill(title=f"{TITLE} für Europa", note="Der Titel war unvollständig.")
    writer.press("Keep the correction")
    visitor.open(public)
    expect(visitor.page.locator("h1")).to_have_text(TITLE)

    office.open(address).follow("Release the correction").press("Release the correction")

    visitor.open(public).reads(f"{TITLE} für Europa").reads("Der Titel war unvollständig.")


def withdraw(office, visitor, address, public):
    """Take it back; its address says why, and the ledger knows of everything."""
    office.open(address).follow("Withdraw")
    office.fill(reason="Die Sitzung wurde verschoben.").press("Withdraw it")
    answer = visitor.page.goto(public)
    assert answer.status == 410
    visitor.reads("Die Sitzung wurde verschoben.")
    office.open("/desk/presse/ausspielungen/").reads(re.compile("Portal"))
