"""A server of the AT protocol: sessions, blobs, and records under names."""

from typing import Any

from querschnitt.config.demo.fake_networks.network import Account, Network, Reply, Request

LONGEST, LARGEST_BLOB = 300, 1_000_000
POSTS = "app.bsky.feed.post"
_TID = frozenset("234567abcdefghijklmnopqrstuvwxyz")


class Bluesky(Network):
    """One account on one server."""

    kind, label = "bluesky", "Bluesky"
    did, name, token = "did:plc:demonstration", "land.example.org", "session-1"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.sessions = 0

    @property
    def account(self) -> Account:
        return Account({"name": self.name, "server": self.address}, {"password": self.secret})

    def is_posting(self, request: Request) -> bool:
        return request.path.endswith(("Record",))

    def answer(self, request: Request) -> Reply:
        method = request.path.removeprefix("/xrpc/com.atproto.")
        if method == "server.createSession":
            return self._sign_in(request.json())
        if request.bearer.startswith("session-") and request.bearer != self.token:
            return _error(400, "ExpiredToken", "Token has expired")
        if request.bearer != self.token:
            return _error(401, "AuthenticationRequired", "Invalid token")
        if method == "repo.uploadBlob":
            return self._upload(request)
        told = request.json()
        if told.get("repo") != self.did or told.get("collection") != POSTS:
            return _error(400, "InvalidRequest", "Could not find repo")
        if method == "repo.putRecord":
            return self._put(told)
        if method == "repo.deleteRecord":
            if post := self.post(self._uri(told["rkey"])):
                self.delete(post)
            return Reply(200, {})
        return _error(501, "MethodNotImplemented", "Method Not Implemented")

    def _sign_in(self, told: dict[str, Any]) -> Reply:
        if (told.get("identifier"), told.get("password")) != (self.name, self.secret):
            return _error(401, "AuthenticationRequired", "Invalid identifier or password")
        self.sessions += 1
        tokens = {"accessJwt": self.token, "refreshJwt": "refresh"}
        return Reply(200, {"did": self.did, "handle": self.name, **tokens})

    def _upload(self, request: Request) -> Reply:
        if len(request.body) > LARGEST_BLOB:
            return _error(400, "BlobTooLarge", "This file is too large")
        media_type = request.headers.get("content-type", "")
        picture = self.take_picture(request.body, media_type)
        blob = {
            "$type": "blob",
            "ref": {"$link": picture.sha256},
            "mimeType": media_type,
            "size": len(request.body),
        }
        return Reply(200, {"blob": blob})

    def _put(self, told: dict[str, Any]) -> Reply:
        name, record = told.get("rkey", ""), told.get("record", {})
        text = record.get("text", "")
        if len(name) != 13 or not set(name) <= _TID:
            return _error(400, "InvalidRequest", "Invalid record key")
        if len(text) > LONGEST:
            sentence = "Invalid app.bsky.feed.post record: text must not be longer than 300"
            return _error(400, "InvalidRequest", sentence)
        uri = self._uri(name)
        shown = record.get("embed", {}).get("images", [])
        if self.post(uri) is None:
            post = self.add(text, id=uri, key=name, language=(record.get("langs") or [""])[0])
            for one in shown:
                body = self.bodies[one["image"]["ref"]["$link"]]
                picture = self.take_picture(body, one["image"]["mimeType"], one["alt"])
                post.pictures.append(picture)
        return Reply(200, {"uri": uri, "cid": f"cid-{name}", "validationStatus": "valid"})

    def _uri(self, name: str) -> str:
        return f"at://{self.did}/{POSTS}/{name}"


def _error(status: int, name: str, sentence: str) -> Reply:
    return Reply(status, {"error": name, "message": sentence})
