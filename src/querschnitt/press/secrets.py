"""Secrets of channels: encrypted at rest, written in the desk, read only to send.

Keys come from the settings: the first one encrypts, all of them decrypt, so that keys can be
changed without losing what was encrypted before.
"""

import base64
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

PURPOSE = b"querschnitt: secrets of channels"


class Unreadable(Exception):
    """Raised where no key of the settings fits what is stored."""


def sealed(secrets: Mapping[str, str]) -> bytes:
    """Return secrets as they are stored; nothing where there are none."""
    if not secrets:
        return b""
    token: bytes = _box(tuple(settings.SECRETS_KEYS)).encrypt(json.dumps(dict(secrets)).encode())
    return token


def opened(stored: bytes | memoryview) -> dict[str, str]:
    """Return what was stored.

    :raises Unreadable: if it was encrypted with a key that is not known any more
    """
    from cryptography.fernet import InvalidToken

    if not stored:
        return {}
    try:
        told: dict[str, str] = json.loads(_box(tuple(settings.SECRETS_KEYS)).decrypt(bytes(stored)))
    except InvalidToken as error:
        raise Unreadable("the secrets of this channel were encrypted with another key") from error
    return told


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> Any:
    from cryptography.fernet import Fernet, MultiFernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    def derived(key: str) -> bytes:
        made = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
        return base64.urlsafe_b64encode(made.derive(key.encode()))

    return MultiFernet([Fernet(derived(key)) for key in keys])
