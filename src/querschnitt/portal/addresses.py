"""Where each public page lives. Languages are data: one table of path segments each.

An address, once published, does not change; that is why segments stand here and not in the
catalogues of translations.
"""

from dataclasses import dataclass
from hashlib import sha256

from querschnitt.documents.house_style import HouseStyle
from querschnitt.publication.addresses import PRESS_ROOMS, segment
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import Reference


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
    data: str
    interface: str
    dates: str
    news: str
    search: str
    relations: str
    press: str
    newsletter: str
    calendar: str
    choices: str
    index: str
    list_page: str
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
        data="daten",
        interface="schnittstelle",
        dates="termine",
        news="neues",
        search="suche",
        relations="beziehungen",
        press=PRESS_ROOMS["de"],
        newsletter="newsletter",
        calendar="kalender",
        choices="auswahl.json",
        index="verzeichnis",
        list_page="seite",
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


RELATIONS = "relations"
"""The kind of the document whose editions are the registers of relations."""
ROOT = "/"
ROBOTS = "/robots.txt"
SITEMAP = "/sitemap.xml"
SECURITY = "/.well-known/security.txt"


def emblem_path(style: HouseStyle) -> str:
    """Return where the government's emblem lies; another emblem has another address."""
    return f"/emblem-{sha256(style.emblem).hexdigest()[:16]}.png"


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
        return self._path(self.words.goals, f"{document}-{segment(reference)}")

    @property
    def goal_choices(self) -> str:
        """What the goal list can be filtered by, as data."""
        return f"{self.goals}{self.words.choices}"

    @property
    def search(self) -> str:
        return self._path(self.words.search)

    def search_index(self, name: str) -> str:
        """What the search of a copy without a program reads."""
        return f"{self.search}{self.words.index}/{name}"

    def goals_page(self, number: int) -> str:
        """A page of the goal list in such a copy; the first one is the list itself."""
        return self.goals if number == 1 else self._path(*self._further(number))

    def _further(self, number: int) -> tuple[str | int, ...]:
        return self.words.goals, self.words.list_page, number

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

    def document_of(self, kind: str, document: str) -> str:
        """The page of a document of any kind."""
        return self.relations if kind == RELATIONS else self.framework(document)

    def edition_of(self, kind: str, document: str, number: int) -> str:
        """The page of an edition of a document of any kind."""
        if kind == RELATIONS:
            return self.relations_edition(number)
        return self.edition(document, number)

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
    def data(self) -> str:
        """Where all open data are described."""
        return self._path(self.words.data)

    @property
    def interface(self) -> str:
        """Where the open interface is explained and can be tried."""
        return self._path(self.words.data, self.words.interface)

    @property
    def dates(self) -> str:
        return self._path(self.words.dates)

    def feed(self, page: str, suffix: str) -> str:
        """What is new on a page, as a feed beside it; the home page's tells of everything.

        :param suffix: with its dot, such as ``.atom``
        """
        return f"{page}{self.words.news}{suffix}"

    def calendar(self, page: str) -> str:
        """The dates of a page for calendar programs; those of the page of dates are all."""
        return f"{page}{self.words.dates}.ics"

    @property
    def relations(self) -> str:
        return self._path(self.words.relations)

    def relations_edition(self, number: int) -> str:
        return self._path(self.words.relations, number)

    @property
    def relations_index(self) -> str:
        """What the lists of relations are filtered with, as data."""
        return f"{self.relations}{self.words.choices}"

    def register(self, slug: str) -> str:
        """The list of a register; its segment is the same in all languages."""
        return self._path(REGISTERS[slug].segment)

    def entry(self, reference: Reference) -> str:
        slug, _slash, key = reference.partition("/")
        return self._path(REGISTERS[slug].segment, key)

    @property
    def press(self) -> str:
        """The press room: all releases, the latest first."""
        return self._path(self.words.press)

    def press_year(self, year: int) -> str:
        return self._path(self.words.press, year)

    def press_of(self, department: str) -> str:
        """The releases of a department."""
        return self._path(self.words.press, self.words.by_department, department)

    def press_on(self, topic: str) -> str:
        """The releases about a field of action."""
        return self._path(self.words.press, self.words.by_field, topic)

    def release(self, year: int, address: str, language: str = "", number: int = 0) -> str:
        """A press release.

        :param language: one that the portal itself is not in
        :param number: of an edition that has been corrected since
        """
        further: list[str | int] = [number] if number else []
        further += [language] if language and language != self.language else []
        return self._path(self.words.press, year, address, *further)

    @property
    def newsletter(self) -> str:
        return self._path(self.words.press, self.words.newsletter)

    @property
    def press_index(self) -> str:
        """What the list of releases is filtered with, as data."""
        return f"{self.press}{self.words.choices}"

    @property
    def not_found(self) -> str:
        return self._path(self.words.not_found)


def relation_lists(language: str) -> dict[str, str]:
    """Return the addresses of the lists of relations, by register; of all of them without one."""
    addresses = Addresses(language)
    return {"": addresses.relations, **{slug: addresses.register(slug) for slug in REGISTERS}}
