from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal.amendments import amended
from querschnitt.portal.page import Page
from querschnitt.portal.pages import changes, documents
from querschnitt.portal.pages.goals import adoption_of
from querschnitt.portal.pages.home import decided, facts_of, former_government
from querschnitt.portal.press_cards import about
from querschnitt.portal.reading import Reading, day, kind_label, moment_day
from querschnitt.portal.site import Placed, PublicDocument, Reader
from querschnitt.publication.renderers import PublicEdition

if TYPE_CHECKING:
    from querschnitt.framework.content import ChapterContent, GoalContent


def pages(reading: Reading) -> Iterator[Page]:
    """Yield all versions, each document, and each of its editions."""
    yield Page(
        at=lambda a: a.frameworks,
        template="frameworks",
        title=_("Versions and predecessors"),
        description=_("All frameworks with their editions, corrections and withdrawals."),
        section="frameworks",
        context={"documents": [_listed(reading, d) for d in reading.site.documents]},
    )
    for document in reading.site.documents:
        yield _document(reading, document, document.newest, is_numbered=False)
        for reader in document.readers:
            yield _document(reading, document, reader, is_numbered=True)


def _listed(reading: Reading, document: PublicDocument) -> dict[str, Any]:
    before = reading.site.predecessor_of(document)
    return {
        "slug": document.slug,
        "title": reading.title_of(document),
        "full_title": reading.text(document.content["title"]) if document.framework else "",
        "url": reading.addresses.framework(document.slug),
        "is_current": document is reading.site.current and not document.is_of_a_former_government,
        "is_former": document.is_of_a_former_government,
        "is_reported": document.framework is None,
        "decided": decided(document),
        "predecessor": reading.document_link(before) if before else "",
        "editions": [_edition(reading, document, edition) for edition in document.editions],
    }


def _edition(
    reading: Reading, document: PublicDocument, edition: PublicEdition
) -> dict[str, object]:
    readable = [reader.edition for reader in document.readers]
    return {
        "number": edition.number,
        "url": reading.addresses.edition(document.slug, edition.number),
        "published": moment_day(edition.public_from),
        "note": edition.change_note,
        "is_minor": edition.is_minor,
        "is_newest": readable[0] is edition,
        "withdrawn": moment_day(edition.withdrawn_at) if edition.withdrawn_at else "",
        "reason": edition.withdrawal_reason,
    }


def _document(
    reading: Reading, document: PublicDocument, reader: Reader, *, is_numbered: bool
) -> Page:
    slug, number = document.slug, reader.edition.number
    title = reading.title_of(document)
    crumbs: list[tuple[str, str | None]] = [
        (_("Versions and predecessors"), reading.addresses.frameworks)
    ]
    edition = _("Edition {number}").format(number=number)
    if is_numbered:
        crumbs.append((title, reading.addresses.framework(slug)))
    is_newest = reader is document.newest
    return Page(
        at=(lambda a: a.edition(slug, number)) if is_numbered else (lambda a: a.framework(slug)),
        canonical=(lambda a: a.framework(slug)) if is_numbered and is_newest else None,
        template="framework",
        title=edition if is_numbered else title,
        description=reading.text(reader.content["title"]),
        crumbs=crumbs,
        section="frameworks",
        feeds=lambda a: a.framework(slug),
        context={
            "tab_title": f"{title} – {edition}" if is_numbered else title,
            "is_superseded": not is_newest,
            "newest_url": reading.addresses.framework(slug),
            "edition_label": edition,
            "amendment": _amendment(reading, document, reader),
            **_said(reading, document, reader),
            **_around(reading, document, reader),
        },
    )


def _amendment(reading: Reading, document: PublicDocument, reader: Reader) -> dict[str, str] | None:
    found = amended(document, reader)
    return changes.notice_of(reading, found) if found else None


def _said(reading: Reading, document: PublicDocument, reader: Reader) -> dict[str, object]:
    framework = reader.framework
    return {
        "heading": reading.marked(reader.content["title"]) if framework
        else reading.title_of(document),
        "introduction": reading.marked(framework["introduction"]) if framework else "",
        "sections": _sections(reading, document, reader),
        "provenance": reading.provenance(framework["provenance"]) if framework else {},
        "is_reported": framework is None,
        "is_former": document.is_of_a_former_government,
        "former_government": former_government(reader),
    }  # fmt: skip


def _around(reading: Reading, document: PublicDocument, reader: Reader) -> dict[str, object]:
    site, addresses = reading.site, reading.addresses
    before, after = site.predecessor_of(document), site.successor_of(document)
    reported = site.reported.get(document.framework_key) if document.framework else None
    of = site.by_framework_key.get(document.framework_key) if not document.framework else None
    goals = reader.content["goals"]
    framework = document.framework
    return {
        "facts": facts_of(reading, document, reader) if reader.framework else _origin(reading, of),
        "adoption": adoption_of(reading, Placed(document, reader, goals[0])) if goals else {},
        "mandate_url": addresses.mandate_of(document.slug)
        if framework and framework["mandate"]
        else "",
        "files": documents.files_of(reading, reader.edition),
        "editions": [_edition(reading, document, edition) for edition in document.editions],
        "releases": about(reading, reading.site.press.about_document(document.slug)),
        "corrections": _corrections(reader),
        "predecessor": reading.document_link(before) if before else "",
        "successor": reading.document_link(after) if after else "",
        "reported": reading.document_link(reported) if reported else "",
        "reported_goals": _entries(reading, reported) if reported else [],
    }


def _origin(reading: Reading, of: PublicDocument | None) -> list[tuple[str, str | SafeString]]:
    return [(_("Beside"), reading.document_link(of))] if of else []


def _sections(
    reading: Reading, document: PublicDocument, reader: Reader
) -> list[dict[str, object]]:
    """Return the chapters with their goals; goals without a chapter come last."""
    framework = reader.framework
    chapters: list[ChapterContent] = framework["chapters"] if framework else []
    known = {chapter["number"] for chapter in chapters}
    sections: list[dict[str, object]] = [
        {
            "id": f"kapitel-{chapter['number']}",
            "title": reading.marked(chapter["title"]),
            "text": reading.marked(chapter["text"]),
            "goals": [
                _entry(reading, Placed(document, reader, goal))
                for goal in reader.content["goals"]
                if goal["chapter"] == chapter["number"]
            ],
        }
        for chapter in chapters
    ]
    rest = [goal for goal in reader.content["goals"] if goal["chapter"] not in known]
    if rest:
        sections.append(
            {
                "id": "weitere",
                "title": _("Further goals") if chapters else _("Goals"),
                "text": "",
                "goals": [_entry(reading, Placed(document, reader, goal)) for goal in rest],
            }
        )
    return sections


def _entries(reading: Reading, document: PublicDocument) -> list[dict[str, object]]:
    newest = document.newest
    return [_entry(reading, Placed(document, newest, g)) for g in newest.content["goals"]]


def _entry(reading: Reading, placed: Placed) -> dict[str, object]:
    goal: GoalContent = placed.goal
    return {
        "reference": goal["reference"],
        "url": reading.goal_url(placed),
        "title": reading.text(goal["title"]),
        "wording": reading.marked(goal["wording"]),
        "kind": kind_label(goal),
        "lead": reading.department_name(goal["lead"]) if goal["lead"] else "",
        "field": reading.field_name(goal["field"]),
    }


def _corrections(reader: Reader) -> list[dict[str, str]]:
    return [
        {
            "goal": correction["goal"],
            "before": correction["before"],
            "after": correction["after"],
            "note": correction["note"],
            "on": day(correction["corrected_on"]),
        }
        for correction in reader.corrections
    ]
