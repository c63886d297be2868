"""Networks of the demonstration: real little servers on this machine that nobody else can reach.

They answer as the networks do that they stand for, keep what they are told, and show it on a page.

    networks = fake_networks.start(port=8970)
    networks.accounts["mastodon"]     what a channel of this kind is set up with
    networks["mastodon"].standing     what readers see there
    networks.fail("mastodon", "busy") how the next post to it ends
    networks.stop()
"""

from querschnitt.config.demo.fake_networks.network import Account, Network, Post
from querschnitt.config.demo.fake_networks.server import Networks, accounts_at, start

__all__ = ["Account", "Network", "Networks", "Post", "accounts_at", "start"]
