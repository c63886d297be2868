"""The map of Europe with the partners on it, as the parts of an SVG; the same for desk and public.

The outlines are data with a source and a licence of their own, see ``geometry/README.md``.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from querschnitt.lib.countries import country_names

GEOMETRY = Path(__file__).parent / "geometry" / "europe.json"

WEST, NORTH, EAST, SOUTH = 2550, 4750, 5900, 1400
"""The frame of the map in kilometres of EPSG:3035; further north there are no partners to see."""
VIEW_BOX = f"0 0 {EAST - WEST} {NORTH - SOUTH}"

OWN_REGION = {
    "BW": "DE1", "BY": "DE2", "BE": "DE3", "BB": "DE4", "HB": "DE5", "HH": "DE6", "HE": "DE7",
    "MV": "DE8", "NI": "DE9", "NW": "DEA", "RP": "DEB", "SL": "DEC", "SN": "DED", "ST": "DEE",
    "SH": "DEF", "TH": "DEG",
}  # fmt: skip
"""The NUTS code of the government that uses this installation, by its Land."""


@dataclass(frozen=True)
class Place:
    """A partner as the map is told of it; ``codes`` are NUTS codes, as exact as one likes."""

    title: str
    url: str
    codes: Sequence[str]
    country: str = ""
    is_past: bool = False
    language: str = ""
    """In which language the title is, where that is not the language of the page."""

    @property
    def countries(self) -> str:
        """What its countries are called in the reader's language."""
        return country_names(self.country, get_language() or "de") if self.country else ""


@dataclass(frozen=True)
class Drawn:
    """A partner on the map: its outline, and where its number stands."""

    number: int
    place: Place
    outline: str
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A partner in the table beside the map; without a number it is not on the map."""

    number: int
    place: Place


@dataclass(frozen=True)
class Map:
    """Everything that the SVG and the table beside it show."""

    view_box: str
    countries: str
    own: str
    drawn: list[Drawn]
    lines: list[Line]
    licence: str


def map_of(places: Iterable[Place], land: str = "") -> Map:
    """Return the map of some partners; those without an outline stand in the table alone.

    :param land: of the government itself, as the setting has it
    """
    drawn: list[Drawn] = []
    lines: list[Line] = []
    for place in places:
        rings = _outer([ring for code in place.codes for ring in _rings(code)])
        if not rings:
            lines.append(Line(0, place))
            continue
        x, y = _middle(max(rings, key=_area))
        drawn.append(Drawn(len(drawn) + 1, place, _outline(rings), x, y))
        lines.append(Line(len(drawn), place))
    countries = [ring for rings in _geometry()["countries"].values() for ring in _read(rings)]
    return Map(
        view_box=VIEW_BOX,
        countries=_outline(countries),
        own=_outline(_rings(OWN_REGION[land]) if land in OWN_REGION else []),
        drawn=drawn,
        lines=lines,
        licence=_geometry()["licence"],
    )


Ring = list[tuple[int, int]]


@cache
def _geometry():  # type: ignore[no-untyped-def]  # JSON of our own making
    return json.loads(GEOMETRY.read_text(encoding="utf-8"))


def _rings(code: str) -> list[Ring]:
    """Return the outlines of a country, or of all regions that a code comprises."""
    if code in _geometry()["countries"]:
        return _read(_geometry()["countries"][code])
    regions = _geometry()["regions"].items()
    # A shorter code comprises its regions; a single letter or a country comprises no region alone.
    return [
        ring
        for region, rings in regions
        if len(code) > len("DE") and region.startswith(code)
        for ring in _read(rings)
    ]


def _outer(rings: list[Ring]) -> list[Ring]:
    """Leave out what lies within another outline, such as a capital in the region around it."""
    return [
        ring
        for ring in rings
        if not any(all(_is_within(point, other) for point in ring) for other in rings
                   if other is not ring)
    ]  # fmt: skip


def _is_within(point: tuple[int, int], ring: Ring) -> bool:
    """Tell whether a point lies within an outline: a ray from it crosses it an odd number."""
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed += 1
    return crossed % 2 == 1


def _read(rings: Iterable[str]) -> list[Ring]:
    found = []
    for ring in rings:
        numbers = [int(number) for number in ring.split()]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        found.append([(x - WEST, NORTH - y) for x, y in pairs])
    return found


def _outline(rings: Iterable[Ring]) -> str:
    """Return the path of rings, each told from its first point on."""
    return "".join(
        "M" + " ".join(f"{x},{y}" for x, y in ring[:1])
        + "L" + " ".join(f"{x},{y}" for x, y in ring[1:]) + "Z"
        for ring in rings
    )  # fmt: skip


def _middle(ring: Ring) -> tuple[int, int]:
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


def _area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
