"""Telegram's interface for bots: the token is in the path, and most answers have the same form."""

import json
import re
from html import unescape
from typing import Any

from querschnitt.config.demo.fake_networks.multipart import fields_of
from querschnitt.config.demo.fake_networks.network import Account, Network, Post, Reply, Request

LONGEST, LONGEST_CAPTION = 4096, 1024
_TAGS = re.compile(r"</?(?:b|i|u|s|a|code|pre)(?:\s[^>]*)?>")


def shown(markup: str) -> str:
    """Return what readers see of a message in the network's HTML.

    :raises ValueError: if it is none
    """
    text = _TAGS.sub("", markup)
    if "<" in text:
        raise ValueError("can't parse entities: unsupported start tag")
    return unescape(text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Telegram(Network):
    """One bot in one channel."""

    kind, label = "telegram", "Telegram"
    secret = "1234567:trial-secret"  # noqa: S105 - opens nothing but this demonstration
    chat = "@landesregierung_demo"

    @property
    def account(self) -> Account:
        return Account({"chat": self.chat, "server": self.address}, {"token": self.secret})

    def is_posting(self, request: Request) -> bool:
        return not request.path.endswith(("/getMe", "/getChat"))

    def answer(self, request: Request) -> Reply:
        bot, _slash, method = request.path.removeprefix("/bot").partition("/")
        if bot != self.secret:
            return self._error(401, "Unauthorized")
        fields, files = fields_of(request)
        if method == "getMe":
            return self._ok({"id": 1234567, "is_bot": True, "username": "demo_bot"})
        if fields.get("chat_id") != self.chat:
            return self._error(400, "Bad Request: chat not found")
        acts = {
            "getChat": lambda: self._ok({"id": -1001, "username": self.chat[1:]}),
            "sendMessage": lambda: self._send(fields, {}),
            "sendPhoto": lambda: self._send(fields, files),
            "editMessageText": lambda: self._edit(fields, "text"),
            "editMessageCaption": lambda: self._edit(fields, "caption"),
            "deleteMessage": lambda: self._delete(fields),
        }
        act = acts.get(method)
        return act() if act else self._error(404, "Not Found")

    def _send(self, fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> Reply:
        try:
            text = shown(fields.get("caption" if files else "text", ""))
        except ValueError as error:
            return self._error(400, f"Bad Request: {error}")
        if refusal := self._refusal(text, has_picture=bool(files)):
            return refusal
        replied = json.loads(fields.get("reply_parameters", "{}")).get("message_id", "")
        pictures = [self.take_picture(body, media_type) for media_type, body in files.values()]
        return self._ok(self._told(self.add(text, reply_to=str(replied), pictures=pictures)))

    def _edit(self, fields: dict[str, str], name: str) -> Reply:
        post, text = self.post(fields.get("message_id", "")), shown(fields.get(name, ""))
        if post is None:
            return self._error(400, "Bad Request: message to edit not found")
        if refusal := self._refusal(text, has_picture=bool(post.pictures)):
            return refusal
        if text == post.text:
            return self._error(400, "Bad Request: message is not modified")
        self.edit(post, text)
        return self._ok(self._told(post))

    def _delete(self, fields: dict[str, str]) -> Reply:
        post = self.post(fields.get("message_id", ""))
        if post is None:
            return self._error(400, "Bad Request: message to delete not found")
        self.delete(post)
        return self._ok(told=True)

    def _refusal(self, text: str, *, has_picture: bool) -> Reply | None:
        if not text and not has_picture:
            return self._error(400, "Bad Request: message text is empty")
        if units(text) > (LONGEST_CAPTION if has_picture else LONGEST):
            what = "caption" if has_picture else "text"
            return self._error(400, f"Bad Request: message {what} is too long")
        return None

    def _told(self, post: Post) -> dict[str, Any]:
        chat = {"id": -1001, "username": self.chat[1:], "type": "channel"}
        told: dict[str, Any] = {"message_id": int(post.id), "date": 0, "chat": chat}
        if post.pictures:
            return {**told, "photo": [{"file_id": post.pictures[0].sha256}], "caption": post.text}
        return {**told, "text": post.text}

    @staticmethod
    def _ok(told: Any) -> Reply:
        return Reply(200, {"ok": True, "result": told})

    @staticmethod
    def _error(status: int, sentence: str) -> Reply:
        return Reply(status, {"ok": False, "error_code": status, "description": sentence})
