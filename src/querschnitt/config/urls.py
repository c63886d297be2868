"""Where each app's pages live: staff below /desk/, the public below its language."""

from django.urls import URLPattern, URLResolver, include, path

from querschnitt.coordination import deadline_addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("querschnitt.accounts.urls")),
    path("desk/", include("querschnitt.framework.urls")),
    path("desk/", include("querschnitt.coordination.urls")),
    path("desk/", include("querschnitt.publication.urls")),
    path("desk/", include("querschnitt.desk.urls")),
    deadline_addresses.FEED,
    path("", include("querschnitt.portal.urls")),
]

handler404 = "querschnitt.portal.views.not_found"
