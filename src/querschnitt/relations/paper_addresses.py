"""Where the papers of conferences and the archives for the next chair live."""

from django.urls import path

from querschnitt.relations.views import handing_over, papers

HANDING_OVER = "beziehungen/vorsitze/<slug:key>/uebergabe/"

PATTERNS = [
    path(
        "beziehungen/sitzungen/<slug:key>/papiere/<slug:paper>.<slug:ending>",
        papers.meeting_paper,
        name="meeting_paper",
    ),
    path(HANDING_OVER, handing_over.handover_packages, name="handover_packages"),
    path(
        f"{HANDING_OVER}herstellen/",
        handing_over.order_handover_package,
        name="order_handover_package",
    ),
    path(
        f"{HANDING_OVER}<int:pk>.zip",
        handing_over.handover_package_file,
        name="handover_package_file",
    ),
]
