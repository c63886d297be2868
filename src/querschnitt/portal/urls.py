"""The portal's addresses; nearly all of them are answered by the page store before this."""

from django.urls import path, re_path

from querschnitt.portal import views
from querschnitt.portal.addresses import Addresses, relation_lists
from querschnitt.portal.reading import languages

app_name = "portal"

urlpatterns = [
    *(
        path(Addresses(language).goals[1:], views.goals, {"language": language}, name="goals")
        for language in languages()
    ),
    *(
        path(at[1:], views.relations, {"language": language, "register": slug}, name="relations")
        for language in languages()
        for slug, at in relation_lists(language).items()
    ),
    # Not the desk: there an unknown address is unknown, and one without its last slash gets it.
    re_path(r"^(?!desk(?:/|$))(?P<path>.*)$", views.stored, name="stored"),
]
