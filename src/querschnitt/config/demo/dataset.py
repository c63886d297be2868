"""Reading a dataset so that nothing of it is dropped silently.

Each record remembers which of its fields were taken. What was never taken is listed at the end,
by the record's id, so that a loss is always reported and never has to be guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


class Record:
    """One record of the dataset, which knows what has been taken from it."""

    def __init__(self, section: str, values: dict[str, Any]) -> None:
        self.section = section
        self.id: str = str(values.get("id", section))
        self._values = values
        self._taken: set[str] = set()

    def take(self, name: str, default: Any = "") -> Any:
        """Return the value of a field, or the default where it is missing or null; it is taken."""
        self._taken.add(name)
        value = self._values.get(name)
        return default if value is None else value

    def peek(self, name: str) -> Any:
        """Return the value of a field, or None, without taking it."""
        return self._values.get(name)

    def has(self, name: str) -> bool:
        return self._values.get(name) is not None

    @property
    def key(self) -> str:
        """The id without the prefix of its section, such as ``mwl`` of ``dep-mwl``."""
        return self.id.split("-", 1)[1]

    @property
    def is_taken(self) -> bool:
        return bool(self._taken)

    @property
    def left(self) -> list[str]:
        """Names of the fields that nobody took, in the order of the file."""
        return [name for name in self._values if name not in self._taken and name != "id"]


@dataclass(frozen=True)
class Leftovers:
    """What of the dataset was carried over, and what has no room yet."""

    carried_whole: list[str] = field(default_factory=list)
    carried_in_part: dict[str, list[str]] = field(default_factory=dict)
    not_carried: dict[str, list[str]] = field(default_factory=dict)
    """Ids by section."""

    @property
    def total(self) -> int:
        without = sum(len(ids) for ids in self.not_carried.values())
        return len(self.carried_whole) + len(self.carried_in_part) + without


class Dataset:
    """All sections of a dataset file; a section is a list of records, or a single one."""

    def __init__(self, sections: dict[str, list[Record]]) -> None:
        self._sections = sections
        self._by_id = {record.id: record for record in self}

    @classmethod
    def read(cls, path: Path) -> "Dataset":
        """Read a dataset from a YAML file.

        :raises ValueError: if the file is no dataset, with a sentence saying why
        """
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ValueError(
                f"{path} is no dataset, since it cannot be read as YAML: {error}"
            ) from error
        if not isinstance(content, dict):
            raise ValueError(f"{path} has no sections, so it is no dataset.")
        content.pop("meta", None)
        return cls({name: _records(name, value, path) for name, value in content.items()})

    def __iter__(self) -> Iterator[Record]:
        for records in self._sections.values():
            yield from records

    def section(self, name: str) -> list[Record]:
        """Return the records of a section in the order of the file; empty where there is none."""
        return self._sections.get(name, [])

    def record(self, identifier: str) -> Record:
        """Return the record with this id.

        :raises ValueError: if the dataset has none
        """
        if identifier not in self._by_id:
            raise ValueError(f"The dataset names {identifier}, which it does not have.")
        return self._by_id[identifier]

    def leftovers(self) -> Leftovers:
        """Tell what has been taken so far, and what has not."""
        found = Leftovers()
        for record in self:
            if not record.is_taken:
                found.not_carried.setdefault(record.section, []).append(record.id)
            elif record.left:
                found.carried_in_part[record.id] = record.left
            else:
                found.carried_whole.append(record.id)
        return found


def _records(section: str, value: Any, path: Path) -> list[Record]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if not isinstance(item, dict) or "id" not in item:
            raise ValueError(f"{path}: each record of {section} needs an id.")
    return [Record(section, item) for item in items]
