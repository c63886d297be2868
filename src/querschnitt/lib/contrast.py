"""How well a colour can be told from another one, as WCAG 2 measures it."""

import re

_COLOUR = re.compile(r"#[0-9a-f]{6}")
# What text of ordinary size needs (WCAG 2.2, success criterion 1.4.3).
LEGIBLE = 4.5


def is_colour(text: str) -> bool:
    """Return whether a text is a colour as ``#rrggbb``, in small letters."""
    return bool(_COLOUR.fullmatch(text))


def contrast(colour: str, other: str = "#ffffff") -> float:
    """Return the contrast of two colours (``#rrggbb``), from 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
