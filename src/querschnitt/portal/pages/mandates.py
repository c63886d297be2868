from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.framework.content import ClauseContent, MandateContent
from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading, day, listed, mandate_label
from querschnitt.portal.site import Placed, PublicDocument


def pages(reading: Reading) -> Iterator[Page]:
    """Yield what tells the government to act: in force, and a page for each framework."""
    current = reading.site.current
    with_mandate = [d for d in reading.site.frameworks if d.framework and d.framework["mandate"]]
    if current in with_mandate and current is not None:
        yield _mandate(reading, current, is_entrance=True)
    else:
        yield Page(
            at=lambda a: a.mandate, template="no_mandate", title=_("Mandate"), section="mandate"
        )
    for document in with_mandate:
        yield _mandate(reading, document, is_entrance=False)


def _mandate(reading: Reading, document: PublicDocument, *, is_entrance: bool) -> Page:
    framework = document.framework
    mandate = framework["mandate"] if framework else None
    if mandate is None:
        raise ValueError(f"{document.slug} has no mandate")
    slug = document.slug
    clauses = [_clause(reading, document, clause) for clause in mandate["clauses"]]
    others = [
        (reading.title_of(d), reading.addresses.mandate_of(d.slug))
        for d in reading.site.frameworks
        if d is not document and d.framework and d.framework["mandate"]
    ]
    entrance = (_("Mandate"), reading.addresses.mandate)
    return Page(
        at=(lambda a: a.mandate) if is_entrance else (lambda a: a.mandate_of(slug)),
        canonical=(lambda a: a.mandate_of(slug)) if is_entrance else None,
        template="mandate",
        title=_("Mandate") if is_entrance else reading.title_of(document),
        description=reading.text(mandate["title"]),
        crumbs=[] if is_entrance else [entrance],
        section="mandate",
        context={
            "tab_title": _("Mandate") + f": {reading.text(mandate['title'])}",
            "heading": reading.marked(mandate["title"]),
            "kind": mandate_label(mandate["kind"]),
            "summary": reading.marked(mandate["summary"]),
            "facts": _facts(reading, document, mandate),
            "clauses": clauses,
            "without_clause": _without_clause(reading, document),
            "taken_up": sum(bool(clause["goals"]) for clause in clauses),
            "is_former": document.is_of_a_former_government,
            "others": others,
            "provenance": reading.provenance(mandate["provenance"]),
        },
    )


def _facts(
    reading: Reading, document: PublicDocument, mandate: MandateContent
) -> list[tuple[str, str | SafeString]]:
    facts: list[tuple[str, str | SafeString]] = [
        (_("Kind"), mandate_label(mandate["kind"])),
        (_("Date"), day(mandate["dated"])),
        (_("Parties"), listed(mandate["parties"])),
        (_("Pages of the document"), str(mandate["pages"] or "")),
        (_("Taken up by"), reading.document_link(document)),
    ]
    return [(term, value) for term, value in facts if value]


def _clause(reading: Reading, document: PublicDocument, clause: ClauseContent) -> dict[str, object]:
    goals = [
        Placed(document, document.newest, goal)
        for goal in document.content["goals"]
        if clause["number"] in goal["clauses"]
    ]
    return {
        "number": clause["number"],
        "text": reading.marked(clause["text"]),
        "reference": clause["reference"],
        "departments": [reading.department_link(key) for key in clause["departments"]],
        "goals": [_goal(reading, placed) for placed in goals],
        "exclusion": reading.marked(clause["exclusion"]),
        "removed": _removed(reading, clause),
    }


def _without_clause(reading: Reading, document: PublicDocument) -> list[dict[str, object]]:
    """Return the goals that rest on none of the clauses, each with its other mandate."""
    return [
        {
            **_goal(reading, Placed(document, document.newest, goal)),
            "other_mandate": reading.marked(goal["other_mandate"]),
        }
        for goal in document.content["goals"]
        if not goal["clauses"]
    ]


def _goal(reading: Reading, placed: Placed) -> dict[str, object]:
    return {
        "reference": placed.goal["reference"],
        "title": reading.heading_of(placed.goal),
        "url": reading.goal_url(placed),
    }


def _removed(reading: Reading, clause: ClauseContent) -> dict[str, object] | None:
    """Return since when and why a clause no longer stands, where it was removed."""
    removed = clause.get("removed")
    if removed is None:
        return None
    since = _("removed since {day}").format(day=day(removed["on"]))
    return {"since": since, "reason": reading.marked(removed["reason"])}
