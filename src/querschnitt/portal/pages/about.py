"""What every authority's website has to say about itself, from the settings."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading


def pages(reading: Reading) -> Iterator[Page]:
    """Yield imprint, privacy notice, accessibility statement, and the page for wrong addresses."""
    about = {"publisher": _publisher()}
    yield Page(at=lambda a: a.imprint, template="imprint", title=_("Imprint"), context=about)
    yield Page(at=lambda a: a.privacy, template="privacy", title=_("Privacy"), context=about)
    yield Page(
        at=lambda a: a.accessibility,
        template="accessibility",
        title=_("Accessibility"),
        context={
            **about,
            "enforcement": _lines(settings.ACCESSIBILITY_ENFORCEMENT),
            "day": reading.today,
        },
    )
    yield Page(
        at=lambda a: a.not_found,
        template="not_found",
        title=_("This page does not exist"),
        status=404,
        context={"ways": ways_on(reading), "search_url": reading.addresses.goals},
    )


def ways_on(reading: Reading) -> list[tuple[str, str]]:
    """Return the links that help somebody who has arrived nowhere."""
    addresses = reading.addresses
    return [
        (_("Home page"), addresses.home),
        (_("All goals"), addresses.goals),
        (_("Versions and predecessors"), addresses.frameworks),
        (_("Documents to download"), addresses.documents),
    ]


def _publisher() -> dict[str, object]:
    publisher = settings.PUBLISHER
    return {
        "name": publisher.name,
        "address": _lines(publisher.address),
        "phone": publisher.phone,
        "email": publisher.email,
        "responsible": publisher.responsible,
    }


def _lines(text: str) -> list[str]:
    # In the environment an address stands in one line, with commas.
    return [line.strip() for line in text.replace("\n", ",").split(",") if line.strip()]
