"""What a register is made of; forms, lists, workbooks, editions and pages all follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models.entries import Registered

if TYPE_CHECKING:
    from django.db import models

Label = str | Promise


@dataclass(frozen=True)
class Check:
    """A rule on the values of an entry; what it refuses is shown beside ``field``.

    ``obstacle`` is given the values as ``Said`` holds them, and asks the database nothing.
    """

    field: str
    obstacle: Callable[[Mapping[str, Any]], Obstacle | None]


@dataclass(frozen=True)
class Role:
    """In which role entries of a register name others."""

    name: str
    label: Label
    """Over the ones that are named, on the page of the one that names them."""
    of: Label
    """Over the ones that name it, on the page of the one that is named."""
    to: tuple[str, ...]
    """The registers of the ones that are named."""
    has_period: bool = False
    is_required: bool = False


@dataclass(frozen=True)
class Group:
    """Fields that stand together in the form and on the page."""

    label: Label
    fields: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Register:
    """One kind of entries: its table, what its fields are called and how they are shown.

    What a field is (a date, a choice, a small table) is told by the column of the model.
    """

    slug: str
    segment: str
    """Of its addresses, for staff and public alike."""
    model: type[Registered]
    name: Label
    one: Label
    about: Label
    groups: tuple[Group, ...]
    roles: tuple[Role, ...] = ()
    listed: tuple[str, ...] = ()
    """Fields shown as columns of its list, beside the title."""
    filters: tuple[str, ...] = ()
    """Fields with choices by which its list can be narrowed."""
    internal: frozenset[str] = frozenset()
    """Fields that never become public."""
    guarded: frozenset[str] = frozenset()
    """Further fields that inside too only those read who write the entry, and auditors."""
    translated: tuple[str, ...] = ("title", "summary")
    """Texts that can be given in further languages; empty where that makes no sense."""
    needs_department: bool = False
    """Whether an entry must name the department that answers for it."""
    checks: tuple[Check, ...] = ()
    starts: str = ""
    ends: str = ""
    """The fields with its first and last day, if it takes place at a time."""
    order: tuple[str, ...] = ("title",)
    """By which its list is ordered at first."""

    @cached_property
    def fields(self) -> dict[str, "models.Field[Any, Any]"]:
        """The columns of its own table by name, in the order of the form."""
        names = [name for group in self.groups for name in group.fields]
        own = {field.name: field for field in self.model._meta.local_fields}
        return {name: own[name] for name in names}

    @cached_property
    def public_fields(self) -> dict[str, "models.Field[Any, Any]"]:
        """The columns that go into an edition."""
        return {name: field for name, field in self.fields.items() if name not in self.internal}

    def role(self, name: str) -> Role:
        """Return the role of this name."""
        return next(role for role in self.roles if role.name == name)

    def label(self, name: str) -> str:
        """Return what a field is called."""
        return str(self.fields[name].verbose_name)
