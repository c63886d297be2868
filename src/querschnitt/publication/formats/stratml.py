"""The edition as StratML, the standard for strategic plans: Part 1 and Part 2, strictly valid.

Part 1 is ISO 17469-1:2015, Part 2 is ANSI/AIIM 22:2017 in its schema of 16 February 2016. What has
no place in the standard stands in ``OtherInformation``, one ``Key: value`` a line; the reference
page on StratML lists every key and what is lost.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.framework.content import (
    ClauseContent,
    DepartmentContent,
    FrameworkContent,
    FrameworkEdition,
    GoalContent,
    MandateContent,
    PeriodContent,
    ProvenanceContent,
    Text,
)
from querschnitt.publication.addresses import document_path
from querschnitt.publication.content import (
    AnyFramework,
    departments_of,
    is_framework,
    languages_of,
    said,
    text_in,
)
from querschnitt.publication.formats.base import Format, Manuscript

CORE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
REPORT = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
LONGEST_NAME = 150

# What XML 1.0 cannot hold, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_.-]")
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Lines = Iterable[tuple[str, str]]


def render(manuscript: Manuscript, *, is_report: bool) -> bytes:
    """Return an edition as a plan after Part 2 or, unless it is a report, Part 1."""
    with override(manuscript.language):
        written = "".join(Plan(manuscript, is_report=is_report).lines())
    return _encoded(written)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The identifiers of one file; the standard wants each of them once."""

    given: dict[str, str]
    taken: set[str]

    def of(self, key: str) -> str:
        if key not in self.given:
            name = wanted = f"_{_NOT_IN_A_NAME.sub('-', key)}"
            number = 1
            while name in self.taken:
                number += 1
                name = f"{wanted}.{number}"
            self.taken.add(name)
            self.given[key] = name
        return self.given[key]


class Plan:
    """Writes one content down in one language; identifiers are unique within it."""

    def __init__(self, manuscript: Manuscript, *, is_report: bool) -> None:
        self._manuscript = manuscript
        self._is_report = is_report
        self._language = manuscript.language
        self._content: AnyFramework = said(manuscript.content)
        self._departments = departments_of(self._content)
        self._first = next(iter(self._content["languages"]), "")
        self._names = _Names(given={}, taken=set())
        # Departments come again with each goal, so what is written of them is kept.
        self._written: dict[tuple[str, bool], str] = {}
        self._everybody = list(self._departments)

    def lines(self) -> Iterator[str]:
        """Yield the file, piece by piece."""
        content = self._manuscript.content
        edition = content if is_framework(content) else None
        framework = edition["framework"] if edition else None
        root = "PerformancePlanOrReport" if self._is_report else "StrategicPlan"
        kind = ' Type="Strategic_Plan"' if self._is_report else ""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<{root} xmlns="{REPORT if self._is_report else CORE}"{kind}>\n'
        yield _element("Name", self._text(self._content["title"]) or "–")
        yield _element("Description", self._text(framework["introduction"]) if framework else "")
        yield _other(chain(self._about_edition(edition), self._about_all(framework)))
        yield "<StrategicPlanCore>\n"
        for department in self._departments.values():
            yield self._organization(department)
        yield from map(self._goal, self._content["goals"])
        if not self._content["goals"]:
            # The standard wants at least one.
            yield f"<Goal>\n{_element('Name', _('No goal is documented.'))}"
            yield "<Description/>\n</Goal>\n"
        yield "</StrategicPlanCore>\n"
        yield self._administrative(framework["period"] if framework else None)
        yield f"</{root}>\n"

    # -- What stands at the top and at the end ---------------------------------------------------

    def _about_edition(self, edition: FrameworkEdition | None) -> Iterator[tuple[str, str]]:
        yield "Language", self._language
        yield "Document", self._manuscript.document
        yield "Edition", str(self._manuscript.number or "")
        if edition is None:
            yield "Content", "reported goals"
            return
        adoption = edition["adoption"]
        yield "Content", "adopted framework"
        yield "Version", str(adoption["version"])
        yield "Decided-on", adoption["decided_on"]
        yield "Decided-by", adoption["decided_by"]
        yield "Agenda-number", adoption["agenda_number"]
        yield "Decision", adoption["wording"]
        yield "Decision-source", adoption["source"]
        yield "Content-digest", adoption["content_digest"]
        yield "Adoption-digest", adoption["digest"]
        if amends := adoption.get("amends"):
            yield "Amends", f"version {amends['version']} of {amends['decided_on']}"
            yield "Amends-because", amends["reason"]
        if origin := adoption.get("origin"):
            yield "Origin", f"version {origin['version']}, {origin['digest']}"
        if edition.get("term_is_closed"):
            yield "Term-is-closed", "yes"
        for one in edition["corrections"]:
            what = f"{one['goal']} {one['part']} {one['language']} {one['corrected_on']}"
            yield "Correction", f"{what}: {one['before']} → {one['after']} ({one['note']})"

    def _about_all(self, framework: FrameworkContent | None) -> Iterator[tuple[str, str]]:
        for field in self._content["fields"]:
            yield "Field", f"{field['key']}: {self._text(field['name'])}"
        if framework is None:
            return
        government, term = framework["government"], framework["term"]
        yield "Key", framework["key"]
        yield "Short-title", self._text(framework["short_title"])
        yield "Term", str(term["number"])
        yield from _period("Term", term["period"])
        if government:
            yield "Government", self._text(government["name"])
            yield "Head-of-government", government["head"]
            yield "Coalition", "; ".join(government["coalition"])
            yield from _period("Government", government["period"])
        yield "Lead", framework["lead"] or ""
        yield "Predecessor", framework["predecessor"] or ""
        yield from _period("Framework", framework["period"])
        for chapter in framework["chapters"]:
            yield f"Chapter-{chapter['number']}", self._text(chapter["title"])
            yield f"Chapter-{chapter['number']}-text", self._text(chapter["text"])
        if framework["mandate"]:
            yield from self._mandate(framework["mandate"])
        yield from _provenance(framework["provenance"])

    def _mandate(self, mandate: MandateContent) -> Iterator[tuple[str, str]]:
        yield "Mandate", self._text(mandate["title"])
        yield "Mandate-key", mandate["key"]
        yield "Mandate-kind", mandate["kind"]
        yield "Mandate-dated", mandate["dated"]
        yield "Mandate-parties", "; ".join(mandate["parties"])
        yield "Mandate-pages", str(mandate["pages"] or "")
        yield "Mandate-summary", self._text(mandate["summary"])
        for clause in mandate["clauses"]:
            yield from self._clause(clause)
        for key, value in _provenance(mandate["provenance"]):
            yield f"Mandate-{key.lower()}", value

    def _clause(self, clause: ClauseContent) -> Iterator[tuple[str, str]]:
        name = f"Clause-{clause['number']}"
        yield name, self._text(clause["text"])
        yield f"{name}-reference", clause["reference"]
        yield f"{name}-departments", " ".join(clause["departments"])
        yield f"{name}-not-taken-up", self._text(clause["exclusion"])
        if removed := clause.get("removed"):
            yield f"{name}-removed", f"{removed['on']}: {self._text(removed['reason'])}"

    def _administrative(self, period: PeriodContent | None) -> str:
        told = self._manuscript
        inside = ""
        if self._is_report and told.document:
            inside += _element("Identifier", self._names.of(f"{told.document}-{told.number}"))
        for name, iso in (
            ("StartDate", period["start"] if period else ""),
            ("EndDate", period["end"] if period else ""),
            ("PublicationDate", told.published_on),
        ):
            # A partial date is none here; it stands in OtherInformation as it is known.
            inside += _element(name, iso) if _A_DAY.fullmatch(iso) else ""
        inside += _element("Source", f"{told.base_url}{self._path()}") if told.base_url else ""
        if not inside:
            return ""
        return f"<AdministrativeInformation>\n{inside}</AdministrativeInformation>\n"

    def _path(self) -> str:
        told = self._manuscript
        first = next(iter(languages_of(told.content)), told.language)
        suffix = (STRATML_REPORT if self._is_report else STRATML_CORE).suffix
        language = "" if told.language == first else told.language
        return document_path(told.document, told.number, suffix, language=language)

    # -- Departments and goals -------------------------------------------------------------------

    def _organization(self, department: DepartmentContent) -> str:
        people = "".join(
            _stakeholder(
                "Person",
                head["person"] or "–",
                f"{head['title']} {head['held_from']}/{head['held_until']}".strip(),
            )
            for head in department["heads"]
        )
        about = (
            (_("Valid from"), department["valid_from"]),
            (_("Valid until"), department["valid_until"]),
            (_("Successors"), ", ".join(department["successors"])),
        )
        description = "; ".join(f"{label}: {value}" for label, value in about if value)
        identifier = self._names.of(f"department-{department['key']}")
        return (
            f"<Organization>\n{_element('Name', self._text(department['name']))}"
            f"{_element('Acronym', department['abbreviation'])}"
            f"{_element('Identifier', identifier)}"
            f"{_element('Description', description) if description else ''}"
            f"{people}</Organization>\n"
        )

    def _goal(self, goal: GoalContent) -> str:
        wording, title = self._text(goal["wording"]), self._text(goal["title"])
        reference = goal["reference"]
        identifier = self._names.of(f"{self._manuscript.document}-{reference}")
        name = title or _beginning(wording) or reference
        return (
            f"<Goal>\n<Name>{escape(name)}</Name>\n"
            f"<Description>{escape(wording)}</Description>\n"
            f"<Identifier>{identifier}</Identifier>\n"
            f"<SequenceIndicator>{escape(reference)}</SequenceIndicator>\n"
            f"{''.join(self._stakeholders(goal))}"
            f"{_other(self._about_goal(goal, has_title=bool(title)))}</Goal>\n"
        )

    def _stakeholders(self, goal: GoalContent) -> Iterator[str]:
        lead = goal["lead"] or ""
        involved = self._everybody if goal["involves_all"] else goal["involved"]
        for key in dict.fromkeys([lead, *involved]):
            if key in self._departments:
                place = (key, key == lead)
                if place not in self._written:
                    self._written[place] = self._stakeholder(key, is_lead=key == lead)
                yield self._written[place]

    def _stakeholder(self, key: str, *, is_lead: bool) -> str:
        department = self._departments[key]
        name, short = self._text(department["name"]), department["abbreviation"]
        role = _("Lead") if is_lead else _("Involved")
        if self._is_report:
            return _stakeholder("Organization", name, short, role)
        return _stakeholder("Organization", name, f"{short}: {role}")

    def _about_goal(self, goal: GoalContent, *, has_title: bool) -> Lines:
        return (
            ("Name-is", "title" if has_title else "beginning of the wording"),
            ("Kind", goal["kind"]),
            ("Kind-basis", goal["kind_basis"]),
            ("Chapter", str(goal["chapter"] or "")),
            ("Field", goal["field"]),
            ("Explanation", self._text(goal["explanation"])),
            ("Lead", goal["lead"] or ""),
            ("Lead-confidence", goal["lead_confidence"]),
            ("Lead-remark", goal["lead_remark"]),
            ("Involved", "all" if goal["involves_all"] else " ".join(goal["involved"])),
            ("Clauses", " ".join(map(str, goal["clauses"]))),
            ("Other-mandate", self._text(goal["other_mandate"])),
            ("Start", goal["period"]["start"]),
            ("End", goal["period"]["end"]),
            ("Basis", goal["basis"]),
            *_provenance(goal["provenance"]),
        )

    def _text(self, text: Text | None) -> str:
        if not text:
            return ""
        return text.get(self._language) or text_in(text, self._language, self._first)


def _encoded(written: str) -> bytes:
    """Return the file; a character that XML cannot hold becomes the mark for that.

    Over the whole, and by bytes first: asking each of many thousand texts costs more than writing.
    """
    try:
        data = written.encode()
    except UnicodeEncodeError:
        return _UNWRITABLE.sub("\ufffd", written).encode()
    is_clean = len(data.translate(None, _CONTROLS)) == len(data)
    if is_clean and b"\xef\xbf\xbe" not in data and b"\xef\xbf\xbf" not in data:
        return data
    return _UNWRITABLE.sub("\ufffd", written).encode()


# -- Pieces ------------------------------------------------------------------------------------


def _element(name: str, text: str) -> str:
    if not text:
        return f"<{name}/>\n"
    return f"<{name}>{escape(text)}</{name}>\n"


def _stakeholder(kind: str, name: str, description: str, role: str = "") -> str:
    inside = _element("Name", name)
    inside += _element("Description", description) if description else ""
    if role:
        inside += f"<Role>\n{_element('Name', role)}<RoleType>Performer</RoleType>\n</Role>\n"
    attribute = quoteattr(kind)
    return f"<Stakeholder StakeholderTypeType={attribute}>\n{inside}</Stakeholder>\n"


def _other(lines: Lines) -> str:
    # A value of several lines goes on with two spaces, as in the head of a mail.
    written = "\n".join([f"{key}: {_continued(value)}" for key, value in lines if value])
    return _element("OtherInformation", written) if written else ""


def _continued(value: str) -> str:
    # One line, as nearly all are, is asked for first.
    return value if value.isprintable() else "\n  ".join(value.splitlines())


def _period(name: str, period: PeriodContent) -> Sequence[tuple[str, str]]:
    return (f"{name}-start", period["start"]), (f"{name}-end", period["end"])


def _provenance(provenance: ProvenanceContent) -> Sequence[tuple[str, str]]:
    return (
        ("Source", provenance["source"]),
        ("Confidence", provenance["confidence"]),
        ("Remark", provenance["remark"]),
    )


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= LONGEST_NAME:
        return words
    return f"{words[:LONGEST_NAME].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"


def _format(slug: str, label: str, *, is_report: bool) -> Format:
    return Format(
        slug=slug,
        label=label,
        media_type="application/xml",
        suffix=f".{slug}.xml",
        is_in_one_language=True,
        render=partial(render, is_report=is_report),
    )


STRATML_CORE = _format("stratml-core", "StratML 1 (ISO 17469-1)", is_report=False)
STRATML_REPORT = _format("stratml-report", "StratML 2 (ANSI/AIIM 22)", is_report=True)
