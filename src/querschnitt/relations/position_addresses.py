"""Where the pages of the positions on dossiers live."""

from django.urls import path

from querschnitt.relations.conference_addresses import acts_below
from querschnitt.relations.views.positions import POSITIONS, positions_on_dossier

ADDRESS = "beziehungen/eu-vorhaben/<slug:key>/stellungnahmen/"

PATTERNS = [
    path(ADDRESS, positions_on_dossier, name=POSITIONS.sheet),
    *acts_below(ADDRESS, POSITIONS),
]
