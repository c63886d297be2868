"""What an edition of a press release says: plain data, the same for all that read it."""

from typing import NotRequired, TypedDict

from querschnitt.framework.content import Text

SCHEMA = "querschnitt/press-release/1"


class ReleaseDepartment(TypedDict):
    """A department that issues the release, the leading one first."""

    key: str
    name: str
    abbreviation: str


class ReleaseTexts(TypedDict):
    """The words in one language; ``body`` is sanitised HTML."""

    title: str
    subtitle: str
    lead: str
    body: str


class ReleaseQuotation(TypedDict):
    """Words of a person in the office held on that day."""

    text: Text
    person: str
    office: str


class ReleaseGoal(TypedDict):
    """A public goal that the release is about."""

    framework: str
    reference: str


class ReleaseImage(TypedDict):
    """A picture; its bytes are named by their digest."""

    sha256: str
    name: str
    media_type: str
    size: int
    width: int
    height: int
    alternative: Text
    credit: str


class ReleaseAttachment(TypedDict):
    """A file to take along."""

    sha256: str
    name: str
    label: str
    media_type: str
    size: int


class ReleaseContent(TypedDict):
    """A press release as it was published. ``dated_on`` may be known to the month only.

    ``reference`` is its number as people write it, such as 068/2026; empty where a release that
    was carried over has none. ``address`` is the last part of its addresses within ``year``.
    """

    schema: str
    reference: str
    number: int | None
    year: int
    address: str
    departments: list[ReleaseDepartment]
    place: str
    dated_on: str
    published_at: str
    spoken_word: bool
    languages: list[str]
    texts: dict[str, ReleaseTexts]
    quotations: list[ReleaseQuotation]
    facts: list[dict[str, str]]
    goals: list[ReleaseGoal]
    partners: list[str]
    documents: list[str]
    topics: list[str]
    images: list[ReleaseImage]
    attachments: list[ReleaseAttachment]
    contact: str
    source: str
    correction: NotRequired[str]
