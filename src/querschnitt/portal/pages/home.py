from collections import Counter
from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.framework.content import FrameworkContent
from querschnitt.portal.page import Page
from querschnitt.portal.pages import documents
from querschnitt.portal.press_cards import cards
from querschnitt.portal.reading import Reading, day, in_lines, listed
from querschnitt.portal.site import PublicDocument, Reader
from querschnitt.portal.term_clock import term_clock
from querschnitt.relations.registers import FAMILIES

Fact = tuple[str, str | SafeString]
NEWEST = 4
NEWEST_RELEASES = 3


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the home page."""
    current = reading.site.current
    if current is None or current.framework is None:
        yield Page(at=lambda a: a.home, template="nothing_yet", title=_("Goals of the government"))
        return
    framework = current.framework
    yield Page(
        at=lambda a: a.home,
        template="home",
        title=reading.title_of(current),
        description=reading.text(framework["title"]),
        feeds=lambda a: a.home,
        context={
            "heading": reading.text(framework["title"]),
            "decided": decided(current),
            "introduction": reading.marked(framework["introduction"]),
            "facts": facts_of(reading, current),
            "clock": term_clock(framework["period"], reading.today),
            "fields": fields_of(reading, current),
            "goal_count": len(framework["goals"]),
            "goals_url": reading.addresses.goals,
            "search_url": reading.addresses.goals,
            "framework_url": reading.addresses.framework(current.slug),
            "mandate": _mandate(reading, current),
            "files": documents.newest_files(reading, NEWEST),
            "documents_url": reading.addresses.documents,
            "dates_url": reading.addresses.dates,
            "relations": _relations(reading),
            "relations_url": reading.addresses.relations,
            "releases": cards(reading, reading.site.press.newest(NEWEST_RELEASES)),
            "press_url": reading.addresses.press,
            "is_former": current.is_of_a_former_government,
            "predecessors": [
                {
                    "title": reading.title_of(d),
                    "url": reading.addresses.framework(d.slug),
                    "decided": decided(d),
                }
                for d in reading.site.frameworks[1:]
            ],
            "frameworks_url": reading.addresses.frameworks,
        },
    )


def _relations(reading: Reading) -> list[dict[str, str]]:
    """Return the families of relations as cards, with the registers that have entries."""
    relations = reading.site.relations
    found = (
        (family, [one for one in registers if relations.of(one.slug)])
        for family, registers in FAMILIES
    )
    return [
        {
            "title": str(family),
            "url": reading.addresses.register(registers[0].slug),
            "text": listed(str(one.name) for one in registers),
        }
        for family, registers in found
        if registers
    ]


def decided(document: PublicDocument, reader: Reader | None = None) -> str:
    """Return the sentence that says who adopted a framework, and when.

    :param reader: the edition that is read; without one the newest
    """
    adoption = (reader or document.newest).adoption
    if adoption is None:
        return ""
    on, by = day(adoption["decided_on"]), adoption["decided_by"]
    if by:
        return _("Adopted on {day} by: {who}").format(day=on, who=by)
    return _("Adopted on {day}").format(day=on)


def facts_of(
    reading: Reading, document: PublicDocument, reader: Reader | None = None
) -> list[Fact]:
    """Return what stands beside a framework: who, when, on which mandate, for how long.

    :param reader: the edition that is read; without one the newest
    """
    shown = reader or document.newest
    framework, adoption = shown.framework, shown.adoption
    if framework is None or adoption is None:
        return []
    facts: list[tuple[str, str | SafeString]] = [
        (_("Adopted on"), day(adoption["decided_on"])),
        (_("Adopted by"), adoption["decided_by"]),
        (_("Runs"), reading.period(framework["period"])),
        (_("Legislative term"), _term(reading, framework)),
        (_("Government"), _government(reading, framework)),
    ]
    if framework["lead"]:
        facts.append((_("Lead"), reading.department_link(framework["lead"])))
    return [(term, value) for term, value in facts if value]


def former_government(reader: Reader) -> str:
    """Return what is known of the end of the government that adopted a framework."""
    if reader.government_left_on:
        told = _("The government that adopted it was in office until {day}.")
        return told.format(day=day(reader.government_left_on))
    return _("The legislative term in which it was adopted is over.")


def fields_of(reading: Reading, document: PublicDocument) -> list[dict[str, str]]:
    """Return the fields of a framework as cards, with how many goals each has."""
    counts = Counter(goal["field"] for goal in document.content["goals"])
    return [
        {
            "title": reading.text(field["name"]),
            "url": reading.addresses.field(field["key"]),
            "meta": number_of_goals(counts[field["key"]]),
        }
        for field in document.content["fields"]
    ]


def number_of_goals(count: int) -> str:
    return ngettext("%(count)s goal", "%(count)s goals", count) % {"count": count}


def _term(reading: Reading, framework: FrameworkContent) -> str:
    term = framework["term"]
    period = reading.period(term["period"])
    number = _("{number}th legislative term").format(number=term["number"])
    return f"{number} ({period})" if period else number


def _government(reading: Reading, framework: FrameworkContent) -> str | SafeString:
    government = framework["government"]
    if government is None:
        return ""
    told = [reading.text(government["name"]), government["head"], listed(government["coalition"])]
    return in_lines(line for line in told if line)


def _mandate(reading: Reading, document: PublicDocument) -> dict[str, str] | None:
    mandate = document.framework["mandate"] if document.framework else None
    if mandate is None:
        return None
    return {
        "title": reading.text(mandate["title"]),
        "url": reading.addresses.mandate_of(document.slug),
        "dated": day(mandate["dated"]),
    }
