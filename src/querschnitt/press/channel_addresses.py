"""Where the pages of channels live."""

from django.urls import path

from querschnitt.press.views import channels

HOUSE = "presse/kanaele/"
CHANNEL = f"{HOUSE}<slug:key>/"

PATTERNS = [
    path(HOUSE, channels.channels, name="channels"),
    path(f"{HOUSE}neu/<slug:kind>/", channels.add_channel, name="add_channel"),
    path(f"{CHANNEL}bearbeiten/", channels.revise_channel, name="revise_channel"),
    path(f"{CHANNEL}einschalten/", channels.switch_on, name="switch_on"),
    path(f"{CHANNEL}ausschalten/", channels.switch_off, name="switch_off"),
    path(f"{CHANNEL}pruefen/", channels.check_channel, name="check_channel"),
]
