from django.urls import path

from querschnitt.press import channel_addresses, subscriber_addresses
from querschnitt.press.ledger_addresses import PATTERNS as LEDGER
from querschnitt.press.views import deciding, files, previews, releases, writing

app_name = "press"

HOUSE = "presse/"
RELEASES = f"{HOUSE}mitteilungen/"
RELEASE = f"{RELEASES}<int:pk>/"

urlpatterns = [
    path(HOUSE, releases.hub, name="hub"),
    path(RELEASES, releases.releases, name="releases"),
    path(f"{RELEASES}neu/<slug:template>/", writing.write_draft, name="write_draft"),
    path(RELEASE, releases.release, name="release"),
    path(f"{RELEASE}ueberarbeiten/", writing.revise_release, name="revise_release"),
    path(f"{RELEASE}fassungen/", releases.compare_versions, name="compare_versions"),
    path(f"{RELEASE}beitraege/", releases.posts, name="posts"),
    path(f"{RELEASE}dateien/", files.files, name="files"),
    path(f"{RELEASE}dateien/neu/", files.add_file, name="add_file"),
    path(f"{RELEASE}dateien/<int:file>/entfernen/", files.remove_file, name="remove_file"),
    path(f"{RELEASE}dateien/<slug:sha256>/", files.file, name="file"),
    path(f"{RELEASE}einreichen/", deciding.submit_release, name="submit_release"),
    path(f"{RELEASE}zurueckgeben/", deciding.return_release, name="return_release"),
    path(f"{RELEASE}freigeben/", deciding.approve_release, name="approve_release"),
    path(f"{RELEASE}bestaetigen/", deciding.confirm_release, name="confirm_release"),
    path(f"{RELEASE}sperrfrist/", deciding.reschedule, name="reschedule"),
    path(f"{RELEASE}zuruecknehmen/", deciding.take_back, name="take_back"),
    path(f"{RELEASE}sperrfrist-aufheben/", deciding.lift_embargo, name="lift_embargo"),
    path(f"{RELEASE}veroeffentlichen/", deciding.publish_now, name="publish_now"),
    path(f"{RELEASE}verwerfen/", deciding.drop_release, name="drop_release"),
    path(f"{RELEASE}berichtigen/", writing.write_correction, name="write_correction"),
    path(f"{RELEASE}berichtigung-freigeben/", deciding.correct_release, name="correct_release"),
    path(f"{RELEASE}berichtigung-verwerfen/", deciding.drop_correction, name="drop_correction"),
    path(f"{RELEASE}zurueckziehen/", deciding.withdraw_release, name="withdraw_release"),
    path(f"{RELEASE}vorschau-link/", previews.create_preview_link, name="create_preview_link"),
    path(
        f"{RELEASE}vorschau-link/<int:link>/zurueckrufen/",
        previews.recall_preview_link,
        name="recall_preview_link",
    ),
    *LEDGER,
    *channel_addresses.PATTERNS,
    *subscriber_addresses.PATTERNS,
]
