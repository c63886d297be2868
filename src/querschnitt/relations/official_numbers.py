"""Where the official numbers of a dossier lead: the registers of the European Union.

The addresses are those that EUR-Lex and the Council's public register document for links.
"""

import re
from collections.abc import Callable

_COM = re.compile(r"(COM|JOIN|SWD|SEC)\((\d{4})\)\s?(\d{1,5})")
_COUNCIL = re.compile(
    r"(?:ST\s)?(\d{4,5})(?:/\d{1,2})?/(\d{2})((?:\s(?:ADD|REV|COR|INIT|DCL)(?:\s\d{1,2})?)*)"
)
_PROCEDURE = re.compile(r"(\d{4})/(\d{4})[A-Z]?\s?\([A-Z]{3}\)")


def link_of(field: str, number: str, language: str) -> str:
    """Return the address of an official number; empty where the field holds none.

    :param field: of the register of dossiers
    :param number: in the form that the register's checks ask for
    :param language: two letters
    """
    make = _LINKS.get(field)
    return make(number, language.split("-")[0]) if make and number else ""


def _celex(number: str, language: str) -> str:
    address = "https://eur-lex.europa.eu/legal-content/{}/TXT/?uri=CELEX:{}"
    return address.format(language.upper(), number)


def _com(number: str, language: str) -> str:
    found = _COM.match(number)
    if found is None:
        return ""
    kind, year, serial = found.groups()
    address = "https://eur-lex.europa.eu/legal-content/{}/ALL/?uri={}:{}:{}:FIN"
    return address.format(language.upper(), kind, year, int(serial))


def _council(number: str, language: str) -> str:
    found = _COUNCIL.match(number)
    if found is None:
        return ""
    serial, year, rest = found.groups()
    further = "-".join(rest.split()) or "INIT"
    address = "https://data.consilium.europa.eu/doc/document/ST-{}-20{}-{}/{}/pdf"
    return address.format(serial, year, further.replace(" ", "-"), language)


def _procedure(number: str, language: str) -> str:
    found = _PROCEDURE.match(number)
    if found is None:
        return ""
    year, serial = found.groups()
    address = "https://eur-lex.europa.eu/procedure/{}/{}_{}"
    return address.format(language.upper(), year, int(serial))


def _work_programme(_year: str, _language: str) -> str:
    return "https://commission.europa.eu/strategy-documents/commission-work-programme_en"


_LINKS: dict[str, Callable[[str, str], str]] = {
    "celex": _celex,
    "com_number": _com,
    "council_number": _council,
    "procedure": _procedure,
    "work_programme_year": _work_programme,
}
