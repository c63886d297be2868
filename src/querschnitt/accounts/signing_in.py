"""Finding out whether somebody is who they say, and slowing down whoever guesses."""

import logging
from datetime import timedelta

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.accounts import rules
from querschnitt.accounts.models import SignInAttempt, User
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.outbox import operations

MAIL_RESET_LINK = "accounts.mail_reset_link"
WINDOW = timedelta(minutes=15)
FAILURES_PER_ACCOUNT = 10
FAILURES_PER_ADDRESS = 50

logger = logging.getLogger(__name__)


def authenticate(*, email: str, password: str, address: str) -> User:
    """Return the person whom an e-mail address and a password prove.

    A try counts as failed until it has succeeded, so that tries at the same moment cannot
    outrun the count; if the count cannot be kept, nobody signs in.

    :param address: the network address from which the try comes
    :raises Refused: ``accounts.wrong-credentials`` or ``accounts.too-many-attempts``
    """
    account = rules.normal_address(email)[:254]
    attempt = _counted_attempt(account, address[:64])
    # Takes as long for unknown accounts, inactive ones and those without a password.
    user = ModelBackend().authenticate(None, username=account, password=password)
    if not isinstance(user, User):
        raise Refused(
            Obstacle(
                "accounts.wrong-credentials",
                _("E-mail address and password do not belong together."),
            )
        )
    attempt.delete()
    SignInAttempt.objects.filter(account=account).delete()
    return user


def ask_for_link(*, email: str, address: str) -> bool:
    """Have a worker mail a personal link to an address, if there is an account of this address.

    Nothing here asks for the account, so that neither the answer nor its time tells.

    :raises Refused: ``accounts.too-many-attempts``
    """
    account = rules.normal_address(email)[:254]
    _counted_attempt(f"?{account}"[:254], address[:64])
    operations.enqueue(
        kind=MAIL_RESET_LINK,
        payload={"email": account},
        dedupe_key=f"{MAIL_RESET_LINK}:{rules.digest_of_token(account)}",
    )
    return True


def _counted_attempt(account: str, address: str) -> SignInAttempt:
    now = timezone.now()
    SignInAttempt.objects.filter(tried_at__lt=now - WINDOW).delete()
    attempt = SignInAttempt.objects.create(account=account, address=address, tried_at=now)
    recent = SignInAttempt.objects.filter(tried_at__gte=now - WINDOW)
    tries = recent.filter(Q(account=account) | Q(address=address)).values_list("account", "address")
    of_account = sum(row[0] == account for row in tries)
    of_address = sum(row[1] == address for row in tries)
    if of_account <= FAILURES_PER_ACCOUNT and of_address <= FAILURES_PER_ADDRESS:
        return attempt
    # A try that was not even looked at does not count; else guessing would lock people out for
    # as long as it goes on.
    attempt.delete()
    logger.warning("Too many failed sign-ins; tries are refused for a while.")
    raise Refused(
        Obstacle(
            "accounts.too-many-attempts",
            _("There were too many failed attempts. Please try again in 15 minutes."),
        )
    )
