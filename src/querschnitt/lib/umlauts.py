"""German letters that other alphabets do not have, as Germans write them without."""

_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)


def spelled_out(text: str) -> str:
    """Return a text with umlauts and ß in two letters; all else stays."""
    return text.translate(_SPELLED)
