"""A place of the desk that tests go to."""

from typing import NamedTuple

DAY = "31.05.2022"


class Place(NamedTuple):
    """An address, what is sent there (None where nothing can be), and what is asked of it."""

    path: str
    data: dict | None = None
    query: str = ""
