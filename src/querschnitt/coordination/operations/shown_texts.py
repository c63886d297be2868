"""Keeping what was shown, so that a later text can be compared with it."""

from collections.abc import Iterable

from querschnitt.coordination.models import ShownText
from querschnitt.coordination.scope import Shown
from querschnitt.lib.digest import canonical, digest


def keep_shown(texts: Iterable[Shown]) -> None:
    """Keep these texts by their digests; what is kept already stays as it is."""
    rows = {digest(text): canonical(text).decode() for text in texts}
    # Acts come one at a time, so nobody keeps the same text between the question and the answer.
    kept = {*ShownText.objects.filter(digest__in=rows).values_list("digest", flat=True)}
    ShownText.objects.bulk_create(
        ShownText(digest=key, content=content) for key, content in rows.items() if key not in kept
    )
