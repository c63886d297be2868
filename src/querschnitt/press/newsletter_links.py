"""Where a subscription is confirmed and ended; the secret in the address names it."""

from django.conf import settings

from querschnitt.press.models import Subscriber

BASE = "/abonnement/"


def confirming_link(subscriber: Subscriber) -> str:
    return f"{settings.BASE_URL}{BASE}{subscriber.secret}/bestaetigen/"


def ending_link(subscriber: Subscriber, *, one_click: bool = False) -> str:
    """:param one_click: the address that a mail program posts to, without a page"""
    end = "ein-klick/" if one_click else "abmelden/"
    return f"{settings.BASE_URL}{BASE}{subscriber.secret}/{end}"
