from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from querschnitt.framework.content import FieldContent
from querschnitt.portal.goal_cards import Cards
from querschnitt.portal.page import Page
from querschnitt.portal.pages.home import number_of_goals
from querschnitt.portal.reading import Reading
from querschnitt.portal.site import Placed


def pages(reading: Reading, cards: Cards) -> Iterator[Page]:
    """Yield the list of the fields of action, and a page for each."""
    yield _overview(reading)
    goals: dict[str, list[Placed]] = {}
    for placed in reading.site.goals:
        goals.setdefault(placed.goal["field"], []).append(placed)
    for field in reading.site.fields.values():
        yield _field(reading, cards, field, goals.get(field["key"], []))


def _overview(reading: Reading) -> Page:
    current = reading.site.current
    now = current.content["goals"] if current else []
    counts = Counter(goal["field"] for goal in now)
    cards = [
        {
            "key": key,
            "title": reading.text(field["name"]),
            "url": reading.addresses.field(key),
            "meta": number_of_goals(counts[key]) if counts[key] else "",
        }
        for key, field in reading.site.fields.items()
    ]
    return Page(
        at=lambda a: a.fields,
        template="fields",
        title=_("Fields of action"),
        description=_("The policy areas to which the framework's goals belong."),
        section="fields",
        context={
            "current": [card for card in cards if counts[card["key"]]],
            "former": [card for card in cards if not counts[card["key"]]],
        },
    )


def _field(reading: Reading, cards: Cards, field: FieldContent, goals: list[Placed]) -> Page:
    key, name = field["key"], reading.text(field["name"])
    return Page(
        at=lambda a: a.field(key),
        template="field",
        title=name,
        description=_("Field of action: {name}").format(name=name),
        crumbs=[(_("Fields of action"), reading.addresses.fields)],
        section="fields",
        feeds=lambda a: a.field(key),
        calendar=lambda a: a.field(key),
        context={
            "groups": groups(reading, cards, goals),
            "provenance": reading.provenance(field["provenance"]),
        },
    )


def groups(reading: Reading, cards: Cards, goals: list[Placed]) -> list[dict[str, object]]:
    """Return cards of goals by document, the framework in force first."""
    found: dict[str, list[Placed]] = {}
    for placed in goals:
        found.setdefault(placed.document.slug, []).append(placed)
    return [
        {
            "slug": slug,
            "title": reading.title_of(placed[0].document),
            "url": reading.addresses.framework(slug),
            "is_former": placed[0].document.is_of_a_former_government,
            "is_current": placed[0].document is reading.site.current,
            "cards": [cards.of(one) for one in placed],
        }
        for slug, placed in found.items()
    ]
