"""The page of the newsletter in a copy, where no program takes what people fill in."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from querschnitt.portal.addresses import Addresses
from querschnitt.portal.newsletter import BEGIN, END


def page_without_form(addresses: Addresses, page: str) -> str:
    """Return the page with a way on in the place of its form.

    :param page: as it is stored
    """
    head, _form, rest = page.partition(BEGIN)
    tail = rest.partition(END)[2]
    told = {
        "kind": "info",
        "title": _("Subscribing by e-mail is not possible here"),
        "text": _(
            "This is a copy of the portal that cannot take orders. The press room offers feeds "
            "that tell of each new release."
        ),
        "url": addresses.press,
        "link": _("To the press room"),
    }
    return f"{head}{render_to_string('ui/_alert.html', told)}{tail}"
