"""Speaks the client interface of Matrix."""

from functools import partial
from typing import Any
from urllib.parse import quote

from querschnitt.outbox import outgoing
from querschnitt.press.channels.answering import told
from querschnitt.press.channels.base import Accepted, Account, Outcome, Sending
from querschnitt.press.channels.kind import base_of, host_of

LONGEST_REASON = 500


def send(sending: Sending) -> Outcome:
    """Send a message, replace it, or redact it."""
    account, post = sending.account, sending.post
    room = f"/_matrix/client/v3/rooms/{quote(account['room'], safe='')}"
    key = quote(sending.idempotency_key, safe="")
    earlier = quote(sending.external_id, safe="")
    if sending.action == "delete":
        return _told(
            account, f"{room}/redact/{earlier}/{key}", {"reason": post.text[:LONGEST_REASON]}
        )
    message: dict[str, Any] = {"msgtype": "m.text", "body": post.text}
    if sending.action == "edit":
        message = {
            "msgtype": "m.text",
            "body": f"* {post.text}",
            "m.new_content": message,
            "m.relates_to": {"rel_type": "m.replace", "event_id": sending.external_id},
        }
    return _told(account, f"{room}/send/m.room.message/{key}", message)


def check(account: Account) -> Outcome:
    """Ask whose account it is."""
    path = "/_matrix/client/v3/account/whoami"
    return _told(account, path, None, method="GET", name="user_id")


def _told(
    account: Account, path: str, message: Any, *, method: str = "PUT", name: str = "event_id"
) -> Outcome:
    def accepted(answer: Any) -> Accepted:
        found = answer[name]
        room = account["room"]
        url = f"https://matrix.to/#/{quote(room)}/{quote(found)}" if name == "event_id" else ""
        return Accepted(found, url)

    request = partial(
        outgoing.ask,
        method,
        base_of(account) + path,
        hosts=[host_of(account)],
        headers={"Authorization": f"Bearer {account['token']}"},
        json=message,
    )
    return told(request, accepted)
