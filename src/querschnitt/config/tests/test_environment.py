"""A value that cannot be used stops the start and names its variable."""

import stat

import pytest

from querschnitt.config.environment import Environment, Misconfigured, postgresql
from querschnitt.outbox.smtp_server import SmtpServer

SECRET = "q7Zk-2mVx_9LwPt4RbY1sNcE8hGdJ5aUf0KoXi3TzMvQrWyB6n"
PRODUCTION = {
    "QUERSCHNITT_MODE": "production",
    "QUERSCHNITT_SECRET_KEY": SECRET,
    "QUERSCHNITT_BASE_URL": "https://europa.example.org",
    "QUERSCHNITT_PUBLISHER_NAME": "Staatskanzlei",
    "QUERSCHNITT_PUBLISHER_ADDRESS": "Hegelstraße 42, 39104 Magdeburg",
    "QUERSCHNITT_PUBLISHER_EMAIL": "europa@example.org",
}


def read_everything(values, directory):
    """Ask for all values, as the settings do."""
    environment = Environment({"QUERSCHNITT_DATA_DIR": str(directory), **values})
    environment.debug()
    data_dir = environment.data_dir()
    environment.secret_key(data_dir)
    environment.hosts()
    environment.trusted_proxies()
    environment.database(data_dir)
    environment.languages()
    environment.publisher()
    environment.smtp()
    environment.mail_from()
    environment.land()
    environment.yes("QUERSCHNITT_FOUR_EYES")


def test_an_evaluation_needs_no_value(tmp_path):
    read_everything({}, tmp_path)


def test_production_starts_with_what_is_required(tmp_path):
    read_everything(PRODUCTION, tmp_path)


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "QUERSCHNITT_MODE"])
def test_production_does_not_start_without_it(name, tmp_path):
    values = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(Misconfigured) as refused:
        read_everything(values, tmp_path)

    assert refused.value.variable == name
    assert str(refused.value).startswith(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUERSCHNITT_MODE", "prod"),
        ("QUERSCHNITT_SECRET_KEY", "short"),
        ("QUERSCHNITT_SECRET_KEY", "a" * 60),
        ("QUERSCHNITT_SECRET_KEY_FILE", "/nowhere/at/all"),
        ("QUERSCHNITT_SMTP_URL", "mail.example.org"),
        ("QUERSCHNITT_SMTP_URL", "http://mail.example.org"),
        ("QUERSCHNITT_SMTP_URL", "smtp://mail.example.org:99999"),
        ("QUERSCHNITT_SMTP_URL", "smtps://mail.example.org/path"),
        ("QUERSCHNITT_SMTP_URL", "smtp://user:password@mail.example.org"),
        ("QUERSCHNITT_SMTP_URL_FILE", "/nowhere/at/all"),
        ("QUERSCHNITT_MAIL_FROM", "office"),
        ("QUERSCHNITT_MAIL_FROM", "a@example.org\nBcc: b@example.org"),
        ("QUERSCHNITT_LAND", "Atlantis"),
        ("QUERSCHNITT_LAND", "Augsburg"),
        ("QUERSCHNITT_DEBUG", "yes"),
        ("QUERSCHNITT_DEBUG", "perhaps"),
        ("QUERSCHNITT_HOSTS", "*"),
        ("QUERSCHNITT_HOSTS", ".example.org"),
        ("QUERSCHNITT_BASE_URL", "http://europa.example.org"),
        ("QUERSCHNITT_BASE_URL", "https://example.org/portal"),
        ("QUERSCHNITT_BASE_URL", "europa.example.org"),
        ("QUERSCHNITT_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("QUERSCHNITT_LANGUAGES", "de,English"),
        ("QUERSCHNITT_FOUR_EYES", "maybe"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("DATABASE_URL", "postgresql://localhost:port/x"),
        ("QUERSCHNITT_DATA_DIR", "/dev/null/data"),
    ],
)
def test_production_refuses_it_by_name(name, value, tmp_path):
    with pytest.raises(Misconfigured) as refused:
        read_everything(PRODUCTION | {name: value}, tmp_path)

    assert refused.value.variable == name


def test_the_secret_of_an_evaluation_is_kept_and_readable_by_its_owner_only(tmp_path):
    first = Environment({}).secret_key(tmp_path)

    assert Environment({}).secret_key(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_secret_can_come_from_a_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n", encoding="utf-8")

    environment = Environment(PRODUCTION | {"QUERSCHNITT_SECRET_KEY_FILE": str(file)})

    assert environment.secret_key(tmp_path) == SECRET


def test_production_answers_no_local_names():
    assert Environment(PRODUCTION).hosts() == ["europa.example.org"]


def test_a_database_address_is_taken_apart():
    database = postgresql("postgresql://q:p%40ss@db.example.org:5433/quer?sslmode=verify-full")

    assert database["NAME"] == "quer"
    assert database["USER"] == "q"
    assert database["PASSWORD"] == "p@ss"
    assert database["HOST"] == "db.example.org"
    assert database["PORT"] == "5433"
    assert database["OPTIONS"] == {"sslmode": "verify-full"}


def test_a_database_can_be_reached_by_a_socket():
    assert postgresql("postgresql://postgres:@/quer?host=/run/pg")["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://relay", SmtpServer("relay", 25, "none")),
        ("smtps://mail.example.org", SmtpServer("mail.example.org", 465, "tls")),
        (
            "smtp+starttls://office%40example.org:a%3Ab%40c@mail.example.org:2525",
            SmtpServer("mail.example.org", 2525, "starttls", "office@example.org", "a:b@c"),
        ),
        ("smtp://user:password@localhost:1025",
         SmtpServer("localhost", 1025, "none", "user", "password")),
    ],
)  # fmt: skip
def test_a_mail_server_may_come_from_a_variable_or_a_file(tmp_path, url, server):
    file = tmp_path / "smtp"
    file.write_text(f"{url}\n")

    assert Environment({"QUERSCHNITT_SMTP_URL": url}).smtp() == server
    assert Environment({"QUERSCHNITT_SMTP_URL_FILE": str(file)}).smtp() == server
    assert Environment({}).smtp() is None
    assert server.password not in repr(server) or not server.password


def test_a_mail_server_needs_a_sender():
    with pytest.raises(Misconfigured) as refused:
        Environment({"QUERSCHNITT_SMTP_URL": "smtp://relay"}).mail_from()

    assert refused.value.variable == "QUERSCHNITT_MAIL_FROM"


@pytest.mark.parametrize(("told", "land"), [("ST", "ST"), ("de-by", "BY"), ("", "")])
def test_a_land_is_named_by_its_code(told, land):
    assert Environment({"QUERSCHNITT_LAND": told}).land() == land
