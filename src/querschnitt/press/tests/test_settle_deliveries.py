import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import approver, editor, person
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.lib.refusal import Refused
from querschnitt.press import delivering, operations
from querschnitt.press.channels.base import Rejected, Uncertain
from querschnitt.press.models import Delivery
from querschnitt.press.tests.sent import (
    channel,
    corrected,
    press_officer,
    published,
    the,
    withdrawn,
)

pytestmark = pytest.mark.django_db

State = Delivery.State
WHERE = "https://network.example/posts/77"


@pytest.fixture(autouse=True)
def known(kinds):
    return kinds


@pytest.fixture
def officer():
    return press_officer()


@pytest.fixture
def uncertain(kinds):
    channel("none")
    release = published()
    kinds["none"].answers = [Uncertain("no answer", {"status": "none"})]
    delivering.deliver()
    return the(release, "none")


@pytest.fixture
def failed(kinds):
    channel("none")
    release = published()
    kinds["none"].answers = [Rejected("413", may_retry=False)]
    delivering.deliver()
    return the(release, "none")


@pytest.fixture
def task():
    channel("hand")
    return the(published(), "hand")


def test_an_uncertain_delivery_is_confirmed_with_its_address(uncertain, officer):
    operations.confirm_delivered(
        by=officer, delivery=uncertain, url=WHERE, external_id="77", note="I looked."
    )

    uncertain.refresh_from_db()
    assert (uncertain.state, uncertain.url, uncertain.external_id) == (State.SENT, WHERE, "77")
    assert (uncertain.settled_by, uncertain.settled_note) == (officer, "I looked.")
    assert uncertain.sent_at == uncertain.began_at


def test_what_was_confirmed_can_be_deleted_later(uncertain, officer, kinds):
    operations.confirm_delivered(by=officer, delivery=uncertain, url=WHERE, external_id="77")

    withdrawn(uncertain.release)
    delivering.deliver()

    assert kinds["none"].sent[-1].action == "delete"
    assert kinds["none"].sent[-1].external_id == "77"


def test_without_its_name_the_change_is_left_to_a_person(uncertain, officer, kinds):
    operations.confirm_delivered(by=officer, delivery=uncertain, url=WHERE)

    withdrawn(uncertain.release)
    delivering.deliver()

    assert the(uncertain.release, "none").state == State.FAILED
    assert len(kinds["none"].sent) == 1


def test_an_uncertain_delivery_is_settled_and_stays_unsent(uncertain, officer, kinds):
    operations.settle(by=officer, delivery=uncertain, note="It is not there; too late now.")
    delivering.deliver()

    uncertain.refresh_from_db()
    assert uncertain.state == State.WITHDRAWN
    assert len(kinds["none"].sent) == 1


def test_after_it_was_settled_a_correction_is_a_post(uncertain, officer, kinds):
    corrected(uncertain.release)
    operations.settle(by=officer, delivery=uncertain, note="It is not there.")

    delivering.deliver()

    assert kinds["none"].sent[-1].action == "post"


@pytest.mark.parametrize("which", ["uncertain", "failed"])
def test_it_is_sent_again_under_the_same_key(which, officer, kinds, request):
    delivery = request.getfixturevalue(which)

    operations.send_again(by=officer, delivery=delivery)
    delivering.deliver()

    delivery.refresh_from_db()
    assert delivery.state == State.SENT
    assert len({one.idempotency_key for one in kinds["none"].sent}) == 1
    assert len(kinds["none"].sent) == 2


def test_what_was_overtaken_is_not_sent_again(uncertain, officer):
    corrected(uncertain.release)

    with pytest.raises(Refused, match=r"press\.delivery-overtaken"):
        operations.send_again(by=officer, delivery=uncertain)


def test_a_task_is_ticked_off(task, officer):
    operations.tick_off(by=officer, delivery=task, url=WHERE, note="Done at ten.")

    task.refresh_from_db()
    assert (task.state, task.url) == (State.SENT, WHERE)
    assert task.sent_at


def test_a_task_needs_no_address(task, officer):
    operations.tick_off(by=officer, delivery=task)

    task.refresh_from_db()
    assert task.state == State.SENT


def test_a_task_that_was_not_done_is_overtaken_by_a_correction(task, officer):
    corrected(task.release)

    task.refresh_from_db()
    assert task.state == State.OBSOLETE
    with pytest.raises(Refused, match=r"press\.delivery-under-way"):
        operations.tick_off(by=officer, delivery=task)


def test_a_withdrawal_is_a_task_where_one_was_done(task, officer, kinds):
    operations.tick_off(by=officer, delivery=task)

    withdrawn(task.release)

    assert the(task.release, "hand").state == State.PENDING
    assert the(task.release, "hand").action == Delivery.Action.DELETE


def test_what_a_program_sends_is_not_ticked_off(uncertain, officer):
    with pytest.raises(Refused, match=r"press\.not-by-hand"):
        operations.tick_off(by=officer, delivery=uncertain)


def filled_in(by, address, typed):
    """Open the page of an act, fill in its form, send it."""
    browser = browser_of(by)
    return browser.post(address, {**filled(browser.get(address)), **typed})


ACTS = {
    "confirm": lambda by, one: operations.confirm_delivered(by=by, delivery=one, url=WHERE),
    "settle": lambda by, one: operations.settle(by=by, delivery=one, note="No."),
    "again": lambda by, one: operations.send_again(by=by, delivery=one),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_decided_about_what_arrived(officer, act):
    channel("none")
    release = published()
    delivering.deliver()

    with pytest.raises(Refused, match=r"press\.delivery-under-way"):
        ACTS[act](officer, the(release, "none"))


@pytest.mark.parametrize("act", ACTS)
def test_who_does_not_release_decides_nothing(uncertain, act):
    others = [
        person(Role.COORDINATOR),
        person(Role.AUDITOR),
        person(Role.ADMINISTRATOR),
        editor(department=uncertain.release.department),
        approver(),
    ]
    for other in others:
        with pytest.raises(Refused, match=r"press\.not-delivery-keeper"):
            ACTS[act](other, uncertain)


def test_who_approves_for_the_leading_department_decides(uncertain):
    ACTS["settle"](approver(department=uncertain.release.department), uncertain)

    assert the(uncertain.release, "none").state == State.WITHDRAWN


@pytest.mark.parametrize("url", ["", "nowhere", "javascript:alert(1)", "ftp://a/b"])
def test_a_confirmation_needs_an_address(uncertain, officer, url):
    with pytest.raises(Refused, match=r"press\.no-address"):
        operations.confirm_delivered(by=officer, delivery=uncertain, url=url)


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_one_entry_without_texts(uncertain, officer, act):
    ACTS[act](officer, uncertain)

    entry = JournalEntry.objects.get(act__startswith="press.delivery")
    assert entry.facts == {"channel": "none", "revision": 1, "state_before": "uncertain"}


@pytest.mark.parametrize(
    ("address", "typed", "state"),
    [
        ("bestaetigen", {"url": WHERE}, State.SENT),
        ("erledigen", {"note": "Not there."}, State.WITHDRAWN),
        ("erneut", {}, State.PENDING),
    ],
)
def test_pages_do_it(uncertain, officer, address, typed, state):
    answer = filled_in(officer, f"/desk/presse/ausspielungen/{uncertain.pk}/{address}/", typed)

    assert answer.status_code == 302
    uncertain.refresh_from_db()
    assert uncertain.state == state


def test_the_page_of_a_task_ticks_it_off(task, officer):
    answer = send(browser_of(officer), f"/desk/presse/ausspielungen/{task.pk}/abhaken/", note="Yes")

    assert answer.status_code == 302
    task.refresh_from_db()
    assert task.state == State.SENT


def test_what_was_typed_stays_when_it_is_refused(uncertain, officer):
    answer = filled_in(
        officer,
        f"/desk/presse/ausspielungen/{uncertain.pk}/bestaetigen/",
        {"url": "nowhere", "note": "I looked closely."},
    )

    assert answer.status_code == 422
    assert "I looked closely." in answer.content.decode()
    assert "nowhere" in answer.content.decode()


def test_who_may_not_reads_why(uncertain):
    answer = browser_of(person(Role.AUDITOR)).get(
        f"/desk/presse/ausspielungen/{uncertain.pk}/erneut/"
    )

    assert answer.status_code == 403
