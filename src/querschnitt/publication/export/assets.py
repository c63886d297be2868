"""Styles, scripts and fonts that pages refer to, and what these refer to in turn."""

import hashlib
import mimetypes
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
KNOWN = {".woff2": "font/woff2", ".js": "text/javascript", ".css": "text/css"}


class Assets:
    """The gathered static files, by the names that they have in a copy."""

    def __init__(self, root: Path, url: str) -> None:
        self._root, self._url = root, url
        self._seen = set[str]()

    def among(self, links: Iterable[str]) -> Iterator[str]:
        """Yield the names of those that are linked to, as far as nobody has asked before."""
        new = set(links) - self._seen
        self._seen |= new
        for link in sorted(new):
            if link.startswith(self._url):
                name = unquote(link.partition("#")[0].partition("?")[0]).lstrip("/")
                if ".." not in name.split("/"):
                    yield name

    def tag_of(self, name: str) -> str:
        """Return the tag of what a file says, without reading it where its name tells."""
        if HASHED.search(name):
            return name.rpartition("/")[2]
        place = self._place(name)
        return hashlib.sha256(place.read_bytes()).hexdigest()[:32] if place.is_file() else ""

    def read(self, name: str) -> tuple[bytes, bytes] | None:
        """Return the bytes of a file and those of the compressed one; None if there is none."""
        place = self._place(name)
        try:
            body = place.read_bytes()
        except OSError:
            return None
        packed = place.with_name(f"{place.name}.gz")
        return body, packed.read_bytes() if packed.is_file() else b""

    @staticmethod
    def media_type_of(name: str) -> str:
        suffix = Path(name).suffix
        return KNOWN.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"

    def _place(self, name: str) -> Path:
        return self._root / name.removeprefix(self._url.lstrip("/"))
