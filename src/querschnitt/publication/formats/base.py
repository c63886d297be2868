"""What a format is: one way to write an edition down, from its content alone."""

from collections.abc import Callable
from dataclasses import dataclass

from querschnitt.publication.content import EditionContent


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an edition down.

    ``render`` takes the content and a language and gives the same bytes for the same content.
    """

    slug: str
    label: str
    media_type: str
    suffix: str
    is_in_one_language: bool
    render: Callable[[EditionContent, str], bytes]
