"""Speaks the Graph interface; the token goes in a header, so that no address holds it."""

import re
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from querschnitt.outbox import outgoing
from querschnitt.press.channels.answering import told
from querschnitt.press.channels.base import Accepted, Account, Outcome, Rejected, Sending, Uncertain
from querschnitt.press.channels.kind import base_of, host_of

BUSY = frozenset({4, 17, 32, 341, 613})
"""Numbers by which the network says that it was asked too much; nothing was posted."""
DUPLICATE = 506
GONE = (100, 33)
SERVER = "https://graph.facebook.com/v23.0"


def send(sending: Sending) -> Outcome:
    """Post with the link, or edit or delete an earlier post."""
    account, post = sending.account, sending.post
    earlier = quote(sending.external_id, safe="")
    if sending.action == "delete":
        return _told(account, "DELETE", f"/{earlier}", _done, is_gone_fine=True)
    if sending.action == "edit":
        return _told(account, "POST", f"/{earlier}", _done, data={"message": post.text})
    fields = {"message": post.text, "link": post.link}
    return _told(account, "POST", f"/{quote(account['page'], safe='')}/feed", _posted, data=fields)


def check(account: Account) -> Outcome:
    """Ask what the page is called."""
    path = f"/{quote(account['page'], safe='')}?fields=name"
    return _told(account, "GET", path, lambda answer: Accepted(answer["id"]))


def _told(
    account: Account,
    method: str,
    path: str,
    accepted: Any,
    *,
    is_gone_fine: bool = False,
    **body: Any,
) -> Outcome:
    server = base_of(account) or SERVER
    request = partial(
        outgoing.ask,
        method,
        server + path,
        hosts=[host_of({"server": server})],
        headers={"Authorization": f"Bearer {account['token']}"},
        **body,
    )
    outcome = told(request, accepted)
    if not isinstance(outcome, Rejected) or outcome.may_retry:
        return outcome
    number, further = _error_in(outcome)
    if number in BUSY:
        return replace(outcome, may_retry=True)
    if is_gone_fine and (number, further) == GONE:
        return Accepted(evidence=outcome.evidence)
    if DUPLICATE in (number, further):
        # Most likely an earlier try arrived after all; a person looks.
        return Uncertain(_("The network says that this text stands there."), outcome.evidence)
    return outcome


def _error_in(outcome: Rejected) -> tuple[int, int]:
    """Return the two numbers by which the network names what is wrong."""
    answer = outcome.evidence.get("answer", "")
    found = [re.search(rf'"{name}":\s*(\d+)', answer) for name in ("code", "error_subcode")]
    return int(found[0][1]) if found[0] else 0, int(found[1][1]) if found[1] else 0


def _posted(answer: Any) -> Accepted:
    return Accepted(answer["id"], f"https://www.facebook.com/{quote(answer['id'])}")


def _done(answer: Any) -> Accepted | None:
    return Accepted() if answer["success"] is True else None
