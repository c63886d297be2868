from django.urls import path

from querschnitt.coordination.views import answers, cabinet, reservations, rounds, versions

app_name = "coordination"

ROUND = "runden/<int:pk>/"
RESERVATION = "mitzeichnung/vorbehalte/<int:pk>/"
CABINET = "kabinett/<slug:key>/"

urlpatterns = [
    path("runden/", rounds.rounds, name="rounds"),
    path("runden/<slug:key>/neu/", rounds.open_round, name="open_round"),
    path(ROUND, rounds.round_page, name="round"),
    path(f"{ROUND}schliessen/", rounds.close_round, name="close_round"),
    path(f"{ROUND}beitragen/", answers.contribute, name="contribute"),
    path(f"{ROUND}fehlanzeige/", answers.nil_return, name="nil_return"),
    path("mitzeichnung/<int:pk>/", answers.cosign, name="cosign"),
    path(
        f"{RESERVATION}erledigen/", reservations.settle_reservation, name="settle_reservation"
    ),
    path(
        f"{RESERVATION}zurueckziehen/",
        reservations.withdraw_reservation,
        name="withdraw_reservation",
    ),
    path(CABINET, cabinet.cabinet, name="cabinet"),
    path(f"{CABINET}beschluss/", cabinet.adopt, name="adopt"),
    path(
        f"{CABINET}frueherer-beschluss/",
        cabinet.record_earlier_adoption,
        name="record_earlier_adoption",
    ),
    path("beschlossen/", versions.versions, name="versions"),
    path("beschlossen/<int:pk>/", versions.version, name="version"),
    path("beschlossen/<int:pk>/aufheben/", versions.annul, name="annul"),
]  # fmt: skip
