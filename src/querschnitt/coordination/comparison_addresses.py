"""The addresses of comparing texts and of where goals come from."""

from django.urls import path

from querschnitt.coordination.views import comparison

COMPARISON = "vergleich/"

PATTERNS = [
    path(COMPARISON, comparison.comparison, name="comparison"),
    path("vergleich.pdf", comparison.comparison_file, {"ending": "pdf"}, name="comparison_pdf"),
    path("vergleich.docx", comparison.comparison_file, {"ending": "docx"}, name="comparison_word"),
    path(f"{COMPARISON}herkunft/<slug:key>/", comparison.lineage, name="lineage"),
]
