"""Where outsiders read a draft: outside the desk, since they have no account."""

from django.urls import path

from querschnitt.press.views import previews

PATTERNS = [
    path("vorschau/<str:token>/", previews.preview, name="preview"),
    path("vorschau/<str:token>/<slug:sha256>/", previews.preview_file, name="preview_file"),
]
