"""A release as channels are given it."""

import hashlib

from querschnitt.press.channels import kind_of
from querschnitt.press.channels.base import Sending
from querschnitt.publication.release_content import SCHEMA

LINK = "https://portal.example/de/presse/2026/068/"
BODY = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PICTURE = {
    "sha256": hashlib.sha256(BODY).hexdigest(), "name": "bild.png", "media_type": "image/png",
    "size": len(BODY), "width": 10, "height": 10,
    "alternative": {"de": "Drei Personen am Tisch"}, "credit": "Staatskanzlei",
}  # fmt: skip


def content(title="Kabinett beschließt Ziele", **more):
    words = {
        "title": title,
        "subtitle": "",
        "lead": more.pop("lead", "Die Landesregierung hat Ziele beschlossen."),
        "body": "<p>Sie gelten bis 2026.</p><ul><li>eins</li><li>zwei</li></ul>",
    }
    return {
        "schema": SCHEMA,
        "reference": "068/2026",
        "number": 68,
        "year": 2026,
        "address": "068",
        "departments": [{"key": "stk", "name": "Staatskanzlei", "abbreviation": "StK"}],
        "place": "Magdeburg",
        "dated_on": "2026-11-23",
        "published_at": "2026-11-23T10:00:00+00:00",
        "spoken_word": False,
        "languages": ["de"],
        "texts": {"de": words},
        "quotations": [],
        "facts": [],
        "goals": [],
        "partners": [],
        "documents": [],
        "topics": [],
        "images": [],
        "attachments": [],
        "contact": "",
        "source": "",
        **more,
    }


def post(kind, said=None, *, action="post", note="", **account):
    """Return what a kind of channel is told of a release."""
    return kind_of(kind).compose(
        said or content(), language="de", link=LINK, account=account, action=action, note=note
    )


def sending(network, said=None, *, action="post", note="", number=1, **more):
    """Return the handing-over of a release to a network."""
    return Sending(
        post=post(network.kind, said, action=action, note=note),
        account=more.pop("account", network.account.whole),
        idempotency_key=f"7-kanal-{number}-abc",
        action=action,
        body_of=lambda _sha256: BODY,
        **more,
    )


def send(network, said=None, **more):
    """Hand a release to a network and return what became of it."""
    return kind_of(network.kind).send(sending(network, said, **more))
