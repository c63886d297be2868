import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts import operations
from querschnitt.accounts.models import JournalEntry, PersonalLink, Role, User
from querschnitt.accounts.tests.conftest import PASSWORD
from querschnitt.accounts.tests.factories import DepartmentFactory, UserFactory, person
from querschnitt.lib.refusal import Refused


def invite(by, **fields):
    return operations.invite(
        **{"by": by, "email": "neu@example.org", "name": "Neu", "role": Role.AUDITOR, **fields}
    )


def acts():
    return list(JournalEntry.objects.order_by("sequence").values_list("act", flat=True))


def test_an_invited_person_has_no_password_but_a_link(administrator):
    user, token = invite(administrator, email=" Neu@Example.org ")

    assert user.email == "neu@example.org"
    assert not user.has_usable_password()
    link = PersonalLink.objects.get(user=user)
    assert link.token_digest == hashlib.sha256(token.encode()).hexdigest()
    assert timedelta(days=13) < link.expires_at - timezone.now() <= timedelta(days=14)
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts["role"]) == ("accounts.invited", "auditor")
    assert "example.org" not in str(entry.facts)


def test_an_address_belongs_to_one_account_however_it_is_written(administrator):
    invite(administrator)

    with pytest.raises(Refused, match=r"accounts\.address-taken"):
        invite(administrator, email="NEU@example.org")

    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"email": "no address"}, "accounts.bad-address"),
        ({"name": "  "}, "accounts.no-name"),
        ({"role": "king"}, "accounts.unknown-role"),
        ({"role": Role.DEPARTMENT_EDITOR}, "accounts.department-missing"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(administrator, fields, code):
    with pytest.raises(Refused, match=code):
        invite(administrator, **fields)

    assert not acts()


def test_nobody_is_invited_into_a_dissolved_department(administrator):
    with pytest.raises(Refused, match=r"accounts\.department-dissolved"):
        invite(administrator, department=DepartmentFactory(valid_until="2021"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_keep_people(db, role):
    by, user = person(role), UserFactory()
    gone = UserFactory(is_active=False)

    for act in (
        lambda: invite(by),
        lambda: operations.issue_reset_link(by=by, user=user),
        lambda: operations.change_role(by=by, user=user, role=Role.AUDITOR, department=None),
        lambda: operations.deactivate(by=by, user=user),
        lambda: operations.reactivate(by=by, user=gone),
    ):
        with pytest.raises(Refused, match=r"accounts\.not-administrator"):
            act()
    assert not acts()


def test_a_link_sets_a_password_once(administrator):
    user, token = invite(administrator)

    operations.set_password(token=token, password=PASSWORD)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    with pytest.raises(Refused, match=r"accounts\.link-used"):
        operations.set_password(token=token, password=PASSWORD + "2")
    assert acts() == ["accounts.invited", "accounts.password_set"]
    assert JournalEntry.objects.last().actor == user


def test_an_expired_link_is_refused(administrator):
    _, token = invite(administrator)
    PersonalLink.objects.update(expires_at=timezone.now())

    with pytest.raises(Refused, match=r"accounts\.link-expired"):
        operations.set_password(token=token, password=PASSWORD)


@pytest.mark.parametrize("token", ["", "unknown", "\x00", "\udcff", "x" * 5000])
def test_an_unknown_link_is_refused(db, token):
    with pytest.raises(Refused, match=r"accounts\.link-unknown"):
        operations.set_password(token=token, password=PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "123456789012", "passwordpassword"[:8]])
def test_a_weak_password_is_refused_and_the_link_stays_usable(administrator, password):
    _, token = invite(administrator)

    with pytest.raises(Refused, match=r"accounts\.weak-password"):
        operations.set_password(token=token, password=password)

    operations.set_password(token=token, password=PASSWORD)


def test_a_newer_link_ends_the_older_one(administrator, with_password):
    user = with_password()
    old = operations.issue_reset_link(by=administrator, user=user)
    new = operations.issue_reset_link(by=administrator, user=user)

    with pytest.raises(Refused, match=r"accounts\.link-used"):
        operations.set_password(token=old, password=PASSWORD)
    operations.set_password(token=new, password="another-very-long-word")


def test_a_reset_is_valid_for_a_day_and_leaves_the_password_until_used(
    administrator, with_password
):
    user = with_password()

    operations.issue_reset_link(by=administrator, user=user)

    link = PersonalLink.objects.get()
    assert link.purpose == PersonalLink.Purpose.PASSWORD_RESET
    assert link.expires_at - timezone.now() <= timedelta(hours=24)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_never_came_in_is_invited_again(administrator):
    user, _ = invite(administrator)

    operations.issue_reset_link(by=administrator, user=user)

    assert set(PersonalLink.objects.values_list("purpose", flat=True)) == {"invitation"}


def test_a_deactivated_account_loses_password_and_links(administrator, with_password):
    user = with_password()
    token = operations.issue_reset_link(by=administrator, user=user)

    operations.deactivate(by=administrator, user=user)

    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password()) == (False, False)
    with pytest.raises(Refused, match=r"accounts\.link-unknown"):
        operations.set_password(token=token, password=PASSWORD)
    with pytest.raises(Refused, match=r"accounts\.already-inactive"):
        operations.deactivate(by=administrator, user=user)
    with pytest.raises(Refused, match=r"accounts\.inactive"):
        operations.issue_reset_link(by=administrator, user=user)


def test_a_reactivated_account_needs_a_new_link(administrator):
    user = UserFactory(is_active=False)

    operations.reactivate(by=administrator, user=user)

    user.refresh_from_db()
    assert user.is_active
    assert acts() == ["accounts.reactivated"]
    with pytest.raises(Refused, match=r"accounts\.already-active"):
        operations.reactivate(by=administrator, user=user)


def test_nobody_changes_their_own_rights(administrator):
    for act in (
        lambda: operations.deactivate(by=administrator, user=administrator),
        lambda: operations.change_role(
            by=administrator, user=administrator, role=Role.AUDITOR, department=None
        ),
    ):
        with pytest.raises(Refused, match=r"accounts\.oneself"):
            act()


def test_two_administrators_cannot_put_each_other_out(administrator):
    other = UserFactory(role=Role.ADMINISTRATOR, department=None)
    operations.deactivate(by=administrator, user=other)

    # The page of the other was loaded while both were active.
    with pytest.raises(Refused, match=r"accounts\.last-administrator"):
        operations.deactivate(by=other, user=administrator)
    with pytest.raises(Refused, match=r"accounts\.last-administrator"):
        operations.change_role(by=other, user=administrator, role=Role.AUDITOR, department=None)


def test_a_role_changes_with_what_it_was_before_in_the_journal(administrator, the_editor):
    department = DepartmentFactory()
    before = the_editor.department.abbreviation

    operations.change_role(
        by=administrator, user=the_editor, role=Role.DEPARTMENT_APPROVER, department=department
    )

    the_editor.refresh_from_db()
    assert (the_editor.role, the_editor.department) == ("department_approver", department)
    facts = JournalEntry.objects.get().facts
    assert facts["role_before"] == "department_editor"
    assert (facts["department_before"], facts["of_department"]) == (before, department.abbreviation)


def test_a_change_of_nothing_is_refused(administrator, the_editor):
    with pytest.raises(Refused, match=r"accounts\.nothing-changed"):
        operations.change_role(
            by=administrator,
            user=the_editor,
            role=the_editor.role,
            department=the_editor.department,
        )


def test_an_own_password_needs_the_current_one(with_password):
    user = with_password()

    with pytest.raises(Refused, match=r"accounts\.wrong-password"):
        operations.change_own_password(by=user, current="wrong", new="another-very-long-word")
    with pytest.raises(Refused, match=r"accounts\.weak-password"):
        operations.change_own_password(by=user, current=PASSWORD, new="kurz")
    operations.change_own_password(by=user, current=PASSWORD, new="another-very-long-word")

    user.refresh_from_db()
    assert user.check_password("another-very-long-word")
    assert acts() == ["accounts.password_changed"]


def test_the_first_administrator_is_made_once(db):
    user, token = operations.create_first_administrator(email="a@example.org", name="Ada")
    operations.set_password(token=token, password=PASSWORD)

    assert user.role == Role.ADMINISTRATOR
    assert JournalEntry.objects.first().actor is None
    with pytest.raises(Refused, match=r"accounts\.administrator-exists"):
        operations.create_first_administrator(email="b@example.org", name="Bea")
