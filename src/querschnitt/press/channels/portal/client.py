"""Looks whether the page of a release stands in the page store, or is gone from it."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from querschnitt.press.channels.base import Accepted, Outcome, Rejected, Sending
from querschnitt.publication.models import StoredPage

GONE = 410


def send(sending: Sending) -> Outcome:
    """Say whether visitors find what they should find."""
    path = urlsplit(sending.post.link).path
    page = StoredPage.objects.filter(path=path).values_list("status", "etag").first()
    wanted = GONE if sending.action == "delete" else StoredPage.Status.OK
    if page is None or page[0] != wanted:
        return Rejected(_("The page does not stand on the portal yet."), may_retry=True)
    return Accepted(path, sending.post.link, {"status": page[0], "etag": page[1]})
