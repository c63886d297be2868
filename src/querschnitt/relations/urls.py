from django.urls import path

from querschnitt.relations import (
    addresses,  # noqa: F401 (knows how registers are written)
    calendar_addresses,
    conference_addresses,
    merging_addresses,
    paper_addresses,
    position_addresses,
    workbook_addresses,
)
from querschnitt.relations.views import decisions, entries, registers

app_name = "relations"

HOUSE = "beziehungen/"
REGISTER = f"{HOUSE}<register:register>/"
ENTRY = f"{REGISTER}<slug:key>/"

urlpatterns = [
    path(HOUSE, registers.hub, name="hub"),
    path(f"{HOUSE}suche/", registers.search, name="search"),
    *calendar_addresses.PATTERNS,
    *conference_addresses.PATTERNS,
    *merging_addresses.PATTERNS,
    *paper_addresses.PATTERNS,
    *position_addresses.PATTERNS,
    *workbook_addresses.PATTERNS,
    # What all registers have; addresses of single registers stand before.
    path(REGISTER, registers.register, name="register"),
    path(f"{REGISTER}neu/", entries.add_entry, name="add_entry"),
    path(f"{REGISTER}freigeben/", decisions.release_entries, name="release_entries"),
    path(f"{REGISTER}zurueckhalten/", decisions.hold_back_entries, name="hold_back_entries"),
    path(ENTRY, entries.entry, name="entry"),
    path(f"{ENTRY}bearbeiten/", entries.revise_entry, name="revise_entry"),
    path(f"{ENTRY}verlauf/", decisions.entry_history, name="entry_history"),
    path(f"{ENTRY}entfernen/", decisions.remove_entry, name="remove_entry"),
    path(f"{ENTRY}wiederherstellen/", decisions.restore_entry, name="restore_entry"),
]
