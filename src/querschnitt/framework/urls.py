from django.urls import path

from querschnitt.framework import addresses  # noqa: F401 (knows how references are written)
from querschnitt.framework.views import (
    clauses,
    coverage,
    frameworks,
    goals,
    lineage,
    mandate_clauses,
    mandates,
    terms,
)

app_name = "framework"

FRAMEWORK = "rahmen/<slug:key>/"
GOAL = f"{FRAMEWORK}ziele/<reference:reference>/"
CLAUSE = f"{FRAMEWORK}vorgaben/<int:number>/"
OF_MANDATE = "auftraege/<slug:key>/vorgaben/<int:number>/"

urlpatterns = [
    path("rahmen/", frameworks.frameworks, name="frameworks"),
    path("neuer-rahmen/", frameworks.prepare_framework, name="prepare_framework"),
    path(FRAMEWORK, frameworks.framework, name="framework"),
    path(f"{FRAMEWORK}matrix/", frameworks.matrix, name="matrix"),
    path(f"{FRAMEWORK}abdeckung/", coverage.coverage, name="coverage"),
    path(
        f"{FRAMEWORK}abdeckung/tabelle/", coverage.coverage_workbook_of, name="coverage_workbook"
    ),
    path(f"{FRAMEWORK}uebernehmen/", lineage.carry_over, name="carry_over"),
    path(
        f"{FRAMEWORK}einleitung/", frameworks.revise_introduction, name="revise_introduction"
    ),
    path(f"{FRAMEWORK}neues-kapitel/", frameworks.add_chapter, name="add_chapter"),
    path(f"{FRAMEWORK}kapitel/<int:number>/", frameworks.revise_chapter, name="revise_chapter"),
    path(f"{CLAUSE}nicht-aufgreifen/", clauses.exclude_clause, name="exclude_clause"),
    path(f"{CLAUSE}wieder-aufgreifen/", clauses.readmit_clause, name="readmit_clause"),
    path(f"{FRAMEWORK}neues-ziel/", goals.draft_goal, name="draft_goal"),
    path(f"{GOAL}ueberarbeiten/", goals.revise_goal, name="revise_goal"),
    path(f"{GOAL}einreichen/", goals.submit_goal, name="submit_goal"),
    path(f"{GOAL}zurueckgeben/", goals.return_goal, name="return_goal"),
    path(f"{GOAL}zurueckziehen/", goals.withdraw_goal, name="withdraw_goal"),
    path(f"{GOAL}aenderung-verwerfen/", goals.set_aside_change, name="set_aside_change"),
    path(f"{GOAL}herkunft/", lineage.link_carried_over, name="link_carried_over"),
    path(
        f"{GOAL}herkunft/<int:source>/loesen/",
        lineage.unlink_carried_over,
        name="unlink_carried_over",
    ),
    path("auftraege/", mandates.mandates, name="mandates"),
    path("neuer-auftrag/", mandates.record_mandate, name="record_mandate"),
    path("auftraege/<slug:key>/", mandates.mandate, name="mandate"),
    path("auftraege/<slug:key>/neue-vorgabe/", mandates.add_clause, name="add_clause"),
    path(
        "auftraege/<slug:key>/vorgaben-einfuegen/", mandate_clauses.add_clauses, name="add_clauses"
    ),
    path(
        f"{OF_MANDATE}berichtigen/", mandate_clauses.revise_clause, name="revise_clause"
    ),
    path(f"{OF_MANDATE}streichen/", mandate_clauses.remove_clause, name="remove_clause"),
    path(
        f"{OF_MANDATE}wiederherstellen/", mandate_clauses.restore_clause, name="restore_clause"
    ),
    path("handlungsfelder/", mandates.fields, name="fields"),
    path("neues-handlungsfeld/", mandates.add_field, name="add_field"),
    path("wahlperioden/", terms.terms, name="terms"),
    path("neue-wahlperiode/", terms.open_term, name="open_term"),
    path("neue-regierung/", terms.record_government, name="record_government"),
]  # fmt: skip
