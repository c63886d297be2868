"""Speaks version 2 of X's interface, signed in the name of the account (OAuth 1.0a)."""

import base64
import hashlib
import hmac
import secrets
import time
from functools import partial
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from querschnitt.outbox import outgoing
from querschnitt.press.channels.answering import told
from querschnitt.press.channels.base import Accepted, Account, Outcome, Rejected, Sending, Uncertain
from querschnitt.press.channels.kind import base_of, host_of

SERVER = "https://api.x.com"
FORBIDDEN = 403
DUPLICATE = "duplicate"


def send(sending: Sending) -> Outcome:
    """Post or delete."""
    account = sending.account
    if sending.action == "delete":
        path = f"/2/tweets/{quote(sending.external_id, safe='')}"
        return _told(account, "DELETE", path, _deleted)
    body: dict[str, Any] = {"text": sending.post.text}
    if sending.action == "correct" and sending.external_id:
        body["reply"] = {"in_reply_to_tweet_id": sending.external_id}
    outcome = _told(account, "POST", "/2/tweets", partial(_posted, account), json=body)
    if isinstance(outcome, Rejected) and _is_duplicate(outcome):
        # Most likely an earlier try arrived after all; a person looks.
        sentence = _("X says that this text stands there already.")
        return Uncertain(sentence, outcome.evidence)
    return outcome


def check(account: Account) -> Outcome:
    """Ask whose account it is."""
    return _told(account, "GET", "/2/users/me", lambda answer: Accepted(answer["data"]["id"]))


def _is_duplicate(outcome: Rejected) -> bool:
    evidence = outcome.evidence
    return evidence.get("status") == FORBIDDEN and DUPLICATE in evidence.get("answer", "").lower()


def _told(account: Account, method: str, path: str, accepted: Any, **body: Any) -> Outcome:
    server = base_of(account) or SERVER
    url = server + path
    request = partial(
        outgoing.ask,
        method,
        url,
        hosts=[host_of({"server": server})],
        headers={"Authorization": authorization(account, method, url)},
        **body,
    )
    return told(request, accepted)


def _posted(account: Account, answer: Any) -> Accepted:
    number = answer["data"]["id"]
    return Accepted(number, f"https://x.com/{quote(account['name'])}/status/{number}")


def _deleted(answer: Any) -> Accepted | None:
    return Accepted() if answer["data"]["deleted"] is True else None


def authorization(
    account: Account, method: str, url: str, *, nonce: str = "", at: int | None = None
) -> str:
    """Return the header that signs a request without parameters (RFC 5849, HMAC-SHA1)."""
    told_of = {
        "oauth_consumer_key": account["key"],
        "oauth_nonce": nonce or secrets.token_hex(16),
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(at or int(time.time())),
        "oauth_token": account["token"],
        "oauth_version": "1.0",
    }
    listed = "&".join(f"{_coded(k)}={_coded(v)}" for k, v in sorted(told_of.items()))
    base = "&".join((method.upper(), _coded(url), _coded(listed)))
    key = f"{_coded(account['key_secret'])}&{_coded(account['token_secret'])}"
    digest = hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()
    told_of["oauth_signature"] = base64.b64encode(digest).decode()
    return "OAuth " + ", ".join(f'{_coded(k)}="{_coded(v)}"' for k, v in sorted(told_of.items()))


def _coded(text: str) -> str:
    return quote(text, safe="-._~")
