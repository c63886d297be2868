"""What the next chair reads first, and all resolutions of a presidency, as documents."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    Table,
    TypesetDocument,
)
from querschnitt.relations.meeting_papers import tasks_table
from querschnitt.relations.models import Paper
from querschnitt.relations.paper_words import (
    day_said,
    labels,
    language,
    meeting_said,
    period_said,
    publisher,
)
from querschnitt.relations.queries.handing_over import Handover
from querschnitt.relations.resolution_papers import resolution_blocks, summary_of


def overview_document(handover: Handover, files: Sequence[tuple[str, str]]) -> TypesetDocument:
    """Return the readable part of the archive.

    :param files: the path of each further file, and what it is
    """
    return _document(handover, _("Hand-over of the presidency"), (*_overview(handover, files),))


def resolutions_of_presidency(handover: Handover) -> TypesetDocument:
    """Return all resolutions of the presidency, and what is not decided yet."""
    blocks: list[Block] = [summary_of(handover.resolutions)] if handover.resolutions else []
    for one in handover.resolutions:
        blocks += resolution_blocks(one, level=1)
    empty = Paragraph(_("Nothing has been resolved yet."))
    return _document(handover, _("Resolutions of the presidency"), tuple(blocks) or (empty,))


def _document(handover: Handover, title: str, blocks: tuple[Block, ...]) -> TypesetDocument:
    presidency, conference = handover.presidency, handover.conference
    return TypesetDocument(
        title=title,
        subtitle=presidency.title,
        short_title=f"{title}: {presidency.title}",
        language=language(),
        publisher=publisher(),
        document_date=handover.as_of.isoformat(),
        description=f"{title}, {conference.title}",
        is_paper=True,
        running_head=conference.short_name or conference.title,
        title_facts=(
            (_("Conference"), conference.title),
            (_("Chaired by"), presidency.chaired_by),
            (_("Term of office"), period_said(presidency.starts_on, presidency.ends_on)),
            (_("Next chair"), presidency.successor),
            (_("Handed over on"), day_said(presidency.handed_over_on)),
            (_("As of"), day_said(handover.as_of)),
        ),
        blocks=blocks,
        labels=labels(),
    )


def _overview(handover: Handover, files: Sequence[tuple[str, str]]) -> Iterator[Block]:
    presidency = handover.presidency
    if presidency.summary:
        yield Paragraph(presidency.summary)
    if presidency.focus_topics:
        yield Heading(1, _("Focus topics"))
        yield BulletList(tuple(presidency.focus_topics))
    yield from _voting(handover)
    yield from _members(handover)
    yield from _meetings(handover)
    yield Heading(1, _("Resolutions"))
    if handover.resolutions:
        yield summary_of(handover.resolutions)
    else:
        yield Paragraph(_("Nothing has been resolved yet."))
    yield from _tasks(handover)
    yield from _papers(handover.papers)
    yield Heading(1, _("What is in this package"))
    header = (_("File"), _("What it is"))
    yield Table(_("Files"), header, tuple(files), (3, 3))


def _voting(handover: Handover) -> Iterator[Block]:
    if handover.conference.voting_rule:
        yield Heading(1, _("How it votes"))
        yield Paragraph(handover.conference.voting_rule)


def _members(handover: Handover) -> Iterator[Block]:
    yield Heading(1, _("Members"))
    if not handover.members:
        yield Paragraph(_("No member has been entered."))
        return
    rows = tuple(
        (member.name, period_said(member.since, member.until) or "–") for member in handover.members
    )
    yield Table(_("Members with a vote"), (_("Member"), _("Since, until")), rows, (4, 2))
    if handover.conference.standing_guests:
        yield Heading(2, _("Standing guests"))
        yield BulletList(tuple(handover.conference.standing_guests))
    if handover.conference.working_groups:
        yield Heading(2, _("Working groups"))
        yield BulletList(tuple(handover.conference.working_groups))


def _meetings(handover: Handover) -> Iterator[Block]:
    yield Heading(1, _("Meetings"))
    if not handover.meetings:
        yield Paragraph(_("No meeting has been entered."))
        return
    header = (_("Meeting"), _("Day"), _("Venue"), _("State"))
    rows = tuple(
        (
            meeting_said(sheet.meeting),
            period_said(sheet.meeting.starts_on, sheet.meeting.ends_on) or "–",
            sheet.meeting.place or "–",
            str(sheet.meeting.get_state_display()),
        )
        for sheet in handover.meetings
    )
    yield Table(_("Meetings of the presidency"), header, rows, (4, 2, 2, 2))


def _tasks(handover: Handover) -> Iterator[Block]:
    yield Heading(1, _("Open tasks"))
    if handover.open_tasks:
        yield tasks_table(handover.open_tasks)
    else:
        yield Paragraph(_("No task is open."))
    yield Heading(1, _("Tasks that are done"))
    if handover.done_tasks:
        yield tasks_table(handover.done_tasks)
    else:
        yield Paragraph(_("No task is done."))


def _papers(papers: Sequence[Paper]) -> Iterator[Block]:
    yield Heading(1, _("Papers"))
    if not papers:
        yield Paragraph(_("No paper has been entered."))
        return
    header = (_("Paper"), _("Kind"), _("Submitted by"), _("Received on"))
    rows = tuple(
        (
            paper.title,
            str(paper.get_kind_display()),
            str(paper.submitted_by or "–"),
            day_said(paper.received_on) or "–",
        )
        for paper in papers
    )
    yield Table(_("Papers"), header, rows, (4, 2, 2, 1.5))
