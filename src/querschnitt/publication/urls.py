from django.urls import path

from querschnitt.publication.views import annual_frame, editions, imports, issuing, terms

app_name = "publication"

HOUSE = "veroeffentlichung/"
EDITION = f"{HOUSE}<int:pk>/"
VERSION = f"{HOUSE}fassung/<int:pk>/"
IMPORTS = "fremde-rahmen/"
IMPORT = f"{IMPORTS}<int:pk>/"
REPORT = "rahmen/<slug:key>/jahresbericht/"

urlpatterns = [
    path(HOUSE, editions.editions, name="editions"),
    path(EDITION, editions.edition, name="edition"),
    path(f"{EDITION}freigeben/", editions.release, name="release"),
    path(f"{EDITION}zurueckziehen/", editions.withdraw, name="withdraw"),
    path(REPORT, annual_frame.annual_frame, name="annual_frame"),
    path(
        f"{REPORT}<int:year>.<slug:ending>",
        annual_frame.annual_frame_file,
        name="annual_frame_file",
    ),
    path(f"{EDITION}dateien/", editions.write_files_again, name="write_files_again"),
    path(VERSION, issuing.publish, name="publish"),
    path(f"{VERSION}druckfehler/", issuing.correct_editorially, name="correct_editorially"),
    path(
        f"{HOUSE}berichtete-ziele/<slug:key>/",
        issuing.publish_reported_goals,
        name="publish_reported_goals",
    ),
    path(f"{HOUSE}beziehungen/", issuing.publish_relations, name="publish_relations"),
    path(IMPORTS, imports.imports, name="imports"),
    path(f"{IMPORTS}neu/", imports.import_framework, name="import_framework"),
    path(IMPORT, imports.imported, name="import"),
    path(f"{IMPORT}uebernehmen/", imports.take_over, name="take_over"),
    path(f"{IMPORT}verwerfen/", imports.discard_import, name="discard_import"),
    path(f"{HOUSE}wahlperiode/<int:number>/schliessen/", terms.close_term, name="close_term"),
]
