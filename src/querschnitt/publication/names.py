"""Lasting names of what editions speak of (URIs), for data that others link to.

They are the addresses at which the open interface answers, and so outlive a change of title and a
new edition; what has been withdrawn answers there too, as deleted.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from querschnitt.publication.content import is_framework

if TYPE_CHECKING:
    from querschnitt.publication.formats.base import Manuscript

BASE = "/api/v1/"


@dataclass(frozen=True)
class Names:
    """The names of one edition and of what it speaks of."""

    base_url: str
    document: str
    number: int
    mandate_key: str

    @property
    def whole(self) -> str:
        return self._at("documents", self.document)

    @property
    def edition(self) -> str:
        return self._at("editions", self.document, str(self.number))

    @property
    def mandate(self) -> str:
        return self._at("mandates", self.mandate_key)

    def goal(self, reference: str) -> str:
        return self._at("goals", self.document, reference)

    def department(self, key: str) -> str:
        return self._at("departments", key)

    def field(self, key: str) -> str:
        return self._at("fields", key)

    def clause(self, number: int) -> str:
        return self._at("clauses", self.mandate_key, str(number))

    def patterns(self) -> dict[str, str]:
        """Return the names with their last part left open, by kind, ready for ``{...}``."""
        known = {
            "goal": self.goal(""),
            "department": self.department(""),
            "field": self.field(""),
        }
        return known | ({"clause": self._at("clauses", self.mandate_key, "")} if self.mandate_key
                        else {})  # fmt: skip

    def _at(self, *segments: str) -> str:
        # The document may be unknown where something is tried out.
        return f"{self.base_url}{BASE}{'/'.join(quote(one, safe='') for one in segments)}"


def names_of(manuscript: "Manuscript") -> Names:
    """Return the names in what is to be written."""
    content = manuscript.content
    mandate = content["framework"]["mandate"] if is_framework(content) else None
    return Names(
        manuscript.base_url,
        manuscript.document,
        manuscript.number,
        mandate["key"] if mandate else "",
    )
