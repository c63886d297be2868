"""Channels that people serve: the program words the text, names the steps, and waits for a tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import (
    AccountField,
    Action,
    ChannelKind,
    Outcome,
    Rejected,
    Sending,
)
from querschnitt.press.channels.kind import Kind

NO_WAY = _("There is no official way for programs; somebody hands the text over.")
OPEN = _("Open the channel with its own program and sign in.")
COPY = _("Copy the text below and paste it as a new post.")
PICTURES = _("Add the pictures with their descriptions, if there are any.")
SEND = _("Send it, and enter the address of the post here.")
STEPS = (OPEN, COPY, PICTURES, SEND)
TO_EDIT = (
    OPEN,
    _("Find the earlier post and replace its text by the text below."),
    _("If it cannot be changed there, delete it and post the text below anew."),
    SEND,
)
TO_DELETE = (
    OPEN,
    _("Find the earlier post and delete it."),
    _("If it cannot be deleted there, post the text below."),
    _("Look whether it is gone, and tick the task off here."),
)


@dataclass(frozen=True, kw_only=True)
class ByHand(Kind):
    """A kind without a client; its deliveries wait until somebody ticks them off."""

    about: Any = NO_WAY
    fields: Any = (
        AccountField("address", _("Address of the channel"), is_required=False, is_address=True),
    )
    limit: Any = 2000
    most_pictures: int = 1
    is_by_hand: bool = True
    can_edit: bool = True
    can_delete: bool = True
    steps: Any = STEPS

    def send(self, sending: Sending) -> Outcome:
        """Refuse: nobody but a person can."""
        return Rejected(str(self.about), may_retry=False)


def steps_of(kind: ChannelKind, action: Action) -> Sequence[Any]:
    """Return what a person does to post, to change an earlier post, or to take it down."""
    return {"edit": TO_EDIT, "delete": TO_DELETE}.get(action, kind.steps)
