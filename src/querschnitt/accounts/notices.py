"""Telling people by mail what waits for them; whom it reaches is decided here, for every app.

A mail holds a sentence and an address below the configured one, never a text that somebody wrote.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.accounts import queries
from querschnitt.accounts.models import Department, User
from querschnitt.outbox import operations as outbox
from querschnitt.ui.context import facts


def tell(
    people: Iterable[User],
    *,
    subject: str,
    text: str,
    path: str,
    key: str,
    run_after: datetime | None = None,
) -> None:
    """Mail the same sentence to people, each once for this key.

    :param path: the page that the mail leads to
    """
    footer = _("This mail was sent by %(product)s. Please do not answer it; sign in instead.") % {
        "product": facts().product
    }
    body = f"{text}\n\n{settings.BASE_URL}{path}\n\n-- \n{footer}\n"
    for person in people:
        # People of the demonstration do not exist, and neither do their addresses.
        if person.is_demonstration and settings.SMTP is not None:
            continue
        outbox.send(
            to=person.email,
            subject=subject,
            body=body,
            dedupe_key=f"{key}:{person.pk}",
            run_after=run_after,
        )


def tell_departments(
    departments: Iterable[Department],
    *,
    subject: str,
    text: str,
    path: str,
    key: str,
    run_after: datetime | None = None,
) -> None:
    """Mail a sentence to those whom news for departments reaches.

    Where a department has nobody, those who coordinate are told that, instead.
    """
    asked = list(departments)
    reached = queries.recipients_by_department(one.pk for one in asked)
    tell(
        (person for one in asked for person in reached[one.pk]),
        subject=subject, text=text, path=path, key=key, run_after=run_after,
    )  # fmt: skip
    unreached = [one for one in asked if not reached[one.pk]]
    if unreached:
        names = ", ".join(one.abbreviation for one in unreached)
        tell(
            queries.coordinators(),
            subject=_("Nobody can be reached: %(departments)s") % {"departments": names},
            text=_("There is nobody in %(departments)s whom this could have reached: %(subject)s")
            % {"departments": names, "subject": subject},
            path=path,
            key=f"{key}:unreached",
            run_after=run_after,
        )
