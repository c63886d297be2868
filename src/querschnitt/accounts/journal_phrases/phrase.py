"""What is said of one kind of act."""

from typing import NamedTuple

from django.utils.functional import Promise


class Phrase(NamedTuple):
    """How an act is called in a list, and how it reads as a sentence."""

    name: str | Promise
    sentence: str | Promise
