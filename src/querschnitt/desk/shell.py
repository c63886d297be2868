"""What surrounds every page of the desk: who works here, and where they can go."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.accounts.rules import obstacle_to_reading_people
from querschnitt.press.standing_notices import standing_notices

EVERYONE = frozenset(Role)
GOVERNMENT = EVERYONE - {Role.ADMINISTRATOR}
PUBLISHING = frozenset({Role.COORDINATOR, Role.CABINET_OFFICE, Role.PRESS_OFFICER, Role.AUDITOR})

PRESS = "/desk/presse/"

# Pages of a part whose address does not begin with that of its first page.
FURTHER = {"coordination:cabinet_home": "/desk/beschlossen/"}


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Account:
    """Whose page this is."""

    key: int
    name: str
    department: str


def shell(request: HttpRequest) -> dict[str, object]:
    """Give every page of the desk its navigation; other pages must not ask who reads them."""
    if not request.path.startswith("/desk/") or not hasattr(request, "user"):
        return {}
    user = request.user
    if not isinstance(user, User):
        return {}
    return {
        "navigation": navigation(user, path=request.path),
        "account": Account(user.pk, user.name, str(user.department or "")),
        "account_url": reverse("accounts:own_account"),
        "sign_out_url": reverse("accounts:sign_out"),
        "desk_url": reverse("desk:home"),
        "notices": standing_notices(user) if request.path.startswith(PRESS) else [],
    }


def navigation(user: User, *, path: str) -> list[Entry]:
    """Return the parts of the desk that a person may use."""
    home = reverse("desk:home")
    entries = [Entry(_("Start"), home, path == home)]
    for label, name, roles in _parts():
        if user.role in roles and not (
            name == "accounts:people" and obstacle_to_reading_people(user)
        ):
            url = reverse(name)
            is_current = path.startswith((url, FURTHER.get(name, url)))
            entries.append(Entry(label, url, is_current))
    return entries


def _parts() -> list[tuple[str, str, frozenset[Role]]]:
    return [
        (_("Frameworks"), "framework:frameworks", GOVERNMENT),
        (_("Rounds"), "coordination:rounds", GOVERNMENT),
        (_("Cabinet"), "coordination:cabinet_home", GOVERNMENT),
        (_("Relations"), "relations:hub", EVERYONE),
        (_("Publication"), "publication:editions", PUBLISHING),
        (_("Press"), "press:hub", EVERYONE),
        (_("Departments"), "accounts:departments", EVERYONE),
        (_("People"), "accounts:people", EVERYONE),
        (_("Journal"), "accounts:journal", EVERYONE),
    ]
