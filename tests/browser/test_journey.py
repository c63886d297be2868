"""From an empty installation to the page that everyone can read, clicked through by its people."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.words import said

pytestmark = pytest.mark.on_each_database

PASSWORD = "ein Schiff fährt elbabwärts"
DEPARTMENTS = [
    ("stk", "Staatskanzlei", "StK"),
    ("wiss", "Ministerium für Wissenschaft", "MW"),
    ("just", "Ministerium der Justiz", "MJ"),
]
PEOPLE = [
    ("koordination", "Karla Koordination", "coordinator", "StK"),
    ("kabinett", "Kaya Kabinett", "cabinet_office", "StK"),
    ("presse", "Piet Presse", "press_officer", "StK"),
    ("stk", "Stine Staatskanzlei", "department_approver", "StK"),
    ("referat", "Rita Referat", "department_editor", "MW"),
    ("leitung", "Leo Leitung", "department_approver", "MW"),
    ("justiz", "Jola Justiz", "department_approver", "MJ"),
]
TITLE = "Europa im Blick"
WORDING = "Das Land baut die Zusammenarbeit der Hochschulen mit Masowien aus."
INTERNAL = "Vertraulich: der Haushalt ist noch nicht geklärt"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_the_first_account_to_the_published_page(empty, person, scripts):
    def someone():
        return person(empty, java_script_enabled=scripts)

    administrator = someone().uses_link(first_link(empty), PASSWORD)
    found_departments(administrator)
    team = {
        key: someone().uses_link(invite(administrator, *told), PASSWORD)
        for key, *told in ((key, f"{key}@land.example", *rest) for key, *rest in PEOPLE)
    }

    prepare(team["koordination"])
    collect(team)
    cosign(team)
    adopt(team["kabinett"])
    publish(team["presse"])
    reader = someone()
    read(reader)
    withdraw(team["presse"], reader)


def first_link(installation):
    said_by_command = installation.run(
        "manage", "create_administrator", "amt@land.example", "Anna Amt"
    )
    return re.search(r"http\S+", said_by_command)[0]


def found_departments(administrator):
    for key, name, abbreviation in DEPARTMENTS:
        administrator.follow("Departments", "Enter a department")
        administrator.fill(key=key, name=name, abbreviation=abbreviation)
        administrator.press("Enter the department").is_told("The department was entered.")


def invite(administrator, email, name, role, department):
    administrator.follow("People", "Invite a person")
    administrator.fill(name=name, email=email, role=role, department=department)
    administrator.press("Invite and show the personal link")
    return administrator.main.locator("code").inner_text()


def prepare(coordinator):
    """Open the term, record government and mandate, and prepare the framework."""
    coordinator.follow("Frameworks", "Legislative terms and governments", "Open a legislative term")
    coordinator.fill(number=8, starts_on="06.07.2021").press("Open the legislative term")
    coordinator.follow("Record a government")
    coordinator.fill(name="Erste Regierung", key="erste", term=8, head="Hanna Haupt")
    coordinator.press("Record the government")

    coordinator.follow("Frameworks", "Mandates", "Record a mandate")
    coordinator.fill(title="Koalitionsvertrag", key="kv", kind="coalition_agreement", dated="2021")
    coordinator.press("Record the mandate")
    for text in ("Die Hochschulen werden internationaler.", "Die Partnerschaften werden gepflegt."):
        coordinator.follow("Add a clause").fill(text=text).press("Add the clause").reads(text)

    coordinator.follow("Frameworks", "Fields of action", "Add a field of action")
    coordinator.fill(name="Wissenschaft", key="wissenschaft").press("Add the field of action")

    coordinator.follow("Frameworks", "Prepare a framework")
    coordinator.fill(title=TITLE, key="europa", term=8, mandate="Koalitionsvertrag", lead="StK")
    coordinator.fill(introduction="Was die Regierung in Europa vorhat.", chapters="Hochschulen")
    coordinator.press("Prepare the framework").is_told("The framework was prepared.")
    coordinator.follow("Add a chapter").fill(title="Partnerschaften").press("Add the chapter")
    coordinator.follow("Clause coverage")
    coordinator.follow("Note why clause %(number)s is not taken up", number=2)
    coordinator.fill(reason="Das geschieht in einem eigenen Programm.").press("Note the reason")


def collect(team):
    """Ask the departments; one brings a goal, the others have none."""
    coordinator = team["koordination"]
    coordinator.follow("Rounds").follow("Open a round for “%(framework)s”", framework=TITLE)
    coordinator.fill(kind="collection", due_on="31.12.2099").press("Open a round")
    coordinator.is_told("The round is open.")

    editor = team["referat"]
    editor.follow("Frameworks").follow(TITLE).follow("Draft a goal")
    editor.fill(
        kind="cross_department", chapter="Hochschulen", field="Wissenschaft", title="Masowien"
    )
    editor.fill(wording=WORDING, lead="MW", involved=["StK"], clauses=["Hochschulen"])
    editor.press("Keep as draft").reads(WORDING)

    approver = team["leitung"]
    approver.follow("Frameworks").follow(TITLE)
    approver.main.get_by_role("link", name=re.compile("^X1")).click()
    approver.follow("Submit").press("Submit the goal")
    approver.is_told("The goal was submitted. All departments can read it now.")
    answer_collection(approver, "Contribute your department's goals", "Contribute the goals")
    for department in ("stk", "justiz"):
        answer_collection(team[department], "Give a nil return", "Give the nil return")
    close_round(coordinator, "collection round")


def answer_collection(approver, way, act):
    approver.follow("Rounds")
    open_round(approver, "collection round").follow(way).press(act)


def open_round(someone, kind):
    """Open the page of the newest round of a kind."""
    name = re.compile(re.escape(said(kind)))
    someone.main.get_by_role("table").first.get_by_role("link", name=name).first.click()
    return someone


def close_round(coordinator, kind):
    coordinator.follow("Rounds")
    open_round(coordinator, kind).follow("Close the round").press("Close the round")
    coordinator.is_told("The round is closed.")


def cosign(team):
    """Ask everyone to sign; one has a reservation, which both sides settle."""
    coordinator = team["koordination"]
    coordinator.follow("Rounds").follow("Open a round for “%(framework)s”", framework=TITLE)
    coordinator.fill(kind="co_signature", due_on="31.12.2099").press("Open a round")

    for key, answer in (("stk", "agreed"), ("leitung", "agreed"), ("justiz", "reservation")):
        signer = team[key]
        signer.follow("Rounds")
        open_round(signer, "co-signature round").follow("Read and co-sign").reads(WORDING)
        signer.fill(answer=answer)
        if answer == "reservation":
            signer.fill(reservation_kind="budget", reservation_text=INTERNAL)
        signer.press("Record the answer")

    coordinator.follow("Rounds")
    open_round(coordinator, "co-signature round").reads(INTERNAL).follow("Settle the reservation")
    coordinator.fill(settlement="Die Mittel stehen im Haushalt.").press("Record what was agreed")
    department = team["justiz"]
    department.follow("Rounds")
    open_round(department, "co-signature round").follow("Confirm how it was settled")
    department.fill(settlement="Das Ministerium ist einverstanden.").press("Record our words")
    department.is_told("The reservation is settled.")
    close_round(coordinator, "co-signature round")


def adopt(cabinet_office):
    cabinet_office.follow("Rounds")
    cabinet_office.follow(
        "What stands in the way of adopting “%(framework)s”", framework=TITLE
    ).is_told("Nothing stands in the way: the framework can be adopted.")
    cabinet_office.follow("Record the decision and adopt")
    cabinet_office.fill(decided_on=time.strftime("%d.%m.%Y"), agenda_number="4")
    cabinet_office.press("Record the decision and adopt")
    cabinet_office.is_told("The framework is adopted and frozen.")


def publish(press_officer):
    press_officer.follow("Publication")
    press_officer.main.get_by_role("link", name=re.compile(TITLE)).first.click()
    press_officer.press("Publish").is_told("Edition %(number)s is made.", number=1)


def read(reader):
    """Find the goal as somebody who knows nothing but the address of the portal."""
    reader.open("/")
    reader.fill(q="hochschule masowien").press("Search")
    reader.main.get_by_role("link", name=re.compile("Masowien")).first.click()
    reader.reads(WORDING)
    reader.page.goto("/de/dokumente/")
    pdf = fetched(reader, "PDF")
    assert pdf.startswith(b"%PDF-")
    # All formats but the first two stand one step away.
    reader.main.locator("summary").first.click()
    data = json.loads(fetched(reader, "JSON"))
    assert WORDING in json.dumps(data, ensure_ascii=False)
    assert INTERNAL not in json.dumps(data, ensure_ascii=False)


def fetched(reader, kind):
    link = reader.main.get_by_role("link", name=re.compile(kind)).first
    answer = reader.page.request.get(link.get_attribute("href"))
    expect(answer).to_be_ok()
    return answer.body()


def withdraw(press_officer, reader):
    """Take the edition back; a second later its addresses say that it is gone, and why."""
    reader.open("/de/ziele/")
    reader.main.get_by_role("link", name=re.compile("Masowien")).first.click()
    goal = reader.path
    press_officer.follow("Publication")
    press_officer.main.get_by_role("table").get_by_role("link").first.click()
    press_officer.follow("Withdraw the edition")
    press_officer.fill(reason="Eine Zahl war falsch.").press("Withdraw the edition")
    press_officer.is_told("The edition is withdrawn.")

    time.sleep(1)
    assert reader.page.goto(goal).status == 410
    reader.reads("Eine Zahl war falsch.")
