import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import UserFactory, approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.models import Goal, GoalVersion
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    drafted_goal,
)

pytestmark = pytest.mark.django_db
Stage = GoalVersion.Stage


A_GOAL = {"kind": "department_specific", "wording": "Ein Ziel."}


def draft_url(framework):
    return reverse("framework:draft_goal", args=[framework.key])


def act_url(act, version):
    return reverse(
        f"framework:{act}_goal", args=[version.goal.framework.key, version.goal.reference]
    )


def test_a_department_drafts_with_the_form_that_it_is_shown():
    writer, framework, field = editor(), FrameworkFactory(), FieldFactory()
    clause = ClauseFactory(mandate=framework.mandate)

    answer = send(
        browser_of(writer),
        draft_url(framework),
        kind="department_specific",
        field=field.pk,
        wording="Wir bauen\r\nden Austausch aus.",
        lead=writer.department_id,
        clauses=[clause.pk],
        runs_from="07.2022",
    )

    version = GoalVersion.objects.get()
    assert answer.headers["Location"] == reverse("desk:goal", args=[framework.key, "D1"])
    assert version.goal.contributed_by == writer.department
    assert (version.wording, version.runs_from) == ("Wir bauen\nden Austausch aus.", "2022-07")
    assert [*version.clauses.all()] == [clause]


def test_the_browser_is_told_that_the_text_is_saved():
    writer, framework, field = editor(), FrameworkFactory(), FieldFactory()
    browser = browser_of(writer)

    answer = send(browser, draft_url(framework), field=field.pk, **A_GOAL)

    assert 'data-kept="act"' in browser.get(answer.headers["Location"]).text


def test_the_same_draft_sent_twice_is_one_goal():
    writer, framework, field = editor(), FrameworkFactory(), FieldFactory()
    browser = browser_of(writer)
    data = {**filled(browser.get(draft_url(framework))), "field": field.pk, **A_GOAL}

    answers = [browser.post(draft_url(framework), data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Goal.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"wording": ""}, "Wortlaut"),
        ({"wording": "x" * 5001}, "5001"),
        ({"wording": "Ein\x00Ziel"}, "Steuerzeichen"),
        ({"wording": "Ein\u202eZiel"}, "Steuerzeichen"),
        ({"title": "x" * 201}, "201"),
        ({"field": "9" * 30}, ""),
        ({"kind": "wish"}, ""),
        ({"runs_from": "gestern"}, ""),
        ({"involved": ["9" * 30]}, ""),
        ({"involved": ["0"]}, ""),
        ({"involved": ["x\x00"]}, ""),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_keeps_what_was_typed(typed, sentence):
    writer, framework, field = editor(), FrameworkFactory(), FieldFactory()
    data = {**A_GOAL, "field": field.pk, "explanation": "Weil es wichtig ist."}

    answer = send(browser_of(writer), draft_url(framework), **{**data, **typed})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Weil es wichtig ist." in answer.text
    assert not Goal.objects.exists()


def test_what_belongs_to_another_framework_cannot_be_chosen():
    writer, framework, field = editor(), FrameworkFactory(), FieldFactory()
    strange = {"chapter": ChapterFactory().pk, "clauses": [ClauseFactory().pk]}

    for name, value in strange.items():
        answer = send(
            browser_of(writer), draft_url(framework), field=field.pk, **A_GOAL, **{name: value}
        )
        assert answer.status_code == 422

    assert not Goal.objects.exists()


def test_a_department_cannot_draft_for_another():
    writer, framework, field = editor(), FrameworkFactory(), FieldFactory()

    send(
        browser_of(writer),
        draft_url(framework),
        **A_GOAL,
        field=field.pk,
        contributed_by=editor().department_id,
        reference="Z9",
    )

    assert Goal.objects.get().contributed_by == writer.department
    assert Goal.objects.get().reference == "D1"


@pytest.mark.parametrize("act", ["revise", "submit", "return", "withdraw"])
def test_another_departments_draft_does_not_exist_for_you(act):
    version = drafted_goal(editor(), wording="Geheimer Entwurf.")
    browser = browser_of(approver())

    for answer in (
        browser.get(act_url(act, version)),
        browser.post(act_url(act, version), {"reason": "x", "seen": 1}),
    ):
        assert answer.status_code in {403, 404}
        assert "Geheimer" not in answer.text
    assert browser.get(act_url(act, version)).status_code == 404
    version.refresh_from_db()
    assert version.stage == Stage.DRAFT


def test_a_revision_shows_the_text_and_writes_a_new_version():
    writer = editor()
    version = drafted_goal(writer)

    send(browser_of(writer), act_url("revise", version), wording="Besser.", change_note="Kürzer")

    newest = version.goal.versions.latest("number")
    assert (newest.number, newest.wording, newest.change_note) == (2, "Besser.", "Kürzer")


def test_two_people_revise_and_the_second_gets_both_texts():
    first = editor()
    second = editor(department=first.department)
    version = drafted_goal(first, wording="Der Austausch wird ausgebaut.")
    url, browser = act_url("revise", version), browser_of(second)
    data = filled(browser.get(url))
    operations.revise_goal(by=first, goal=version.goal, seen=1, wording="Der Austausch wächst.")

    answer = browser.post(url, {**data, "wording": "Der Austausch wird verdoppelt."})

    assert answer.status_code == 409
    assert "Der Austausch wächst." in answer.text
    assert "Der Austausch wird verdoppelt." in answer.text
    assert "<ins>" in answer.text
    assert "<del>" in answer.text
    assert version.goal.versions.count() == 2

    again = filled(answer)
    assert again["wording"][0].strip() == "Der Austausch wird verdoppelt."
    assert again["seen"] == ["2"]
    assert browser.post(url, again).status_code == 302
    assert version.goal.versions.latest("number").wording == "Der Austausch wird verdoppelt."


def test_a_stale_page_names_what_else_differs():
    writer = editor()
    version = drafted_goal(writer)
    url, browser = act_url("revise", version), browser_of(writer)
    data = filled(browser.get(url))
    operations.revise_goal(by=writer, goal=version.goal, seen=1, lead=writer.department)

    answer = browser.post(url, data)

    assert answer.status_code == 409
    assert writer.department.abbreviation in answer.text


def test_the_same_revision_sent_twice_is_one_version():
    writer = editor()
    version = drafted_goal(writer)
    url, browser = act_url("revise", version), browser_of(writer)
    data = {**filled(browser.get(url)), "wording": "Besser."}

    answers = [browser.post(url, data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert version.goal.versions.count() == 2


def test_an_approver_submits_what_someone_else_wrote():
    writer = editor()
    version = drafted_goal(writer)
    browser = browser_of(approver(department=writer.department))

    answers = [send(browser, act_url("submit", version))]
    answers.append(browser.get(act_url("submit", version)))

    version.refresh_from_db()
    assert version.stage == Stage.SUBMITTED
    assert [answer.status_code for answer in answers] == [302, 403]


def test_who_wrote_it_reads_why_they_cannot_submit(settings):
    settings.FOUR_EYES = True
    writer = approver()
    version = drafted_goal(writer)

    answer = browser_of(writer).get(act_url("submit", version))

    assert answer.status_code == 403
    assert '<form class="qs-form"' not in answer.text


def test_a_submission_of_an_older_version_leads_back_to_the_goal():
    writer = editor()
    version = drafted_goal(writer)
    url, browser = act_url("submit", version), browser_of(approver(department=writer.department))
    data = filled(browser.get(url))
    operations.revise_goal(by=writer, goal=version.goal, seen=1, wording="Anders.")

    answer = browser.post(url, data)

    assert answer.status_code == 302
    assert version.goal.versions.latest("number").stage == Stage.DRAFT


def submitted_goal():
    writer = editor()
    version = drafted_goal(writer)
    by = approver(department=writer.department)
    return operations.submit_goal(by=by, goal=version.goal, seen=1)


@pytest.mark.parametrize(
    ("act", "stage"), [("return", Stage.RETURNED), ("withdraw", Stage.WITHDRAWN)]
)
def test_a_goal_leaves_with_a_reason(act, stage):
    version = submitted_goal()
    browser = browser_of(coordinator())

    assert send(browser, act_url(act, version), reason="  ").status_code == 422
    assert send(browser, act_url(act, version), reason="x" * 5001).status_code == 422
    assert send(browser, act_url(act, version), reason="Zu unbestimmt.").status_code == 302

    version.refresh_from_db()
    assert (version.stage, version.return_reason) == (stage, "Zu unbestimmt.")


@pytest.mark.parametrize("act", ["return", "withdraw"])
def test_a_second_click_does_nothing_more(act):
    version = submitted_goal()
    browser = browser_of(coordinator())
    data = {**filled(browser.get(act_url(act, version))), "reason": "Zu unbestimmt."}
    browser.post(act_url(act, version), data)

    assert browser.post(act_url(act, version), data).status_code in {403, 422}


def test_nobody_acts_by_opening_a_page():
    version = submitted_goal()
    browser = browser_of(coordinator())

    for act in ("revise", "submit", "return", "withdraw"):
        browser.get(act_url(act, version))

    version.refresh_from_db()
    assert version.stage == Stage.SUBMITTED
    assert version.goal.versions.count() == 1


@pytest.mark.parametrize("role", ["administrator", "cabinet_office", "press_officer", "auditor"])
def test_other_roles_read_why_they_cannot_draft(role):
    browser = browser_of(UserFactory(role=role, department=None))

    assert browser.get(draft_url(FrameworkFactory())).status_code == 403
