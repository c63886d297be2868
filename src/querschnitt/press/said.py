"""What a press release says, as plain JSON-like data: from the form to the version and back."""

from typing import TypedDict


class SaidText(TypedDict):
    """The words of a release in one language; ``body`` is sanitised HTML."""

    title: str
    subtitle: str
    lead: str
    body: str


class SaidQuotation(TypedDict):
    """Words of somebody in an office; ``appointment`` is the key of its row, or None."""

    text: dict[str, str]
    person: str
    office: str
    appointment: int | None


class SaidImage(TypedDict):
    """A picture by the digest of its bytes, with its description in each language."""

    sha256: str
    alternative: dict[str, str]
    credit: str


class SaidAttachment(TypedDict):
    """An attached file by the digest of its bytes."""

    sha256: str
    label: str


class ReleaseSaid(TypedDict):
    """All that one version of a release says.

    ``goals`` are ``framework/reference``, ``partners`` keys of entries ``register/key``,
    ``documents`` slugs of public documents, ``topics`` keys of fields of action.
    """

    languages: list[str]
    texts: dict[str, SaidText]
    place: str
    dated_on: str
    spoken_word: bool
    quotations: list[SaidQuotation]
    facts: list[dict[str, str]]
    goals: list[str]
    partners: list[str]
    documents: list[str]
    topics: list[str]
    images: list[SaidImage]
    attachments: list[SaidAttachment]
    contact: str
    source: str
