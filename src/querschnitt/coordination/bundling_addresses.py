"""The addresses of what says the same: suggestions, merging, pairs that were dismissed."""

from django.urls import path

from querschnitt.coordination.views import bundling, merging

BUNDLING = "rahmen/<slug:key>/zusammenfuehren/"
PAIR = f"{BUNDLING}<int:one>/<int:other>/"

PATTERNS = [
    path(BUNDLING, bundling.suggestions, name="suggestions"),
    path(f"{BUNDLING}suchen/", bundling.seek_suggestions, name="seek_suggestions"),
    path(f"{BUNDLING}verworfen/", bundling.dismissed, name="dismissed"),
    path(f"{BUNDLING}ziele/", merging.merge_goals, name="merge_goals"),
    path(f"{BUNDLING}trennen/<int:pk>/", merging.separate_goals, name="separate_goals"),
    path(f"{PAIR}verwandt/", bundling.relate_goals, name="relate_goals"),
    path(f"{PAIR}nicht-verwandt/", bundling.unrelate_goals, name="unrelate_goals"),
    path(f"{PAIR}verwerfen/", bundling.dismiss_likeness, name="dismiss_likeness"),
    path(f"{PAIR}wieder-vorschlagen/", bundling.reconsider_likeness, name="reconsider_likeness"),
    path(f"{PAIR}lebt-weiter/", bundling.note_living_on, name="note_living_on"),
]
