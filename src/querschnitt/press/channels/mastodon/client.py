"""Speaks the interface of Mastodon: pictures first, then the post that names them."""

import time
from functools import partial
from typing import Any

from django.utils.translation import gettext

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
    name_of_file,
)
from querschnitt.press.channels.kind import base_of, host_of

LONGEST_DESCRIPTION = 1500
TAKEN_IN, IN_WORK = 202, 206
LOOKS, PAUSE = 10, 0.5


def send(sending: Sending) -> Outcome:
    """Post, edit or delete; pictures that are uploaded and never named vanish by themselves."""
    account, post = sending.account, sending.post
    if sending.action == "delete":
        path = f"/api/v1/statuses/{sending.external_id}"
        return _told(account, "DELETE", path, _status, done_already=(404,))
    fields: dict[str, Any] = {"status": post.text, "language": post.language}
    uploaded: list[str] = []
    for picture in post.media:
        outcome = _upload(sending, picture)
        if not isinstance(outcome, Accepted):
            # Nothing has been posted by that, whatever became of the picture.
            return outcome
        uploaded.append(outcome.external_id)
    if uploaded:
        fields["media_ids"] = uploaded
    if sending.action == "edit":
        path = f"/api/v1/statuses/{sending.external_id}"
        return _told(account, "PUT", path, _status, json=fields)
    if sending.action == "correct" and sending.external_id:
        fields["in_reply_to_id"] = sending.external_id
    headers = {"Idempotency-Key": sending.idempotency_key}
    return _told(account, "POST", "/api/v1/statuses", _status, json=fields, headers=headers)


def check(account: Account) -> Outcome:
    """Ask whose account it is."""
    path = "/api/v1/accounts/verify_credentials"
    return _told(account, "GET", path, lambda answer: Accepted(answer["acct"], answer["url"]))


def _upload(sending: Sending, picture: Media) -> Outcome:
    outcome = _told(
        sending.account,
        "POST",
        "/api/v2/media",
        lambda answer: Accepted(str(answer["id"])),
        files={
            "file": (name_of_file(picture), sending.body_of(picture.sha256), picture.media_type)
        },
        data={"description": picture.alternative[:LONGEST_DESCRIPTION]},
    )
    if isinstance(outcome, Uncertain):
        return Rejected(outcome.reason, may_retry=True, evidence=outcome.evidence)
    if isinstance(outcome, Accepted) and outcome.evidence.get("status") == TAKEN_IN:
        return _prepared(sending.account, outcome)
    return outcome


def _prepared(account: Account, uploaded: Accepted) -> Outcome:
    """Wait a little for a server that prepares a picture only after it has taken it."""
    path = f"/api/v1/media/{uploaded.external_id}"
    for _turn in range(LOOKS):
        outcome = _told(account, "GET", path, lambda answer: Accepted(str(answer["id"])))
        if not isinstance(outcome, Accepted) or outcome.evidence.get("status") != IN_WORK:
            break
        time.sleep(PAUSE)
    if isinstance(outcome, Accepted) and outcome.evidence.get("status") != IN_WORK:
        return outcome
    return Rejected(gettext("The network is still preparing a picture."), may_retry=True)


def _told(
    account: Account,
    method: str,
    path: str,
    accepted: Any,
    *,
    headers: dict[str, str] | None = None,
    done_already: tuple[int, ...] = (),
    **body: Any,
) -> Outcome:
    every = {"Authorization": f"Bearer {account['token']}", **(headers or {})}
    request = partial(
        outgoing.ask, method, base_of(account) + path, hosts=[host_of(account)], headers=every,
        **body,
    )  # fmt: skip
    return told(request, accepted, done_already=done_already)


def _status(answer: Any) -> Accepted:
    return Accepted(str(answer["id"]), answer.get("url") or "")
