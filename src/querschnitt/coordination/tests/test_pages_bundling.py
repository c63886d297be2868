"""Pages about goals that say the same: suggestions, merging, pairs, and what a goal's page says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.accounts.tests.shown_forms import submit
from querschnitt.coordination import likeness_index, operations
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import GoalLink, GoalVersion
from querschnitt.framework.queries import content_of
from querschnitt.framework.tests.browser import browser_of
from querschnitt.framework.tests.factories import FrameworkFactory, GoalVersionFactory
from querschnitt.outbox import worker
from querschnitt.outbox.models import Job

pytestmark = pytest.mark.django_db

HYDROGEN = "Wir entwickeln eine Wasserstoffstrategie für die Chemieregion."
THE_SAME = "Für die Regionen der Chemie entsteht eine Strategie für Wasserstoff."
OTHER = "Theater und Orchester gastieren häufiger in Europa."


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The keys that this process remembers are given out again after a rollback."""
    likeness_index.forget()
    yield
    likeness_index.forget()


@pytest.fixture
def framework():
    return FrameworkFactory()


@pytest.fixture
def pair(framework):
    return [
        GoalVersionFactory(goal__framework=framework, wording=wording)
        for wording in (HYDROGEN, THE_SAME)
    ]


def url(name, framework, *args):
    return reverse(f"coordination:{name}", args=[framework.key, *args])


def goal_page(version):
    return reverse("desk:goal", args=[version.goal.framework.key, version.goal.reference])


def merge_url(*versions):
    references = ",".join(version.goal.reference for version in versions)
    return f"{url('merge_goals', versions[0].goal.framework)}?ziel={references}"


def search(framework):
    operations.seek_suggestions(by=coordinator(), framework=framework)
    while worker.work_off():
        pass


def cost(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


# -- Suggestions -------------------------------------------------------------------------------


def test_the_page_shows_pairs_with_what_they_share_marked(framework, pair):
    search(framework)

    page = browser_of(coordinator()).get(url("suggestions", framework))

    assert "<mark>Wasserstoffstrategie</mark>" in page.text
    assert "<mark>Wasserstoff</mark>" in page.text
    assert pair[0].lead.abbreviation in page.text
    assert merge_url(*pair).partition("?")[2] in page.text


def test_before_and_while_it_is_searched_the_page_says_so(framework, pair):
    browser = browser_of(coordinator())
    address = url("suggestions", framework)
    before = browser.get(address)
    assert "seek_suggestions" not in before.text
    assert url("seek_suggestions", framework) in before.text

    form = browser.get(url("seek_suggestions", framework))
    assert submit(browser, form, "act").url == address
    Job.objects.update(
        state="running", progress_done=1, progress_total=2, lease_until="2100-01-01T00:00Z"
    )

    assert "<progress" in browser.get(address).text


def test_an_auditor_reads_suggestions_and_is_offered_no_act(framework, pair):
    search(framework)

    page = browser_of(person(Role.AUDITOR)).get(url("suggestions", framework))

    assert HYDROGEN.split()[-1][:8] in page.text
    assert url("merge_goals", framework) not in page.text
    assert url("dismiss_likeness", framework, 1, 2)[:-4] not in page.text


@pytest.mark.parametrize("role", [Role.CABINET_OFFICE, Role.PRESS_OFFICER, Role.ADMINISTRATOR])
def test_for_others_there_is_no_such_page(framework, pair, role):
    browser = browser_of(person(role))

    for name in ("suggestions", "dismissed", "merge_goals", "seek_suggestions"):
        assert browser.get(url(name, framework)).status_code == 404


def test_an_unusable_filter_is_said(framework):
    page = browser_of(coordinator()).get(f"{url('suggestions', framework)}?ab=77&seite=0")

    assert page.status_code == 422


def test_pages_follow_each_other_and_cost_the_same_however_many(framework):
    browser = browser_of(coordinator())

    def more(count):
        for at in range(count):
            GoalVersionFactory(goal__framework=framework, wording=f"{HYDROGEN} Teil {at}.")
        search(framework)

    more(4)
    address = url("suggestions", framework)
    few = cost(browser, address)
    more(8)

    assert cost(browser, address) == few
    first = browser.get(address)
    assert "?seite=2" in first.text
    second = browser.get(f"{address}?seite=2")
    assert second.status_code == 200
    assert "?seite=1" in second.text
    assert browser.get(f"{address}?seite=9999").status_code == 200


# -- Merging -----------------------------------------------------------------------------------


def test_the_form_that_is_shown_merges_the_goals_and_keeps_everything(framework, pair):
    one, other = pair
    browser = browser_of(coordinator())
    page = browser.get(merge_url(*pair))
    assert HYDROGEN[:20] in page.text
    assert other.lead.name in page.text

    answer = submit(
        browser, page, "merge", wording="Wasserstoff für die Chemie.", note="Zweimal dasselbe."
    )

    link = GoalLink.objects.filter(source=one.goal).get()
    assert answer.url.endswith(f"/ziele/{link.target.reference}/")
    (said,) = content_of(framework)["goals"]
    assert said["lead"] == one.lead.key
    assert said["involved"] == [other.lead.key]
    shown = browser.get(answer.url).text
    assert HYDROGEN in shown
    assert THE_SAME in shown
    assert "Zweimal dasselbe." in shown
    source = browser_of(editor(department=one.lead)).get(goal_page(one))
    assert answer.url in source.text
    assert "Zweimal dasselbe." in source.text


def test_one_of_them_lives_on_and_the_words_of_another_can_be_taken(pair):
    one, other = pair
    browser = browser_of(coordinator())
    page = browser.get(f"{merge_url(*pair)}&text={other.goal.reference}")

    submit(browser, page, "merge", into=one.goal.reference)

    newest = GoalVersion.objects.filter(goal=one.goal).latest("number")
    assert (newest.number, newest.wording, newest.stage) == (2, THE_SAME, "submitted")


def test_what_is_wrong_is_said_and_what_was_typed_stays(pair):
    browser = browser_of(coordinator())
    page = browser.get(merge_url(*pair))

    answer = submit(browser, page, "merge", wording="", title="Wasserstoff", note="Darum.")

    assert answer.status_code == 422
    assert "Wasserstoff" in answer.text
    assert "Darum." in answer.text
    assert not GoalLink.objects.exists()


def test_a_goal_that_changed_meanwhile_is_shown_beside_what_was_typed(pair):
    browser = browser_of(coordinator())
    page = browser.get(merge_url(*pair))
    framework_acts.revise_goal(
        by=coordinator(), goal=pair[0].goal, seen=1, wording="Ganz neue Worte."
    )

    answer = submit(browser, page, "merge", wording="Mein Wortlaut.")

    assert answer.status_code == 409
    assert "Ganz neue Worte." in answer.text
    assert "Mein Wortlaut." in answer.text
    assert submit(browser, answer, "merge").status_code == 302
    assert GoalVersion.objects.filter(wording="Mein Wortlaut.").exists()


def test_without_two_goals_the_page_asks_for_them(framework, pair):
    browser = browser_of(coordinator())

    page = browser.get(f"{url('merge_goals', framework)}?ziel={pair[0].goal.reference},X99")

    assert page.status_code == 200
    assert "X99" in page.text


def test_a_draft_is_not_merged_and_the_page_says_why(framework, pair):
    draft = GoalVersionFactory(goal__framework=framework, stage="draft")

    page = browser_of(coordinator()).get(merge_url(pair[0], draft))

    assert page.status_code == 403
    assert 'id="merge"' not in page.text


def test_merging_is_undone_on_the_page_of_the_merged_goal(framework, pair):
    browser = browser_of(coordinator())
    merged = submit(browser, browser.get(merge_url(*pair)), "merge").url
    target = GoalLink.objects.first().target
    undo = url("separate_goals", framework, target.pk)
    assert undo in browser.get(merged).text

    answer = submit(browser, browser.get(undo), "act")

    assert answer.status_code == 302
    assert {v.stage for v in GoalVersion.objects.filter(pk__in=[v.pk for v in pair])} == {
        "submitted"
    }


# -- Pairs -------------------------------------------------------------------------------------


def test_a_pair_is_dismissed_listed_and_suggested_again(framework, pair):
    search(framework)
    browser, keys = browser_of(coordinator()), [version.goal_id for version in pair]

    submit(
        browser, browser.get(url("dismiss_likeness", framework, *keys)), "act", note="Zwei Dinge."
    )
    listed = browser.get(url("dismissed", framework))
    assert "Zwei Dinge." in listed.text
    assert "<mark>" not in browser.get(url("suggestions", framework)).text

    again = url("reconsider_likeness", framework, *keys)
    assert again in listed.text
    submit(browser, browser.get(again), "act")
    assert "<mark>" in browser.get(url("suggestions", framework)).text


def test_related_goals_point_to_each_other(framework, pair):
    browser, keys = browser_of(coordinator()), [version.goal_id for version in pair]

    submit(browser, browser.get(url("relate_goals", framework, *keys)), "act")

    for one, other in (pair, pair[::-1]):
        assert goal_page(other) in browser_of(approver()).get(goal_page(one)).text
    submit(browser, browser.get(url("unrelate_goals", framework, *keys)), "act")
    assert not GoalLink.objects.exists()


def test_a_goal_of_an_earlier_term_lives_on(framework):
    old = GoalVersionFactory(wording=HYDROGEN, stage="adopted")
    framework.predecessor = old.goal.framework
    framework.save()
    new = GoalVersionFactory(goal__framework=framework, wording=THE_SAME)
    search(framework)
    browser = browser_of(coordinator())
    address = url("note_living_on", framework, new.goal_id, old.goal_id)
    assert address in browser.get(url("suggestions", framework)).text

    submit(browser, browser.get(address), "act")

    link = GoalLink.objects.get()
    assert (link.kind, link.source, link.target) == ("carried_over", old.goal, new.goal)


def test_goals_of_frameworks_that_do_not_follow_are_no_pair(framework, pair):
    elsewhere = GoalVersionFactory()

    page = browser_of(coordinator()).get(
        url("relate_goals", framework, pair[0].goal_id, elsewhere.goal_id)
    )

    assert page.status_code == 404


# -- The page of a goal ------------------------------------------------------------------------


def test_a_goals_page_shows_similar_goals_at_once(framework, pair):
    GoalVersionFactory(goal__framework=framework, wording=OTHER)

    page = browser_of(coordinator()).get(goal_page(pair[0]))

    assert goal_page(pair[1]) in page.text
    assert merge_url(*pair).partition("?")[2] in page.text
    assert OTHER not in page.text


def test_a_goal_that_was_just_written_is_taken_in(framework, pair):
    browser = browser_of(coordinator())
    browser.get(goal_page(pair[0]))
    later = GoalVersionFactory(goal__framework=framework, wording=f"{HYDROGEN} Sofort.")

    assert goal_page(later) in browser.get(goal_page(pair[0])).text


def test_drafts_of_others_stay_inside(framework, pair):
    secret = GoalVersionFactory(
        goal__framework=framework, wording=f"{HYDROGEN} Geheim.", stage="draft"
    )

    outside = browser_of(approver()).get(goal_page(pair[0]))
    inside = browser_of(editor(department=secret.lead)).get(goal_page(pair[0]))

    assert goal_page(secret) not in outside.text
    assert goal_page(pair[1]) in outside.text
    assert goal_page(secret) in inside.text


def test_a_dismissed_goal_is_not_shown_as_similar(framework, pair):
    one, other = pair
    framework_acts.dismiss_likeness(by=coordinator(), one=one.goal, other=other.goal)

    assert goal_page(other) not in browser_of(approver()).get(goal_page(one)).text


def test_the_panel_is_the_same_from_what_the_worker_has_prepared(framework, pair):
    operations.sign_goals(Job(kind=operations.SIGN))

    assert goal_page(pair[1]) in browser_of(approver()).get(goal_page(pair[0])).text


def test_where_many_goals_are_new_the_page_does_not_wait(framework, pair, monkeypatch):
    operations.sign_goals(Job(kind=operations.SIGN))
    browser = browser_of(approver())
    browser.get(goal_page(pair[0]))
    for _ in range(likeness_index.AT_ONCE + 1):
        GoalVersionFactory(goal__framework=framework)

    page = browser.get(goal_page(pair[0]))
    assert goal_page(pair[1]) not in page.text
    assert "#similar" in page.text

    operations.sign_goals(Job(kind=operations.SIGN))
    assert goal_page(pair[1]) in browser.get(goal_page(pair[0])).text


def test_the_panel_costs_the_same_however_many_goals(framework, pair):
    browser = browser_of(approver())
    few = cost(browser, goal_page(pair[0]))
    for at in range(12):
        GoalVersionFactory(goal__framework=framework, wording=f"{HYDROGEN} Teil {at}.")
    browser.get(goal_page(pair[0]))

    assert cost(browser, goal_page(pair[0])) == few
