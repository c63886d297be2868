"""Handing messages over to the mail server, one connection for each batch.

What decides is the answer after the text: before it a message was certainly not accepted, and is
tried again; where it does not come, nobody knows, and the message is left to a person.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils import timezone

from querschnitt.outbox import operations
from querschnitt.outbox.models import Job, Message
from querschnitt.outbox.smtp_server import SmtpServer

BATCH = 50
TIMEOUT = 30.0
START_TEXT = 354
ACCEPTED = 250
PERMANENT = 500
GOING_AWAY = 421


def deliver(job: Job) -> dict[str, int] | None:
    """Hand over all messages that are due, and see to it that somebody comes for the rest."""
    server: SmtpServer | None = settings.SMTP
    if server is None:
        return None
    handed_over = 0
    while batch := operations.claim_messages(limit=BATCH):
        if not _deliver_batch(batch, server):
            break
        handed_over += len(batch)
        operations.report_progress(job=job, done=handed_over, total=handed_over)
    operations.ask_for_delivery()
    return {"tried": handed_over}


def _deliver_batch(batch: list[Message], server: SmtpServer) -> bool:
    """Hand over a batch; ``False`` if the server could not be reached at all."""
    left = list(batch)
    try:
        with _connection(server) as connection:
            while left:
                if not _hand_over(left.pop(0), connection):
                    break
    except (OSError, smtplib.SMTPException) as error:
        _put_off(left, _told(error))
        return False
    _put_off(left, "The mail server ended the connection.")
    return True


def _put_off(messages: list[Message], error: str) -> None:
    for message in messages:
        operations.note_put_off(message=message, error=error)


@contextmanager
def _connection(server: SmtpServer) -> Iterator[smtplib.SMTP]:
    """Open a connection, encrypted and signed in as the settings say."""
    context = ssl.create_default_context()
    connection: smtplib.SMTP
    if server.security == "tls":
        connection = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
        yield connection
    finally:
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()


def _hand_over(message: Message, connection: smtplib.SMTP) -> bool:
    """Hand over one message and note the answer; ``False`` if the connection is of no use now."""
    try:
        text = as_email(message).as_bytes(policy=WIRE)
    except (ValueError, MessageError) as error:
        operations.note_failed(message=message, error=_told(error))
        return True
    if not operations.begin_handing_over(message=message):
        return True
    try:
        code, answer = _announce(message, connection)
    except (OSError, smtplib.SMTPException) as error:
        operations.note_put_off(message=message, error=_told(error))
        return False
    if code != START_TEXT:
        return _refused(message, code, answer, connection)
    try:
        code, answer = _send_text(text, connection)
    except (OSError, smtplib.SMTPException) as error:
        operations.note_uncertain(message=message, error=_told(error))
        return False
    if code != ACCEPTED:
        return _refused(message, code, answer, connection)
    operations.note_sent(message=message)
    return True


def _announce(message: Message, connection: smtplib.SMTP) -> tuple[int, bytes]:
    """Say from whom and to whom; the text follows only on the answer 354."""
    connection.ehlo_or_helo_if_needed()
    sender = message.envelope or parseaddr(settings.MAIL_FROM)[1]
    for code, answer in (connection.mail(sender), connection.rcpt(_ascii(message.to))):
        if code >= 300:
            return code, answer
    connection.putcmd("DATA")
    return connection.getreply()


def _send_text(text: bytes, connection: smtplib.SMTP) -> tuple[int, bytes]:
    """Send the text and return what the server says to it."""
    # A line that begins with a dot gets another one, since a dot alone ends the text.
    lines = text.rstrip(b"\r\n").replace(b"\r\n.", b"\r\n..")
    connection.send(lines + b"\r\n.\r\n")
    return connection.getreply()


def _refused(message: Message, code: int, answer: bytes, connection: smtplib.SMTP) -> bool:
    told = f"{code} {answer.decode('utf-8', 'replace')}"
    if code >= PERMANENT:
        operations.note_failed(message=message, error=told)
    else:
        operations.note_put_off(message=message, error=told)
    if code == GOING_AWAY:
        return False
    try:
        connection.rset()
    except (OSError, smtplib.SMTPException):
        return False
    return True


def as_email(message: Message) -> EmailMessage:
    """Return a message as it goes over the wire."""
    name, sender = parseaddr(settings.MAIL_FROM)
    email = EmailMessage(policy=WIRE)
    email["From"] = Address(name, addr_spec=_ascii(sender))
    email["To"] = Address(addr_spec=_ascii(message.to))
    email["Subject"] = message.subject
    email["Date"] = format_datetime(timezone.localtime(message.created_at))
    email["Message-ID"] = message.message_id
    # So that nobody's absence assistant answers a program.
    email["Auto-Submitted"] = "auto-generated"
    for header, value in message.headers.items():
        email[header] = value
    email.set_content(message.body, cte="quoted-printable")
    return email


def _ascii(address: str) -> str:
    """Return an address whose domain is written as the protocol wants it."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
