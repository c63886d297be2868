"""A conference prepared, held and followed up, clicked through by who keeps it."""

import io
import re
import zipfile

import pytest
from django.utils.timezone import localdate

from tests.browser.test_journey import PASSWORD, first_link, found_departments, invite
from tests.browser.words import said

MEMBERS = ("Sachsen-Anhalt", "Hessen", "Saarland")
WORDING = "Die Konferenz fordert eine starke Kohäsionspolitik."


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_conference_is_prepared_held_and_followed_up(empty, person, scripts):
    administrator = person(empty, java_script_enabled=scripts)
    administrator.uses_link(first_link(empty), PASSWORD)
    found_departments(administrator)
    link = invite(
        administrator, "koordination@land.example", "Karla Koordination", "coordinator", "StK"
    )
    keeper = person(empty, java_script_enabled=scripts).uses_link(link, PASSWORD)

    enter_conference(keeper)
    prepare_meeting(keeper)
    reads_paper(keeper, "einladung", "Kohäsion nach 2027")
    hold_meeting(keeper)
    vote(keeper)
    settle(keeper)
    reads_paper(keeper, "ergebnisprotokoll", "Einstimmig gefasst.")
    follow_up(keeper)
    hand_over(keeper)


def enter(someone, segment, **told):
    someone.open(f"/desk/beziehungen/{segment}/neu/").fill(**told)
    someone.page.locator("form[id] button.kern-btn--primary").last.click()
    someone.page.wait_for_load_state()
    return someone.reads(told["title"])


def enter_conference(keeper):
    """Enter the conference with its members and papers, and the presidency."""
    enter(keeper, "konferenzen", title="Europaministerkonferenz", usual_majority=3)
    keeper.follow("Members, papers and tasks")
    for name in MEMBERS:
        keeper.follow("Enter a member").fill(name=name).press("Enter a member").reads(name)
    for title in ("Bericht der Kommission", "Entwurf des Vorsitzes"):
        keeper.follow("Enter a paper").fill(kind="report", title=title)
        keeper.fill(**{"preparation-0-group": "AG Kohäsion"}).press("Enter a paper").reads(title)
    today = localdate()
    enter(
        keeper,
        "vorsitze",
        title="Vorsitz Sachsen-Anhalt",
        conference="Europaministerkonferenz",
        chaired_by="Sachsen-Anhalt",
        starts_on=f"01.01.{today.year}",
        ends_on=f"31.12.{today.year + 1}",
    )


def prepare_meeting(keeper):
    """Set a meeting for today, with two papers under one item, and invite."""
    enter(
        keeper,
        "sitzungen",
        title="92. Konferenz",
        conference="Europaministerkonferenz",
        presidency="Vorsitz Sachsen-Anhalt",
        starts_on=f"{localdate():%d.%m.%Y}",
        place="Magdeburg",
    )
    keeper.follow("Course of the meeting", "Put an item on the agenda")
    keeper.fill(title="Kohäsion nach 2027").press("Put an item on the agenda")
    for title in ("Bericht der Kommission", "Entwurf des Vorsitzes"):
        keeper.follow("Put a paper under the item").fill(paper=title)
        keeper.press("Put a paper under the item").reads(title)
    keeper.reads("AG Kohäsion")
    keeper.follow("Write the invitation").fill(invitation="Wir laden Sie nach Magdeburg ein.")
    keeper.press("Write the invitation")
    keeper.follow("Note that the invitations were sent")
    keeper.press("Note that the invitations were sent")
    keeper.is_told("The members and standing guests are invited.")


def reads_paper(keeper, name, text):
    """Download a paper of the meeting as Word and PDF, and find a text in the Word file."""
    keeper.open("/desk/beziehungen/sitzungen/92-konferenz/ablauf/")
    for ending in ("docx", "pdf"):
        with keeper.page.expect_download() as download:
            keeper.main.locator(f"a[href$='/{name}.{ending}']").click()
        data = download.value.path().read_bytes()
        if ending == "pdf":
            assert data.startswith(b"%PDF-")
        else:
            document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
            assert text in re.sub(r"<[^>]+>", "", document)


def hold_meeting(keeper):
    keeper.follow("Draft a resolution")
    keeper.fill(title="Zukunft der Kohäsion", wording=WORDING, rule="at_least", votes_needed=3)
    keeper.press("Draft a resolution")
    keeper.follow("Note that the meeting took place")
    keeper.fill(present=["Sachsen-Anhalt", "Hessen", "Saarland"])
    keeper.press("Note that the meeting took place").is_told("The meeting is noted as held.")


def vote(keeper):
    """Record the votes; a result against them is refused, and nothing typed is lost."""
    keeper.main.get_by_role("link", name="Zukunft der Kohäsion").click()
    keeper.follow("Record the votes")
    for select in keeper.main.locator("select[name^=member_]").all():
        select.select_option("yes")
    keeper.press("Record the votes")
    keeper.follow("Enter the result").fill(result="rejected").press("Enter the result")
    assert keeper.main.locator("[role=alert]").is_visible()
    keeper.fill(result="adopted").press("Enter the result")
    keeper.is_told("The result is entered.")


def settle(keeper):
    keeper.open("/desk/beziehungen/sitzungen/92-konferenz/ablauf/")
    keeper.follow("Write what came of the item").fill(outcome="Einstimmig gefasst.")
    keeper.press("Write what came of the item")
    keeper.follow("Settle the protocol").press("Settle the protocol")
    keeper.is_told("The protocol is settled.")


def follow_up(keeper):
    """Forward the resolution, note the response, and plan what is left to do."""
    keeper.main.get_by_role("link", name="Zukunft der Kohäsion").click()
    keeper.follow("Note a forwarding").fill(recipient="Bundesregierung")
    keeper.press("Note a forwarding")
    keeper.main.get_by_role("link", name=re.compile(said("Note what came of it"))).click()
    keeper.fill(outcome="Die Bundesregierung hat zugestimmt.").press("Note what came of it")
    keeper.reads("Die Bundesregierung hat zugestimmt.")
    keeper.open("/desk/beziehungen/vorsitze/vorsitz-sachsen-anhalt/arbeitsplatz/")
    keeper.follow("Enter a task")
    keeper.fill(what="Dank schreiben", who="Amt", due_on=f"01.02.{localdate().year + 1}")
    keeper.press("Enter a task").follow("By month").press("A month later")
    keeper.is_told("The task is changed.").press("Done").is_told("The task is done.")


def hand_over(keeper):
    keeper.reads(said("Nothing is open."))
    keeper.follow("Hand over the presidency").fill(successor="Hessen")
    keeper.press("Hand over the presidency").is_told("The presidency is handed over.")
