"""Where each app's pages live: staff below /desk/, the public below its language."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from querschnitt.coordination import deadline_addresses
from querschnitt.press import preview_addresses
from querschnitt.publication.api import door

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("querschnitt.accounts.urls")),
    path("desk/", include("querschnitt.framework.urls")),
    path("desk/", include("querschnitt.relations.urls")),
    path("desk/", include("querschnitt.coordination.urls")),
    path("desk/", include("querschnitt.publication.urls")),
    path("desk/", include("querschnitt.press.urls")),
    path("desk/", include("querschnitt.desk.urls")),
    deadline_addresses.FEED,
    *preview_addresses.PATTERNS,
    # A dot would leave out addresses with a line break, and they would get a page.
    re_path(r"^api/(?P<path>[\s\S]*)\Z", door.answer),
    path("", include("querschnitt.portal.urls")),
]

handler404 = "querschnitt.portal.views.not_found"
