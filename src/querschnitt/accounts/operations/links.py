"""Personal links by mail, where a mail server is set."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.accounts.models import PersonalLink, User
from querschnitt.outbox import operations as outbox
from querschnitt.ui.context import facts


def mail_link(user: User, token: str, purpose: PersonalLink.Purpose) -> None:
    """Mail a personal link to the person it is for; without a mail server it is handed over."""
    if settings.SMTP is None or user.is_demonstration:
        return
    name = facts().product
    link = f"{settings.BASE_URL}{reverse('accounts:set_password', args=[token])}"
    told = {"name": user.name, "product": name, "link": link}
    if purpose == PersonalLink.Purpose.INVITATION:
        subject = _("Your account in %(product)s") % told
        body = _(
            "Hello %(name)s,\n\nan account in %(product)s was made for you. Please set your"
            " password here:\n\n%(link)s\n\nThe link can be used once, within 14 days. Whoever has"
            " it can set the password; please do not pass it on.\n"
        )
    else:
        subject = _("New password for %(product)s") % told
        body = _(
            "Hello %(name)s,\n\na new password was asked for your account in %(product)s. You can"
            " set it here:\n\n%(link)s\n\nThe link can be used once, within 24 hours. If you did"
            " not ask for it, you need do nothing: your password stays as it is.\n"
        )
    outbox.send(
        to=user.email,
        subject=subject,
        body=body % told,
        dedupe_key=f"accounts.link:{user.pk}:{timezone.now().isoformat()}",
        is_secret=True,
    )
