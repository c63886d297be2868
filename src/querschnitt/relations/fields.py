"""Columns of the registers that the database does not know by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import models
from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the small tables that an entry holds, such as who was its counterpart when."""

    name: str
    label: Label
    kind: Literal["text", "date", "amount"] = "text"
    """``date`` is a partial date in ISO form, ``amount`` a sum in euros without cents."""
    is_required: bool = False
    is_internal: bool = False
    """Never shown to the public."""


class RowsField(models.JSONField):
    """A small table: a list of rows, each a mapping from the names of columns to texts.

    What stands in it is cleaned by the form that the registers make of the columns; empty cells
    are left out.
    """

    def __init__(self, *, columns: Sequence[Column] = (), **kwargs: Any) -> None:
        self.columns = tuple(columns)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        # Which columns there are is no matter of the database.
        return super().deconstruct()


class LinesField(models.JSONField):
    """Several short texts, one a line, such as fields of cooperation."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)
