"""Looks whether a release stands in the feed of its press room."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.press.channels.base import Accepted, Outcome, Rejected, Sending
from querschnitt.publication.models import StoredPage

FEED = "neues.atom"


def send(sending: Sending) -> Outcome:
    """Say whether the feed names the release, or does not name it any more."""
    link = sending.post.link
    room = "/".join(urlsplit(link).path.split("/")[:3]) + "/"
    path = f"{room}{FEED}"
    bodies = StoredPage.objects.filter(path=path, status=StoredPage.Status.OK)
    body = bytes(bodies.values_list("body", flat=True).first() or b"")
    is_named = link.encode() in body
    # A feed has a limited number of entries: what is older has left it, and rightly so.
    if body and (is_named or sending.action != "post"):
        return Accepted(path, f"{settings.BASE_URL}{path}", {"is_named": is_named})
    return Rejected(_("The release does not stand in the feed yet."), may_retry=True)
