"""What is agreed and done with a partner, as tables; the same for desk and public."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from querschnitt.lib.countries import country_name
from querschnitt.relations.appointments import period_of
from querschnitt.relations.chronicle import Related
from querschnitt.relations.models import Agreement, TwinTown
from querschnitt.ui.partial_dates import parse, spoken

PathOf = Callable[[str], str]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; ``url`` where it leads somewhere."""

    text: str
    url: str = ""
    language: str = ""
    """Of the text, where that is not the language of the page."""


@dataclass(frozen=True)
class Table:
    """A table below a heading; ``id`` names its place on the page."""

    id: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def label(self) -> str:
        """What the table is called beside the heading above it, which has its title already."""
        return ", ".join(self.columns)


def tables_of(related: Mapping[str, Sequence[Related]], path_of: PathOf) -> list[Table]:
    """Return the tables of a partner; one that has no rows is left out."""
    events = related.get("events", [])
    steering = [one for one in events if one.values.get("kind") == "steering_committee"]
    others = [one for one in events if one.values.get("kind") != "steering_committee"]
    made = [
        _meetings(steering, path_of),
        _agreements(related.get("agreements", []), path_of),
        _twinnings(related.get("twinnings", []), path_of),
        _projects(related.get("projects", []), path_of),
        _events(others, path_of),
    ]
    return [table for table in made if table.rows]


def _meetings(found: Iterable[Related], path_of: PathOf) -> Table:
    rows = [
        [_titled(one, path_of), _period(one), _written(one, "place"),
         _written(one, "results")]
        for one in found
    ]  # fmt: skip
    columns = [_("Meeting"), _("When"), _("Venue"), _("Results")]
    return Table("lenkungsausschuss", _("Meetings of the steering committee"), columns, rows)


def _agreements(found: Iterable[Related], path_of: PathOf) -> Table:
    rows = [
        [
            _titled(one, path_of),
            Cell(_label(Agreement.Kind, one.values.get("kind", ""))),
            _signed(one),
            _written(one, "signatories"),
            Cell(_day(one.values.get("runs_until")) or _("without an end that is known")),
        ]
        for one in found
    ]
    columns = [_("Agreement"), _("Kind"), _("Signed"), _("Signatories"), _("Runs until")]
    return Table("vereinbarungen", _("Agreements"), columns, rows)


def _twinnings(found: Iterable[Related], path_of: PathOf) -> Table:
    rows = [
        [
            _titled(one, path_of),
            Cell(_label(TwinTown.Kind, one.values.get("kind", ""))),
            _written(one, "own"),
            _written(one, "twin"),
            _period(one, "since", "until"),
        ]
        for one in found
    ]
    columns = [_("Twins"), _("Kind"), _("Here"), _("There"), _("Since")]
    return Table("partnerstaedte", _("Twin towns and school partnerships"), columns, rows)


def _projects(found: Iterable[Related], path_of: PathOf) -> Table:
    rows = [
        [
            _titled(one, path_of),
            _written(one, "programme"),
            Cell(_listed(*map(_country, one.values.get("countries", [])))),
            _period(one),
            _written(one, "status"),
        ]
        for one in found
    ]
    columns = [_("Project"), _("Funding programme"), _("Countries"), _("When"), _("State")]
    return Table("projekte", _("Projects"), columns, rows)


def _events(found: Iterable[Related], path_of: PathOf) -> Table:
    rows = [
        [_titled(one, path_of), _period(one), _written(one, "place"),
         _written(one, "head")]
        for one in found
    ]  # fmt: skip
    columns = [_("Event"), _("When"), _("Venue"), _("Head")]
    return Table("besuche", _("Visits and events"), columns, rows)


def _titled(one: Related, path_of: PathOf) -> Cell:
    return Cell(one.title, path_of(one.reference), one.language)


def _written(one: Related, name: str) -> Cell:
    value = one.values.get(name, "")
    text = _listed(*value) if isinstance(value, list) else str(value)
    return Cell(text, language=one.language_of_values if text else "")


def _signed(one: Related) -> Cell:
    place, day = one.values.get("place", ""), _day(one.values.get("signed_on"))
    return Cell(_listed(day, place), language=one.language_of_values if place else "")


def _period(one: Related, starts: str = "starts_on", ends: str = "ends_on") -> Cell:
    return Cell(period_of(one.values.get(starts, ""), one.values.get(ends, "")))


def _day(text: Any) -> str:
    when = parse(text) if text else None
    return spoken(when) if when else str(text or "")


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _country(code: str) -> str:
    return country_name(code, get_language() or "de")


def _listed(*texts: str) -> str:
    return ", ".join(text for text in texts if text)
