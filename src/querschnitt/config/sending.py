"""What the environment says of sending: servers, keys, and the clock that watches over it."""

from pathlib import Path

from querschnitt.config.environment import Environment, Misconfigured, read_secret, strong
from querschnitt.lib import sntp


def bounce_address(environment: Environment) -> str:
    """Return where undeliverable mail comes back; empty: to the sender."""
    name = "QUERSCHNITT_BOUNCE_ADDRESS"
    value = environment.text(name)
    if value and ("@" not in value.strip("@") or not value.isascii() or " " in value):
        raise Misconfigured(name, f'"{value}" is not an address such as bounce@example.org.')
    return value


def outgoing_allow(environment: Environment) -> frozenset[str]:
    """Return the own servers that may be spoken to although they are in no public network."""
    name = "QUERSCHNITT_OUTGOING_ALLOW"
    found = frozenset(one.lower() for one in environment.items(name))
    for one in found:
        host, _colon, port = one.rpartition(":")
        if not host or not port.isdecimal():
            raise Misconfigured(name, f'"{one}" is not a server such as chat.intern:8448.')
    return found


def secrets_keys(environment: Environment, secret_key: str) -> list[str]:
    """Return the keys that encrypt secrets of channels, the one to write with first."""
    name = "QUERSCHNITT_SECRETS_KEY_FILE"
    file = environment.text(name)
    if not file:
        return [secret_key]
    keys = [line.strip() for line in read_secret(Path(file), name).splitlines()]
    return [strong(key, name) for key in keys if key]


def time_servers(environment: Environment) -> list[str]:
    """Return the servers that the clock is compared with; none means it is not compared."""
    name = "QUERSCHNITT_TIME_SERVERS"
    servers = environment.items(name)
    for server in servers:
        try:
            sntp.address_of(server)
        except ValueError as error:
            raise Misconfigured(name, f"{error}.") from error
    return servers
