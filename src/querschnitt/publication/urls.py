from django.urls import path

from querschnitt.publication.views import editions, issuing, terms

app_name = "publication"

HOUSE = "veroeffentlichung/"
EDITION = f"{HOUSE}<int:pk>/"
VERSION = f"{HOUSE}fassung/<int:pk>/"

urlpatterns = [
    path(HOUSE, editions.editions, name="editions"),
    path(EDITION, editions.edition, name="edition"),
    path(f"{EDITION}freigeben/", editions.release, name="release"),
    path(f"{EDITION}zurueckziehen/", editions.withdraw, name="withdraw"),
    path(VERSION, issuing.publish, name="publish"),
    path(f"{VERSION}druckfehler/", issuing.correct_editorially, name="correct_editorially"),
    path(
        f"{HOUSE}berichtete-ziele/<slug:key>/",
        issuing.publish_reported_goals,
        name="publish_reported_goals",
    ),
    path(f"{HOUSE}wahlperiode/<int:number>/schliessen/", terms.close_term, name="close_term"),
]
