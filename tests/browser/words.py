"""The words of the interface, asked for as the source code writes them."""

from django.utils.translation import gettext, override

LANGUAGE = "de"


def said(message: str, **parts: object) -> str:
    """Return what the pages say for a message of the catalogues."""
    with override(LANGUAGE):
        text = gettext(message)
        return text % parts if parts else text
