"""Where a fact is known from: texts with addresses in them, as passages and links."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
BETWEEN = re.compile(r"\s+;\s+|\n+")
LONGEST_LABEL = 72


@dataclass(frozen=True)
class Part:
    """A passage of a source; a link if it has an address."""

    text: str
    url: str = ""


def sources_of(text: str) -> list[list[Part]]:
    """Return the sources that a text names, each as the passages it is made of."""
    return [_parts(one.strip()) for one in BETWEEN.split(text) if one.strip()]


def _parts(text: str) -> list[Part]:
    parts, place = [], 0
    for found in ADDRESS.finditer(text):
        url = found[0].rstrip(".,;)")
        if not _is_address(url):
            continue
        parts += [Part(text[place : found.start()])] if text[place : found.start()] else []
        parts.append(Part(_label(url), url))
        place = found.start() + len(url)
    return [*parts, Part(text[place:])] if text[place:] else parts


def _is_address(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _label(url: str) -> str:
    """Return an address as a person reads it: without scheme, decoded, not too long."""
    text = unquote(url.partition("://")[2].rstrip("/"))
    readable = text if text.isprintable() else url
    return readable if len(readable) <= LONGEST_LABEL else f"{readable[: LONGEST_LABEL - 1]}…"
