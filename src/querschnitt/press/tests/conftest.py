import pytest

from querschnitt.press import channels, clock, sent_log
from querschnitt.press.operations import sending
from querschnitt.press.tests.trial_kinds import trial_kinds


@pytest.fixture(autouse=True)
def own_directory(monkeypatch, tmp_path):
    """Give each test a list of sendings and a clock of its own."""
    monkeypatch.setattr(sent_log, "path", lambda: tmp_path / "sendings.jsonl")
    monkeypatch.setattr(sending, "_highest", 0)
    monkeypatch.setattr(clock, "_clocks", [])


@pytest.fixture
def kinds(monkeypatch):
    """Let only kinds of channels be known that are of these tests, and return them."""
    known = trial_kinds()
    monkeypatch.setattr(channels, "_kinds", known)
    return known
