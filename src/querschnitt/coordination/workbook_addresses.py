"""Where the pages of departments' workbooks live."""

from django.urls import path

from querschnitt.coordination.views import paragraphs, workbooks

OF_ROUND = "runden/<int:pk>/arbeitsmappe/"
DELIVERED = "arbeitsmappen/<int:pk>/"

PATTERNS = [
    path(OF_ROUND, workbooks.workbook, name="workbook"),
    path(f"{OF_ROUND}hochladen/", workbooks.upload_workbook, name="upload_workbook"),
    path("runden/<int:pk>/word/", paragraphs.draft_from_paragraphs, name="draft_from_paragraphs"),
    path(DELIVERED, workbooks.delivered_workbook, name="delivered_workbook"),
    path(f"{DELIVERED}uebernehmen/", workbooks.apply_workbook, name="apply_workbook"),
    path(f"{DELIVERED}verwerfen/", workbooks.discard_workbook, name="discard_workbook"),
    path(f"{DELIVERED}beanstandet/", workbooks.refused_rows, name="refused_rows"),
]
