"""Where the pages of the ledger live."""

from django.urls import path

from querschnitt.press.views import deliveries, ledger, outbox

LEDGER = "presse/ausspielungen/"
ONE = "presse/ausspielungen/<int:pk>/"

PATTERNS = [
    path(LEDGER, ledger.deliveries, name="deliveries"),
    path(f"{LEDGER}tabelle.<slug:ending>", ledger.deliveries_file, name="deliveries_file"),
    path(f"{LEDGER}zahlen/", ledger.delivery_counts, name="delivery_counts"),
    path(f"{LEDGER}versand/", outbox.outbox, name="outbox"),
    path(f"{LEDGER}versand/anhalten/", outbox.hold_all, name="hold_all"),
    path(f"{LEDGER}versand/fortsetzen/", outbox.release_hold, name="release_hold"),
    path(
        f"{LEDGER}versand/wiederhergestellt/",
        outbox.confirm_all_restored,
        name="confirm_all_restored",
    ),
    path(
        f"{LEDGER}versand/wiederhergestellt/<int:pk>/",
        outbox.decide_restored,
        name="decide_restored",
    ),
    path(ONE, ledger.delivery, name="delivery"),
    path(f"{ONE}bild.png", ledger.delivery_picture, name="delivery_picture"),
    path(f"{ONE}bestaetigen/", deliveries.confirm_delivered, name="confirm_delivered"),
    path(f"{ONE}erledigen/", deliveries.settle, name="settle"),
    path(f"{ONE}erneut/", deliveries.send_again, name="send_again"),
    path(f"{ONE}abhaken/", deliveries.tick_off, name="tick_off"),
    path(
        "presse/mitteilungen/<int:pk>/ausspielungen/",
        ledger.release_deliveries,
        name="release_deliveries",
    ),
]
