"""What people decide about messages that did not simply arrive."""

from django.conf import settings

from querschnitt.accounts import journal, message_rules
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Message


@journal.act
def send_message_again(*, by: User, message: Message) -> Message:
    """Send a message once more that failed, was held, or perhaps never arrived.

    :raises Refused: if ``message_rules.obstacle_to_sending_again`` finds an obstacle
    """
    message = Message.objects.get(pk=message.pk)
    refuse_if(
        message_rules.obstacle_to_sending_again(
            by, message, has_mail_server=settings.SMTP is not None
        )
    )
    before = message.state
    message = outbox.send_again(message=message)
    journal.record("accounts.message_sent_again", actor=by, subject=message, state_before=before)
    return message


@journal.act
def settle_message(*, by: User, message: Message) -> Message:
    """Note that nothing is to be done any more about a message that did not simply arrive.

    :raises Refused: if ``message_rules.obstacle_to_settling_message`` finds an obstacle
    """
    message = Message.objects.get(pk=message.pk)
    refuse_if(message_rules.obstacle_to_settling_message(by, message))
    before = message.state
    message = outbox.settle(message=message)
    journal.record("accounts.message_settled", actor=by, subject=message, state_before=before)
    return message
