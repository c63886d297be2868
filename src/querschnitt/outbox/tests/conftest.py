import pytest

from querschnitt.outbox import handlers, periodic


@pytest.fixture(autouse=True)
def own_registers(monkeypatch):
    """Give each test registers of its own."""
    monkeypatch.setattr(handlers, "_handlers", {})
    monkeypatch.setattr(periodic, "_registered", {})


@pytest.fixture
def done():
    """Return the payloads of the jobs done so far, of the kind "note"."""
    payloads = []
    handlers.register("note", lambda job: payloads.append(job.payload))
    return payloads
