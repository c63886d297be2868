"""Columns that the database does not know by itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from querschnitt.lib.partial_date import PartialDate


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A date known to the year, the month or the day; empty where nothing is known.

    Stored as ISO text ("2022", "2022-07", "2022-07-12"), so that it sorts and compares as text.
    """

    default_error_messages = {
        "partial-date": _("Give a year, a month or a day, such as 2022, 07.2022 or 12.07.2022.")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return str(value)
        if value:
            PartialDate.parse(value)
        return super().get_prep_value(value)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        value = super().clean(value, model_instance)
        if value:
            try:
                PartialDate.parse(str(value))
            except ValueError as error:
                raise ValidationError(
                    self.error_messages["partial-date"], code="partial-date"
                ) from error
        return value
