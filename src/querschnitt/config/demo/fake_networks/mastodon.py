"""Mastodon's interface: pictures first, statuses with a key that is known for an hour, edits."""

import re
import time
from typing import Any

from querschnitt.config.demo.fake_networks.multipart import fields_of
from querschnitt.config.demo.fake_networks.network import (
    Account,
    Network,
    Picture,
    Post,
    Reply,
    Request,
)

LONGEST, LINK_LENGTH, KEY_SECONDS = 500, 23, 3600
_LINK = re.compile(r"https?://\S+")


class Mastodon(Network):
    """One account on one server."""

    kind, label = "mastodon", "Mastodon"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.media: dict[str, Picture] = {}
        self.by_key: dict[str, tuple[float, Post]] = {}
        self.prepares_later = False

    @property
    def account(self) -> Account:
        return Account({"server": self.address}, {"token": self.secret})

    def is_posting(self, request: Request) -> bool:
        return request.path.startswith("/api/v1/statuses")

    def answer(self, request: Request) -> Reply:
        if request.bearer != self.secret:
            return Reply(401, {"error": "The access token is invalid"})
        match request.method, request.path.split("/")[3:]:
            case "GET", ["accounts", "verify_credentials"]:
                return Reply(200, {"id": "1", "acct": "land", "url": f"{self.address}/@land"})
            case "POST", ["media"]:
                return self._upload(request)
            case "GET", ["media", name]:
                return Reply(200, {"id": name, "url": f"{self.address}/media/{name}"})
            case "POST", ["statuses"]:
                return self._post(request)
            case "PUT", ["statuses", name]:
                return self._edit(request, name)
            case "DELETE", ["statuses", name]:
                post = self.post(name)
                if post is None:
                    return Reply(404, {"error": "Record not found"})
                self.delete(post)
                return Reply(200, self._told(post))
        return Reply(404, {"error": "Record not found"})

    def _upload(self, request: Request) -> Reply:
        fields, files = fields_of(request)
        if "file" not in files:
            return Reply(422, {"error": "Validation failed: File can't be blank"})
        name = str(len(self.media) + 1)
        media_type, body = files["file"]
        self.media[name] = self.take_picture(body, media_type, fields.get("description", ""))
        status = 202 if self.prepares_later else 200
        return Reply(status, {"id": name, "type": "image", "url": None if status == 202 else "x"})

    def _post(self, request: Request) -> Reply:
        told = request.json()
        if refusal := self._refusal(told):
            return refusal
        key = request.headers.get("idempotency-key", "")
        at, known = self.by_key.get(key, (0.0, None))
        if known and time.monotonic() - at < KEY_SECONDS:
            return Reply(200, self._told(known))
        post = self.add(
            told["status"],
            key=key,
            language=told.get("language", ""),
            reply_to=str(told.get("in_reply_to_id", "")),
            pictures=[self.media[name] for name in told.get("media_ids", [])],
        )
        if key:
            self.by_key[key] = time.monotonic(), post
        return Reply(200, self._told(post))

    def _edit(self, request: Request, name: str) -> Reply:
        told, post = request.json(), self.post(name)
        if post is None:
            return Reply(404, {"error": "Record not found"})
        if refusal := self._refusal(told):
            return refusal
        post.pictures = [self.media[one] for one in told.get("media_ids", [])]
        self.edit(post, told["status"])
        return Reply(200, self._told(post))

    def _refusal(self, told: dict[str, Any]) -> Reply | None:
        text = told.get("status", "")
        if not text:
            return Reply(422, {"error": "Validation failed: Text can't be blank"})
        if len(_LINK.sub("x" * LINK_LENGTH, text)) > LONGEST:
            sentence = f"Validation failed: Text character limit of {LONGEST} exceeded"
            return Reply(422, {"error": sentence})
        if any(name not in self.media for name in told.get("media_ids", [])):
            return Reply(422, {"error": "Validation failed: Media attachments are invalid"})
        return None

    def _told(self, post: Post) -> dict[str, Any]:
        return {
            "id": post.id,
            "url": f"{self.address}/@land/{post.id}",
            "content": f"<p>{post.text}</p>",
            "visibility": "public",
        }
