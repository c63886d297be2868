"""The portal's addresses; nearly all of them are answered by the page store before this."""

from django.urls import path, re_path

from querschnitt.portal import newsletter, views
from querschnitt.portal.addresses import Addresses, relation_lists
from querschnitt.publication.addresses import portal_languages

app_name = "portal"

SUBSCRIPTION = "abonnement/<slug:secret>/"

urlpatterns = [
    *(
        path(
            Addresses(language).newsletter[1:],
            newsletter.newsletter,
            {"language": language},
            name="newsletter",
        )
        for language in portal_languages()
    ),
    path(f"{SUBSCRIPTION}bestaetigen/", newsletter.confirm, name="confirm_subscription"),
    path(f"{SUBSCRIPTION}abmelden/", newsletter.sign_off, name="sign_off"),
    path(f"{SUBSCRIPTION}ein-klick/", newsletter.one_click, name="one_click"),
    *(
        path(Addresses(language).goals[1:], views.goals, {"language": language}, name="goals")
        for language in portal_languages()
    ),
    *(
        path(at[1:], views.relations, {"language": language, "register": slug}, name="relations")
        for language in portal_languages()
        for slug, at in relation_lists(language).items()
    ),
    *(
        path(Addresses(language).press[1:], views.press, {"language": language}, name="press")
        for language in portal_languages()
    ),
    # Not the desk: there an unknown address is unknown, and one without its last slash gets it.
    re_path(r"^(?!desk(?:/|$))(?P<path>.*)$", views.stored, name="stored"),
]
