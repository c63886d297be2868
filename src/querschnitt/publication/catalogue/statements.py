"""RDF before it is a graph: statements that can be compared, sorted and remembered.

Every node has an address of its own, so two graphs of the same statements are the same graph.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.xml_text import writable
from querschnitt.publication.catalogue.vocabulary import RDF, XSD


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A text in a language, or a value of a kind, as it is written."""

    text: str
    language: str = ""
    kind: str = ""


Object = str | Value
"""An address, or a value."""

Statement = tuple[str, str, Object]


@dataclass(slots=True)
class Statements:
    """What is said of one or more things; nothing is said of an empty object."""

    said: set[Statement] = field(default_factory=set)

    def of(self, subject: str, kind: str) -> "About":
        """Begin to speak of a thing of a kind."""
        about = About(subject, self.said)
        about.says(f"{RDF}type", kind)
        return about

    def in_order(self) -> tuple[Statement, ...]:
        """Return all statements in an order that depends on nothing but themselves."""
        return tuple(sorted(self.said, key=_order))


@dataclass(frozen=True, slots=True)
class About:
    """One thing that statements are made about."""

    subject: str
    _said: set[Statement]

    def says(self, predicate: str, *objects: Object) -> None:
        self._said.update(
            (self.subject, predicate, _writable(one))
            for one in objects
            if (one.text if isinstance(one, Value) else one)
        )


def _writable(told: Object) -> Object:
    # One notation is XML, and all shall say the same.
    if isinstance(told, Value):
        return Value(writable(told.text), told.language, told.kind)
    return told


def _order(statement: Statement) -> tuple[str, str, bool, Value]:
    subject, predicate, told = statement
    is_address = isinstance(told, str)
    return subject, predicate, not is_address, Value(told) if isinstance(told, str) else told


def texts(by_language: Iterable[tuple[str, str]]) -> list[Value]:
    """Return one text in each of its languages."""
    return [Value(text, language) for language, text in by_language if text]


def partial_date(iso: str) -> Value:
    """Return a date as exact as it is known: a day, a month or a year; nothing is padded."""
    try:
        known = PartialDate.parse(iso)
    except ValueError:
        return Value("")
    kind = "date" if known.day else "gYearMonth" if known.month else "gYear"
    return Value(str(known), kind=f"{XSD}{kind}")
