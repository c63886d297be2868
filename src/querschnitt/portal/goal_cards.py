"""A goal as lists show it: its card, made once, and what lists filter and search by."""

from collections.abc import Iterator

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from querschnitt.portal.reading import Reading, kind_label, listed, shortened
from querschnitt.portal.site import Placed
from querschnitt.publication.content import answering_for
from querschnitt.publication.renderers import ProjectedGoal

# Room for every goal of a document between it and the next one.
DOCUMENT = 10**9
LONGEST_EXCERPT = 240


class Cards:
    """The cards of one language, each rendered when it is first asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._template = get_template("portal/_goal_card.html").template  # type: ignore[attr-defined]
        self._made: dict[tuple[str, str], SafeString] = {}

    def of(self, placed: Placed) -> SafeString:
        """Return the card of a goal."""
        key = (placed.document.slug, placed.goal["reference"])
        if key not in self._made:
            self._made[key] = self._card(placed)
        return self._made[key]

    def _card(self, placed: Placed) -> SafeString:
        reading, goal = self._reading, placed.goal
        wording = reading.text(goal["wording"])
        current = reading.site.current
        context = {
            "url": reading.goal_url(placed),
            "reference": goal["reference"],
            "kind": kind_label(goal),
            "title": reading.heading_of(goal),
            "excerpt": shortened(wording, LONGEST_EXCERPT) if goal["title"] else "",
            "lead": reading.abbreviation(goal["lead"]) if goal["lead"] else "",
            "lead_name": reading.department_name(goal["lead"]) if goal["lead"] else "",
            "field": reading.field_name(goal["field"]),
            "document": "" if placed.document is current else reading.title_of(placed.document),
        }
        rendered: SafeString = self._template.render(Context(context))
        return rendered


def projected(reading: Reading, cards: Cards) -> Iterator[ProjectedGoal]:
    """Yield the rows of the goal list in this language."""
    ranks = {document.slug: rank for rank, document in enumerate(reading.site.documents, start=1)}
    for number, placed in enumerate(reading.site.goals, start=1):
        goal = placed.goal
        yield ProjectedGoal(
            document=placed.document.slug,
            language=reading.language,
            reference=goal["reference"],
            position=ranks[placed.document.slug] * DOCUMENT + number,
            path=reading.goal_url(placed),
            kind=goal["kind"],
            field=goal["field"],
            departments=tuple(answering_for(goal, placed.reader.content)),
            card=cards.of(placed),
            text=_searchable(reading, placed),
        )


def _searchable(reading: Reading, placed: Placed) -> str:
    goal = placed.goal
    departments = answering_for(goal, placed.reader.content) if not goal["involves_all"] else []
    names = [f"{reading.department_name(key)} {reading.abbreviation(key)}" for key in departments]
    texts = (reading.text(goal[part]) for part in ("title", "wording", "explanation"))
    return listed([goal["reference"], *texts, reading.field_name(goal["field"]), *names])
