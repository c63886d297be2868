"""The acts on people, their roles and their passwords."""

import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.accounts import journal, rules
from querschnitt.accounts.models import Department, PersonalLink, Role, User
from querschnitt.accounts.operations.links import mail_link
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if

LIFETIME = {
    PersonalLink.Purpose.INVITATION: timedelta(days=14),
    PersonalLink.Purpose.PASSWORD_RESET: timedelta(hours=24),
}
RESET_LIFETIME = LIFETIME[PersonalLink.Purpose.PASSWORD_RESET]
BETWEEN_LINKS = timedelta(hours=1)


@journal.act
def invite(
    *,
    by: User,
    email: str,
    name: str,
    role: str,
    department: Department | None = None,
    is_demonstration: bool = False,
) -> tuple[User, str]:
    """Create an account and return it with the token of its invitation, which is kept nowhere.

    :raises Refused: if ``rules.obstacle_to_inviting`` finds an obstacle
    """
    email = rules.normal_address(email)
    refuse_if(
        rules.obstacle_to_inviting(
            by,
            email=email,
            name=name,
            role=role,
            department=department,
            is_taken=User.objects.filter(email__iexact=email).exists(),
        )
    )
    user = _new_user(email, name, role, department, is_demonstration=is_demonstration)
    token = _new_link(user, PersonalLink.Purpose.INVITATION)
    mail_link(user, token, PersonalLink.Purpose.INVITATION)
    journal.record("accounts.invited", actor=by, subject=user, **_position(user))
    return user, token


@journal.act
def create_first_administrator(
    *, email: str, name: str, is_demonstration: bool = False
) -> tuple[User, str]:
    """Create the account with which a new installation begins, and the token of its invitation.

    :raises Refused: ``accounts.administrator-exists``, or an unusable address or name
    """
    email = rules.normal_address(email)
    if User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        raise Refused(
            Obstacle("accounts.administrator-exists", _("There is an administrator already."))
        )
    is_taken = User.objects.filter(email__iexact=email).exists()
    refuse_if(rules.obstacle_to_naming(email=email, name=name, is_taken=is_taken))
    user = _new_user(email, name, Role.ADMINISTRATOR, None, is_demonstration=is_demonstration)
    token = _new_link(user, PersonalLink.Purpose.INVITATION)
    journal.record("accounts.invited", actor=None, subject=user, **_position(user))
    return user, token


@journal.act
def issue_reset_link(*, by: User, user: User) -> str:
    """Return the token of a new personal link; earlier ones of this person end.

    The person's sessions go on until the link is used.

    :raises Refused: if ``rules.obstacle_to_issuing_link`` finds an obstacle
    """
    user = _fresh(user)
    refuse_if(rules.obstacle_to_issuing_link(by, user))
    is_new = user.last_login is None and not user.has_usable_password()
    purpose = PersonalLink.Purpose.INVITATION if is_new else PersonalLink.Purpose.PASSWORD_RESET
    _end_links(user)
    token = _new_link(user, purpose)
    mail_link(user, token, purpose)
    journal.record("accounts.reset_link_issued", actor=by, subject=user, purpose=str(purpose))
    return token


@journal.act
def mail_reset_link(*, email: str) -> User | None:
    """Mail a personal link to whoever asks for one, if there is an account that can use it.

    Once an hour and account: nobody can flood another person's mailbox, or end their link at once.
    """
    user: User | None = User.objects.filter(
        email__iexact=rules.normal_address(email), is_active=True
    ).first()
    recent = timezone.now() - BETWEEN_LINKS
    links = PersonalLink.objects.filter(user=user, expires_at__gt=recent + RESET_LIFETIME)
    if user is None or links.filter(purpose=PersonalLink.Purpose.PASSWORD_RESET).exists():
        return None
    _end_links(user)
    token = _new_link(user, PersonalLink.Purpose.PASSWORD_RESET)
    mail_link(user, token, PersonalLink.Purpose.PASSWORD_RESET)
    journal.record("accounts.reset_link_asked_for", actor=None, subject=user)
    return user


@journal.act
def set_password(*, token: str, password: str) -> User:
    """Set a password by a personal link, once; all sessions of the person end.

    :raises Refused: if the link cannot be used, or the password is weak
    """
    link = (
        PersonalLink.objects.select_related("user", "user__department")
        .filter(token_digest=rules.digest_of_token(token))
        .first()
    )
    obstacle = rules.obstacle_to_using_link(link, now=timezone.now())
    if obstacle or link is None:
        raise Refused(obstacle or Obstacle("accounts.link-unknown", ""))
    refuse_if(rules.obstacle_to_setting_password(link.user, password))
    user = link.user
    user.set_password(password)
    user.save(update_fields=["password"])
    _end_links(user)
    journal.record("accounts.password_set", actor=user, subject=user, purpose=link.purpose)
    return user


@journal.act
def change_own_password(*, by: User, current: str, new: str) -> User:
    """Change one's own password; all other sessions of the person end.

    :raises Refused: if ``rules.obstacle_to_changing_password`` finds an obstacle
    """
    user = _fresh(by)
    refuse_if(rules.obstacle_to_changing_password(user, current=current, new=new))
    user.set_password(new)
    user.save(update_fields=["password"])
    _end_links(user)
    journal.record("accounts.password_changed", actor=user, subject=user)
    return user


@journal.act
def change_role(*, by: User, user: User, role: str, department: Department | None) -> User:
    """Give a person another role or department, from their next request on.

    :raises Refused: if ``rules.obstacle_to_changing_role`` finds an obstacle
    """
    user = _fresh(user)
    refuse_if(
        rules.obstacle_to_changing_role(
            by,
            user,
            role=role,
            department=department,
            other_administrators=other_administrators(user),
        )
    )
    before = _position(user)
    user.role, user.department = role, department
    user.save(update_fields=["role", "department"])
    journal.record(
        "accounts.role_changed",
        actor=by,
        subject=user,
        **_position(user),
        role_before=before["role"],
        department_before=before["of_department"],
    )
    return user


@journal.act
def deactivate(*, by: User, user: User) -> User:
    """End a person's account, its sessions, links and password; what they did stays theirs.

    :raises Refused: if ``rules.obstacle_to_deactivating`` finds an obstacle
    """
    user = _fresh(user)
    others = other_administrators(user)
    refuse_if(rules.obstacle_to_deactivating(by, user, other_administrators=others))
    user.is_active = False
    # Sessions hang on the password: a later reactivation must not wake up old ones.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    _end_links(user)
    journal.record("accounts.deactivated", actor=by, subject=user)
    return user


@journal.act
def reactivate(*, by: User, user: User) -> User:
    """Open a person's account again; they need a new personal link to set a password.

    :raises Refused: if ``rules.obstacle_to_reactivating`` finds an obstacle
    """
    user = _fresh(user)
    refuse_if(rules.obstacle_to_reactivating(by, user))
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.record("accounts.reactivated", actor=by, subject=user)
    return user


def other_administrators(user: User) -> int:
    """Count the active administrators beside this person."""
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    return int(others.count())


def _fresh(user: User) -> User:
    """Return the person as the database knows them now, since a page may have loaded an old row."""
    fresh: User = User.objects.select_related("department").get(pk=user.pk)
    return fresh


def _position(user: User) -> dict[str, str | None]:
    department = user.department.abbreviation if user.department else None
    return {"role": str(user.role), "of_department": department}


def _new_user(
    email: str,
    name: str,
    role: str,
    department: Department | None,
    *,
    is_demonstration: bool = False,
) -> User:
    user = User(
        email=email,
        name=name.strip(),
        role=role,
        department=department,
        is_demonstration=is_demonstration,
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def _new_link(user: User, purpose: PersonalLink.Purpose) -> str:
    token = secrets.token_urlsafe(32)
    PersonalLink.objects.create(
        user=user,
        purpose=purpose,
        token_digest=rules.digest_of_token(token),
        expires_at=timezone.now() + LIFETIME[purpose],
    )
    return token


def _end_links(user: User) -> None:
    PersonalLink.objects.filter(user=user, used_at=None).update(used_at=timezone.now())
