"""Where the lists of addresses live."""

from django.urls import path

from querschnitt.press.views import subscribers

HOUSE = "presse/abonnements/"

PATTERNS = [
    path(HOUSE, subscribers.subscribers, name="subscribers"),
    path(f"{HOUSE}akkreditieren/", subscribers.add_accredited, name="add_accredited"),
    path(f"{HOUSE}<int:pk>/beenden/", subscribers.end_subscription, name="end_subscription"),
    path(f"{HOUSE}<int:pk>/loeschen/", subscribers.forget_subscriber, name="forget_subscriber"),
    path(
        "presse/mitteilungen/<int:pk>/vorab/", subscribers.send_in_advance, name="send_in_advance"
    ),
]
