"""What most kinds of channels have in common, so that each folder says only what is its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from querschnitt.press.channels import wording
from querschnitt.press.channels.base import (
    Accepted,
    Account,
    AccountField,
    Action,
    Media,
    Outcome,
    Post,
    Rejected,
    Sending,
)
from querschnitt.publication.release_content import ReleaseContent

FOR_EVER = inf
UNLIMITED = 1_000_000
CHARACTERS = gettext_lazy("characters")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind with a plain text that begins with the heading and ends with the link.

    ``send_`` and ``check_`` are the client's functions.
    """

    slug: str
    position: int
    label: Any
    about: Any = ""
    fields: Sequence[AccountField] = ()
    limit: int | None = None
    unit: Any = CHARACTERS
    most_pictures: int = 0
    largest_picture: int | None = None
    can_edit: bool = False
    can_delete: bool = False
    idempotent_for: float | None = None
    is_on_by_default: bool = False
    needs_legal_basis: bool = False
    is_by_hand: bool = False
    steps: Sequence[Any] = ()
    counts: Any = len
    send_: Any = None
    check_: Any = None

    def count(self, text: str) -> int:
        """Return how long a text is, as this network counts."""
        return int(self.counts(text))

    def compose(
        self,
        content: ReleaseContent,
        *,
        language: str,
        link: str,
        account: Account,
        action: Action = "post",
        note: str = "",
    ) -> Post:
        """Return heading, lead and link, within what this network takes."""
        parts = self.parts(content, language, action=action, note=note)
        # A post that tells a withdrawal shows nothing of what was withdrawn.
        media = () if action == "delete" else self.media(content, language)
        limit = self.limit_of(account, has_pictures=bool(media))
        text, is_cut = wording.fitted(parts, link, limit=limit or UNLIMITED, count=self.count)
        return Post(
            text=text,
            link=link,
            language=language,
            media=media,
            notes=self._notes(content, media, action, is_cut=is_cut),
            length=self.count(text),
            limit=limit,
        )

    def parts(
        self, content: ReleaseContent, language: str, *, action: Action, note: str
    ) -> list[str]:
        """Return what the text is made of, the most important first."""
        title = wording.title_of(content, language)
        if action == "post":
            return [title, wording.lead_of(content, language)]
        told = [wording.opening(action, note, language), title]
        return told if action == "delete" else [*told, wording.lead_of(content, language)]

    def media(self, content: ReleaseContent, language: str) -> tuple[Media, ...]:
        """Return the first pictures that this network takes."""
        return wording.pictures(content, language, self.most_pictures, self.largest_picture)

    def limit_of(self, account: Account, *, has_pictures: bool = False) -> int | None:
        """Return how long a text may be; some networks leave that to each server."""
        given = account.get("limit", "")
        return int(given) if given.isdecimal() and int(given) else self.limit

    def send(self, sending: Sending) -> Outcome:
        """Hand a post over, or edit or delete an earlier one."""
        if missing := self.missing_in(sending.account):
            return Rejected(_("The account lacks: %(what)s") % {"what": missing}, may_retry=False)
        outcome: Outcome = self.send_(sending)
        return outcome

    def check(self, account: Account) -> Outcome:
        """Ask whether the account can be used; posts nothing."""
        if missing := self.missing_in(account):
            return Rejected(_("The account lacks: %(what)s") % {"what": missing}, may_retry=False)
        outcome: Outcome = self.check_(account) if self.check_ else Accepted()
        return outcome

    def missing_in(self, account: Account) -> str:
        """Return the names of what an account needs and does not have."""
        wanted = [one for one in self.fields if one.is_required and not account.get(one.name)]
        return ", ".join(str(one.label) for one in wanted)

    def _notes(
        self, content: ReleaseContent, media: tuple[Media, ...], action: Action, *, is_cut: bool
    ) -> tuple[str, ...]:
        notes = []
        if is_cut:
            notes.append(_("The text is longer than this channel takes; it was shortened."))
        if len(media) < len(content["images"]) and action != "delete":
            notes.append(_("Not all pictures go to this channel."))
        return tuple(notes)


def host_of(account: Account, name: str = "server") -> str:
    """Return the host of an account's address, in lower case; empty of what is none."""
    try:
        return (urlsplit(base_of(account, name)).hostname or "").lower()
    except ValueError:
        return ""


def base_of(account: Account, name: str = "server") -> str:
    """Return an account's address without a slash at its end; of a bare host with https."""
    told = account.get(name, "").strip().rstrip("/")
    return told if "://" in told or not told else f"https://{told}"
