"""The rows of press: releases, channels, what went where, and who receives news by mail."""

from querschnitt.press.models.channels import Channel
from querschnitt.press.models.deliveries import (
    Delivery,
    DeliveryPicture,
    HoldChange,
    OutboxHold,
    RestoredSending,
)
from querschnitt.press.models.releases import (
    PreviewLink,
    Release,
    ReleaseFile,
    ReleaseQuerySet,
    ReleaseVersion,
)
from querschnitt.press.models.subscribers import MailDelivered, Subscriber, SubscriptionRequest

__all__ = [
    "Channel",
    "Delivery",
    "DeliveryPicture",
    "HoldChange",
    "MailDelivered",
    "OutboxHold",
    "PreviewLink",
    "Release",
    "ReleaseFile",
    "ReleaseQuerySet",
    "ReleaseVersion",
    "RestoredSending",
    "Subscriber",
    "SubscriptionRequest",
]
