"""Make the outlines of the map of partners from geometry that Eurostat publishes.

    python tools/europe_map.py nutsrg_0.json nutsrg_2.json

Both files are GeoJSON at the scale of 1:60 million in the projection EPSG:3035, of NUTS 2021, from
the repository eurostat/Nuts2json (``pub/v2/2021/3035/60M/``). The first holds the countries, the
second the regions; of these only ``REGIONS`` are kept. A government with other partners adds
theirs to that list and runs this again. What was done to the data stands in
``src/querschnitt/relations/geometry/README.md``.
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/querschnitt/relations/geometry/europe.json"

COUNTRIES = (
    "AL", "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU",
    "IE", "IT", "LI", "LT", "LU", "LV", "ME", "MK", "NL", "NO", "PL", "PT", "RO", "RS", "SE",
    "SI", "SK", "UK",
)  # fmt: skip
REGIONS = ("DEE0", "ES52", "FRB0", "PL61", "PL62", "PL91", "PL92")

FRAME = (2500, 1400, 6000, 5450)
"""West, south, east and north in kilometres; rings that lie outside are left out."""
SMALLEST = 1500
"""Square kilometres of an island that is still drawn; of a country the largest part always is."""
NEAREST = 3
"""Kilometres between two points of an outline."""

Ring = list[tuple[int, int]]


def main() -> None:
    countries, regions = (json.loads(Path(name).read_text()) for name in sys.argv[1:3])
    made = {
        "source": "Eurostat, GISCO: NUTS 2021, 1:60 million, EPSG:3035, in kilometres",
        "licence": "© EuroGeographics bezüglich der Verwaltungsgrenzen",
        "countries": _outlines(countries, COUNTRIES),
        "regions": _outlines(regions, REGIONS),
    }
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


def _outlines(collection: dict, wanted: tuple[str, ...]) -> dict[str, list[str]]:
    found = {feature["properties"]["id"]: feature["geometry"] for feature in collection["features"]}
    missing = set(wanted) - found.keys()
    if missing:
        sys.exit(f"not in the file: {', '.join(sorted(missing))}")
    return {key: [_written(ring) for ring in _rings(found[key])] for key in wanted}


def _rings(geometry: dict) -> list[Ring]:
    """Return the outer rings, the largest first; a hole is another region and drawn over it."""
    parts = geometry["coordinates"]
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    rings = sorted((_thinned(polygon[0]) for polygon in polygons), key=_area, reverse=True)
    return [
        ring
        for number, ring in enumerate(rings)
        if _is_inside(ring) and (number == 0 or _area(ring) >= SMALLEST)
    ]


def _thinned(points: list[list[float]]) -> Ring:
    ring: Ring = []
    for x, y in points:
        point = int(x // 1000), int(y // 1000)
        if not ring or max(abs(point[0] - ring[-1][0]), abs(point[1] - ring[-1][1])) >= NEAREST:
            ring.append(point)
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def _area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _is_inside(ring: Ring) -> bool:
    west, south, east, north = FRAME
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def _written(ring: Ring) -> str:
    return " ".join(f"{x} {y}" for x, y in ring)


if __name__ == "__main__":
    main()
