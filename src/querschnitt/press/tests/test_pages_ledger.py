import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import DepartmentFactory, UserFactory, editor, person
from querschnitt.framework.tests.browser import browser_of
from querschnitt.press import delivering, operations, pictures
from querschnitt.press.models import Delivery, DeliveryPicture
from querschnitt.press.queries import ledger
from querschnitt.press.tests.sent import (
    channel,
    corrected,
    press_officer,
    published,
    the,
    withdrawn,
)

pytestmark = pytest.mark.django_db

LEDGER = "/desk/presse/ausspielungen/"


@pytest.fixture(autouse=True)
def known(kinds):
    return kinds


@pytest.fixture
def officer():
    return press_officer()


def page(user, path):
    return browser_of(user).get(path)


def test_the_ledger_names_release_channel_state_and_address(officer):
    channel("none")
    published()
    delivering.deliver()

    answer = page(officer, LEDGER)

    assert answer.status_code == 200
    for told in ("001/2026", "Europe in all departments", "None", "https://trial.example/1"):
        assert told in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=sent", {"None", "Portal"}),
        ("state=failed", set()),
        ("text=departments", {"None", "Portal"}),
        ("text=nowhere", set()),
        ("month=1.1999", set()),
        ("month=13.2026", {"None", "Portal"}),
    ],
)
def test_it_can_be_narrowed(officer, query, found):
    channel("none")
    published()
    delivering.deliver()

    rows = page(officer, f"{LEDGER}?{query}").context["page"].rows

    assert {row.channel.name for row in rows} == found


def test_it_can_be_narrowed_to_a_channel(officer):
    one = channel("none")
    published()

    rows = page(officer, f"{LEDGER}?channel={one.pk}").context["page"].rows

    assert {row.channel for row in rows} == {one}


@pytest.mark.parametrize("path", [LEDGER, f"{LEDGER}zahlen/", f"{LEDGER}versand/"])
def test_more_deliveries_need_no_more_queries(officer, path, django_assert_max_num_queries):
    channel("none")
    published(1)
    delivering.deliver()
    browser = browser_of(officer)
    browser.get(path)
    with django_assert_max_num_queries(40) as few:
        browser.get(path)
    for number in range(2, 12):
        channel("key", f"key-{number}")
        published(number)
    delivering.deliver()

    with django_assert_max_num_queries(40) as many:
        browser.get(path)

    assert len(many) == len(few)


def test_a_long_ledger_comes_in_parts(officer, monkeypatch):
    monkeypatch.setattr(ledger, "PER_PAGE", 3)
    for number in range(1, 6):
        published(number)

    first = page(officer, LEDGER).context
    second = page(officer, LEDGER + first["next_url"]).context

    assert len(first["page"].rows) == 3
    assert len(second["page"].rows) == 2
    assert second["next_url"] == ""


def test_one_delivery_shows_its_text_to_the_letter_and_what_the_channel_answered(officer):
    channel("none")
    release = published(title="Two <b>words</b>")
    delivering.deliver()

    text = page(officer, f"{LEDGER}{the(release, 'none').pk}/").content.decode()

    assert "Two &lt;b&gt;words&lt;/b&gt;" in text
    assert "https://trial.example/1" in text
    assert the(release, "none").idempotency_key in text


def test_what_was_sent_gets_a_picture_with_words_for_who_does_not_see_it(officer):
    channel("none")
    release = published()
    delivering.deliver()
    one = the(release, "none")
    card = pictures.card_of(one)
    operations.keep_picture(delivery=one, picture=pictures.draw(card))

    text = page(officer, f"{LEDGER}{one.pk}/").content.decode()
    picture = page(officer, f"{LEDGER}{one.pk}/bild.png")

    assert 'alt="' in text
    assert "bild.png" in text
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert one not in operations.undrawn()


def test_the_same_post_gives_the_same_picture():
    channel("none")
    release = published()
    delivering.deliver()
    card = pictures.card_of(the(release, "none"))

    assert pictures.draw(card) == pictures.draw(card)


def test_without_a_picture_there_is_none(officer):
    release = published()

    assert page(officer, f"{LEDGER}{the(release, 'portal').pk}/bild.png").status_code == 404


def test_the_worker_draws_what_has_no_picture_and_nothing_twice(monkeypatch):
    monkeypatch.setattr(pictures.outbox, "report_progress", lambda **_told: None)
    monkeypatch.setattr(pictures, "draw", lambda card, style: None)
    channel("none")
    published()
    delivering.deliver()

    first, second = pictures.draw_waiting(None), pictures.draw_waiting(None)

    assert (first, second) == ({"drawn": 2}, {"drawn": 0})
    assert DeliveryPicture.objects.count() == 2


def test_the_page_of_a_release_tells_which_readers_saw_what(officer):
    channel("none")
    channel("fixed")
    release = published()
    delivering.deliver()
    corrected(release, title="Better words")
    delivering.deliver()
    withdrawn(release)
    delivering.deliver()

    shown = page(officer, f"/desk/presse/mitteilungen/{release.pk}/ausspielungen/").context["shown"]

    told = {(one.channel, one.revision): one for one in shown}
    assert told["None", 1].until == the(release, "none", 2).sent_at
    assert told["None", 2].until == the(release, "none", 3).sent_at
    assert told["None", 2].text.startswith("Better words")
    assert told["Fixed", 1].until is None
    assert told["Fixed", 2].is_correction
    assert told["Fixed", 3].text.endswith("It was not true.")
    assert ("None", 3) not in told


def test_the_ledger_can_be_taken_along_as_csv_and_as_a_workbook(officer):
    channel("none")
    published(title="=1+1")
    delivering.deliver()

    text = page(officer, f"{LEDGER}tabelle.csv?state=sent").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(BytesIO(page(officer, f"{LEDGER}tabelle.xlsx").content))

    rows = list(csv.reader(StringIO(text)))
    assert len(rows) == 3
    assert rows[1][1] == "'=1+1"
    assert book.active["B2"].value == "=1+1"
    assert book.active["B2"].data_type == "s"
    assert page(officer, f"{LEDGER}tabelle.pdf").status_code == 404


def test_counts_are_by_month_channel_and_state(officer, kinds):
    channel("none")
    published()
    delivering.deliver()

    rows = page(officer, f"{LEDGER}zahlen/").context["rows"]

    assert {(tally.channel, tally.total) for tally, _numbers in rows} == {
        ("None", 1),
        ("Portal", 1),
    }


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_answers_for_the_whole_reads_all_of_it(role):
    published()

    assert len(page(person(role), LEDGER).context["page"].rows) == 1


def test_a_department_reads_its_own_deliveries_and_no_others():
    mine, other = published(1), published(2)
    reader = editor(department=mine.department)

    rows = page(reader, LEDGER).context["page"].rows

    assert {row.release for row in rows} == {mine}
    assert page(reader, f"{LEDGER}{the(other, 'portal').pk}/").status_code == 404


def test_others_find_no_ledger():
    release = published()
    stranger = person(Role.CABINET_OFFICE)

    for path in (LEDGER, f"{LEDGER}{the(release, 'portal').pk}/", f"{LEDGER}versand/"):
        assert page(stranger, path).status_code == 404


def test_a_task_by_hand_shows_its_steps(officer):
    channel("hand")
    release = published()

    text = page(officer, f"{LEDGER}{the(release, 'hand').pk}/").content.decode()

    assert "Paste the text" in text


def test_a_person_of_a_joint_release_reads_its_ledger_too():
    release = published()
    other = DepartmentFactory()
    release.further_departments.add(other)

    reader = UserFactory(department=other)

    assert page(reader, f"{LEDGER}{the(release, 'portal').pk}/").status_code == 200
    assert Delivery.objects.count() == 1
