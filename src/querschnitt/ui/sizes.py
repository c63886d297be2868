"""How much there is to fetch, in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

THOUSAND = 1000


def spoken_size(size: int) -> str:
    """Return a number of bytes as a person reads it, in the active language: "430 KB"."""
    if size < THOUSAND:
        return _("%(number)s bytes") % {"number": number_format(size)}
    if round(size / THOUSAND) < THOUSAND:
        return _("%(number)s KB") % {"number": number_format(round(size / THOUSAND))}
    megabytes = round(size / THOUSAND**2, 1)
    return _("%(number)s MB") % {"number": number_format(megabytes, decimal_pos=1)}
