"""The page on which people subscribe to releases, and what they can choose from."""

import json
from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal import newsletter
from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading
from querschnitt.publication.rendering import Rendered, rendered_page


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the page; nothing while there is no press room."""
    press = reading.site.press
    if not press.is_public:
        return
    form = newsletter.NewsletterForm(initial={"language": reading.language}, **_choices(reading))
    markup = newsletter.fragment(form, reading.language)
    yield Page(
        at=lambda a: a.newsletter,
        template="newsletter",
        title=_("Press releases by e-mail"),
        description=_("Subscribe to press releases of the government."),
        crumbs=[(_("Press"), reading.addresses.press)],
        section="press",
        context={"form": SafeString(f"{newsletter.BEGIN}{markup}{newsletter.END}")},
    )


def files(reading: Reading) -> Iterator[Rendered]:
    """Yield what one can choose from, for the answers to what people send."""
    if reading.site.press.is_public:
        body = json.dumps(_choices(reading), ensure_ascii=False, sort_keys=True)
        path = newsletter.choices_path(reading.language)
        yield rendered_page(path, body, media_type="application/json")


def _choices(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    site = reading.site
    return {
        "departments": list(site.press.departments.items()),
        "topics": [(key, reading.field_name(key)) for key in site.fields],
    }
