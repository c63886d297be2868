"""What a format is: one way to write an edition down, from its content alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.publication.content import EditionContent
from querschnitt.publication.release_content import ReleaseContent
from querschnitt.relations.content import RelationsContent


@dataclass(frozen=True, slots=True)
class Part:
    """What of an edition is written: all of it, one goal, or what concerns one department."""

    kind: Literal["whole", "goal", "department"] = "whole"
    key: str = ""


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a format is given to write: an edition's content and the little around it.

    ``document`` and ``number`` are of the edition, ``published_on`` the ISO day since which it is
    public. ``base_url`` is the portal's, without a slash at its end; all of these may be empty.
    """

    content: EditionContent
    language: str
    part: Part = WHOLE
    document: str = ""
    number: int = 0
    published_on: str = ""
    base_url: str = ""
    style: HouseStyle = PLAIN


@dataclass(frozen=True, slots=True)
class RelationsManuscript:
    """The same of an edition of relations, which is written as a whole only."""

    content: RelationsContent
    language: str
    part: Part = WHOLE
    document: str = ""
    number: int = 0
    published_on: str = ""
    base_url: str = ""
    style: HouseStyle = PLAIN


@dataclass(frozen=True, slots=True)
class ReleaseManuscript:
    """The same of a press release; ``corrections`` are days with what was corrected, late first."""

    content: ReleaseContent
    language: str
    part: Part = WHOLE
    document: str = ""
    number: int = 0
    published_on: str = ""
    base_url: str = ""
    style: HouseStyle = PLAIN
    corrections: tuple[tuple[str, str], ...] = ()


AnyManuscript = Manuscript | RelationsManuscript | ReleaseManuscript


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an edition down.

    ``render`` gives the same bytes for the same manuscript. A format that writes parts is for
    reading: it writes what ``compose`` gives, of one goal or one department's share as well as of
    the whole. ``render_many`` gives the same as ``render``, where many at once cost less. What they
    are given is a ``Manuscript``, or that of relations or of a release for a format of these.
    """

    slug: str
    label: str
    media_type: str
    suffix: str
    is_in_one_language: bool
    render: Callable[[Any], bytes]
    writes_parts: bool = False
    render_many: Callable[[Iterable[Any]], Iterator[bytes]] | None = None
