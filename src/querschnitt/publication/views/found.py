"""The ways down to the pages of publishing."""

from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.publication.models import Edition

Way = list[tuple[str, str | None]]


def way_to_editions(*further: str) -> Way:
    """Return the breadcrumb to a page right below the list of editions."""
    return [
        (_("Publishing"), reverse("publication:editions")),
        *((label, None) for label in further),
    ]


def way_to_edition(edition: Edition, act: str) -> Way:
    """Return the breadcrumb to an act on an edition."""
    own = reverse("publication:edition", args=[edition.pk])
    return [*way_to_editions(), (str(edition), own), (act, None)]
