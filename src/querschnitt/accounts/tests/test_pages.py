"""What only the pages do: who may see them, which answer they give, how much they ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from querschnitt.accounts import operations
from querschnitt.accounts.models import Department, PersonalLink, Role, User
from querschnitt.accounts.tests.conftest import PASSWORD
from querschnitt.accounts.tests.factories import DepartmentFactory, UserFactory, person
from querschnitt.accounts.tests.shown_forms import shown_form, submit

EVERYBODY = ["konto/", "ressorts/", "ressorts/mi/", "journal/"]
READERS = ["personen/", "personen/{pk}/"]
ACTS_ON_PEOPLE = [
    "personen/einladen/",
    "personen/{pk}/rolle/",
    "personen/{pk}/deaktivieren/",
    "personen/{pk}/link/",
]
ACTS_ON_DEPARTMENTS = [
    "ressorts/neu/",
    "ressorts/mi/bearbeiten/",
    "ressorts/mi/aufloesen/",
    "ressorts/mi/amt/",
]


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_what_is_its_own(db, signed_in, role):
    browser = signed_in(person(role))
    other = UserFactory(department=DepartmentFactory(key="mi"))
    reads = role in {Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR}
    keeps = role in {Role.ADMINISTRATOR, Role.COORDINATOR}

    def answers(paths):
        return {browser.get("/desk/" + path.format(pk=other.pk)).status_code for path in paths}

    assert answers(EVERYBODY) == {200}
    assert answers(READERS) == ({200} if reads else {404})
    of_people = 200 if role == Role.ADMINISTRATOR else 403 if reads else 404
    assert answers(ACTS_ON_PEOPLE) == {of_people}
    assert answers(ACTS_ON_DEPARTMENTS) == ({200} if keeps else {403})


@pytest.mark.parametrize("pk", [0, 99999, 2**63 - 1, 2**63, 10**40])
def test_an_unknown_person_is_not_found(signed_in, administrator, pk):
    assert signed_in(administrator).get(f"/desk/personen/{pk}/").status_code == 404
    assert signed_in(administrator).get(f"/desk/amtszeiten/{pk}/beenden/").status_code == 404


def test_an_invitation_shows_its_link_once(signed_in, administrator, settings):
    browser = signed_in(administrator)
    page = browser.get("/desk/personen/einladen/")

    shown = submit(browser, page, "act", name="Neu", email="neu@example.org", role="auditor")

    assert shown.status_code == 200
    user = User.objects.get(email="neu@example.org")
    link = shown.context["personal_link"]
    assert link.startswith(f"{settings.BASE_URL}/desk/persoenlicher-link/")
    assert link in shown.text
    assert link not in browser.get(f"/desk/personen/{user.pk}/").text
    token = link.split("/")[-2]
    assert not PersonalLink.objects.filter(token_digest=token).exists()


def test_a_refused_invitation_keeps_what_was_typed(signed_in, administrator):
    browser = signed_in(administrator)
    page = browser.get("/desk/personen/einladen/")

    refused = submit(
        browser, page, "act", name="Neu", email="neu@example.org", role="department_editor"
    )

    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "accounts.department-missing")
    assert shown_form(refused, "act")[1]["email"] == ["neu@example.org"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "a\x00b"),
        ("name", "a\u202eb"),
        ("email", "no"),
        ("email", "x" * 250 + "@example.org"),
        ("role", "king"),
        ("department", "99999"),
        ("department", "x" * 50),
        ("department", str(10**30)),
    ],
)
def test_bad_input_is_answered_with_the_form(signed_in, administrator, field, value):
    told = {"name": "Neu", "email": "neu@example.org", "role": "auditor", "department": ""}

    response = signed_in(administrator).post("/desk/personen/einladen/", {**told, field: value})

    assert response.status_code == 422
    assert not User.objects.filter(email="neu@example.org").exists()


def test_a_personal_link_leads_to_a_password_and_a_sign_in(client, administrator):
    user, token = operations.invite(
        by=administrator, email="neu@example.org", name="Neu", role=Role.AUDITOR
    )
    page = client.get(f"/desk/persoenlicher-link/{token}/")
    new = {"new_password": PASSWORD, "new_password_again": PASSWORD}

    assert page.status_code == 200
    differing = submit(client, page, "set-password", new_password=PASSWORD, new_password_again="x")
    assert differing.status_code == 422
    done = submit(client, page, "set-password", **new)

    assert done.status_code == 200
    for response in (page, differing, done):
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response.headers["Cache-Control"]
    assert "_auth_user_id" not in client.session
    entered = client.post("/desk/anmelden/", {"email": user.email, "password": PASSWORD})
    assert entered.status_code == 302
    assert client.get(f"/desk/persoenlicher-link/{token}/").status_code == 404


def test_a_personal_link_works_where_the_browser_hides_its_origin(administrator, client):
    client.handler.enforce_csrf_checks = True
    _, token = operations.invite(
        by=administrator, email="neu@example.org", name="Neu", role=Role.AUDITOR
    )
    new = {"new_password": PASSWORD, "new_password_again": PASSWORD}

    done = client.post(f"/desk/persoenlicher-link/{token}/", new, headers={"Origin": "null"})

    assert done.status_code == 200
    assert User.objects.get(email="neu@example.org").check_password(PASSWORD)


@pytest.mark.parametrize("token", ["unknown", "x" * 3000, "%00", "a b"])
def test_an_unknown_personal_link_is_explained(client, db, token):
    response = client.get(f"/desk/persoenlicher-link/{token}/")

    assert response.status_code == 404
    assert response.context["obstacle"].code == "accounts.link-unknown"


def test_each_act_on_a_person_is_a_page_with_one_form(signed_in, administrator, with_password):
    browser, user = signed_in(administrator), with_password()
    base = f"/desk/personen/{user.pk}/"
    for act, changes in (
        ("rolle", {"role": "auditor", "department": ""}),
        ("deaktivieren", {}),
        ("reaktivieren", {}),
    ):
        page = browser.get(f"{base}{act}/")
        response = submit(browser, page, "act", **changes)
        assert (response.status_code, response.url) == (302, base), act
        assert browser.get(base).status_code == 200
        assert submit(browser, page, "act", **changes).status_code == 422, f"{act}, twice"
    shown = submit(browser, browser.get(f"{base}link/"), "act")

    user.refresh_from_db()
    assert (user.role, user.is_active) == ("auditor", True)
    assert "personal_link" in shown.context


def test_looking_changes_nothing(signed_in, administrator):
    browser, user = signed_in(administrator), UserFactory()

    for act in ("deaktivieren", "reaktivieren", "link", "rolle"):
        browser.get(f"/desk/personen/{user.pk}/{act}/")

    user.refresh_from_db()
    assert user.is_active
    assert not PersonalLink.objects.exists()


def test_a_department_is_entered_filled_and_dissolved(signed_in, administrator):
    browser, successor = signed_in(administrator), DepartmentFactory(key="neues")
    page = browser.get("/desk/ressorts/neu/")
    told = {"key": "mf", "name": "Ministerium der Finanzen", "abbreviation": "MF"}

    assert submit(browser, page, "act", **told, valid_from="2016").url == "/desk/ressorts/mf/"
    page = browser.get("/desk/ressorts/mf/amt/")
    submit(browser, page, "act", title="Minister", person_name="Max Muster", held_from="05.2016")
    shown = browser.get("/desk/ressorts/mf/")
    assert "Max Muster" in shown.text
    appointment = Department.objects.get(key="mf").offices.get().appointments.get()
    assert appointment.held_from == "2016-05"
    page = browser.get(f"/desk/amtszeiten/{appointment.pk}/beenden/")
    assert submit(browser, page, "act", held_until="16.09.2021").status_code == 302
    page = browser.get("/desk/ressorts/mf/aufloesen/")
    gone = submit(browser, page, "act", until="2021", since="2021", successors=[successor.pk])

    assert gone.status_code == 302
    assert successor.name in browser.get("/desk/ressorts/mf/").text
    assert "Ministerium der Finanzen" in browser.get("/desk/ressorts/neues/").text
    assert browser.get("/desk/ressorts/").status_code == 200


def test_a_stale_page_shows_both_texts_and_overwrites_nothing(signed_in, administrator):
    browser, department = signed_in(administrator), DepartmentFactory(key="mf", address="alt")
    url = "/desk/ressorts/mf/bearbeiten/"
    mine, theirs = browser.get(url), browser.get(url)
    assert submit(browser, theirs, "act", address="von anderen").status_code == 302

    stale = submit(browser, mine, "act", address="von mir")

    assert stale.status_code == 409
    department.refresh_from_db()
    assert department.address == "von anderen"
    assert "von anderen" in stale.text
    assert shown_form(stale, "act")[1]["address"] == ["von mir"]
    assert submit(browser, stale, "act", address="von beiden").status_code == 302
    department.refresh_from_db()
    assert department.address == "von beiden"


@pytest.mark.parametrize("path", ["personen/", "ressorts/", "journal/", "ressorts/viele/"])
def test_a_list_asks_as_often_for_many_rows_as_for_few(signed_in, administrator, path):
    browser = signed_in(administrator)
    viele = DepartmentFactory(key="viele")

    def more(number):
        for _ in range(number):
            user, old = UserFactory(department=viele), DepartmentFactory()
            operations.deactivate(by=administrator, user=user)
            operations.dissolve_department(
                by=administrator, department=old, until="2021", successors=[viele], since=""
            )
            operations.appoint(
                by=administrator, department=viele, title=f"Amt {user.pk}", person_name="X"
            )

    def asked():
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(f"/desk/{path}").status_code == 200
        return len(counted)

    more(1)
    few = asked()
    more(12)

    assert asked() == few


def test_people_are_narrowed_by_department_role_and_account(signed_in, administrator):
    browser, department = signed_in(administrator), DepartmentFactory()
    UserFactory(name="Die Gesuchte", department=department)
    UserFactory(name="Andere Rolle", department=department, role=Role.DEPARTMENT_APPROVER)
    UserFactory(name="Anderes Ressort")
    UserFactory(name="Nicht mehr da", department=department, is_active=False)

    page = browser.get(
        f"/desk/personen/?department={department.pk}&role=department_editor&state=active"
    )

    assert [user.name for user in page.context["page"].rows] == ["Die Gesuchte"]


@pytest.mark.parametrize("query", ["row=-1", f"row={10**30}", "role=king", "department=x"])
def test_a_filter_that_makes_no_sense_is_no_error(signed_in, administrator, query):
    assert signed_in(administrator).get(f"/desk/personen/?{query}").status_code == 200
