"""Version 2 of X's interface: signed requests, no edits, and no text twice."""

import base64
import hashlib
import hmac
import re
from typing import Any
from urllib.parse import quote, unquote

from querschnitt.config.demo.fake_networks.network import Account, Network, Reply, Request

LONGEST, LINK_LENGTH = 280, 23
_LINK = re.compile(r"https?://\S+")
_FIELD = re.compile(r'(\w+)="([^"]*)"')


class X(Network):
    """One account."""

    kind, label = "x", "X"
    key, token = "trial-key", "trial-token"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.nonces: set[str] = set()

    @property
    def account(self) -> Account:
        secrets = {
            "key": self.key,
            "key_secret": f"{self.secret}-1",
            "token": self.token,
            "token_secret": f"{self.secret}-2",
        }
        return Account({"name": "landesregierung", "server": self.address}, secrets)

    def is_posting(self, request: Request) -> bool:
        return request.path.startswith("/2/tweets")

    def answer(self, request: Request) -> Reply:
        if not self._is_signed(request):
            return _problem(401, "Unauthorized", "Unauthorized")
        match request.method, request.path.split("/")[2:]:
            case "GET", ["users", "me"]:
                return Reply(200, {"data": {"id": "7", "username": "landesregierung"}})
            case "POST", ["tweets"]:
                return self._post(request.json())
            case "DELETE", ["tweets", name]:
                post = self.post(name)
                if post is not None:
                    self.delete(post)
                return Reply(200, {"data": {"deleted": True}})
        return _problem(404, "Not Found", "Not Found")

    def _post(self, told: dict[str, Any]) -> Reply:
        text = told.get("text", "")
        if weight(text) > LONGEST:
            sentence = "Your Tweet text is too long. You are not allowed to create a Tweet."
            return _problem(403, "Forbidden", sentence)
        if any(post.text == text for post in self.standing):
            sentence = "You are not allowed to create a Tweet with duplicate content."
            return _problem(403, "Forbidden", sentence)
        replied = told.get("reply", {}).get("in_reply_to_tweet_id", "")
        post = self.add(text, reply_to=replied)
        return Reply(201, {"data": {"id": post.id, "text": text}})

    def _is_signed(self, request: Request) -> bool:
        """Check the signature as RFC 5849 describes it, and that it is not a repetition."""
        told = {name: unquote(value) for name, value in
                _FIELD.findall(request.headers.get("authorization", ""))}  # fmt: skip
        given, nonce = told.pop("oauth_signature", ""), told.get("oauth_nonce", "")
        listed = "&".join(f"{_coded(k)}={_coded(v)}" for k, v in sorted(told.items()))
        base = f"{request.method}&{_coded(request.url)}&{_coded(listed)}"
        secrets = self.account.secrets
        key = f"{_coded(secrets['key_secret'])}&{_coded(secrets['token_secret'])}"
        wanted = base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest())
        is_new = bool(nonce) and nonce not in self.nonces
        self.nonces.add(nonce)
        known = (told.get("oauth_consumer_key"), told.get("oauth_token"))
        is_right = hmac.compare_digest(given.encode(), wanted)
        return is_right and is_new and known == (self.key, self.token)


def weight(text: str) -> int:
    """Return how long a post is for the network."""
    rest = _LINK.sub("", text)
    light = sum(1 if ord(c) < 0x1100 or 0x2000 <= ord(c) <= 0x2037 else 2 for c in rest)
    return light + LINK_LENGTH * len(_LINK.findall(text))


def _coded(text: str) -> str:
    return quote(text, safe="-._~")


def _problem(status: int, title: str, sentence: str) -> Reply:
    return Reply(
        status, {"title": title, "status": status, "detail": sentence, "type": "about:blank"}
    )
