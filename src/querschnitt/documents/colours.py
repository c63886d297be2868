"""Colours that go with the one colour of a house style."""


def mixed_with_white(colour: str, share: float) -> str:
    """Return a colour (``#rrggbb``) of which only this share is left, the rest white."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def tint(colour: str) -> str:
    """Return what goes behind header rows and notes."""
    return mixed_with_white(colour, 0.075)


def hexadecimal(colour: str) -> str:
    """Return a colour as a Word file has it."""
    return colour.removeprefix("#").upper()
