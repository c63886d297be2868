"""What all of these networks have in common: accounts, posts, and an answer to each request."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from threading import RLock
from typing import Any, ClassVar


@dataclass(frozen=True)
class Account:
    """What a channel of the kind is set up with; ``secrets`` are those that it keeps encrypted."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str]

    @property
    def whole(self) -> dict[str, str]:
        """All of it, as a client gets it."""
        return {**self.settings, **self.secrets}


@dataclass(frozen=True)
class Request:
    """One request, its path without the part that names the network."""

    method: str
    url: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def bearer(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    def json(self) -> dict[str, Any]:
        """Return the body; empty if it is none."""
        try:
            told = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


@dataclass(frozen=True)
class Reply:
    """One answer; ``told`` becomes JSON."""

    status: int = 200
    told: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None

    def as_bytes(self) -> bytes:
        return json.dumps(self.told).encode() if self.body is None else self.body


@dataclass
class Picture:
    """A picture of a post, by the digest of what arrived."""

    sha256: str
    media_type: str
    alternative: str = ""


@dataclass
class Post:
    """What readers of the network see."""

    id: str
    text: str
    key: str = ""
    language: str = ""
    reply_to: str = ""
    pictures: list[Picture] = field(default_factory=list)
    edits: int = 0
    is_deleted: bool = False


class Network:
    """One network with one account; a subclass speaks its language."""

    kind: ClassVar[str]
    label: ClassVar[str]
    secret: ClassVar[str] = "trial-secret"  # noqa: S105 - opens nothing but this demonstration

    def __init__(self, address: str) -> None:
        self.address = address
        self.posts: list[Post] = []
        self.requests = 0
        self.bodies: dict[str, bytes] = {}
        self.lock = RLock()
        self.on_change: Callable[[], None] = lambda: None

    @property
    def account(self) -> Account:
        raise NotImplementedError

    def answer(self, request: Request) -> Reply:
        """Do what is asked, if it may be."""
        raise NotImplementedError

    def is_posting(self, request: Request) -> bool:
        """Tell whether a request posts, edits or deletes; only such ones fail on demand."""
        raise NotImplementedError

    @property
    def standing(self) -> list[Post]:
        """What readers see now."""
        return [post for post in self.posts if not post.is_deleted]

    def add(self, text: str, **more: Any) -> Post:
        """Take a post in under the next number."""
        post = Post(id=str(more.pop("id", len(self.posts) + 101)), text=text, **more)
        self.posts.append(post)
        self.on_change()
        return post

    def post(self, name: str) -> Post | None:
        """Return what stands there under a name."""
        return next((one for one in self.standing if one.id == name), None)

    def edit(self, post: Post, text: str) -> None:
        """Replace what a post says."""
        post.text = text
        post.edits += 1
        self.on_change()

    def delete(self, post: Post) -> None:
        """Take a post down."""
        post.is_deleted = True
        self.on_change()

    def take_picture(self, body: bytes, media_type: str, alternative: str = "") -> Picture:
        """Keep the bytes of a picture."""
        sha256 = hashlib.sha256(body).hexdigest()
        self.bodies[sha256] = body
        return Picture(sha256, media_type, alternative)

    def as_json(self) -> list[dict[str, Any]]:
        """Return all posts, to be kept in a file."""
        return [asdict(post) for post in self.posts]

    def load(self, kept: list[dict[str, Any]]) -> None:
        """Go on from what was kept; the bytes of pictures are not."""
        for one in kept:
            pictures = [Picture(**picture) for picture in one.pop("pictures")]
            self.posts.append(Post(**one, pictures=pictures))
