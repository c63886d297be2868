"""Secrets of channels: encrypted, changed without loss, and shown to nobody."""

import pytest

from querschnitt.press import secrets

SECRET = {"token": "canary-5f3a9c0e77b14d8e", "key": "second"}
OLD, NEW = "a" * 60, "b" * 60


@pytest.fixture(autouse=True)
def keys(settings):
    settings.SECRETS_KEYS = [OLD]


def test_what_is_sealed_can_be_opened():
    assert secrets.opened(secrets.sealed(SECRET)) == SECRET


def test_nothing_of_it_can_be_read_where_it_is_stored():
    stored = secrets.sealed(SECRET)

    assert b"canary" not in stored
    assert OLD.encode() not in stored
    assert stored != secrets.sealed(SECRET)


def test_no_secrets_are_nothing():
    assert secrets.sealed({}) == b""
    assert secrets.opened(b"") == {}


def test_another_key_opens_nothing(settings):
    stored = secrets.sealed(SECRET)
    settings.SECRETS_KEYS = [NEW]

    with pytest.raises(secrets.Unreadable):
        secrets.opened(stored)


def test_what_was_altered_is_not_opened():
    stored = bytearray(secrets.sealed(SECRET))
    stored[40] ^= 1

    with pytest.raises(secrets.Unreadable):
        secrets.opened(bytes(stored))


def test_keys_change_without_losing_what_was_stored(settings):
    stored = secrets.sealed(SECRET)
    settings.SECRETS_KEYS = [NEW, OLD]
    again = secrets.sealed(secrets.opened(stored))
    settings.SECRETS_KEYS = [NEW]

    assert secrets.opened(again) == SECRET


def test_the_key_is_not_the_one_that_signs_sessions(settings):
    """The control: who knows the derived key of another purpose opens nothing."""
    import base64
    import hashlib

    from cryptography.fernet import Fernet, InvalidToken

    other = Fernet(base64.urlsafe_b64encode(hashlib.sha256(OLD.encode()).digest()))

    with pytest.raises(InvalidToken):
        other.decrypt(secrets.sealed(SECRET))
