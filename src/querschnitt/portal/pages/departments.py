from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.framework.content import DepartmentContent
from querschnitt.portal.goal_cards import Cards
from querschnitt.portal.page import Page
from querschnitt.portal.pages import documents
from querschnitt.portal.pages.fields import groups
from querschnitt.portal.press_cards import about
from querschnitt.portal.reading import Reading, day
from querschnitt.portal.site import Placed
from querschnitt.publication.content import answering_for
from querschnitt.publication.formats.base import Part

Fact = tuple[str, str | SafeString]


def pages(reading: Reading, cards: Cards) -> Iterator[Page]:
    """Yield the list of the departments, and a page for each."""
    led: dict[str, list[Placed]] = {}
    involved: dict[str, list[Placed]] = {}
    for placed in reading.site.goals:
        for key in answering_for(placed.goal, placed.reader.content):
            (led if key == placed.goal["lead"] else involved).setdefault(key, []).append(placed)
    yield _overview(reading, led, involved)
    for department in reading.site.departments.values():
        key = department["key"]
        yield _department(reading, cards, department, led.get(key, []), involved.get(key, []))


def _overview(
    reading: Reading, led: dict[str, list[Placed]], involved: dict[str, list[Placed]]
) -> Page:
    current: list[dict[str, str]] = []
    former: list[dict[str, str]] = []
    for key, department in reading.site.departments.items():
        is_current = reading.site.is_current_department(department, reading.today)
        card = {
            "title": reading.text(department["name"]),
            "url": reading.addresses.department(key),
            "preline": department["abbreviation"],
            "meta": _shares(reading, led.get(key, []), involved.get(key, []))
            if is_current
            else reading.period(
                {"start": department["valid_from"], "end": department["valid_until"]}
            ),
        }
        (current if is_current else former).append(card)
    return Page(
        at=lambda a: a.departments,
        template="departments",
        title=_("Departments"),
        description=_("Which department leads which goals, and in which it takes part."),
        section="departments",
        context={"current": current, "former": former},
    )


def _shares(reading: Reading, led: list[Placed], involved: list[Placed]) -> str:
    now = reading.site.current
    leads = sum(placed.document is now for placed in led)
    takes_part = sum(placed.document is now for placed in involved)
    return ", ".join(
        (
            ngettext("leads %(count)s goal", "leads %(count)s goals", leads) % {"count": leads},
            ngettext("involved in %(count)s", "involved in %(count)s", takes_part)
            % {"count": takes_part},
        )
    )


def _department(
    reading: Reading,
    cards: Cards,
    department: DepartmentContent,
    led: list[Placed],
    involved: list[Placed],
) -> Page:
    key, name = department["key"], reading.text(department["name"])
    return Page(
        at=lambda a: a.department(key),
        template="department",
        title=name,
        description=_("Goals for which {name} answers.").format(name=name),
        crumbs=[(_("Departments"), reading.addresses.departments)],
        section="departments",
        feeds=lambda a: a.department(key),
        calendar=lambda a: a.department(key),
        context={
            "abbreviation": department["abbreviation"],
            "facts": _facts(reading, department),
            "led": groups(reading, cards, led),
            "involved": groups(reading, cards, involved),
            "heads": [
                {
                    "person": head["person"],
                    "title": head["title"],
                    "held_from": day(head["held_from"]),
                    "held_until": day(head["held_until"]),
                }
                for head in department["heads"]
            ],
            "releases": about(reading, reading.site.press.of_department(key)),
            "press_url": reading.addresses.press_of(key),
            "parts": _parts(reading, key),
            "successors": _linked(reading, department["successors"]),
            "predecessors": _linked(reading, _predecessors(reading, key)),
            "provenance": reading.provenance(department["provenance"]),
        },
    )


def _parts(reading: Reading, key: str) -> list[dict[str, object]]:
    """Return the files of a department's part, by document; an older edition's where it is last."""
    part = Part("department", key)
    found: list[dict[str, object]] = []
    for document in reading.site.documents:
        for reader in document.readers:
            files = documents.files_of(reading, reader.edition, part)
            if files["first"]:
                found.append({"title": reading.title_of(document), "files": files})
                break
    return found


def _facts(reading: Reading, department: DepartmentContent) -> list[Fact]:
    period = reading.period({"start": department["valid_from"], "end": department["valid_until"]})
    facts = [(_("Abbreviation"), department["abbreviation"]), (_("Existed"), period)]
    return [(term, value) for term, value in facts if value]


def _predecessors(reading: Reading, key: str) -> list[str]:
    return [d["key"] for d in reading.site.departments.values() if key in d["successors"]]


def _linked(reading: Reading, keys: list[str]) -> list[str | SafeString]:
    # Of a department that no public document names, nothing is known but a key; that is no name.
    return [reading.department_link(key) for key in keys if key in reading.site.departments]
