"""Sends JSON with a signature over time and body, so that nobody can forge or repeat it.

The signature is HMAC-SHA-256 of ``<seconds>.<body>`` under the shared secret, in hexadecimal.
"""

import hashlib
import hmac
import json
import time
from functools import partial
from typing import Any

from querschnitt.outbox import outgoing
from querschnitt.outbox.outgoing import Answer
from querschnitt.press.channels.answering import told
from querschnitt.press.channels.base import Accepted, Account, Outcome, Sending
from querschnitt.press.channels.kind import base_of, host_of


def send(sending: Sending) -> Outcome:
    """Hand the event over; any answer of success means that the receiver has it."""
    post = sending.post
    event = {
        **post.fields,
        "id": sending.idempotency_key,
        "language": post.language,
        "text": post.text,
        "link": post.link,
    }
    return _told(sending.account, event, sending.idempotency_key)


def check(account: Account) -> Outcome:
    """Send an event that asks for nothing but an answer."""
    return _told(account, {"event": "ping", "id": "ping"}, "ping")


def _told(account: Account, event: dict[str, Any], key: str) -> Outcome:
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    at = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "X-Querschnitt-Timestamp": at,
        "X-Querschnitt-Signature": signature(account["secret"], at, body),
    }
    request = partial(
        outgoing.ask,
        "POST",
        base_of(account, "address"),
        hosts=[host_of(account, "address")],
        headers=headers,
        content=body,
    )
    return told(request, partial(_accepted, key), is_json=False)


def signature(secret: str, at: str, body: bytes) -> str:
    """Return how a body is signed at a time, in seconds since 1970."""
    return hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()


def _accepted(key: str, answer: Answer) -> Accepted:
    return Accepted(key, answer.headers.get("location", ""))
