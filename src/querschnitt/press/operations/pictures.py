"""The pictures of the ledger; drawn by the worker, kept once and never changed."""

from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from querschnitt.documents.cards import Drawn
from querschnitt.press.models import Delivery, DeliveryPicture


def undrawn() -> QuerySet[Delivery]:
    """Return what was sent and has no picture yet; of a deletion nothing can be seen."""
    sent = Delivery.objects.filter(state=Delivery.State.SENT, picture=None)
    return sent.exclude(action=Delivery.Action.DELETE).order_by("pk")


@transaction.atomic
def keep_picture(*, delivery: Delivery, picture: Drawn | None) -> None:
    """Keep how a delivery looked, or that it could not be drawn."""
    png = picture.png if picture else b""
    DeliveryPicture.objects.get_or_create(
        delivery=delivery,
        defaults={
            "data": png,
            "sha256": sha256(png).hexdigest(),
            "width": picture.width if picture else 0,
            "height": picture.height if picture else 0,
            "made_at": timezone.now(),
        },
    )
