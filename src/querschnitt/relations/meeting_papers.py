"""The papers of a meeting as documents ready to be set: invitation, protocol, resolutions.

They are internal: made for a signed-in reader from what is kept of the meeting. Whatever can still
change says so at the head of every page.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Facts,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.relations.models import Attendance, ConferenceTask, Meeting, Paper
from querschnitt.relations.paper_words import (
    day_said,
    labels,
    language,
    meeting_said,
    period_said,
    person_said,
    publisher,
    time_said,
)
from querschnitt.relations.queries.conference import ItemSheet, MeetingSheet, PaperLine
from querschnitt.relations.resolution_papers import resolution_blocks, summary_of

State = Meeting.State


def invitation_document(sheet: MeetingSheet) -> TypesetDocument:
    """Return the invitation: when, where, what about with which papers, and reply until when."""
    meeting = sheet.meeting
    return _paper(
        sheet,
        _("Invitation"),
        blocks=(*_letter(sheet), *_agenda(sheet), *_invited(sheet)),
        is_draft=meeting.state == State.PLANNED,
        facts=(
            (_("Invited on"), day_said(meeting.invited_on)),
            (_("Reply by"), day_said(meeting.reply_by)),
        ),
        day=meeting.invited_on.isoformat() if meeting.invited_on else "",
    )


def protocol_document(sheet: MeetingSheet) -> TypesetDocument:
    """Return the results protocol: who was there, what came of each item, what is to be done."""
    settled_on = sheet.meeting.protocol_settled_on
    return _paper(
        sheet,
        _("Results protocol"),
        blocks=(*_general(sheet), *_participants(sheet), *_outcomes(sheet), *_follow_up(sheet)),
        is_draft=not settled_on,
        facts=((_("Protocol settled on"), day_said(settled_on)),),
        day=settled_on.isoformat() if settled_on else "",
    )


def resolutions_document(sheet: MeetingSheet) -> TypesetDocument:
    """Return all resolutions of a meeting with wording, rule, votes and what came of them."""
    settled_on = sheet.meeting.protocol_settled_on
    blocks: list[Block] = [summary_of(sheet.resolutions)] if sheet.resolutions else []
    for one in sheet.resolutions:
        blocks += resolution_blocks(one, level=1)
    return _paper(
        sheet,
        _("List of resolutions"),
        blocks=blocks or [Paragraph(_("Nothing has been resolved yet."))],
        is_draft=not settled_on,
        day=settled_on.isoformat() if settled_on else "",
    )


PAPERS = {
    "einladung": invitation_document,
    "ergebnisprotokoll": protocol_document,
    "beschlussliste": resolutions_document,
}
"""By the words of their addresses and files."""


def _paper(
    sheet: MeetingSheet,
    title: str,
    *,
    blocks: Iterable[Block],
    is_draft: bool,
    facts: tuple[tuple[str, Words], ...] = (),
    day: str = "",
) -> TypesetDocument:
    conference, meeting = sheet.conference, sheet.meeting
    name = meeting_said(meeting)
    marks = [_("Draft")] if is_draft else []
    if meeting.state == State.CANCELLED:
        marks = [_("Cancelled")]
    return TypesetDocument(
        title=title,
        subtitle=name,
        short_title=f"{title}: {name}",
        language=language(),
        publisher=publisher(),
        document_date=day,
        description=f"{title}, {conference.title}, {name}",
        keywords=tuple(filter(None, (conference.short_name or conference.title, title))),
        is_paper=True,
        running_head=" · ".join([*marks, conference.short_name or conference.title]),
        title_facts=(*_where_and_when(sheet), *facts),
        blocks=(*_cancelled(meeting), *blocks),
        labels=labels(),
    )


def _where_and_when(sheet: MeetingSheet) -> tuple[tuple[str, Words], ...]:
    meeting = sheet.meeting
    presidency = sheet.presidency.title if sheet.presidency else ""
    return (
        (_("Conference"), sheet.conference.title),
        (_("Presidency"), presidency),
        (_("Day"), period_said(meeting.starts_on, meeting.ends_on)),
        (_("Begins at"), time_said(meeting.starts_at)),
        (_("Venue"), meeting.place),
        (_("Chaired by"), meeting.chaired_by),
    )


def _cancelled(meeting: Meeting) -> Iterator[Block]:
    if meeting.state == State.CANCELLED:
        yield Note(
            meeting.cancellation_reason, title=_("This meeting was cancelled"), kind="warning"
        )


def _letter(sheet: MeetingSheet) -> Iterator[Block]:
    meeting = sheet.meeting
    if meeting.invitation:
        yield Paragraph(meeting.invitation)
    if meeting.reply_by:
        day = day_said(meeting.reply_by)
        sentence = _("Please tell us by %(day)s whether you will take part.") % {"day": day}
        yield Note(sentence, title=_("Reply by"))


def _agenda(sheet: MeetingSheet) -> Iterator[Block]:
    yield Heading(1, _("Agenda"))
    if not sheet.items:
        yield Paragraph(_("Nothing stands on the agenda yet."))
    for one in sheet.items:
        yield Heading(2, one.item.title, number_of(one))
        yield Facts(((_("Reporter"), one.item.reporter),))
        if one.item.explanation:
            yield Paragraph(one.item.explanation)
        yield from _papers(one)


def number_of(one: ItemSheet) -> str:
    """Return how an item is numbered in papers."""
    return _("Item %(number)s") % {"number": one.item.position}


def _papers(one: ItemSheet) -> Iterator[Block]:
    if one.papers:
        yield Paragraph((Span(_("Papers"), "strong"),))
        yield BulletList(tuple(_paper_said(line) for line in one.papers))


def _paper_said(line: PaperLine) -> Words:
    paper = line.paper
    more = [
        _("submitted by %(member)s") % {"member": paper.submitted_by} if paper.submitted_by else "",
        _("received on %(day)s") % {"day": day_said(paper.received_on)}
        if paper.received_on
        else "",
        _("for decision") if line.is_authoritative else "",
        *_prepared(paper),
    ]
    said = f"{paper.get_kind_display()}: {paper.title}"
    told = "; ".join(filter(None, more))
    words: list[str | Span] = [f"{said} ({told})" if told else said]
    if paper.url:
        words += [" – ", Span(paper.url, href=paper.url)]
    return tuple(words)


def _prepared(paper: Paper) -> Iterator[str]:
    for row in paper.preparation:
        told = ", ".join(filter(None, (day_said(row.get("on", "")), row.get("result", ""))))
        group = {"group": row.get("group", "")}
        yield _("prepared by %(group)s") % group + (f" ({told})" if told else "")


def _invited(sheet: MeetingSheet) -> Iterator[Block]:
    yield Heading(1, _("Invited"))
    if not sheet.attendance:
        yield Paragraph(_("Nobody has been invited yet."))
        return
    header = (_("Person or member"), _("Office or institution"), _("In what capacity"))
    rows = tuple(
        (_who(one), _office(one), str(one.get_capacity_display())) for one in sheet.attendance
    )
    yield Table(_("Who is invited"), header, rows, (3, 3, 2))


def _who(one: Attendance) -> str:
    return one.member.name if one.member else one.name or one.office


def _office(one: Attendance) -> str:
    if one.member:
        return person_said(one) or "–"
    return (one.office if one.name else "") or "–"


def _general(sheet: MeetingSheet) -> Iterator[Block]:
    if sheet.meeting.protocol:
        yield Paragraph(sheet.meeting.protocol)


def _participants(sheet: MeetingSheet) -> Iterator[Block]:
    yield Heading(1, _("Who took part"))
    if not sheet.attendance:
        yield Paragraph(_("Nobody has been entered as a participant."))
        return
    header = (
        _("Person or member"),
        _("Office or institution"),
        _("In what capacity"),
        _("Presence"),
    )
    rows = tuple(
        (
            _who(one),
            _office(one),
            str(one.get_capacity_display()),
            str(one.get_state_display()),
        )
        for one in sheet.attendance
    )
    yield Table(_("Who took part"), header, rows, (3, 3, 2, 2))


def _outcomes(sheet: MeetingSheet) -> Iterator[Block]:
    yield Heading(1, _("Agenda and results"))
    if not sheet.items:
        yield Paragraph(_("Nothing stands on the agenda yet."))
    for one in sheet.items:
        yield Heading(2, one.item.title, number_of(one))
        yield Facts(((_("Reporter"), one.item.reporter),))
        yield from _papers(one)
        yield Paragraph(one.item.outcome or _("No result has been entered."))
        for resolution in one.resolutions:
            yield from resolution_blocks(resolution, level=3)
    if sheet.without_item:
        yield Heading(1, _("Resolutions outside the agenda"))
        for resolution in sheet.without_item:
            yield from resolution_blocks(resolution, level=2)


def _follow_up(sheet: MeetingSheet) -> Iterator[Block]:
    yield Heading(1, _("Follow-up"))
    if not sheet.tasks:
        yield Paragraph(_("No task was given."))
        return
    yield tasks_table(sheet.tasks)


def tasks_table(tasks: Sequence[ConferenceTask]) -> Table:
    """Return who has to do what until when."""
    header = (_("What is to be done"), _("By whom"), _("Due on"), _("State"))
    rows = tuple(
        (
            " – ".join(filter(None, (one.what, one.note))),
            one.who,
            day_said(one.due_on),
            _("done on %(day)s") % {"day": day_said(one.done_on)} if one.done_on else _("open"),
        )
        for one in tasks
    )
    return Table(_("Tasks"), header, rows, (4, 2, 1.5, 1.8))
