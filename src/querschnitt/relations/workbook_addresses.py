"""Where the pages of registers as workbooks live."""

from django.urls import path

from querschnitt.relations.views import workbooks

OF_REGISTER = "beziehungen/<register:register>/arbeitsmappe/"
UPLOADED = f"{OF_REGISTER}<int:pk>/"

PATTERNS = [
    path(OF_REGISTER, workbooks.register_workbook, name="register_workbook"),
    path(f"{OF_REGISTER}hochladen/", workbooks.upload_entries, name="upload_entries"),
    path(UPLOADED, workbooks.entry_workbook, name="entry_workbook"),
    path(f"{UPLOADED}uebernehmen/", workbooks.apply_entries, name="apply_entries"),
    path(f"{UPLOADED}verwerfen/", workbooks.discard_entries, name="discard_entries"),
    path(f"{UPLOADED}beanstandet/", workbooks.refused_entries, name="refused_entries"),
]
