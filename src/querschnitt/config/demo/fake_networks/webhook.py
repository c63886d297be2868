"""A receiver of signed messages, such as a news agency runs: it acts once on each key."""

import hashlib
import hmac
import json
import time

from querschnitt.config.demo.fake_networks.network import Account, Network, Reply, Request

LONGEST_AGE = 300


class Webhook(Network):
    """One receiver."""

    kind, label = "webhook", "Webhook"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.keys: set[str] = set()

    @property
    def account(self) -> Account:
        return Account({"address": f"{self.address}/eingang"}, {"secret": self.secret})

    def is_posting(self, request: Request) -> bool:
        return request.headers.get("idempotency-key") != "ping"

    def answer(self, request: Request) -> Reply:
        if not self._is_signed(request):
            return Reply(401, {"error": "bad signature"})
        told, key = request.json(), request.headers.get("idempotency-key", "")
        if told.get("event") != "ping" and key not in self.keys:
            self.keys.add(key)
            self._act(told, key)
        return Reply(200, {"received": True})

    def _act(self, told: dict[str, object], key: str) -> None:
        release = told.get("release")
        name = f"{release['year']}/{release['address']}" if isinstance(release, dict) else key
        post = self.post(name)
        if told["event"] == "release.withdrawn":
            if post:
                self.delete(post)
        elif post:
            self.edit(post, str(told["text"]))
        else:
            self.add(str(told["text"]), id=name, key=key, language=str(told["language"]))

    def _is_signed(self, request: Request) -> bool:
        at = request.headers.get("x-querschnitt-timestamp", "")
        given = request.headers.get("x-querschnitt-signature", "")
        wanted = hmac.new(
            self.secret.encode(), at.encode() + b"." + request.body, hashlib.sha256
        ).hexdigest()
        is_fresh = at.isdecimal() and abs(time.time() - int(at)) < LONGEST_AGE
        return is_fresh and hmac.compare_digest(given, wanted) and bool(json.loads(request.body))
