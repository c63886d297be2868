"""Speaks the AT protocol: signs in, then puts a record under a name made of our key."""

import hashlib
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from django.utils import timezone

from querschnitt.outbox import outgoing
from querschnitt.press.channels.answering import told
from querschnitt.press.channels.base import (
    Accepted,
    Account,
    Media,
    Outcome,
    Rejected,
    Sending,
    Uncertain,
)
from querschnitt.press.channels.counting import LINK
from querschnitt.press.channels.kind import base_of, host_of

SERVER = "https://bsky.social"
POSTS = "app.bsky.feed.post"
KEEP_SESSION = 3600.0
"""Seconds; the network gives out few sessions a day, each of which lasts two hours."""
_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"

_sessions: dict[tuple[str, ...], tuple[float, Accepted]] = {}
_lock = Lock()


def send(sending: Sending) -> Outcome:
    """Put a post, or delete an earlier one."""
    outcome = _sent(sending)
    if isinstance(outcome, Rejected) and "ExpiredToken" in outcome.evidence.get("answer", ""):
        with _lock:
            _sessions.pop(_whose(sending.account), None)
        return _sent(sending)
    return outcome


def check(account: Account) -> Outcome:
    """Sign in and do nothing."""
    session = _signed_in(account)
    return Accepted(session.external_id) if isinstance(session, Accepted) else session


def _sent(sending: Sending) -> Outcome:
    session = _session(sending.account)
    if not isinstance(session, Accepted):
        return session
    repository = session.external_id
    call = partial(_told, sending.account, token=session.evidence["token"])
    if sending.action == "delete":
        name = sending.external_id.rpartition("/")[2]
        gone = {"repo": repository, "collection": POSTS, "rkey": name}
        return call("com.atproto.repo.deleteRecord", lambda _answer: Accepted(), json=gone)
    post, name = sending.post, name_of(sending)
    record: dict[str, Any] = {
        "$type": POSTS,
        "text": post.text,
        "langs": [post.language],
        "facets": facets(post.text),
        "createdAt": timezone.now().isoformat(timespec="milliseconds"),
    }
    pictures = []
    for one in post.media:
        uploaded = _upload(sending, one, session.evidence["token"])
        if not isinstance(uploaded, Accepted):
            return uploaded
        pictures.append(_embedded(one, post.fields.get("shapes", {}), uploaded.evidence["blob"]))
    if pictures:
        record["embed"] = {"$type": "app.bsky.embed.images", "images": pictures}
    whole = {"repo": repository, "collection": POSTS, "rkey": name, "record": record}
    return call("com.atproto.repo.putRecord", _posted(sending.account, name), json=whole)


def name_of(sending: Sending) -> str:
    """Return a record's name: the same for the same delivery, in the form of the network's own.

    It tells the moment of the release, and below a second what tells deliveries apart.
    """
    at = sending.post.fields.get("published_at", "")
    moment = datetime.fromisoformat(at) if at else timezone.now()
    mixed = int.from_bytes(hashlib.sha256(sending.idempotency_key.encode()).digest()[:8])
    number = (int(moment.timestamp()) * 1_000_000 + mixed % 1_000_000 << 10) + (mixed >> 32) % 1024
    signs = []
    for _place in range(13):
        signs.append(_ALPHABET[number % 32])
        number //= 32
    return "".join(reversed(signs))


def facets(text: str) -> list[dict[str, Any]]:
    """Return where the links of a text are, counted in bytes, as the network wants it."""
    found = []
    for match in LINK.finditer(text):
        start = len(text[: match.start()].encode())
        link = {"$type": "app.bsky.richtext.facet#link", "uri": match.group()}
        end = start + len(match.group().encode())
        found.append({"index": {"byteStart": start, "byteEnd": end}, "features": [link]})
    return found


def _upload(sending: Sending, picture: Media, token: str) -> Outcome:
    outcome = _told(
        sending.account,
        "com.atproto.repo.uploadBlob",
        lambda answer: Accepted(evidence={"blob": answer["blob"]}),
        token=token,
        media_type=picture.media_type,
        content=sending.body_of(picture.sha256),
    )
    if isinstance(outcome, Uncertain):
        # Pictures that no post names vanish by themselves.
        return Rejected(outcome.reason, may_retry=True, evidence=outcome.evidence)
    return outcome


def _embedded(picture: Media, shapes: dict[str, list[int]], blob: Any) -> dict[str, Any]:
    told_of: dict[str, Any] = {"alt": picture.alternative, "image": blob}
    if shape := shapes.get(picture.sha256):
        told_of["aspectRatio"] = {"width": shape[0], "height": shape[1]}
    return told_of


def _whose(account: Account) -> tuple[str, ...]:
    password = hashlib.sha256(account["password"].encode()).hexdigest()
    return base_of(account) or SERVER, account["name"], password


def _session(account: Account) -> Outcome:
    """Return a session that is still good, else a new one."""
    whose = _whose(account)
    with _lock:
        since, known = _sessions.get(whose, (0.0, None))
    if known is not None and time.monotonic() - since < KEEP_SESSION:
        return known
    outcome = _signed_in(account)
    if isinstance(outcome, Accepted):
        with _lock:
            _sessions[whose] = time.monotonic(), outcome
    return outcome


def _signed_in(account: Account) -> Outcome:
    """Sign in; the token is in what it returns, and goes no further than this file."""
    outcome = _told(
        account,
        "com.atproto.server.createSession",
        lambda answer: Accepted(answer["did"], evidence={"token": answer["accessJwt"]}),
        json={"identifier": account["name"], "password": account["password"]},
    )
    if isinstance(outcome, Uncertain):
        # Signing in posts nothing, so it can be tried again.
        return Rejected(outcome.reason, may_retry=True)
    return outcome


def _posted(account: Account, name: str) -> Callable[[Any], Accepted]:
    url = f"https://bsky.app/profile/{account['name']}/post/{name}"
    return lambda answer: Accepted(answer["uri"], url)


def _told(
    account: Account,
    method: str,
    accepted: Any,
    *,
    token: str = "",
    media_type: str = "",
    **body: Any,
) -> Outcome:
    server = base_of(account) or SERVER
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if media_type:
        headers["Content-Type"] = media_type
    request = partial(
        outgoing.ask,
        "POST",
        f"{server}/xrpc/{method}",
        hosts=[host_of({"server": server})],
        headers=headers,
        **body,
    )
    return told(request, accepted)
