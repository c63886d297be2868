"""Where the pages of organisations in their roles, and of duplicates, live."""

from django.urls import path

from querschnitt.relations.views import merging, organisations

ORGANISATIONS = "beziehungen/organisationen/"
PAIR = f"{ORGANISATIONS}dubletten/<int:first>/<int:second>/"

PATTERNS = [
    path(
        f"{ORGANISATIONS}rollen/",
        organisations.organisations_in_roles,
        name="organisations_in_roles",
    ),
    path(f"{ORGANISATIONS}dubletten/", merging.duplicates, name="duplicates"),
    path(PAIR, merging.merge_organisations, name="merge_organisations"),
    path(f"{PAIR}verschieden/", merging.tell_apart, name="tell_apart"),
    path(f"{PAIR}doch-gleich/", merging.take_back_distinction, name="take_back_distinction"),
    path(
        f"{ORGANISATIONS}zusammengefuehrt/<int:pk>/trennen/",
        merging.separate_organisations,
        name="separate_organisations",
    ),
]
