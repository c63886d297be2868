"""Where the pages about amending an adopted framework live."""

from django.urls import path

from querschnitt.coordination.views import amendments

AMENDMENT = "rahmen/<slug:key>/fortschreibung/"

PATTERNS = [
    path(AMENDMENT, amendments.amendment, name="amendment"),
    path(f"{AMENDMENT}eroeffnen/", amendments.open_amendment, name="open_amendment"),
    path(f"{AMENDMENT}erweitern/", amendments.extend_amendment, name="extend_amendment"),
    path(f"{AMENDMENT}aufgeben/", amendments.give_up_amendment, name="give_up_amendment"),
]
