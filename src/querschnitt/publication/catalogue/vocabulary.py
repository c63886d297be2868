"""The lists from which DCAT-AP.de takes its values, as far as this catalogue uses them."""

from typing import Final, NamedTuple

DCAT: Final = "http://www.w3.org/ns/dcat#"
TERMS: Final = "http://purl.org/dc/terms/"
DCATDE: Final = "http://dcat-ap.de/def/dcatde/"
ADMS: Final = "http://www.w3.org/ns/adms#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SPDX: Final = "http://spdx.org/rdf/terms#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = {
    "adms": ADMS,
    "dcat": DCAT,
    "dcatde": DCATDE,
    "dcterms": TERMS,
    "foaf": FOAF,
    "rdf": RDF,
    "spdx": SPDX,
    "vcard": VCARD,
    "xsd": XSD,
}

_EU: Final = "http://publications.europa.eu/resource/authority"
THEMES: Final = f"{_EU}/data-theme"
# Government and public sector, and international issues.
OUR_THEMES: Final = (f"{THEMES}/GOVE", f"{THEMES}/INTR")
PUBLIC_ACCESS: Final = f"{_EU}/access-right/PUBLIC"
IRREGULAR: Final = f"{_EU}/frequency/IRREG"

COMPLETED: Final = "http://purl.org/adms/status/Completed"
DEPRECATED: Final = "http://purl.org/adms/status/Deprecated"
WITHDRAWN: Final = "http://purl.org/adms/status/Withdrawn"

SHA256: Final = f"{SPDX}checksumAlgorithm_sha256"
REGIONAL_AUTHORITY: Final = "http://purl.org/adms/publishertype/RegionalAuthority"
STATE_LEVEL: Final = "http://dcat-ap.de/def/politicalGeocoding/Level/state"

CONTRIBUTORS: Final = "http://dcat-ap.de/def/contributors/"

_LANGUAGES: Final = {"de": "DEU", "en": "ENG", "fr": "FRA", "pl": "POL"}

# The official key of each part of Germany, which the statistical offices share.
_STATE_KEYS: Final = {
    "SH": "01", "HH": "02", "NI": "03", "HB": "04", "NW": "05", "HE": "06", "RP": "07", "BW": "08",
    "BY": "09", "SL": "10", "BE": "11", "BB": "12", "MV": "13", "SN": "14", "ST": "15", "TH": "16",
}  # fmt: skip

# By the media type; what is not here has no entry in the European list.
_FILE_TYPES: Final = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/json": "JSON",
    "application/ld+json": "JSON_LD",
    "application/csvm+json": "JSON_LD",
    "application/xml": "XML",
    "application/zip": "ZIP",
    "text/csv": "CSV",
    "text/html": "HTML",
    "text/plain": "TXT",
    "text/xml": "XML",
}


class Licence(NamedTuple):
    """A licence: what it is called, where it can be read, whether the publisher must be named."""

    name: str
    text: str
    asks_for_attribution: bool = False


LICENCES: Final = {
    "dl-zero-de/2.0": Licence(
        name="Datenlizenz Deutschland – Zero – Version 2.0",
        text="https://www.govdata.de/dl-de/zero-2-0",
    ),
    "dl-by-de/2.0": Licence(
        name="Datenlizenz Deutschland – Namensnennung – Version 2.0",
        text="https://www.govdata.de/dl-de/by-2-0",
        asks_for_attribution=True,
    ),
    "cc-zero": Licence(
        name="Creative Commons CC Zero 1.0",
        text="https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "cc-by/4.0": Licence(
        name="Creative Commons Namensnennung 4.0",
        text="https://creativecommons.org/licenses/by/4.0/",
        asks_for_attribution=True,
    ),
    "officialWork": Licence(
        name="Amtliches Werk, lizenzfrei nach § 5 Abs. 1 UrhG",
        text="https://www.gesetze-im-internet.de/urhg/__5.html",
    ),
}


def licence_uri(licence: str) -> str:
    """Return what DCAT-AP.de calls a licence."""
    return f"http://dcat-ap.de/def/licenses/{licence}"


def state_uri(land: str) -> str:
    """Return what DCAT-AP.de calls a part of Germany; empty where it has no such part."""
    key = _STATE_KEYS.get(land)
    return f"http://dcat-ap.de/def/politicalGeocoding/stateKey/{key}" if key else ""


def language_uri(code: str) -> str:
    """Return what the European list calls a language; empty where this catalogue does not know."""
    known = _LANGUAGES.get(code)
    return f"{_EU}/language/{known}" if known else ""


def file_type_uri(media_type: str) -> str:
    """Return what the European list calls a format of files; empty where it is not in there."""
    known = _FILE_TYPES.get(media_type.partition(";")[0].strip())
    return f"{_EU}/file-type/{known}" if known else ""


def media_type_uri(media_type: str) -> str:
    """Return what the registry of media types calls one, without its parameters."""
    plain = media_type.partition(";")[0].strip()
    return f"https://www.iana.org/assignments/media-types/{plain}"
