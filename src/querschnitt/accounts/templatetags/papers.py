"""Links to one document in every way of writing."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from querschnitt.documents.writers import WRITERS

register = template.Library()


@register.inclusion_tag("accounts/_files.html")
def files(name: str, *place: Any, query: str = "", **asked: Any) -> dict[str, Any]:
    """Link to a document in each format: the name of an address that ends in the format.

    :param query: what further is asked of the address, as a page was asked for it itself
    :param asked: the same, parameter by parameter
    """
    parameters = "&".join(filter(None, [query, urlencode(asked)]))
    further = f"?{parameters}" if parameters else ""
    links = [
        (writer.label, reverse(name, args=[*place, writer.slug]) + further)
        for writer in WRITERS.values()
    ]
    return {"links": links}
