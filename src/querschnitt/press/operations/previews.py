"""Links by which outsiders read a release before it is public; they end with its publication."""

import hashlib
import secrets
from datetime import datetime

from django.core import signing
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.press import rules
from querschnitt.press.models import PreviewLink, Release
from querschnitt.press.operations.writing import locked

SALT = "press.preview"


@journal.act
def create_preview_link(
    *, by: User, release: Release, reader_name: str, expires_at: datetime
) -> tuple[PreviewLink, str]:
    """Return a link to the newest version for one outsider, and its token, which is shown once.

    :raises Refused: if the release is public, no reader is named, or the end is over or far away
    """
    release, now = locked(release), timezone.now()
    refuse_if(
        rules.obstacle_to_previewing(by, release)
        or rules.obstacle_in_preview(reader_name, expires_at=expires_at, now=now)
    )
    token = signing.dumps([release.pk, secrets.token_urlsafe(24)], salt=SALT)
    link = PreviewLink.objects.create(
        release=release,
        version=release.version,
        reader_name=reader_name.strip(),
        token_digest=digest_of(token),
        created_by=by,
        created_at=now,
        expires_at=expires_at,
    )
    journal.record("press.preview_link_created", actor=by, subject=release.named())
    return link, token


@journal.act
def recall_preview_link(*, by: User, link: PreviewLink) -> PreviewLink:
    """End a link at once."""
    link = PreviewLink.objects.select_for_update().select_related("release").get(pk=link.pk)
    refuse_if(rules.obstacle_to_recalling(by, link))
    link.recalled_at = timezone.now()
    link.save(update_fields=["recalled_at"])
    journal.record("press.preview_link_recalled", actor=by, subject=link.release.named())
    return link


def read_preview(*, token: str) -> PreviewLink | None:
    """Return the link that a token opens, and note its first reading; None if it opens nothing."""
    try:
        signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    now = timezone.now()
    link = (
        PreviewLink.objects.select_related("release__department")
        .filter(
            token_digest=digest_of(token),
            recalled_at=None,
            expires_at__gt=now,
            release__published_at=None,
        )
        .exclude(release__stage=Release.Stage.DROPPED)
        .first()
    )
    if link and link.first_read_at is None:
        PreviewLink.objects.filter(pk=link.pk, first_read_at=None).update(first_read_at=now)
    return link


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
