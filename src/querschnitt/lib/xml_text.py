"""Text that XML can hold: some characters cannot stand in it, not even escaped."""

import re

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """Return a text with a replacement character for each that XML 1.0 does not know."""
    return _UNWRITABLE.sub("\ufffd", text)
