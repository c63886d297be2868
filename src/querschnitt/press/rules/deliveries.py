"""What stands in the way of acts on deliveries, and on what holds them."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.framework import text_limits
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle
from querschnitt.press.models import Delivery, OutboxHold, RestoredSending

READS_EVERY_DELIVERY = frozenset(
    {Role.PRESS_OFFICER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR}
)
HOLDS = frozenset({Role.PRESS_OFFICER, Role.ADMINISTRATOR})
LONGEST_ADDRESS, LONGEST_ID = 500, 300


def obstacle_to_reading_deliveries(by: User) -> Obstacle | None:
    if by.is_active and (by.role in READS_EVERY_DELIVERY or by.is_editor):
        return None
    return Obstacle("press.not-your-role", _("Your role does not read the ledger of deliveries."))


def obstacle_to_holding(by: User, hold: OutboxHold) -> Obstacle | None:
    """Refuse to hold what is held already, and to those who do not decide about it."""
    if obstacle := _not_a_holder(by):
        return obstacle
    if hold.held_since:
        return Obstacle("press.held-already", _("Everything is held already."))
    return None


def obstacle_to_releasing_hold(by: User, hold: OutboxHold, *, undecided: int) -> Obstacle | None:
    """Refuse to let go on what is not held, or what a restored database might send again."""
    if obstacle := _not_a_holder(by):
        return obstacle
    if not hold.held_since:
        return Obstacle("press.not-held", _("Nothing is held."))
    if undecided:
        return Obstacle(
            "press.restored-undecided",
            _("First say of each sending that the restored database does not know whether it "
              "arrived: %(number)s are open.") % {"number": undecided},
        )  # fmt: skip
    return None


def missing_reason(reason: str) -> Obstacle | None:
    return obstacle_in_texts(Limited(reason, text_limits.TEXT, is_required=True))


def obstacle_to_deciding_restored(by: User, sending: RestoredSending) -> Obstacle | None:
    if obstacle := _not_a_holder(by):
        return obstacle
    if sending.decision:
        return Obstacle("press.restored-decided", _("This has been decided already."))
    return None


def obstacle_to_confirming_all_restored(by: User, *, undecided: int) -> Obstacle | None:
    if obstacle := _not_a_holder(by):
        return obstacle
    if not undecided:
        return Obstacle("press.restored-decided", _("Nothing is left to decide."))
    return None


def obstacle_to_deciding_delivery(by: User, delivery: Delivery) -> Obstacle | None:
    """Refuse decisions to those who do not release, and about what has not come to rest.

    Takes a delivery with its release loaded.
    """
    if not _keeps(by, delivery):
        return Obstacle(
            "press.not-delivery-keeper",
            _("Only the press office and those who approve for the leading department decide "
              "about deliveries."),
        )  # fmt: skip
    if delivery.state not in Delivery.AT_REST:
        return Obstacle(
            "press.delivery-under-way",
            _("Nothing is to be decided about this delivery: %(state)s.")
            % {"state": delivery.get_state_display()},
        )
    return None


def obstacle_to_confirming_delivery(by: User, delivery: Delivery) -> Obstacle | None:
    return obstacle_to_deciding_delivery(by, delivery)


def obstacle_to_settling(by: User, delivery: Delivery) -> Obstacle | None:
    return obstacle_to_deciding_delivery(by, delivery)


def obstacle_to_sending_again(by: User, delivery: Delivery) -> Obstacle | None:
    """Refuse to send again what a later revision has overtaken, beside the reasons of all acts."""
    if obstacle := obstacle_to_deciding_delivery(by, delivery):
        return obstacle
    if delivery.revision < delivery.release.revision:
        return Obstacle(
            "press.delivery-overtaken",
            _("A later revision of this release has taken its place; settle this one instead."),
        )
    return None


def obstacle_to_ticking_off(by: User, delivery: Delivery, *, is_by_hand: bool) -> Obstacle | None:
    """Refuse to tick off what a program sends, or what was done already."""
    if not _keeps(by, delivery):
        return Obstacle(
            "press.not-delivery-keeper",
            _("Only the press office and those who approve for the leading department decide "
              "about deliveries."),
        )  # fmt: skip
    if not is_by_hand:
        return Obstacle("press.not-by-hand", _("This channel is served by the program itself."))
    if delivery.state != Delivery.State.PENDING:
        return Obstacle(
            "press.delivery-under-way",
            _("Nothing is to be decided about this delivery: %(state)s.")
            % {"state": delivery.get_state_display()},
        )
    return None


def obstacle_in_address(url: str, *, is_required: bool) -> Obstacle | None:
    """Refuse what is no address of a page."""
    if not url.strip() and not is_required:
        return None
    address = urlsplit(url.strip())
    if address.scheme not in {"http", "https"} or not address.netloc or len(url) > LONGEST_ADDRESS:
        return Obstacle(
            "press.no-address", _("Please enter the address of the post, beginning with https://.")
        )
    return None


def obstacle_in_note(note: str, *, is_required: bool = False) -> Obstacle | None:
    return obstacle_in_texts(Limited(note, text_limits.REMARK, is_required=is_required))


def _not_a_holder(by: User) -> Obstacle | None:
    if by.is_active and by.role in HOLDS:
        return None
    return Obstacle(
        "press.not-outbox-keeper",
        _("Only the press office and administrators hold what is sent, and let it go on."),
    )


def _keeps(by: User, delivery: Delivery) -> bool:
    if not by.is_active:
        return False
    own = by.is_approver and by.department_id == delivery.release.department_id
    return by.role == Role.PRESS_OFFICER or own
