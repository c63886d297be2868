"""Kinds of channels for tests: they hand over to a receiver on this machine."""

import http.client
import json
from dataclasses import dataclass, field
from math import inf

from querschnitt.press.channels.base import Accepted, Post, Rejected, Uncertain

REFUSED_BEFORE = (ConnectionRefusedError,)


@dataclass
class TrialKind:
    """As real kinds are, with nothing of its own but a receiver's port."""

    slug: str = "none"
    idempotent_for: float | None = None
    can_edit: bool = True
    can_delete: bool = True
    is_by_hand: bool = False
    port: int = 0
    timeout: float = 5.0
    position: int = 1
    label: str = "Trial"
    about: str = ""
    fields: tuple = ()
    limit: int | None = 500
    unit: str = "characters"
    most_pictures: int = 4
    is_on_by_default: bool = True
    needs_legal_basis: bool = False
    steps: tuple = ("Open it", "Paste the text")
    sent: list = field(default_factory=list)
    answers: list = field(default_factory=list)

    def count(self, text):
        return len(text)

    def compose(self, content, *, language, link, account, action="post", note=""):
        title = content["texts"][language]["title"]
        words = [title, note] if action != "post" else [title]
        return Post(text="\n".join(filter(None, words)), link=link, language=language)

    def check(self, account):
        return Accepted()

    def send(self, sending):
        self.sent.append(sending)
        if self.answers:
            answer = self.answers.pop(0)
            return answer(sending) if callable(answer) else answer
        if not self.port:
            return Accepted(str(len(self.sent)), f"https://trial.example/{len(self.sent)}")
        return self._told(sending)

    def _told(self, sending):
        told = {
            "channel": sending.account.get("name", self.slug),
            "key": sending.idempotency_key,
            "action": sending.action,
            "external_id": sending.external_id,
            "text": sending.post.text,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request("POST", "/", json.dumps(told))
            answer = connection.getresponse()
            body = answer.read()
        except REFUSED_BEFORE as error:
            return Rejected(str(error), may_retry=True)
        except (OSError, http.client.HTTPException) as error:
            return Uncertain(type(error).__name__)
        finally:
            connection.close()
        if answer.status == 200:
            name = json.loads(body)["id"]
            return Accepted(name, f"https://trial.example/{name}", {"status": 200})
        return Rejected(str(answer.status), may_retry=answer.status == 503)


class TrialPortal(TrialKind):
    """The portal, where a page always stands."""

    def send(self, sending):
        self.sent.append(sending)
        return self.answers.pop(0) if self.answers else Accepted(url=sending.post.link)


def trial_kinds(port=0):
    """Return one kind of each sort, by slug."""
    return {
        "portal": TrialPortal("portal", idempotent_for=inf, position=0, label="Portal"),
        "none": TrialKind("none", port=port),
        "key": TrialKind("key", idempotent_for=inf, port=port),
        "hour": TrialKind("hour", idempotent_for=3600, port=port),
        "fixed": TrialKind("fixed", can_edit=False, can_delete=False, port=port),
        "hand": TrialKind("hand", is_by_hand=True),
    }
