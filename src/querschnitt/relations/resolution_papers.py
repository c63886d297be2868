"""Resolutions in papers: wording, rule, votes, statements, and what came of them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Facts,
    Heading,
    Paragraph,
    Span,
    Table,
    Words,
)
from querschnitt.relations.models import Forwarding, Resolution
from querschnitt.relations.paper_words import count_said, day_said, rule_said
from querschnitt.relations.queries.conference import ResolutionSheet


def name_of(resolution: Resolution) -> str:
    """Return a resolution with its part, if it is one of several that its title does not tell."""
    if not resolution.part:
        return resolution.title
    part = _("part %(part)s") % {"part": resolution.part}
    return f"{resolution.title} ({part})"


def summary_of(found: Sequence[ResolutionSheet]) -> Table:
    """Return one line for each resolution."""
    header = (_("No."), _("Resolution"), _("Result"), _("On"), _("Votes"))
    rows = tuple(
        (
            str(number),
            name_of(one.resolution),
            str(one.resolution.get_result_display()),
            day_said(one.resolution.adopted_on) or "–",
            count_said(one.count) or "–",
        )
        for number, one in enumerate(found, start=1)
    )
    return Table(_("Resolutions"), header, rows, (0.6, 4, 1.5, 1.5, 2.4))


def resolution_blocks(one: ResolutionSheet, *, level: int) -> Iterator[Block]:
    """Yield a resolution under a heading of this level."""
    resolution = one.resolution
    yield Heading(level, name_of(resolution))
    yield Paragraph(resolution.wording or _("The wording has not been entered."))
    yield Facts(_facts(one))
    if one.has_votes:
        yield _votes(one)
    for vote in one.statements:
        heading = _("Statement for the record by %(member)s") % {"member": vote.member}
        yield Paragraph((Span(f"{heading}: ", "strong"), vote.statement))
    if one.forwardings:
        yield Paragraph((Span(_("Forwarded to"), "strong"),))
        yield BulletList(tuple(_forwarded(sent) for sent in one.forwardings))


def _facts(one: ResolutionSheet) -> tuple[tuple[str, Words], ...]:
    resolution = one.resolution
    day = day_said(resolution.adopted_on)
    if day and resolution.date_is_of_the_meeting:
        day = _("%(day)s (day of the meeting)") % {"day": day}
    written = resolution.procedure == Resolution.Procedure.WRITTEN
    return (
        (_("Series"), resolution.series),
        (_("Procedure"), str(resolution.get_procedure_display())),
        (_("Answers until"), day_said(resolution.answer_by) if written else ""),
        (_("Voting rule"), rule_said(resolution)),
        (_("Result"), str(resolution.get_result_display())),
        (_("On"), day),
        (_("Votes"), count_said(one.count)),
        (
            _("To be noted"),
            _("Not all votes that were cast are known.") if resolution.votes_are_incomplete else "",
        ),
        (_("Follows"), "; ".join(name_of(earlier) for earlier in one.follows)),
        (_("Followed by"), "; ".join(name_of(later) for later in one.followed_by)),
    )


def _votes(one: ResolutionSheet) -> Table:
    rows = tuple(
        (line.member.name, str(line.vote.get_choice_display()) if line.vote else "–")
        for line in one.votes
    )
    return Table(_("Votes"), (_("Member"), _("Vote")), rows, (4, 2))


def _forwarded(sent: Forwarding) -> str:
    day, outcome_day = day_said(sent.sent_on), day_said(sent.outcome_on)
    said = f"{sent.recipient} ({day})" if day else sent.recipient
    if not sent.outcome:
        return said
    when = f" ({outcome_day})" if outcome_day else ""
    came = _("what came of it: %(outcome)s") % {"outcome": sent.outcome}
    return f"{said} – {came}{when}"
