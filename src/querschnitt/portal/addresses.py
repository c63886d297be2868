"""Where each public page lives. Languages are data: one table of path segments each.

An address, once published, does not change; that is why segments stand here and not in the
catalogues of translations.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Segments:
    """The words of one language's addresses; the last ones are parameters of the goal list."""

    goals: str
    fields: str
    departments: str
    mandate: str
    frameworks: str
    changes: str
    documents: str
    imprint: str
    privacy: str
    accessibility: str
    search: str
    choices: str
    not_found: str
    by_framework: str
    by_field: str
    by_department: str
    by_kind: str
    all_frameworks: str
    after: str
    before: str


SEARCHED = "q"
"""The parameter of a search, in every language."""

SEGMENTS = {
    "de": Segments(
        goals="ziele",
        fields="handlungsfelder",
        departments="ressorts",
        mandate="auftrag",
        frameworks="fassungen",
        changes="aenderungen",
        documents="dokumente",
        imprint="impressum",
        privacy="datenschutz",
        accessibility="barrierefreiheit",
        search="suche",
        choices="auswahl.json",
        not_found="nicht-gefunden",
        by_framework="rahmen",
        by_field="feld",
        by_department="ressort",
        by_kind="art",
        all_frameworks="alle",
        after="nach",
        before="vor",
    ),
}


ROOT = "/"
ROBOTS = "/robots.txt"
SITEMAP = "/sitemap.xml"
SECURITY = "/.well-known/security.txt"

_NOT_IN_A_SEGMENT = re.compile(r"[^\w-]+")


def sitemap_part(number: int) -> str:
    """Return where one part of a sitemap lives that is too long for one file."""
    return f"/sitemap-{number}.xml"


@dataclass(frozen=True)
class Addresses:
    """All addresses of the portal in one language."""

    language: str

    @property
    def words(self) -> Segments:
        return SEGMENTS[self.language]

    def _path(self, *segments: str | int) -> str:
        return "/" + "/".join([self.language, *map(str, segments)]) + "/"

    @property
    def home(self) -> str:
        return self._path()

    @property
    def goals(self) -> str:
        return self._path(self.words.goals)

    def goal(self, document: str, reference: str) -> str:
        return self._path(self.words.goals, f"{document}-{_segment(reference)}")

    @property
    def goal_choices(self) -> str:
        """What the goal list can be filtered by, as data."""
        return f"{self.goals}{self.words.choices}"

    @property
    def search(self) -> str:
        return self._path(self.words.search)

    @property
    def fields(self) -> str:
        return self._path(self.words.fields)

    def field(self, key: str) -> str:
        return self._path(self.words.fields, key)

    @property
    def departments(self) -> str:
        return self._path(self.words.departments)

    def department(self, key: str) -> str:
        return self._path(self.words.departments, key)

    @property
    def mandate(self) -> str:
        return self._path(self.words.mandate)

    def mandate_of(self, document: str) -> str:
        return self._path(self.words.mandate, document)

    @property
    def frameworks(self) -> str:
        return self._path(self.words.frameworks)

    def framework(self, document: str) -> str:
        return self._path(self.words.frameworks, document)

    def edition(self, document: str, number: int) -> str:
        return self._path(self.words.frameworks, document, number)

    def changes(self, document: str, number: int = 0) -> str:
        """What an edition changed of the version that it amends; without a number the newest."""
        where = [document, number] if number else [document]
        return self._path(self.words.frameworks, *where, self.words.changes)

    @property
    def documents(self) -> str:
        return self._path(self.words.documents)

    @property
    def imprint(self) -> str:
        return self._path(self.words.imprint)

    @property
    def privacy(self) -> str:
        return self._path(self.words.privacy)

    @property
    def accessibility(self) -> str:
        return self._path(self.words.accessibility)

    @property
    def not_found(self) -> str:
        return self._path(self.words.not_found)


def _segment(reference: str) -> str:
    return _NOT_IN_A_SEGMENT.sub("-", reference.lower()).strip("-") or "-"
