"""Whose calendar an address is, of which only the digest is kept."""

from django.conf import settings
from django.urls import reverse

from querschnitt.accounts.models import User
from querschnitt.accounts.rules import digest_of_token
from querschnitt.coordination.models import CalendarSubscription


def calendar_address(token: str) -> str:
    """Return the whole address that a calendar program is given."""
    return f"{settings.BASE_URL}{reverse('calendar_feed', args=[token])}"


def calendar_in_use(user: User) -> CalendarSubscription | None:
    """Return a person's calendar address, as far as it is kept."""
    return CalendarSubscription.objects.filter(user=user, revoked_at=None).first()


def person_of_calendar(token: str) -> User | None:
    """Return whose deadlines a secret shows; nobody if it ended, or the person's account did."""
    row = (
        CalendarSubscription.objects.filter(
            token_digest=digest_of_token(token), revoked_at=None, user__is_active=True
        )
        .select_related("user__department")
        .first()
    )
    return row.user if row else None
