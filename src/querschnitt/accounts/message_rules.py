"""What stands in the way of acts on messages; asks the database nothing."""

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.lib.refusal import Obstacle
from querschnitt.outbox.models import Message

KEEPS_MESSAGES = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
READS_MESSAGES = KEEPS_MESSAGES | {Role.AUDITOR}


def obstacle_to_reading_messages(by: User) -> Obstacle | None:
    if by.is_active and by.role in READS_MESSAGES:
        return None
    return Obstacle("accounts.not-your-role", _("Your role does not read the list of messages."))


def obstacle_to_settling_message(by: User, message: Message) -> Obstacle | None:
    if not (by.is_active and by.role in KEEPS_MESSAGES):
        return Obstacle(
            "accounts.not-message-keeper",
            _("Only administrators and those who coordinate decide about messages."),
        )
    if not message.has_come_to_rest:
        return Obstacle(
            "accounts.message-under-way",
            _("Nothing is to be decided about this message: %(state)s.")
            % {"state": message.get_state_display()},
        )
    return None


def obstacle_to_sending_again(
    by: User, message: Message, *, has_mail_server: bool
) -> Obstacle | None:
    if obstacle := obstacle_to_settling_message(by, message):
        return obstacle
    if not has_mail_server:
        return Obstacle("accounts.no-mail-server", _("No mail server is set."))
    if not message.body:
        return Obstacle(
            "accounts.message-was-secret",
            _("It held a personal link, which is kept nowhere. Please issue a new one."),
        )
    return None
