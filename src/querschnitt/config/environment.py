"""What an operator may set from outside, and how a value that cannot be used is refused.

``docs/settings.md`` explains each variable; a test compares it with the list here.
"""

import ipaddress
import os
import re
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import holidays
from django.core.exceptions import ImproperlyConfigured

from querschnitt.outbox.smtp_server import SmtpServer

YES, NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}
SECRET_LENGTH, SECRET_VARIETY = 50, 10
SMTP_FILE = "QUERSCHNITT_SMTP_URL_FILE"
SMTP_SCHEMES = {
    "smtp": ("none", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}
# Those of DCAT-AP.de's list that leave data free, by the end of their addresses there.
LICENCES = ("dl-zero-de/2.0", "dl-by-de/2.0", "cc-zero", "cc-by/4.0", "officialWork")
CONTRIBUTORS = "http://dcat-ap.de/def/contributors/"
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Misconfigured(ImproperlyConfigured):
    """Stops the start; the sentence names the variable."""

    def __init__(self, variable: str, sentence: str) -> None:
        super().__init__(f"{variable}: {sentence}")
        self.variable = variable


@dataclass(frozen=True)
class Variable:
    """One value that may come from the environment."""

    name: str
    meaning: str
    default: str = ""
    required: bool = False  # in production


@dataclass(frozen=True)
class Publisher:
    """Who answers for the portal, as the imprint has to say."""

    name: str
    address: str
    phone: str
    email: str
    responsible: str


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("QUERSCHNITT_MODE", "evaluation or production", "evaluation"),
        Variable("QUERSCHNITT_DEBUG", "show errors in the browser", "no"),
        Variable("QUERSCHNITT_SECRET_KEY", "signs sessions and messages", required=True),
        Variable("QUERSCHNITT_SECRET_KEY_FILE", "file that holds the secret key"),
        Variable(
            "QUERSCHNITT_BASE_URL",
            "address under which readers find the portal",
            "http://127.0.0.1:8000",
            required=True,
        ),
        Variable("QUERSCHNITT_HOSTS", "host names that are answered, separated by commas"),
        Variable("QUERSCHNITT_TRUSTED_PROXIES", "networks whose forwarding headers are believed"),
        Variable("QUERSCHNITT_DATA_DIR", "directory for everything the program writes", "var"),
        Variable("DATABASE_URL", "the database; empty means the embedded one"),
        Variable("QUERSCHNITT_FOUR_EYES", "nobody approves what they wrote themselves", "yes"),
        Variable(
            "QUERSCHNITT_PROPOSED_DECISION_FIRST",
            "a cabinet submission begins with the proposed decision",
            "yes",
        ),
        Variable("QUERSCHNITT_DEMONSTRATION", "the portal says that it is not official", "no"),
        Variable("QUERSCHNITT_LANGUAGES", "languages of the portal, the first one leads", "de"),
        Variable("QUERSCHNITT_PORTAL_NAME", "name of the portal in its header"),
        Variable("QUERSCHNITT_GOVERNMENT_NAME", "the government, as the portal names it"),
        Variable("QUERSCHNITT_PUBLISHER_NAME", "imprint: the authority", required=True),
        Variable("QUERSCHNITT_PUBLISHER_ADDRESS", "imprint: its address", required=True),
        Variable("QUERSCHNITT_PUBLISHER_EMAIL", "imprint: its e-mail address", required=True),
        Variable("QUERSCHNITT_PUBLISHER_PHONE", "imprint: its telephone number"),
        Variable("QUERSCHNITT_PUBLISHER_RESPONSIBLE", "imprint: who answers for the content"),
        Variable("QUERSCHNITT_ACCESSIBILITY_ENFORCEMENT", "body that enforces accessibility"),
        Variable("QUERSCHNITT_SECURITY_CONTACT", "where weaknesses are reported"),
        Variable("QUERSCHNITT_SMTP_URL", "the mail server; empty means that no mail is sent"),
        Variable("QUERSCHNITT_SMTP_URL_FILE", "file that holds the mail server's address"),
        Variable(
            "QUERSCHNITT_OUTGOING_ALLOW",
            "host:port of own servers that channels may speak to, separated by commas",
        ),
        Variable(
            "QUERSCHNITT_SECRETS_KEY_FILE",
            "file with the keys that encrypt secrets of channels, the newest first",
        ),
        Variable("QUERSCHNITT_MAIL_FROM", "from whom mails come"),
        Variable("QUERSCHNITT_BOUNCE_ADDRESS", "where undeliverable mail of the press comes back"),
        Variable("QUERSCHNITT_LAND", "whose public holidays count, such as ST"),
        Variable("QUERSCHNITT_DATA_LICENCE", "licence of the open data", "dl-zero-de/2.0"),
        Variable("QUERSCHNITT_CONTRIBUTOR_ID", "who delivers to GovData, as GovData calls it"),
        Variable("QUERSCHNITT_API_RATE", "questions an address may ask a minute", "120"),
        Variable("QUERSCHNITT_ANCHOR_FILE", "file outside that holds the head of the chain"),
        Variable("QUERSCHNITT_TIME_SERVERS", "time servers that watch over the clock"),
    )
}


class Environment:
    """The variables of one start, read so that a wrong value is an error and never a guess."""

    def __init__(self, values: Mapping[str, str] = os.environ) -> None:
        self.values = values
        mode = self.text("QUERSCHNITT_MODE")
        if mode not in {"evaluation", "production"}:
            raise Misconfigured("QUERSCHNITT_MODE", 'is neither "evaluation" nor "production".')
        self.production = mode == "production"

    def text(self, name: str) -> str:
        """Return a value, or its default; in production, insist on what has to be set."""
        variable = VARIABLES[name]
        value = self.values.get(name, "").strip()
        if not value and variable.required and name != "QUERSCHNITT_MODE" and self.production:
            raise Misconfigured(name, f"must be set in production ({variable.meaning}).")
        return value or variable.default

    def yes(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in YES | NO:
            raise Misconfigured(name, f'"{value}" is neither "yes" nor "no".')
        return value in YES

    def items(self, name: str) -> list[str]:
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def debug(self) -> bool:
        if self.production and self.yes("QUERSCHNITT_DEBUG"):
            raise Misconfigured("QUERSCHNITT_DEBUG", "must be off in production.")
        return self.yes("QUERSCHNITT_DEBUG")

    def data_dir(self) -> Path:
        directory = Path(self.text("QUERSCHNITT_DATA_DIR")).absolute()
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            sentence = f"{directory} cannot be made: {error.strerror}."
            raise Misconfigured("QUERSCHNITT_DATA_DIR", sentence) from error
        return directory

    def base_url(self) -> str:
        name = "QUERSCHNITT_BASE_URL"
        value = self.text(name).rstrip("/")
        address = urlsplit(value)
        if address.scheme not in {"http", "https"} or not address.hostname or address.path:
            raise Misconfigured(name, f'"{value}" is not an address such as https://example.org.')
        if self.production and address.scheme != "https":
            raise Misconfigured(name, "must begin with https:// in production.")
        return value

    def hosts(self) -> list[str]:
        """Return the host names that are answered: those that are named, and the base address."""
        name = "QUERSCHNITT_HOSTS"
        named = self.items(name)
        if any("*" in host or host.startswith(".") for host in named):
            raise Misconfigured(name, "names hosts exactly; * and a leading dot are not accepted.")
        base = urlsplit(self.base_url()).hostname or ""
        here = [] if self.production else ["localhost", "127.0.0.1", "[::1]"]
        return list(dict.fromkeys([base, *named, *here]))

    def trusted_proxies(self) -> list[Network]:
        name = "QUERSCHNITT_TRUSTED_PROXIES"
        try:
            return [ipaddress.ip_network(item) for item in self.items(name)]
        except ValueError as error:
            raise Misconfigured(name, f"{error}.") from error

    def languages(self) -> list[str]:
        codes = self.items("QUERSCHNITT_LANGUAGES")
        for code in codes:
            if not code.isalpha() or not code.islower():
                raise Misconfigured("QUERSCHNITT_LANGUAGES", f'"{code}" is not a language code.')
        return codes

    def publisher(self) -> Publisher:
        fields = ("name", "address", "phone", "email", "responsible")
        return Publisher(
            **{field: self.text(f"QUERSCHNITT_PUBLISHER_{field.upper()}") for field in fields}
        )

    def smtp(self) -> SmtpServer | None:
        """Return the mail server, or nothing if no mail is to be sent."""
        file = self.text(SMTP_FILE)
        name = SMTP_FILE if file else "QUERSCHNITT_SMTP_URL"
        url = read_secret(Path(file), name) if file else self.text(name)
        return _smtp_server(url, name) if url else None

    def mail_from(self) -> str:
        name = "QUERSCHNITT_MAIL_FROM"
        value = self.text(name)
        if not value and (self.text("QUERSCHNITT_SMTP_URL") or self.text(SMTP_FILE)):
            raise Misconfigured(name, "must be set where a mail server is set.")
        address = parseaddr(value)[1]
        if value and ("@" not in address.strip("@") or not value.isprintable()):
            raise Misconfigured(name, f'"{value}" is not like "Office <office@example.org>".')
        return value

    def land(self) -> str:
        """Return the part of Germany whose holidays count, or nothing for those of all."""
        name = "QUERSCHNITT_LAND"
        value = self.text(name).upper().removeprefix("DE-")
        known_ones = holidays.country_holidays("DE").subdivisions
        laender = [code for code in known_ones if code.isupper()]
        if value and value not in laender:
            known = ", ".join(laender)
            raise Misconfigured(name, f'"{value}" is none of {known}.')
        return value

    def data_licence(self) -> str:
        """Return the licence of the open data, by its last segments in DCAT-AP.de."""
        name = "QUERSCHNITT_DATA_LICENCE"
        value = self.text(name)
        if value not in LICENCES:
            raise Misconfigured(name, f'"{value}" is none of {", ".join(LICENCES)}.')
        return value

    def contributor_id(self) -> str:
        """Return the name under which GovData knows who delivers, or nothing."""
        name = "QUERSCHNITT_CONTRIBUTOR_ID"
        value = self.text(name).removeprefix(CONTRIBUTORS)
        if value and not re.fullmatch(r"[A-Za-z0-9_-]+", value):
            raise Misconfigured(name, f'"{value}" is not a name such as musterland.')
        return value

    def api_rate(self) -> int:
        """Return how many questions an address may ask in a minute; 0 limits nothing."""
        name = "QUERSCHNITT_API_RATE"
        value = self.text(name)
        if not (value.isascii() and value.isdecimal() and len(value) < 7):
            raise Misconfigured(name, f'"{value}" is not a number such as 120.')
        return int(value)

    def anchor_file(self) -> Path | None:
        value = self.text("QUERSCHNITT_ANCHOR_FILE")
        return Path(value).absolute() if value else None

    def secret_key(self, data_dir: Path) -> str:
        """Return the secret; for an evaluation, one that is made once and kept."""
        file = self.text("QUERSCHNITT_SECRET_KEY_FILE")
        if file:
            secret = read_secret(Path(file), "QUERSCHNITT_SECRET_KEY_FILE")
            return strong(secret, "QUERSCHNITT_SECRET_KEY_FILE")
        name = "QUERSCHNITT_SECRET_KEY"
        if self.production or self.values.get(name):
            return strong(self.text(name), name)
        return _kept_secret(data_dir / "secret-key")

    def database(self, data_dir: Path) -> dict[str, Any]:
        """Return Django's settings of the database that DATABASE_URL names."""
        url = self.text("DATABASE_URL")
        if not url:
            return sqlite(data_dir / "querschnitt.sqlite3")
        scheme = url.partition(":")[0]
        if scheme == "sqlite" and url.startswith("sqlite:///"):
            return sqlite(Path(unquote(url.removeprefix("sqlite:///"))).absolute())
        if scheme in {"postgres", "postgresql"}:
            return postgresql(url)
        raise Misconfigured("DATABASE_URL", "begins with neither postgresql:// nor sqlite:///.")


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings under which no commit and no signature is lost."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # A writer waits its turn from its first statement, instead of failing at its last.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                f"PRAGMA trusted_schema={'OFF' if can_distrust_schema() else 'ON'};"
            ),
        },
        "CONN_MAX_AGE": 60,
    }


@cache
def can_distrust_schema() -> bool:
    """Return whether this SQLite lets a column of JSON be checked without trusting its schema.

    Older ones (3.40 in Debian 12) count their own JSON functions among the unsafe ones.
    """
    with closing(sqlite3.connect(":memory:")) as probe:
        try:
            probe.execute("PRAGMA trusted_schema=OFF")
            probe.execute("CREATE TABLE probe (content TEXT CHECK (json_valid(content)))")
        except sqlite3.OperationalError:
            return False
    return True


def postgresql(url: str) -> dict[str, Any]:
    """Return the settings for a server; what stands after "?" goes to its driver."""
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError as error:
        raise Misconfigured("DATABASE_URL", f"cannot be read: {error}.") from error
    name = unquote(address.path.lstrip("/"))
    if not name:
        raise Misconfigured("DATABASE_URL", "does not name a database.")
    options = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", "") or unquote(address.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _smtp_server(url: str, variable: str) -> SmtpServer:
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError as error:
        raise Misconfigured(variable, "cannot be read as an address.") from error
    security, usual_port = SMTP_SCHEMES.get(address.scheme, ("", 0))
    if not security or not address.hostname or address.path.strip("/"):
        sentence = "is not like smtp+starttls://user:password@mail.example.org:587."
        raise Misconfigured(variable, sentence)
    if address.username and security == "none" and address.hostname not in THIS_MACHINE:
        raise Misconfigured(variable, "would send the password unencrypted.")
    return SmtpServer(
        host=address.hostname,
        port=port or usual_port,
        security=security,
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
    )


def strong(secret: str, name: str) -> str:
    """Return a secret that nobody guesses.

    :raises Misconfigured: if it is short or monotonous
    """
    if len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY:
        raise Misconfigured(name, f"needs at least {SECRET_LENGTH} random characters.")
    return secret


def read_secret(path: Path, variable: str) -> str:
    """Return what a file holds.

    :raises Misconfigured: if it cannot be read
    """
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        sentence = f"{path} cannot be read: {error.strerror}."
        raise Misconfigured(variable, sentence) from error


def _kept_secret(path: Path) -> str:
    """Return the secret of this data directory, made by whichever process comes first."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(SECRET_LENGTH))
    return path.read_text(encoding="utf-8")
