from django.urls import path

from querschnitt.coordination import (
    amendment_addresses,
    bundling_addresses,
    cabinet_addresses,
    comparison_addresses,
    deadline_addresses,
    workbook_addresses,
)
from querschnitt.coordination.views import (
    answers,
    cabinet,
    notifying,
    position_rounds,
    remarks,
    reservations,
    rounds,
    synopsis,
    versions,
)

app_name = "coordination"

ROUND = "runden/<int:pk>/"
RESERVATION = "mitzeichnung/vorbehalte/<int:pk>/"
REMARK = "mitzeichnung/anmerkungen/<int:pk>/"
CABINET = "kabinett/<slug:key>/"

urlpatterns = [
    path("runden/", rounds.rounds, name="rounds"),
    path("runden/<slug:key>/neu/", rounds.open_round, name="open_round"),
    path(
        "runden/stellungnahme/<int:pk>/neu/",
        position_rounds.open_position_round,
        name="open_position_round",
    ),
    path(ROUND, rounds.round_page, name="round"),
    path(f"{ROUND}schliessen/", rounds.close_round, name="close_round"),
    path(f"{ROUND}beitragen/", answers.contribute, name="contribute"),
    path(f"{ROUND}fehlanzeige/", answers.nil_return, name="nil_return"),
    path(f"{ROUND}benachrichtigen/", notifying.notify_outdated, name="notify_outdated"),
    path(f"{ROUND}anmerkungen/", remarks.remarks, name="remarks"),
    path(f"{ROUND}anmerkung/", remarks.remark, name="remark"),
    path(f"{ROUND}synopse/", synopsis.synopsis, name="synopsis"),
    path(f"{ROUND}synopse.<slug:ending>", synopsis.synopsis_file, name="synopsis_file"),
    *workbook_addresses.PATTERNS,
    path("mitzeichnung/<int:pk>/", answers.cosign, name="cosign"),
    path(
        "mitzeichnung/<int:pk>/weiterer-vorbehalt/",
        reservations.raise_reservation,
        name="raise_reservation",
    ),
    path("mitzeichnung/antworten/<int:pk>/", notifying.answer, name="answer"),
    path(f"{REMARK}erledigen/", remarks.resolve_remark, name="resolve_remark"),
    path(f"{REMARK}wieder-aufnehmen/", remarks.reopen_remark, name="reopen_remark"),
    path(RESERVATION, reservations.reservation, name="reservation"),
    path(
        f"{RESERVATION}bestaetigen/",
        reservations.confirm_settlement,
        name="confirm_settlement",
    ),
    path(
        f"{RESERVATION}eskalieren/",
        reservations.escalate_reservation,
        name="escalate_reservation",
    ),
    path(
        f"{RESERVATION}erledigen/", reservations.settle_reservation, name="settle_reservation"
    ),
    path(
        f"{RESERVATION}zurueckziehen/",
        reservations.withdraw_reservation,
        name="withdraw_reservation",
    ),
    # Before the frameworks by their keys, of which none is called like these.
    *amendment_addresses.PATTERNS,
    *bundling_addresses.PATTERNS,
    *cabinet_addresses.PATTERNS,
    *comparison_addresses.PATTERNS,
    path(CABINET, cabinet.cabinet, name="cabinet"),
    path(f"{CABINET}beschluss/", cabinet.adopt, name="adopt"),
    path(
        f"{CABINET}frueherer-beschluss/",
        cabinet.record_earlier_adoption,
        name="record_earlier_adoption",
    ),
    *deadline_addresses.PATTERNS,
    path("beschlossen/", versions.versions, name="versions"),
    path("beschlossen/<int:pk>/", versions.version, name="version"),
    path("beschlossen/<int:pk>/aufheben/", versions.annul, name="annul"),
]  # fmt: skip
