"""Many rows in one statement, where a model's instance for each would cost more than the rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows, inside an act; every column without a default in the database is named.

    Values are those of the database: keys, texts, numbers, and instants from ``instant``.
    """
    fields: dict[str, models.Field[Any, Any]] = {f.name: f for f in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    columns = [quote(str(fields[name].column)) for name in names]
    into = f"{quote(model._meta.db_table)} ({', '.join(columns)})"
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        # Names come from the models, values are passed beside the statement.
        cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608


def instant(moment: datetime) -> Any:
    """Return an instant as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)
