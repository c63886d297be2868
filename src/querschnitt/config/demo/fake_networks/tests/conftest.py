import pytest

from querschnitt.config.demo import fake_networks
from querschnitt.outbox import outgoing
from querschnitt.press.channels.bluesky import client as bluesky


@pytest.fixture
def networks(settings):
    """Return all networks, on this machine."""
    with fake_networks.start() as running:
        settings.OUTGOING_ALLOW = frozenset({running.place})
        bluesky._sessions.clear()
        yield running
    outgoing.forget_connections()


@pytest.fixture
def network(request, networks):
    """Return the network that a test is parametrised with."""
    return networks[request.param]
