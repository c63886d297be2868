"""Puts one message for each recipient into the outbox, all in one transaction."""

from django.utils.translation import gettext as _

from querschnitt.press.channels.base import Accepted, Outcome, Sending


def send(sending: Sending, *, kind: str) -> Outcome:
    """Hand the release to the outbox, which tells for each message what became of it."""
    # Here, for the kinds must be known without any of the tables.
    from querschnitt.press import operations

    post = sending.post
    count = operations.enqueue_mails(
        kind=kind,
        group=sending.idempotency_key,
        worded=post.fields["worded"],
        departments=post.fields["departments"],
        topics=post.fields["topics"],
    )
    sentence = _("%(count)s messages were handed to the outbox.") % {"count": count}
    return Accepted(sending.idempotency_key, post.link, {"messages": count, "told": sentence})
