"""What an amendment changed: the earlier and the later wording, marked word by word."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from querschnitt.framework.changes import TEXTS, GoalChange, TextPair
from querschnitt.framework.content import GoalContent
from querschnitt.framework.wording_difference import difference
from querschnitt.portal.amendments import Amended, amended
from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading, day, kind_label, listed
from querschnitt.portal.site import Placed, PublicDocument


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the changes of each edition that amends another one which can be read too."""
    for document in reading.site.frameworks:
        newest = amended(document, document.newest)
        if newest and newest.has_page:
            yield _page(reading, newest, is_numbered=False)
        for reader in document.readers:
            found = amended(document, reader)
            if found and found.has_page:
                yield _page(reading, found, is_numbered=True)


def notice_of(reading: Reading, found: Amended) -> dict[str, str]:
    """Return what readers of a document learn about its amendment before they read on."""
    told = {
        "day": day(found.adoption["decided_on"]),
        "version": found.amends["version"],
        "before": day(found.amends["decided_on"]),
    }
    return {
        "title": _("Amended by a decision of {day}").format(**told),
        "text": found.amends["reason"],
        "url": url_of(reading, found),
        "link": _("What has changed against version {version} of {before}").format(**told),
    }


def notice_of_goal(reading: Reading, found: Amended, change: GoalChange) -> dict[str, str]:
    """Return what readers of a goal learn about what an amendment made of it."""
    titles = {
        "changed": _("Changed by the amendment of {day}"),
        "new": _("New by the amendment of {day}"),
        "dropped": _("Dropped by the amendment of {day}"),
    }
    links = {
        "changed": _("To the earlier wording"),
        "new": _("What else has changed"),
        "dropped": _("What else has changed"),
    }
    return {
        "kind": "warning" if change.kind == "dropped" else "info",
        "title": titles[change.kind].format(day=day(found.adoption["decided_on"])),
        "text": found.amends["reason"],
        "url": f"{url_of(reading, found)}#{anchor_of(change)}",
        "link": links[change.kind],
    }


def url_of(reading: Reading, found: Amended) -> str:
    """Return the address of the changes; empty where no earlier text can be read."""
    if not found.has_page:
        return ""
    number = 0 if found.reader is found.document.newest else found.reader.edition.number
    return reading.addresses.changes(found.document.slug, number)


def anchor_of(change: GoalChange) -> str:
    return f"ziel-{change.reference}"


def _page(reading: Reading, found: Amended, *, is_numbered: bool) -> Page:
    document, number = found.document, found.reader.edition.number
    slug = document.slug
    title = _("What has changed")
    is_newest = found.reader is document.newest
    edition = _("Edition {number}").format(number=number)
    crumbs: list[tuple[str, str | None]] = [
        (_("Versions and predecessors"), reading.addresses.frameworks),
        (reading.title_of(document), reading.addresses.framework(slug)),
    ]
    if is_numbered:
        crumbs.append((edition, reading.addresses.edition(slug, number)))
    return Page(
        at=(lambda a: a.changes(slug, number)) if is_numbered else (lambda a: a.changes(slug)),
        canonical=(lambda a: a.changes(slug)) if is_numbered and is_newest else None,
        template="changes",
        title=title,
        description=found.amends["reason"],
        crumbs=crumbs,
        section="frameworks",
        context={
            "tab_title": f"{title} – {reading.title_of(document)}",
            "preline": reading.title_of(document),
            "heading": title,
            "lead": _lead(found),
            "reason": found.amends["reason"],
            **_said(reading, found),
        },
    )


def _lead(found: Amended) -> str:
    return _(
        "Version {later}, decided on {day}, amends version {earlier}, decided on {before}."
    ).format(
        later=found.adoption["version"],
        day=day(found.adoption["decided_on"]),
        earlier=found.amends["version"],
        before=day(found.amends["decided_on"]),
    )


def _said(reading: Reading, found: Amended) -> dict[str, Any]:
    changes, document = found.changes, found.document
    by_kind: dict[str, list[dict[str, Any]]] = {"changed": [], "new": [], "dropped": []}
    for change in changes.goals:
        by_kind[change.kind].append(_goal(reading, found, change))
    texts = []
    if changes.introduction:
        texts.append(_text(reading, _("Introduction"), changes.introduction))
    texts += [
        _text(reading, _("Chapter {number}").format(number=pair.number), pair)
        for pair in changes.chapters
    ]
    texts += [
        _text(reading, _("Why clause {number} is not taken up").format(number=pair.number), pair)
        for pair in changes.exclusions
    ]
    before = found.before.edition.number if found.before else 0
    return {
        **by_kind,
        "texts": texts,
        "now_url": reading.addresses.edition(document.slug, found.reader.edition.number),
        "now_label": _("Edition {number}").format(number=found.reader.edition.number),
        "before_url": reading.addresses.edition(document.slug, before),
        "before_label": _("Edition {number}").format(number=before),
    }


def _goal(reading: Reading, found: Amended, change: GoalChange) -> dict[str, Any]:
    goal = change.goal
    return {
        "id": anchor_of(change),
        "reference": change.reference,
        "title": reading.text(goal["title"]),
        "wording": reading.marked(goal["wording"]),
        "url": _goal_url(reading, found.document, change),
        "texts": _texts(reading, change),
        "facts": _facts(reading, change),
    }


def _goal_url(reading: Reading, document: PublicDocument, change: GoalChange) -> str:
    """Return the page of a goal: in the newest edition, or in the last one that had it."""
    for reader in document.readers:
        for goal in reader.content["goals"]:
            if goal["reference"] == change.reference:
                return reading.goal_url(Placed(document, reader, goal))
    return ""


def _texts(reading: Reading, change: GoalChange) -> list[dict[str, Any]]:
    if change.before is None or change.after is None:
        return []
    names = {
        "title": _("Title"),
        "wording": _("Wording"),
        "explanation": _("Explanation"),
        "other_mandate": _("Other mandate"),
    }
    pairs = ((names[name], change.before[name], change.after[name]) for name in TEXTS)
    return [
        _text(reading, label, TextPair(before, after))
        for label, before, after in pairs
        if before != after
    ]


def _text(reading: Reading, label: str, pair: TextPair) -> dict[str, Any]:
    before, after = reading.text(pair.before), reading.text(pair.after)
    return {"label": label, "parts": difference(before, after)}


def _facts(reading: Reading, change: GoalChange) -> list[dict[str, str]]:
    if change.before is None or change.after is None:
        return []
    before, after = (_told(reading, goal) for goal in (change.before, change.after))
    return [
        {"label": label, "before": old, "after": after[label]}
        for label, old in before.items()
        if old != after[label]
    ]


def _told(reading: Reading, goal: GoalContent) -> dict[str, str]:
    involved = listed(reading.department_name(key) for key in goal["involved"])
    return {
        _("Kind of goal"): kind_label(goal),
        _("Field of action"): reading.field_name(goal["field"]),
        _("Lead"): reading.department_name(goal["lead"]) if goal["lead"] else "",
        _("Involved"): _("all departments") if goal["involves_all"] else involved,
        _("Clauses of the mandate"): listed(str(number) for number in goal["clauses"]),
        _("Period"): reading.period(goal["period"]),
        _("Chapter"): str(goal["chapter"] or ""),
    }
