"""What stands in the way of an act of accounts.

Each function takes loaded objects, asks the database nothing, and returns the first obstacle or
None. Operations refuse on it; pages show its sentence beside the button.
"""

import hashlib
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Appointment, Department, PersonalLink, Role, User
from querschnitt.accounts.models.people import DEPARTMENT_ROLES
from querschnitt.lib.digest import digest
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle

READS_PEOPLE = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR})
RESERVED_KEYS = frozenset({"neu"})
"""Would hide a page of another meaning behind a department's address."""
KEEPS_DEPARTMENTS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})


def normal_address(email: str) -> str:
    """Return the one spelling under which an e-mail address is kept."""
    return email.strip().lower()


# -- People ----------------------------------------------------------------------------------


def obstacle_to_reading_people(by: User) -> Obstacle | None:
    if by.is_active and by.role in READS_PEOPLE:
        return None
    return Obstacle("accounts.not-your-role", _("Your role does not read the list of people."))


def obstacle_to_keeping_people(by: User) -> Obstacle | None:
    """Say why a person may not invite others or change their accounts."""
    if by.is_active and by.role == Role.ADMINISTRATOR:
        return None
    return Obstacle("accounts.not-administrator", _("Only an administrator can do this."))


def obstacle_to_naming(*, email: str, name: str, is_taken: bool) -> Obstacle | None:
    try:
        validate_email(email)
    except ValidationError:
        return Obstacle("accounts.bad-address", _("This is not an e-mail address."))
    if not name.strip():
        return Obstacle("accounts.no-name", _("A person needs a name."))
    if is_taken:
        return Obstacle("accounts.address-taken", _("There is an account with this address."))
    return None


def obstacle_to_assigning(role: str, department: Department | None) -> Obstacle | None:
    """Say why a role and a department do not go together."""
    if role not in Role.values:
        return Obstacle("accounts.unknown-role", _("There is no such role."))
    if role in DEPARTMENT_ROLES and department is None:
        return Obstacle(
            "accounts.department-missing", _("Whoever works for a department needs one.")
        )
    if department is not None and not department.is_current:
        return Obstacle(
            "accounts.department-dissolved",
            _("This department was dissolved; choose the one that succeeded it."),
        )
    return None


def obstacle_to_inviting(
    by: User, *, email: str, name: str, role: str, department: Department | None, is_taken: bool
) -> Obstacle | None:
    return (
        obstacle_to_keeping_people(by)
        or obstacle_to_naming(email=email, name=name, is_taken=is_taken)
        or obstacle_to_assigning(role, department)
    )


def obstacle_to_issuing_link(by: User, user: User) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_people(by):
        return obstacle
    if not user.is_active:
        return Obstacle("accounts.inactive", _("Reactivate the account first."))
    return None


def obstacle_to_changing_role(
    by: User, user: User, *, role: str, department: Department | None, other_administrators: int
) -> Obstacle | None:
    """:param other_administrators: how many active administrators there are beside this person"""
    if obstacle := obstacle_to_touching(by, user):
        return obstacle
    if (user.role, user.department_id) == (role, department.pk if department else None):
        return Obstacle("accounts.nothing-changed", _("The person has this role already."))
    if user.is_active and role != Role.ADMINISTRATOR:
        obstacle = _obstacle_to_losing(user, other_administrators)
    return obstacle or obstacle_to_assigning(role, department)


def obstacle_to_deactivating(by: User, user: User, *, other_administrators: int) -> Obstacle | None:
    """:param other_administrators: how many active administrators there are beside this person"""
    if obstacle := obstacle_to_touching(by, user):
        return obstacle
    if not user.is_active:
        return Obstacle("accounts.already-inactive", _("The account is deactivated already."))
    return _obstacle_to_losing(user, other_administrators)


def obstacle_to_reactivating(by: User, user: User) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_people(by):
        return obstacle
    if user.is_active:
        return Obstacle("accounts.already-active", _("The account is active."))
    return obstacle_to_assigning(user.role, user.department)


def obstacle_to_touching(by: User, user: User) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_people(by):
        return obstacle
    if by.pk == user.pk:
        return Obstacle(
            "accounts.oneself", _("Nobody changes their own rights; ask another administrator.")
        )
    return None


def _obstacle_to_losing(user: User, other_administrators: int) -> Obstacle | None:
    if user.role == Role.ADMINISTRATOR and not other_administrators:
        return Obstacle(
            "accounts.last-administrator", _("This is the last administrator; appoint one first.")
        )
    return None


# -- Passwords -------------------------------------------------------------------------------


def digest_of_token(token: str) -> str:
    """Return what is kept of the token of a personal link."""
    return hashlib.sha256(token.encode("utf-8", errors="surrogatepass")).hexdigest()


def obstacle_to_using_link(link: PersonalLink | None, *, now: datetime) -> Obstacle | None:
    if link is None or not link.user.is_active:
        return Obstacle(
            "accounts.link-unknown",
            _("This link is not valid. Please check that you copied the whole address, or ask "
              "your administrator for a new link."),
        )  # fmt: skip
    if link.used_at is not None:
        return Obstacle(
            "accounts.link-used",
            _("This link was used already, or a newer one replaced it. Sign in with your "
              "password, or ask your administrator for a new link."),
        )  # fmt: skip
    if link.expires_at <= now:
        return Obstacle(
            "accounts.link-expired",
            _("This link has expired. Please ask your administrator for a new one."),
        )
    return None


def obstacle_to_setting_password(user: User, password: str) -> Obstacle | None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return Obstacle("accounts.weak-password", " ".join(error.messages))
    return None


def obstacle_to_changing_password(by: User, *, current: str, new: str) -> Obstacle | None:
    if not by.is_active:
        return Obstacle("accounts.inactive", _("This account is deactivated."))
    if not by.check_password(current):
        return Obstacle("accounts.wrong-password", _("The current password is not right."))
    return obstacle_to_setting_password(by, new)


# -- Departments -----------------------------------------------------------------------------


def obstacle_to_keeping_departments(by: User) -> Obstacle | None:
    if by.is_active and by.role in KEEPS_DEPARTMENTS:
        return None
    return Obstacle(
        "accounts.not-keeper-of-departments",
        _("Only an administrator or a coordinator changes departments."),
    )


def obstacle_to_founding_department(
    by: User, *, key: str, name: str, abbreviation: str, valid_from: str, is_taken: bool
) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_departments(by):
        return obstacle
    if not (key.strip() and name.strip() and abbreviation.strip()):
        return Obstacle("accounts.no-name", _("A department needs a key, a name and a short one."))
    if is_taken or key in RESERVED_KEYS:
        return Obstacle("accounts.key-taken", _("There is a department with this key."))
    return obstacle_to_dates(valid_from, "")


def digest_of(department: Department) -> str:
    """Return the digest of all that ``revise_department`` may change."""
    return digest({name: getattr(department, name) for name in REVISABLE})


REVISABLE = (
    "name",
    "abbreviation",
    "abbreviation_confidence",
    "position",
    "valid_from",
    "address",
    "role_in_framework",
    "source",
    "confidence",
    "remark",
)


def obstacle_to_revising_department(
    by: User,
    department: Department,
    *,
    seen_digest: str,
    name: str,
    abbreviation: str,
    valid_from: str,
) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_departments(by):
        return obstacle
    if seen_digest != digest_of(department):
        return Obstacle(
            "accounts.stale", _("Somebody else has changed this department in the meantime.")
        )
    if not (name.strip() and abbreviation.strip()):
        return Obstacle("accounts.no-name", _("A department needs a name and a short one."))
    return obstacle_to_dates(valid_from, department.valid_until)


def obstacle_to_dissolving_department(
    by: User,
    department: Department,
    *,
    until: str,
    successors: list[Department],
    since: str,
    today: date,
) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_departments(by):
        return obstacle
    if not department.is_current:
        return Obstacle("accounts.already-dissolved", _("This department is dissolved already."))
    if not until:
        return Obstacle("accounts.no-date", _("Say when the department was dissolved."))
    if department.pk in {successor.pk for successor in successors}:
        return Obstacle("accounts.succeeds-itself", _("No department succeeds itself."))
    for day in (until, since):
        if obstacle := obstacle_to_dates(day, "", today=today):
            return obstacle
    return obstacle_to_dates(department.valid_from, until)


def obstacle_to_succeeding(by: User, department: Department) -> Obstacle | None:
    """Return why no further successor of a department can be entered."""
    if obstacle := obstacle_to_keeping_departments(by):
        return obstacle
    if department.is_current:
        return Obstacle(
            "accounts.not-dissolved",
            _("The department still exists. Its successors are entered when it is dissolved."),
        )
    return None


def obstacle_in_succession(
    department: Department, successor: Department, *, since: str, is_known: bool, today: date
) -> Obstacle | None:
    """:param is_known: whether this very succession is entered already"""
    if department.pk == successor.pk:
        return Obstacle("accounts.succeeds-itself", _("No department succeeds itself."))
    if is_known:
        return Obstacle("accounts.already-there", _("This is entered already."))
    return obstacle_to_dates(since, "", today=today)


def obstacle_to_appointing(
    by: User, *, title: str, person_name: str, held_from: str, held_until: str, is_known: bool
) -> Obstacle | None:
    """:param is_known: whether this very person is entered in this office for this very time"""
    if obstacle := obstacle_to_keeping_departments(by):
        return obstacle
    if not (title.strip() and person_name.strip()):
        return Obstacle("accounts.no-name", _("Name the office and who holds it."))
    if is_known:
        return Obstacle("accounts.already-there", _("This is entered already."))
    return obstacle_to_dates(held_from, held_until)


def obstacle_to_ending_appointment(
    by: User, appointment: Appointment, *, held_until: str, today: date
) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_departments(by):
        return obstacle
    if appointment.held_until:
        return Obstacle("accounts.already-ended", _("The end of this term of office is known."))
    if not held_until:
        return Obstacle("accounts.no-date", _("Say when the term of office ended."))
    return obstacle_to_dates(appointment.held_from, held_until) or obstacle_to_dates(
        held_until, "", today=today
    )


def obstacle_to_dates(begin: str, end: str, *, today: date | None = None) -> Obstacle | None:
    """Say why two partial dates, either of which may be empty, are no period.

    :param today: given, neither may begin after it
    """
    try:
        first, last = (PartialDate.parse(day) if day else None for day in (begin, end))
    except ValueError:
        return Obstacle("accounts.bad-date", _("Give a year, a month or a day."))
    if first and last and last.last_day < first.first_day:
        return Obstacle("accounts.ends-before-it-begins", _("The end lies before the beginning."))
    if today and any(day and day.first_day > today for day in (first, last)):
        return Obstacle("accounts.date-in-future", _("The date lies in the future."))
    return None
