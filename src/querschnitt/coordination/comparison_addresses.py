"""The addresses of comparing texts and of where goals come from."""

from django.urls import path

from querschnitt.coordination.views import comparison

COMPARISON = "vergleich/"

PATTERNS = [
    path(COMPARISON, comparison.comparison, name="comparison"),
    path("vergleich.<slug:ending>", comparison.comparison_file, name="comparison_file"),
    path(f"{COMPARISON}herkunft/<slug:key>/", comparison.lineage, name="lineage"),
]
