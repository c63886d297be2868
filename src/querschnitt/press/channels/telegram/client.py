"""Speaks the interface for bots: the token is part of each address, so no address is logged."""

import json
from functools import partial
from typing import Any

from querschnitt.outbox import outgoing
from querschnitt.press.channels.answering import told
from querschnitt.press.channels.base import (
    Accepted,
    Account,
    Outcome,
    Rejected,
    Sending,
    name_of_file,
)
from querschnitt.press.channels.kind import base_of, host_of

SERVER = "https://api.telegram.org"
METHODS = {"post": "sendMessage", "correct": "sendMessage", "delete": "deleteMessage"}


def send(sending: Sending) -> Outcome:
    """Send a message or a picture with a caption, or edit or delete an earlier one."""
    account, post = sending.account, sending.post
    fields: dict[str, Any] = {"chat_id": account["chat"]}
    if sending.action == "delete":
        fields["message_id"] = sending.external_id.partition(":")[0]
        outcome = _told(account, "deleteMessage", fields, _deleted)
        return _done_already(outcome, "message to delete not found")
    markup = post.markup or post.text
    if sending.action == "edit":
        number, _colon, kind = sending.external_id.partition(":")
        has_picture = kind == "photo"
        method = "editMessageCaption" if has_picture else "editMessageText"
        fields |= {"message_id": number, "parse_mode": "HTML"}
        fields["caption" if has_picture else "text"] = markup
        outcome = _told(account, method, fields, partial(_message, account))
        return _done_already(outcome, "message is not modified")
    if sending.action == "correct" and sending.external_id:
        number = sending.external_id.partition(":")[0]
        fields["reply_parameters"] = {
            "message_id": int(number),
            "allow_sending_without_reply": True,
        }
    fields["parse_mode"] = "HTML"
    if post.media:
        picture = post.media[0]
        files = {
            "photo": (name_of_file(picture), sending.body_of(picture.sha256), picture.media_type)
        }
        return _told(
            account, "sendPhoto", fields | {"caption": markup}, partial(_message, account), files
        )
    return _told(account, "sendMessage", fields | {"text": markup}, partial(_message, account))


def check(account: Account) -> Outcome:
    """Ask whether the bot may see the channel."""
    fields = {"chat_id": account["chat"]}
    return _told(account, "getChat", fields, lambda answer: Accepted() if answer["ok"] else None)


def _told(
    account: Account, method: str, fields: dict[str, Any], accepted: Any, files: Any = None
) -> Outcome:
    server = base_of(account) or SERVER
    url = f"{server}/bot{account['token']}/{method}"
    hosts = [host_of({"server": server})]
    if files is None:
        return told(partial(outgoing.ask, "POST", url, hosts=hosts, json=fields), accepted)
    data = {k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items()}
    return told(partial(outgoing.ask, "POST", url, hosts=hosts, data=data, files=files), accepted)


def _message(account: Account, answer: Any) -> Accepted | None:
    if not answer["ok"]:
        return None
    message = answer["result"]
    number = message["message_id"]
    kind = ":photo" if "photo" in message else ""
    name = message["chat"].get("username") or account["chat"].removeprefix("@")
    url = f"https://t.me/{name}/{number}" if not name.lstrip("-").isdecimal() else ""
    return Accepted(f"{number}{kind}", url)


def _done_already(outcome: Outcome, sentence: str) -> Outcome:
    """Take it as done where the network says that there is nothing left to do."""
    if isinstance(outcome, Rejected) and sentence in outcome.evidence.get("answer", ""):
        return Accepted(evidence=outcome.evidence)
    return outcome


def _deleted(answer: Any) -> Accepted | None:
    return Accepted() if answer["ok"] and answer["result"] is True else None
