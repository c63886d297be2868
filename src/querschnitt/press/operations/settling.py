"""What people decide about deliveries that did not simply arrive."""

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.press import rules
from querschnitt.press.channels import kind_of
from querschnitt.press.models import Delivery

State = Delivery.State


@journal.act
def confirm_delivered(
    *, by: User, delivery: Delivery, url: str, external_id: str = "", note: str = ""
) -> Delivery:
    """Note that a delivery arrived after all, and at which address it stands.

    :raises Refused: if ``rules.obstacle_to_confirming_delivery`` finds an obstacle, or the address
        is none
    """
    delivery = _locked(delivery)
    refuse_if(
        rules.obstacle_to_confirming_delivery(by, delivery)
        or rules.obstacle_in_address(url, is_required=True)
        or rules.obstacle_in_note(note)
    )
    before = delivery.state
    delivery.sent_at = delivery.began_at or timezone.now()
    delivery.external_id = external_id.strip()[: rules.LONGEST_ID] or delivery.external_id
    delivery.url = url.strip()
    _settled(delivery, by, State.SENT, note)
    journal.record(
        "press.delivery_confirmed", actor=by, subject=delivery.release, **_facts(delivery, before)
    )
    return delivery


@journal.act
def settle(*, by: User, delivery: Delivery, note: str) -> Delivery:
    """Note that a delivery did not arrive, and that nothing is to be done about it any more.

    :raises Refused: if ``rules.obstacle_to_settling`` finds an obstacle, or the reason is missing
    """
    delivery = _locked(delivery)
    refuse_if(
        rules.obstacle_to_settling(by, delivery) or rules.obstacle_in_note(note, is_required=True)
    )
    before = delivery.state
    _settled(delivery, by, State.WITHDRAWN, note)
    journal.record(
        "press.delivery_settled", actor=by, subject=delivery.release, **_facts(delivery, before)
    )
    return delivery


@journal.act
def send_again(*, by: User, delivery: Delivery) -> Delivery:
    """Send a delivery once more that has come to rest, because a person decided so.

    :raises Refused: if ``rules.obstacle_to_sending_again`` finds an obstacle
    """
    delivery = _locked(delivery)
    refuse_if(rules.obstacle_to_sending_again(by, delivery))
    before = delivery.state
    delivery.run_after, delivery.lease_until = timezone.now(), None
    delivery.began_at = None
    _settled(delivery, by, State.PENDING, "")
    journal.record(
        "press.delivery_sent_again", actor=by, subject=delivery.release, **_facts(delivery, before)
    )
    return delivery


@journal.act
def tick_off(*, by: User, delivery: Delivery, url: str = "", note: str = "") -> Delivery:
    """Note that a person has done by hand what no program may do in this channel.

    :raises Refused: if ``rules.obstacle_to_ticking_off`` finds an obstacle, or the address is none
    """
    delivery = _locked(delivery)
    kind = kind_of(delivery.channel.kind)
    is_by_hand = kind is not None and kind.is_by_hand
    refuse_if(
        rules.obstacle_to_ticking_off(by, delivery, is_by_hand=is_by_hand)
        or rules.obstacle_in_address(url, is_required=False)
        or rules.obstacle_in_note(note)
    )
    before = delivery.state
    delivery.sent_at, delivery.url = timezone.now(), url.strip()
    _settled(delivery, by, State.SENT, note)
    journal.record(
        "press.delivery_ticked_off", actor=by, subject=delivery.release, **_facts(delivery, before)
    )
    return delivery


def _locked(delivery: Delivery) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("release", "channel")
    return rows.get(pk=delivery.pk)


def _settled(delivery: Delivery, by: User, state: State, note: str) -> None:
    delivery.state = state
    delivery.settled_by, delivery.settled_at = by, timezone.now()
    delivery.settled_note = note.strip()
    delivery.save()


def _facts(delivery: Delivery, before: str) -> dict[str, str | int]:
    return {
        "channel": delivery.channel.key,
        "revision": delivery.revision,
        "state_before": before,
    }
