import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.accounts.models.provenance import Confidence
from querschnitt.framework.changes import GoalChange
from querschnitt.framework.models import GoalVersion
from querschnitt.portal.amendments import Amended
from querschnitt.portal.goal_cards import Cards, projected
from querschnitt.portal.goal_list import (
    Asked,
    Choices,
    Counts,
    Found,
    GoalList,
    Shell,
    goals_per_page,
)
from querschnitt.portal.page import Crumbs, Frame, Page
from querschnitt.portal.pages import changes, documents, search
from querschnitt.portal.pages.home import decided, former_government
from querschnitt.portal.press_cards import about
from querschnitt.portal.reading import (
    LONGEST_HEADING,
    Reading,
    basis_label,
    day,
    in_lines,
    kind_label,
    label,
    moment_day,
)
from querschnitt.portal.site import Placed
from querschnitt.publication.content import answering_for
from querschnitt.publication.formats.base import Part
from querschnitt.publication.renderers import ProjectedGoal
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.relations.content import EntryContent, reference_of
from querschnitt.relations.registers import REGISTERS

# Characters that no text holds: where they stand the rendered page is cut.
CUT_TITLE, CUT_CONTENT = "\x02title\x02", "\x02content\x02"


def list_pages(reading: Reading, frame: Frame, cards: Cards) -> Iterator[Rendered]:
    """Yield the first page of the goal list, and what filtered ones are made with."""
    rows = list(projected(reading, cards))
    choices = _choices(reading, rows)
    writer = GoalList(reading.language, choices, counts_of(rows))
    shell = _shell(frame)
    asked = Asked()
    own = [row for row in rows if row.document == choices.current]
    size = goals_per_page()
    found = Found(
        cards=[row.card for row in own[:size]],
        total=len(own),
        next=own[size - 1].position if len(own) > size else None,
    )
    markup = shell.around(writer.title(asked, found), writer.content(asked, found))
    yield rendered_page(reading.addresses.goals, markup)
    around_search = cut(frame, search.page(reading.addresses))
    data = {
        "choices": asdict(choices),
        "shell": asdict(shell),
        "search": asdict(around_search),
        "interface": frame.markup(search.interface(reading.addresses)),
    }
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    yield rendered_page(reading.addresses.goal_choices, body, media_type="application/json")


def counts_of(rows: list[ProjectedGoal]) -> Counts:
    """Count as the writer of the lists does."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        counts[row.document, "all", ""] += 1
        counts[row.document, "field", row.field] += 1
        counts[row.document, "kind", row.kind] += 1
        for department in set(row.departments):
            counts[row.document, "department", department] += 1
    return counts


def goal_pages(reading: Reading) -> Iterator[Page]:
    """Yield a page for each goal that can be read."""
    placed = reading.site.goals
    for number, goal in enumerate(placed):
        before = placed[number - 1] if number else None
        after = placed[number + 1] if number + 1 < len(placed) else None
        yield _goal(reading, goal, before, after)
    for goal in reading.site.superseded_goals():
        yield _goal(reading, goal, None, None)


def _choices(reading: Reading, rows: list[ProjectedGoal]) -> Choices:
    kinds = {row.kind for row in rows}
    site = reading.site
    return Choices(
        documents=tuple((d.slug, reading.title_of(d)) for d in site.documents),
        field=tuple((key, reading.field_name(key)) for key in site.fields),
        department=tuple((key, reading.department_name(key)) for key in site.departments),
        kind=tuple((k, label(GoalVersion.Kind, k)) for k in _in_order(kinds)),
    )


def _in_order(kinds: set[str]) -> list[str]:
    known = [kind for kind in GoalVersion.Kind.values if kind in kinds]
    return [*known, *sorted(kinds.difference(known))]


def _shell(frame: Frame) -> Shell:
    return cut(
        frame,
        Page(
            at=lambda a: a.goals,
            template="goals",
            title=_("Goals"),
            description=_("All goals of the framework, by field of action, department and kind."),
            section="goals",
        ),
    )


def cut(frame: Frame, page: Page) -> Shell:
    """Return a page in pieces, to be put together around what stands in it."""
    context = {**page.context, "list_title": CUT_TITLE, "list_content": CUT_CONTENT}
    markup = frame.markup(replace(page, context=context))
    head, _cut, rest = markup.partition(CUT_TITLE)
    middle, _cut, tail = rest.partition(CUT_CONTENT)
    return Shell(head, middle, tail)


def _goal(reading: Reading, placed: Placed, before: Placed | None, after: Placed | None) -> Page:
    goal, document = placed.goal, placed.document
    wording = reading.text(goal["wording"])
    is_heading = not goal["title"] and len(" ".join(wording.split())) <= LONGEST_HEADING
    slug, reference = document.slug, goal["reference"]
    title = _("Goal {reference}").format(reference=reference)
    crumbs: Crumbs = [(_("Goals"), reading.addresses.goals)]
    if document is not reading.site.current:
        crumbs = [
            (_("Versions and predecessors"), reading.addresses.frameworks),
            (reading.title_of(document), reading.addresses.framework(slug)),
        ]
    return Page(
        at=lambda a: a.goal(slug, reference),
        template="goal",
        title=title,
        description=reading.heading_of(goal),
        crumbs=crumbs,
        section="goals",
        context={
            "tab_title": f"{reading.heading_of(goal)} – {title}",
            "preline": f"{title} · {kind_label(goal)}",
            "heading": _heading(reading, placed, is_heading=is_heading),
            "wording": "" if is_heading else reading.marked(goal["wording"]),
            "explanation": reading.marked(goal["explanation"]),
            "facts": _facts(reading, placed),
            "notices": list(notices(reading, placed)),
            "lead_remark": goal["lead_remark"],
            "has_lead": bool(goal["lead"]),
            "clauses": _clauses(reading, placed),
            "other_mandate": reading.marked(goal["other_mandate"]),
            "served_by": _serving(reading, placed),
            "releases": about(
                reading, reading.site.press.about_goal(document.framework_key, reference)
            ),
            "provenance": reading.provenance(goal["provenance"]),
            "basis": basis_label(goal),
            "is_inferred": goal["kind_basis"] == "inferred",
            "kind": kind_label(goal),
            "corrections": _corrections(reading, placed),
            "adoption": adoption_of(reading, placed),
            "sheet": documents.files_of(reading, placed.reader.edition, Part("goal", reference)),
            "files": documents.files_of(reading, placed.reader.edition),
            "before": _neighbour(reading, placed, before),
            "after": _neighbour(reading, placed, after),
        },
    )


def _serving(reading: Reading, placed: Placed) -> list[dict[str, object]]:
    """Return the entries of relations that serve a goal, by register."""
    of, reference = placed.document.framework_key, placed.goal["reference"]
    found: dict[str, list[EntryContent]] = {}
    for entry in reading.site.relations.serving(of, reference):
        found.setdefault(entry["register"], []).append(entry)
    return [
        {
            "title": str(REGISTERS[slug].name),
            "links": [reading.entry_link(reference_of(entry)) for entry in entries],
        }
        for slug, entries in found.items()
    ]


def _heading(reading: Reading, placed: Placed, *, is_heading: bool) -> str | SafeString:
    goal = placed.goal
    if is_heading:
        return reading.marked(goal["wording"])
    if goal["title"]:
        return reading.marked(goal["title"])
    return _("Goal {reference}").format(reference=goal["reference"])


def notices(reading: Reading, placed: Placed) -> Iterator[dict[str, str]]:
    """Yield what a reader must know before reading on."""
    document = placed.document
    url = reading.addresses.framework(document.slug)
    amending = _amending(reading, placed)
    if amending:
        yield changes.notice_of_goal(reading, *amending)
    elif not placed.is_in_newest:
        yield {
            "title": _("This goal stands in an older edition only."),
            "text": _("It is not part of the newest edition of this framework."),
            "url": url,
            "link": _("To the newest edition"),
        }
    if document.framework is None:
        yield {
            "title": _("Known from reports, not part of the adopted text"),
            "text": _(
                "This goal was not adopted as a part of a framework. It is known from: {basis}."
            ).format(basis=basis_label(placed.goal)),
        }
    of = reading.site.by_framework_key.get(document.framework_key)
    if of is not None and of.is_of_a_former_government:
        current = reading.site.current
        is_last = current is of or current is None
        yield {
            "title": _("Goal of a former government"),
            "text": former_government(of.newest),
            "url": "" if is_last or current is None else reading.addresses.framework(current.slug),
            "link": _("To the framework in force"),
        }


def _amending(reading: Reading, placed: Placed) -> tuple[Amended, GoalChange] | None:
    """Return the last amendment that made something of this goal, if there was one."""
    for found in reading.amendments_of(placed.document):
        if change := found.by_reference.get(placed.goal["reference"]):
            return found, change
    return None


def _facts(reading: Reading, placed: Placed) -> list[tuple[str, str | SafeString]]:
    goal = placed.goal
    facts: list[tuple[str, str | SafeString]] = [
        (_("Field of action"), reading.field_link(goal["field"])),
        (_("Lead"), _lead(reading, placed)),
        (_("Involved"), _involved(reading, placed)),
        (_("Kind of goal"), kind_label(goal)),
        (_("Period"), reading.period(goal["period"])),
        (_("Part of"), reading.document_link(placed.document)),
        (_("Reference"), goal["reference"]),
    ]
    return [(term, value) for term, value in facts if value]


def _lead(reading: Reading, placed: Placed) -> str | SafeString:
    goal = placed.goal
    if not goal["lead"]:
        return _("Lead not evidenced")
    department = reading.department_link(goal["lead"])
    if goal["lead_confidence"] in ("", Confidence.HIGH):
        return department
    known = label(Confidence, goal["lead_confidence"])
    remark = format_html('<small class="qs-muted">{}: {}</small>', _("Known from"), known)
    return in_lines((department, remark))


def _involved(reading: Reading, placed: Placed) -> str | SafeString:
    goal = placed.goal
    if goal["involves_all"]:
        return _("all departments")
    keys = [key for key in answering_for(goal, placed.reader.content) if key != goal["lead"]]
    return in_lines(reading.department_link(key) for key in keys)


def _clauses(reading: Reading, placed: Placed) -> list[dict[str, object]]:
    framework = placed.reader.framework
    mandate = framework["mandate"] if framework else None
    if mandate is None:
        return []
    newest = placed.document.framework
    # The mandate's page shows the newest edition, which may rest on none.
    has_page = bool(newest and newest["mandate"])
    url = reading.addresses.mandate_of(placed.document.slug)
    return [
        {
            "number": clause["number"],
            "text": reading.marked(clause["text"]),
            "reference": clause["reference"],
            "url": f"{url}#nr-{clause['number']}" if has_page else "",
            "mandate": reading.text(mandate["title"]),
            "is_removed": "removed" in clause,
        }
        for clause in mandate["clauses"]
        if clause["number"] in placed.goal["clauses"]
    ]


def _corrections(reading: Reading, placed: Placed) -> list[dict[str, str]]:
    parts = {"title": _("Title"), "wording": _("Wording"), "explanation": _("Explanation")}
    return [
        {
            "part": parts.get(correction["part"], correction["part"]),
            "before": correction["before"],
            "after": correction["after"],
            "note": correction["note"],
            "on": day(correction["corrected_on"]),
        }
        for correction in placed.reader.corrections
        if correction["goal"] == placed.goal["reference"]
    ]


def adoption_of(reading: Reading, placed: Placed) -> dict[str, object]:
    """Return the record of the adoption, for a box of its own."""
    adoption = placed.reader.adoption
    if adoption is None:
        return {}
    edition = placed.reader.edition
    return {
        "decided": decided(placed.document, placed.reader),
        "version": adoption["version"],
        "agenda_number": adoption["agenda_number"],
        "digest": adoption["digest"],
        "edition": edition.number,
        "published": moment_day(edition.public_from),
        "url": reading.addresses.edition(placed.document.slug, edition.number),
    }


def _neighbour(reading: Reading, placed: Placed, other: Placed | None) -> dict[str, str] | None:
    """Return the way to the goal beside this one, unless another document begins there."""
    if other is None or other.document is not placed.document:
        return None
    return {
        "reference": other.goal["reference"],
        "title": reading.heading_of(other.goal),
        "url": reading.goal_url(other),
    }
