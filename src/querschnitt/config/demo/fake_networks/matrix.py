"""A home server of Matrix: each message has a name of the sender's, under which it counts once."""

from typing import Any
from urllib.parse import unquote

from querschnitt.config.demo.fake_networks.network import Account, Network, Reply, Request


class Matrix(Network):
    """One account in one room."""

    kind, label = "matrix", "Matrix"
    room = "!presse:demo.example"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.by_key: dict[str, str] = {}

    @property
    def account(self) -> Account:
        return Account({"server": self.address, "room": self.room}, {"token": self.secret})

    def is_posting(self, request: Request) -> bool:
        return request.method == "PUT"

    def answer(self, request: Request) -> Reply:
        if request.bearer != self.secret:
            return _error(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.")
        parts = [unquote(part) for part in request.path.split("/")[4:]]
        if parts == ["account", "whoami"]:
            return Reply(200, {"user_id": "@land:demo.example"})
        if parts[:1] != ["rooms"] or parts[1:2] != [self.room]:
            return _error(403, "M_FORBIDDEN", "You are not in this room.")
        key = parts[-1]
        if known := self.by_key.get(key):
            return Reply(200, {"event_id": known})
        match parts[2:]:
            case ["send", "m.room.message", _key]:
                reply = self._send(request.json(), key)
            case ["redact", name, _key]:
                reply = self._redact(name)
            case _:
                return _error(404, "M_UNRECOGNIZED", "Unrecognized request")
        if reply.status == 200:
            self.by_key[key] = reply.told["event_id"]
        return reply

    def _send(self, told: dict[str, Any], key: str) -> Reply:
        related = told.get("m.relates_to", {})
        if related.get("rel_type") == "m.replace":
            post = self.post(related["event_id"])
            if post is not None:
                self.edit(post, told["m.new_content"]["body"])
            return Reply(200, {"event_id": f"$edit-{key}"})
        post = self.add(told["body"], id=f"$event-{len(self.posts) + 1}", key=key)
        return Reply(200, {"event_id": post.id})

    def _redact(self, name: str) -> Reply:
        post = self.post(name)
        if post is None:
            return _error(404, "M_NOT_FOUND", "Could not find event")
        self.delete(post)
        return Reply(200, {"event_id": f"$redaction-{name}"})


def _error(status: int, name: str, sentence: str) -> Reply:
    return Reply(status, {"errcode": name, "error": sentence})
