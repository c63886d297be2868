"""Countries by the two letters of ISO 3166-1, named in the reader's language.

The names are those of Unicode's CLDR, as the library Babel carries them.
"""

from collections.abc import Mapping
from functools import cache

_NO_COUNTRIES = {"EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""What CLDR names beside countries: groups of them, and codes for tests."""


def country_name(code: str, language: str) -> str:
    """Return what a country is called, or its code where there is no such country.

    :param code: two capital letters
    :param language: of the reader, such as ``de``
    """
    return _names(language)[code] if is_country(code) else code


def country_names(codes: str, language: str) -> str:
    """Return what countries are called whose codes are separated by slashes."""
    return ", ".join(country_name(code, language) for code in codes.split("/"))


def is_country(code: str) -> bool:
    """Tell whether two letters stand for a country; the European Union counts as one."""
    return len(code) == 2 and code not in _NO_COUNTRIES and code in _names("en")


@cache
def _names(language: str) -> Mapping[str, str]:
    from babel import Locale  # not needed by most requests

    names: Mapping[str, str] = Locale.parse(language.split("-")[0]).territories
    return names
