"""What every page knows about the installation it belongs to."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class WayOn:
    """A link that helps a reader who has arrived nowhere."""

    label: str | Promise
    url: str


@dataclass(frozen=True)
class Site:
    """Whose pages these are."""

    product: str
    portal_name: str
    government: str
    publisher: str
    is_demonstration: bool
    demonstration_label: str | Promise
    ways_on: tuple[WayOn, ...] = ()


def facts(*, path: str = "/") -> Site:
    """Return what a page must know about its installation, also outside a request."""
    product = str(getattr(settings, "PRODUCT_NAME", "Querschnitt"))
    publisher = str(getattr(getattr(settings, "PUBLISHER", None), "name", ""))
    government = str(getattr(settings, "GOVERNMENT_NAME", "")) or publisher
    return Site(
        product=product,
        portal_name=str(getattr(settings, "PORTAL_NAME", "")) or product,
        government=government,
        publisher=publisher or government,
        is_demonstration=bool(getattr(settings, "DEMONSTRATION", False)),
        demonstration_label=_("Demonstration"),
        ways_on=_ways_on(path),
    )


def site(request: HttpRequest) -> dict[str, Site]:
    """Give every page of a request the facts about its installation."""
    return {"site": facts(path=request.path)}


def _ways_on(path: str) -> tuple[WayOn, ...]:
    if path.startswith("/desk/"):
        return (WayOn(_("Start page of the desk"), "/desk/"),)
    language = (get_language() or "de").split("-")[0]
    paths: dict[str, str] = getattr(settings, "PORTAL_WAYS_ON", {})
    return (
        WayOn(_("Home page"), paths.get("home", f"/{language}/")),
        WayOn(_("Search"), paths.get("search", f"/{language}/suche/")),
        WayOn(_("Overview"), paths.get("list", f"/{language}/ziele/")),
    )
