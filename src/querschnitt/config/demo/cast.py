"""Who acts in the demonstration: invented people, marked as such wherever they appear."""

from dataclasses import dataclass, field

from querschnitt.accounts import operations
from querschnitt.accounts.models import Department, Role, User

PASSWORD = "demonstration-2026"  # noqa: S105 - printed at the end, for evaluation on one's own machine
HOST = "demo.example"


@dataclass
class Cast:
    """The people of the demonstration, by what they do."""

    administrator: User
    coordinators: list[User] = field(default_factory=list)
    central: dict[Role, User] = field(default_factory=dict)
    editors: dict[str, User] = field(default_factory=dict)
    approvers: dict[str, User] = field(default_factory=dict)

    @property
    def coordinator(self) -> User:
        return self.coordinators[0]

    @property
    def second_coordinator(self) -> User:
        return self.coordinators[1]

    @property
    def cabinet_office(self) -> User:
        return self.central[Role.CABINET_OFFICE]

    @property
    def press_officer(self) -> User:
        return self.central[Role.PRESS_OFFICER]


def first_administrator() -> Cast:
    """Make the first account, as the command line does on an empty installation."""
    administrator, token = operations.create_first_administrator(
        email=f"verwaltung@{HOST}", name="Demo Verwaltung", is_demonstration=True
    )
    operations.set_password(token=token, password=PASSWORD)
    return Cast(administrator)


def invite_everyone(cast: Cast, departments: list[Department]) -> None:
    """Invite the central offices, and an editor and an approver of each department."""
    centre = departments[0]
    for name, person in (
        ("koordination", "Koordination"),
        ("vertretung", "Koordination Vertretung"),
    ):
        cast.coordinators.append(_invite(cast, name, person, Role.COORDINATOR, centre))
    for name, person, role, department in (
        ("kabinett", "Kabinettsreferat", Role.CABINET_OFFICE, centre),
        ("presse", "Pressestelle", Role.PRESS_OFFICER, centre),
        ("pruefung", "Prüfung", Role.AUDITOR, None),
    ):
        cast.central[role] = _invite(cast, name, person, role, department)
    for department in departments:
        short = department.abbreviation
        cast.editors[department.key] = _invite(
            cast,
            f"{department.key}.referat",
            f"Referat {short}",
            Role.DEPARTMENT_EDITOR,
            department,
        )
        cast.approvers[department.key] = _invite(
            cast,
            f"{department.key}.leitung",
            f"Leitung {short}",
            Role.DEPARTMENT_APPROVER,
            department,
        )


def _invite(
    cast: Cast, local_part: str, name: str, role: Role, department: Department | None
) -> User:
    user, token = operations.invite(
        by=cast.administrator,
        email=f"{local_part}@{HOST}",
        name=f"Demo {name}",
        role=role,
        department=department,
        is_demonstration=True,
    )
    return operations.set_password(token=token, password=PASSWORD) or user
