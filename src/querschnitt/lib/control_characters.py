"""Characters that nobody types: they hide text from a reader or break a file made from it."""

import unicodedata

_ALLOWED = frozenset("\t\n\r")
_CATEGORIES = frozenset({"Cc", "Cs"})
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_CHARACTERS = frozenset("\ufffe\uffff")


def holds_control_characters(text: str) -> bool:
    """Return whether a text holds a character that cannot be seen and has no place in a text."""
    return any(
        character not in _ALLOWED
        and (
            unicodedata.category(character) in _CATEGORIES
            or character in _BIDIRECTIONAL
            or character in _NO_CHARACTERS
        )
        for character in text
    )
