"""The public site as read in one language on one day: texts, names, links, dates."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from querschnitt.accounts.models.provenance import Confidence
from querschnitt.framework.content import (
    GoalContent,
    PeriodContent,
    ProvenanceContent,
    Text,
)
from querschnitt.framework.models import GoalVersion, Mandate
from querschnitt.lib.partial_date import PartialDate
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.amendments import Amended, history
from querschnitt.portal.site import Placed, PublicDocument, PublicSite
from querschnitt.portal.sources import Part as SourcePart
from querschnitt.portal.sources import sources_of
from querschnitt.publication.content import language_of
from querschnitt.publication.formats.base import WHOLE, Part
from querschnitt.publication.renderers import EditionFacts, PublicFile
from querschnitt.relations.said import Reference
from querschnitt.ui.partial_dates import spoken

LONGEST_HEADING = 180


class Reading:
    """Turns content into what a page says; to be used while its language is active."""

    def __init__(self, site: PublicSite, language: str, now: datetime) -> None:
        self.site = site
        self.language = language
        self.addresses = Addresses(language)
        self.today: date = timezone.localdate(now)
        self.now = now
        self._amendments: dict[str, list[Amended]] = {}
        self._files: dict[tuple[str, int], dict[Part, list[PublicFile]]] = {}

    def amendments_of(self, document: PublicDocument) -> list[Amended]:
        """Return the amendments that led to a document's newest edition, the last one first."""
        if document.slug not in self._amendments:
            self._amendments[document.slug] = list(history(document))
        return self._amendments[document.slug]

    def files(self, edition: EditionFacts, part: Part = WHOLE) -> list[PublicFile]:
        """Return the files of an edition, or of a part of it, in the order of the formats."""
        key = (edition.document, edition.number)
        if key not in self._files:
            self._files[key] = {}
            for file in edition.files:
                self._files[key].setdefault(file.part, []).append(file)
        return self._files[key].get(part, [])

    # -- Texts and names ---------------------------------------------------------------------

    def text(self, text: Text | None) -> str:
        """Return a text in this language, else in whichever it has."""
        return language_of(text, self.language, next(iter(text or {}), ""))[1]

    def marked(self, text: Text | None) -> str | SafeString:
        """Return a text, marked where it is in another language than the page."""
        language, found = language_of(text, self.language, next(iter(text or {}), ""))
        if found and language != self.language:
            return format_html('<span lang="{}">{}</span>', language, found)
        return found

    def title_of(self, document: PublicDocument) -> str:
        """Return what lists call a document."""
        framework = document.framework
        if framework:
            return self.text(framework["short_title"]) or self.text(framework["title"])
        of = self.site.by_framework_key.get(document.framework_key)
        title = self.title_of(of) if of else self.text(document.content["title"])
        return _("Known from reports: {title}").format(title=title)

    def heading_of(self, goal: GoalContent) -> str:
        """Return a goal's title, or the beginning of its wording."""
        return self.text(goal["title"]) or shortened(self.text(goal["wording"]))

    def department_name(self, key: str) -> str:
        department = self.site.departments.get(key)
        return self.text(department["name"]) if department else key

    def abbreviation(self, key: str) -> str:
        department = self.site.departments.get(key)
        return (department["abbreviation"] if department else "") or self.department_name(key)

    def field_name(self, key: str) -> str:
        field = self.site.fields.get(key)
        return self.text(field["name"]) if field else key

    # -- Links -------------------------------------------------------------------------------

    def department_link(self, key: str) -> str | SafeString:
        if key not in self.site.departments:
            return key
        return link(self.department_name(key), self.addresses.department(key))

    def field_link(self, key: str) -> str | SafeString:
        if key not in self.site.fields:
            return key
        return link(self.field_name(key), self.addresses.field(key))

    def document_link(self, document: PublicDocument) -> SafeString:
        return link(self.title_of(document), self.addresses.framework(document.slug))

    def entry_link(self, reference: Reference) -> str | SafeString:
        """Return a link to an entry of relations; nothing of one that is not public."""
        entry = self.site.relations.entries.get(reference)
        return link(self.text(entry["title"]), self.addresses.entry(reference)) if entry else ""

    def goal_url(self, placed: Placed) -> str:
        return self.addresses.goal(placed.document.slug, placed.goal["reference"])

    # -- Dates and provenance ----------------------------------------------------------------

    def period(self, period: PeriodContent) -> str:
        """Return a period in words; an end that is not known is not invented."""
        start, end = day(period["start"]), day(period["end"])
        if start and end:
            return _("{start} to {end}").format(start=start, end=end)
        if start:
            return _("since {start}").format(start=start)
        return _("until {end}").format(end=end) if end else ""

    def provenance(self, provenance: ProvenanceContent) -> dict[str, object]:
        """Return where a record is known from, ready for its box; empty if nothing is said."""
        sources: list[list[SourcePart]] = sources_of(provenance["source"])
        confidence = label(Confidence, provenance["confidence"])
        if not (sources or confidence or provenance["remark"]):
            return {}
        return {"sources": sources, "confidence": confidence, "remark": provenance["remark"]}


def day(iso: str) -> str:
    """Return a date as the active language writes it; a text that is no date as it is."""
    try:
        return spoken(PartialDate.parse(iso)) if iso else ""
    except ValueError:
        return iso


def link(text: str, url: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)


def label(choices: type[TextChoices], value: str) -> str:
    """Return the word for a value; the value itself if this version has no word for it."""
    return capfirst(str(choices(value).label)) if value in choices.values else value


def kind_label(goal: GoalContent) -> str:
    return label(GoalVersion.Kind, goal["kind"])


def basis_label(goal: GoalContent) -> str:
    return label(GoalVersion.Basis, goal["basis"])


def mandate_label(kind: str) -> str:
    return label(Mandate.Kind, kind)


def shortened(text: str, longest: int = LONGEST_HEADING) -> str:
    """Return the beginning of a text, cut between words."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return f"{words[:longest].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"


def moment_day(moment: datetime) -> str:
    """Return the local day of a moment in words."""
    return day(timezone.localdate(moment).isoformat())


def listed(names: Iterable[str]) -> str:
    return ", ".join(name for name in names if name)


def in_lines(lines: Iterable[str | SafeString]) -> SafeString:
    """Return lines below one another."""
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))
