"""What a kind of channel is: how it words a release, and how it hands it over.

A kind composes a ``Post`` from public content alone, asks nobody for it, and gives the same post
for the same content. The post is kept with its delivery; what was previewed is what is sent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

from querschnitt.publication.release_content import ReleaseContent

Action = Literal["post", "edit", "correct", "delete"]
Account = Mapping[str, str]
"""What an account says of itself, secrets among it; only ``send`` and its like get those."""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture of a post, by the digest of its bytes, with its description."""

    sha256: str
    media_type: str
    alternative: str


def name_of_file(picture: Media) -> str:
    """Return a name for a picture as a file, for networks that go by its ending."""
    return f"{picture.sha256[:12]}.{picture.media_type.rpartition('/')[2]}"


@dataclass(frozen=True, slots=True)
class Post:
    """What a channel is told, to the letter.

    ``text`` is what people read; ``markup`` the same where the network takes a markup of its own.
    ``fields`` holds what only this kind knows. ``notes`` tell the writer what was shortened or
    left out. ``length`` is counted as the network counts, out of ``limit``.
    """

    text: str
    link: str
    language: str
    markup: str = ""
    media: tuple[Media, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    length: int = 0
    limit: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept with its delivery."""
        told = asdict(self)
        return {**told, "media": list(told["media"]), "notes": list(told["notes"])}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Post":
        """Return what was kept."""
        media = tuple(Media(**one) for one in kept.get("media", ()))
        return cls(**{**kept, "media": media, "notes": tuple(kept.get("notes", ()))})


@dataclass(frozen=True, slots=True)
class Accepted:
    """The channel has it."""

    external_id: str = ""
    url: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """The channel certainly does not have it; trying again makes sense only if ``may_retry``.

    :param retry_after: seconds that the channel asked to wait
    """

    reason: str
    may_retry: bool
    retry_after: float | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Nobody knows whether the channel has it; a person looks, with this evidence."""

    reason: str
    evidence: dict[str, Any] = field(default_factory=dict)


Outcome = Accepted | Rejected | Uncertain


@dataclass(frozen=True, slots=True)
class AccountField:
    """A value that an account of this kind has, as the desk asks for it."""

    name: str
    label: Any
    help_text: Any = ""
    is_secret: bool = False
    is_required: bool = True
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """One handing-over: what, as whom, and under which key.

    ``body_of`` gives the bytes of a picture. ``external_id`` names the earlier post that is edited
    or deleted, or to which a correction belongs.
    """

    post: Post
    account: Account
    idempotency_key: str
    action: Action = "post"
    external_id: str = ""
    url: str = ""
    body_of: Callable[[str], bytes] = lambda _sha256: b""


class ChannelKind(Protocol):
    """One kind of channel. What it cannot do, it says beforehand."""

    slug: str
    position: int
    label: Any
    about: Any
    fields: Sequence[AccountField]
    limit: int | None
    unit: Any
    most_pictures: int
    largest_picture: int | None
    """Bytes; a larger picture stays away, and the preview says so."""
    can_edit: bool
    can_delete: bool
    idempotent_for: float | None
    """Seconds for which a repetition under the same key is recognised; ``inf``: for ever."""
    is_on_by_default: bool
    needs_legal_basis: bool
    is_by_hand: bool
    steps: Sequence[Any]
    """What a person does where there is no official way to post."""

    def count(self, text: str) -> int:
        """Return how long a text is, as this network counts."""
        ...

    def compose(
        self,
        content: ReleaseContent,
        *,
        language: str,
        link: str,
        account: Account,
        action: Action = "post",
        note: str = "",
    ) -> Post:
        """Return what this channel is told of a release.

        :param note: what was corrected, or why it was withdrawn
        """
        ...

    def send(self, sending: Sending) -> Outcome:
        """Hand a post over, or edit or delete an earlier one."""
        ...

    def check(self, account: Account) -> Outcome:
        """Ask whether the account can be used; posts nothing."""
        ...
