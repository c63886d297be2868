"""The frame of an annual report: what a framework wants, with room for what became of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.documents.typeset import Block, Facts, Heading, Note, Paragraph, TypesetDocument
from querschnitt.framework.content import FrameworkEdition, GoalContent
from querschnitt.publication import labels
from querschnitt.publication.composition.wording import Composer, demonstration_notice

# Beyond this the list of contents would name goals on more pages than it helps.
MOST_GOALS_LISTED = 40


def annual_frame(edition: FrameworkEdition, *, year: int, language: str) -> TypesetDocument:
    """Return the frame of the report on a year, in one language, ready to be filled in."""
    with override(language):
        return _AnnualFrame(edition, language).document(edition, year)


class _AnnualFrame(Composer):
    """Adopted goals by field of action, each with empty places that say what belongs there."""

    def document(self, edition: FrameworkEdition, year: int) -> TypesetDocument:
        """Return the frame, from its title page to the outlook."""
        subtitle = _("Annual report {year}").format(year=year)
        return TypesetDocument(
            title=self.plain(self.content["title"]),
            subtitle=subtitle,
            short_title=subtitle,
            language=self.language,
            publisher=self.publisher,
            title_facts=self._title_facts(edition, year),
            blocks=(*self._introduction(year), *self._fields(), *self._outlook()),
            labels=self.labels,
            contents_depth=1 if len(self.content["goals"]) > MOST_GOALS_LISTED else 2,
        )

    def _title_facts(self, edition: FrameworkEdition, year: int) -> tuple[tuple[str, str], ...]:
        content, adoption = edition["framework"], edition["adoption"]
        return (
            (_("Year of the report"), str(year)),
            (_("Government"), self.government(content)),
            (_("Framework decided on"), labels.day(adoption["decided_on"])),
            (_("Version"), str(adoption["version"])),
            (_("Lead"), self.department(content["lead"])),
            (_("Report by"), _empty(_("department and unit"))),
            (_("As of"), _empty(_("day"))),
            (_("Notice"), demonstration_notice()),
        )

    def _introduction(self, year: int) -> Iterator[Block]:
        yield Heading(1, _("Introduction"))
        yield Note(
            _("This is a frame: fields of action, goals and their wording come from the adopted"
              " framework. What stands in brackets is to be replaced."),
        )  # fmt: skip
        yield Paragraph(_empty(_("what {year} was about, and what matters most").format(year=year)))
        yield Heading(2, _("How this report was made"))
        yield Paragraph(_empty(_("who contributed, and by when")))

    def _fields(self) -> Iterator[Block]:
        for field in self.content["fields"]:
            goals = [goal for goal in self.content["goals"] if goal["field"] == field["key"]]
            if not goals:
                continue
            yield Heading(1, self.plain(field["name"]))
            yield Paragraph(_empty(_("the year in this field of action, in a few sentences")))
            for goal in goals:
                yield from self._goal(goal)

    def _goal(self, goal: GoalContent) -> Iterator[Block]:
        heading = self.heading(goal)
        yield Heading(2, heading, goal["reference"])
        if heading != self.plain(goal["wording"]):
            yield self.paragraph(goal["wording"])
        yield Facts(
            (
                (_("Lead"), self.lead(goal)),
                (_("Involved"), self.involved(goal)),
                (_("Runs"), labels.period(**goal["period"])),
            )
        )
        yield Heading(3, _("What was done"))
        yield Paragraph(_empty(_("measures and results, with figures where there are any")))
        yield Heading(3, _("State"))
        yield Paragraph(_empty(_("as planned, delayed, reached or given up, and why")))
        yield Heading(3, _("Next steps"))
        yield Paragraph(_empty(_("what is to be done, who does it, and by when")))

    def _outlook(self) -> Iterator[Block]:
        yield Heading(1, _("Outlook"))
        yield Paragraph(_empty(_("what the government intends for the year to come")))


def _empty(what: str) -> str:
    """Return an empty place that says what belongs there."""
    return f"[{what}]"
