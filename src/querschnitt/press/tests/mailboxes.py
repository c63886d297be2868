"""A real SMTP program for the press's mail, and what has arrived there."""

import email
import email.policy

from django.utils import timezone

from querschnitt.outbox import worker
from querschnitt.outbox.tests.smtp_program import received
from querschnitt.press.models import Subscriber


def subscriber(number, **fields):
    told = {
        "email": f"leserin-{number}@post.example",
        "state": Subscriber.State.ACTIVE,
        "secret": f"secret-{number}-{fields.get('kind', 'public')}",
        "asked_at": timezone.now(),
        **fields,
    }
    return Subscriber.objects.create(**told)


def accredited(number, **fields):
    told = {"kind": "accredited", "name": f"Name {number}", "medium": f"Medium {number}", **fields}
    return subscriber(number, **told)


def work_off():
    """Do all that waits in the outbox."""
    while worker.work_off():
        pass


def mails(mailbox):
    """Return what arrived, each as its line and as it is parsed."""
    found = []
    for line in received(mailbox):
        parsed = email.message_from_string(line["text"], policy=email.policy.default)
        found.append((line, parsed))
    return found
