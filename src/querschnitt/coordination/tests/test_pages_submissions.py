from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination import operations
from querschnitt.coordination.models import CabinetSubmission, DecisionTask, DeliveredPaper
from querschnitt.coordination.tests.cabinet_factories import (
    charged,
    decided_on,
    deliberated,
    delivered,
    drafted,
    on_agenda,
    planned,
    revised,
)
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    answered,
    cabinet_office,
    closed,
    goal,
    opened,
    ready_to_adopt,
    reserved,
)
from querschnitt.framework.models import Framework
from querschnitt.framework.tests.browser import browser_of, filled, send

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


@pytest.fixture
def office():
    return browser_of(cabinet_office())


@pytest.fixture
def chancellery():
    return browser_of(coordinator())


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


def test_a_submission_is_written_and_delivered(chancellery):
    framework = ready_to_adopt()
    assert (
        url("draft_submission", framework.key)
        in chancellery.get(url("cabinet", framework.key)).text
    )

    answer = send(chancellery, url("draft_submission", framework.key), facts="Worum es geht.")
    submission = CabinetSubmission.objects.get()
    assert answer.url == url("submission", submission.pk)
    assert "Aktenzeichen" in chancellery.get(answer.url).text
    assert chancellery.get(url("submit_submission", submission.pk)).status_code == 403

    parts = {"file_reference": "1", "costs": "0", "proposed_decision": "Ja.", "speaking_notes": "!"}
    send(chancellery, url("revise_submission", submission.pk), **parts)
    address = url("submit_submission", submission.pk)
    assert send(chancellery, address, "submit", signed_by="Muster").status_code == 302

    page = chancellery.get(answer.url).text
    assert "Worum es geht." in page
    assert "Muster" in page
    assert DeliveredPaper.objects.count() == 1


@pytest.mark.parametrize(
    "bad", [{"facts": "x" * 5001}, {"press_text": "a\x00b"}, {"form": "sometimes"}]
)
def test_nothing_typed_is_lost(chancellery, bad):
    framework = ready_to_adopt()

    answer = send(
        chancellery, url("draft_submission", framework.key), **{"costs": "Mühsam.", **bad}
    )

    assert answer.status_code == 422
    assert "Mühsam." in answer.text
    assert not CabinetSubmission.objects.exists()


def test_who_revises_an_older_text_sees_both(chancellery):
    submission = drafted()
    page = chancellery.get(url("revise_submission", submission.pk))
    revised(submission, facts="Von anderen.")

    answer = chancellery.post(
        url("revise_submission", submission.pk), {**filled(page), "facts": "Von mir."}
    )

    assert answer.status_code == 409
    assert "Von anderen." in answer.text
    assert "Von mir." in answer.text
    again = chancellery.post(url("revise_submission", submission.pk), filled(answer))
    assert again.status_code == 302
    assert CabinetSubmission.objects.get().facts == "Von mir."


def test_who_delivers_what_was_changed_meanwhile_reads_it_again(chancellery):
    submission = drafted()
    page = chancellery.get(url("submit_submission", submission.pk))
    revised(submission, facts="Von anderen.")

    answer = chancellery.post(
        url("submit_submission", submission.pk), {**filled(page, "submit"), "signed_by": "Muster"}
    )

    assert answer.status_code == 409
    assert "Von anderen." in answer.text
    assert 'value="Muster"' in answer.text
    assert not DeliveredPaper.objects.exists()


def test_dissent_that_nobody_tried_to_settle_asks_for_a_reason(chancellery):
    people = (approver(), approver())
    framework = FrameworkFactory()
    goal(framework)
    round = opened(framework, *people)
    reserved(round, people[0])
    answered(round, people[1])
    closed(round)
    submission = drafted(framework)
    address = url("submit_submission", submission.pk)

    refused = send(chancellery, address, "submit", signed_by="Muster")
    assert refused.status_code == 422
    assert "reason_for_untried_dissent" in filled(refused, "submit")

    reason = {"reason_for_untried_dissent": "Es eilt."}
    assert send(chancellery, address, "submit", signed_by="Muster", **reason).status_code == 302


def test_an_outdated_submission_says_so_and_waits_again(chancellery):
    submission = delivered()
    Framework.objects.update(introduction="Changed.")

    page = chancellery.get(url("submission", submission.pk)).text

    assert "muss erneut zugeleitet werden" in page
    assert url("revise_submission", submission.pk) in page
    assert url("submission", submission.pk) in chancellery.get("/desk/").text


def test_the_cabinet_office_returns_or_puts_it_on_an_agenda(office):
    submission, session = delivered(), planned()
    assert url("submission", submission.pk) in office.get("/desk/").text

    address = url("put_on_agenda", session.pk)
    answer = send(office, address, submission=str(submission.pk), number="4")
    assert answer.url == url("session", session.pk)
    assert str(submission.framework) in office.get(answer.url).text

    item = session.items.get()
    assert send(office, url("take_off_agenda", item.pk), reason=" ").status_code == 422
    assert send(office, url("take_off_agenda", item.pk), reason="Vertagt.").status_code == 302
    send(office, url("return_submission", submission.pk), reason="Kosten fehlen.")
    assert "Kosten fehlen." in office.get(url("submission", submission.pk)).text
    assert office.get(address).status_code == 403


@pytest.mark.parametrize("bad", [{"submission": "9" * 30}, {"submission": "x"}, {"number": "0"}])
def test_an_agenda_holds_only_what_waits(office, bad):
    submission, session = delivered(), planned()

    typed = {"submission": str(submission.pk), **bad}

    assert send(office, url("put_on_agenda", session.pk), **typed).status_code == 422
    assert not session.items.exists()


def test_a_session_is_entered(office):
    address = url("plan_session")

    assert send(office, address, held_on="12.07.2022", number="24/2022").status_code == 302
    twice = send(office, address, held_on="13.07.2022", number="24/2022")

    assert twice.status_code == 422
    assert "24/2022" in office.get(url("sessions")).text


def test_the_decision_begins_with_what_was_proposed_and_shows_the_difference(office):
    submission = delivered()
    on_agenda(submission)
    address = url("adopt", submission.framework.key)
    shown = filled(office.get(address), "adopt")
    assert shown["wording"] == ["Das Kabinett beschließt den Rahmen."]
    assert shown["decided_on"] == ["12.07.2022"]

    send(office, address, "adopt", wording="Das Kabinett beschließt den ganzen Rahmen.")

    page = office.get(url("cabinet", submission.framework.key)).text
    assert "<ins>" in page
    assert "ganzen" in page


def test_the_whole_way_is_shown_to_everyone_without_its_texts():
    submission = delivered(drafted(press_text="Presse"))
    deliberated(submission, note="Nur für Häuser.")
    for reader in (editor(), person(Role.PRESS_OFFICER)):
        page = browser_of(reader).get(url("cabinet", submission.framework.key)).text
        assert "dem Kabinett zugeleitet" in page
        assert "Nur für Häuser." not in page
        assert "Es geht um Europa." not in page
        assert url("submission", submission.pk) not in page


def test_a_house_reads_what_was_delivered_and_not_what_is_being_written():
    house = browser_of(approver())
    submission = drafted()
    assert house.get(url("submission", submission.pk)).status_code == 404
    delivered(submission)
    operations.return_submission(by=cabinet_office(), submission=submission, reason="Kurz.")
    revised(submission, facts="Noch nicht fertig.")

    page = house.get(url("submission", submission.pk)).text

    assert "Es geht um Europa." in page
    assert "Noch nicht fertig." not in page
    assert house.get(url("submission_paper", submission.pk, "docx")).status_code == 200
    other = house.get(f"{url('submission_paper', submission.pk, 'docx')}?lieferung=2")
    assert other.status_code == 404


@pytest.mark.parametrize("number", ["0", "x", "٣", "1" * 40])
def test_a_delivery_that_there_is_not_is_not_found(chancellery, number):
    submission = delivered()

    address = f"{url('submission_paper', submission.pk, 'pdf')}?lieferung={number}"

    assert chancellery.get(address).status_code == 404


def test_a_department_reports_its_task_as_done():
    officer = approver()
    task = charged(department=officer.department)
    browser = browser_of(officer)
    assert url("finish_task", task.pk) in browser.get("/desk/").text

    answer = send(browser, url("finish_task", task.pk), note="Berichtet.")

    assert answer.status_code == 302
    assert "Berichtet." in browser.get(answer.url).text
    assert not DecisionTask.objects.get().is_open
    assert browser.get(url("reopen_task", task.pk)).status_code == 403


def test_a_task_is_written_down_where_the_decision_stands(office):
    officer = approver()
    version = decided_on(delivered())
    address = url("add_task", version.decision.pk)
    assert address in office.get(url("cabinet", version.framework.key)).text

    bad = send(office, address, department=officer.department.key, what=" ")
    good = send(office, address, department=officer.department.key, what="Berichten.")

    assert (bad.status_code, good.status_code) == (422, 302)
    assert "Berichten." in office.get(good.url).text


def test_lists_have_pages(office, monkeypatch):
    room = import_module("querschnitt.coordination.queries.sessions")
    monkeypatch.setattr(room, "PER_PAGE", 2)
    for _ in range(5):
        planned()

    middle = office.get(f"{url('sessions')}?ab=2").text

    assert 'href="?ab=0"' in middle
    assert 'href="?ab=4"' in middle
    assert office.get(f"{url('sessions')}?ab={'9' * 40}").status_code == 200


def test_pages_ask_the_same_number_of_questions_however_much_there_is(office):
    submission, session = delivered(drafted(press_text="P")), planned()
    on_agenda(submission, session)
    addresses = [
        url("cabinet_home"),
        url("submissions"),
        url("sessions"),
        url("session", session.pk),
    ]
    few = [queries_of(office, one) for one in addresses]
    for _ in range(6):
        on_agenda(delivered(), session)
        planned()

    assert [queries_of(office, one) for one in addresses] == few


def test_a_paper_asks_the_same_number_of_questions_however_many_took_part(office):
    def asked(people):
        framework = FrameworkFactory()
        goal(framework)
        round = opened(framework, *people)
        for one in people:
            reserved(round, one)
        closed(round)
        submission = drafted(framework)
        deliberated(submission, "dissent_remains")
        delivered(submission)
        return queries_of(office, url("submission", submission.pk)), queries_of(
            office, url("cabinet", framework.key)
        )

    few = asked([approver()])

    assert asked([approver() for _ in range(6)]) == few
