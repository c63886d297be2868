"""The paper that goes to the cabinet, and a session's agenda, as documents ready to be set.

Both are confidential and internal: they are made for a signed-in reader, from what was delivered.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from querschnitt.coordination.cabinet_paper import Dispute, NotTakenUp, PaperContent
from querschnitt.coordination.models import CabinetSubmission
from querschnitt.coordination.paper_words import (
    answer_said,
    asked_on,
    day_said,
    deliberation_said,
    dispute_name,
    form_said,
    state_said,
    step_said,
)
from querschnitt.coordination.queries.signing import SignedGoal, SignedText
from querschnitt.coordination.text_changes import label_of
from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Digest,
    Facts,
    Heading,
    Labels,
    Note,
    PageBreak,
    Paragraph,
    Table,
    TypesetDocument,
)

LONGEST_HEADING = 150


def paper_document(paper: PaperContent, text: SignedText) -> TypesetDocument:
    """Return a submission with its annexes: proposed decision, speaking notes and the text."""
    is_draft = not paper["submitted_on"]
    return TypesetDocument(
        title=_("Cabinet submission %(number)s") % {"number": paper["number"]},
        subtitle=paper["framework_title"],
        short_title=paper["framework_title"],
        language=language(),
        publisher=publisher(),
        document_date=paper["submitted_on"],
        is_paper=True,
        running_head=head(paper["file_reference"], _("Draft") if is_draft else ""),
        title_facts=_title_facts(paper),
        blocks=(*_body(paper), *_annexes(paper, text)),
        labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
    )


def head(*parts: str) -> str:
    """Return what stands at the head of every page of a paper for the cabinet."""
    return " · ".join(filter(None, [_("Confidential – cabinet matter"), *parts]))


def _title_facts(paper: PaperContent) -> tuple[tuple[str, str], ...]:
    session = (
        _("%(number)s of %(day)s")
        % {"number": paper["session"], "day": day_said(paper["session_on"])}
        if paper["session"]
        else ""
    )
    amendment = (
        _("amendment %(number)s: %(reason)s")
        % {"number": paper["amendment"], "reason": paper["amendment_reason"]}
        if paper["amendment"]
        else ""
    )
    signed = (
        _("%(person)s, on %(day)s")
        % {"person": paper["signed_by"], "day": day_said(paper["signed_on"])}
        if paper["signed_by"]
        else _("not signed yet")
    )
    return (
        (_("File reference"), paper["file_reference"]),
        (_("Subject"), paper["framework_title"]),
        (_("Amendment"), amendment),
        (_("Form of the decision"), form_said(paper)),
        (_("Urgent because"), paper["urgency_reason"]),
        (_("For the session"), session),
        (_("Submitted on"), day_said(paper["submitted_on"])),
        (_("Signed by"), signed),
        (_("Press text"), _("locked until the cabinet's decision") if _has_press(paper) else ""),
    )


def _has_press(paper: PaperContent) -> bool:
    return paper["has_press_text"]


def _body(paper: PaperContent) -> Iterator[Block]:
    if settings.PROPOSED_DECISION_FIRST:
        yield from _section(_("Proposed decision"), paper["proposed_decision"])
    yield from _section(_("Facts and reasons"), paper["facts"])
    yield from _participation(paper)
    yield from _dissent(paper)
    yield from _deliberations(paper)
    yield Heading(1, _("Participation of associations"))
    yield Paragraph(paper["associations"] or _("No associations took part."))
    if paper["associations_not_taken_up"]:
        yield Heading(2, _("Suggestions that were not taken up"))
        yield Paragraph(paper["associations_not_taken_up"])
    yield from _section(_("Costs and budget"), paper["costs"])
    yield from _clauses(paper)


def _section(title: str, text: str) -> Iterator[Block]:
    yield Heading(1, title)
    yield Paragraph(text or _("Nothing has been entered yet."))


def _participation(paper: PaperContent) -> Iterator[Block]:
    yield Heading(1, _("Participation of the departments"))
    if not paper["participation"]:
        yield Paragraph(_("No department has been asked to co-sign yet."))
        return
    header = (_("Department"), _("Result"), _("On"), _("Asked on"))
    rows = tuple(
        (
            f"{one['name']} ({one['department']})",
            answer_said(one),
            day_said(one["answered_on"]) or "–",
            asked_on(one),
        )
        for one in paper["participation"]
    )
    yield Table(_("Which departments took part with what result"), header, rows, (3, 3, 1.3, 2))


def _dissent(paper: PaperContent) -> Iterator[Block]:
    yield Heading(1, _("Open dissent"))
    if not paper["disputes"]:
        yield Paragraph(_("There is no open dissent."))
    if paper["reason_for_untried_dissent"]:
        yield Note(
            paper["reason_for_untried_dissent"],
            title=_("Why it is submitted although nobody has tried to settle it higher up"),
            kind="warning",
        )
    for one in paper["disputes"]:
        yield from _dispute(one)
    if paper["settled"]:
        yield Heading(2, _("Reservations that are settled"))
        header = (_("Department"), _("Reservation"), _("What was agreed"), _("On"))
        rows = tuple(
            (
                one["department"],
                f"{dispute_name(one)}: {one['text']}",
                f"{state_said(one)}. {one['chancellery']}".strip(),
                day_said(one["ended_on"]) or "–",
            )
            for one in paper["settled"]
        )
        yield Table(_("Reservations that are settled"), header, rows, (1, 3, 3, 1.3))


def _dispute(dispute: Dispute) -> Iterator[Block]:
    yield Heading(2, f"{dispute['name']}: {dispute_name(dispute)}")
    yield Facts(
        (
            (_("Point"), label_of(dispute["point"]) if dispute["point"] else ""),
            (_("Raised on"), day_said(dispute["raised_on"])),
            (_("The department says"), dispute["text"]),
            (_("The department to the settlement"), dispute["department_says"]),
            (_("The State Chancellery says"), dispute["chancellery"]),
        )
    )
    if dispute["steps"]:
        yield BulletList(tuple(step_said(step) for step in dispute["steps"]))
    else:
        yield Paragraph(_("No attempt to agree at a higher level is on record."), style="small")


def _deliberations(paper: PaperContent) -> Iterator[Block]:
    yield Heading(1, _("State secretaries' conference"))
    if not paper["deliberations"]:
        yield Paragraph(_("The state secretaries have not dealt with it."))
        return
    yield BulletList(tuple(deliberation_said(one) for one in paper["deliberations"]))


def _clauses(paper: PaperContent) -> Iterator[Block]:
    if not (paper["not_taken_up"] or paper["left_open"]):
        return
    yield Heading(1, _("Clauses of the mandate that are not taken up"))
    rows = [_clause(one) for one in (*paper["not_taken_up"], *paper["left_open"])]
    header = (_("No."), _("Clause"), _("Reason"))
    yield Table(_("Clauses that no goal takes up"), header, tuple(rows), (0.6, 4, 4))


def _clause(one: NotTakenUp) -> tuple[str, str, str]:
    return str(one["clause"]), one["text"], one["reason"] or _("no reason is on record")


def _annexes(paper: PaperContent, text: SignedText) -> Iterator[Block]:
    annexes = [
        (_("Speaking notes"), tuple(_spoken(paper))),
        (_("Text of the framework"), tuple(_framework(text))),
    ]
    if not settings.PROPOSED_DECISION_FIRST:
        proposed = Paragraph(paper["proposed_decision"] or _("Nothing has been entered yet."))
        annexes.insert(0, (_("Proposed decision"), (proposed,)))
    for number, (title, blocks) in enumerate(annexes, start=1):
        yield PageBreak()
        yield Heading(1, _("Annex %(number)s: %(title)s") % {"number": number, "title": title})
        yield from blocks


def _spoken(paper: PaperContent) -> Iterator[Block]:
    yield Paragraph(_("For the spokesperson of the government"), style="small")
    yield Paragraph(paper["speaking_notes"] or _("Nothing has been entered yet."))


def _framework(text: SignedText) -> Iterator[Block]:
    yield Paragraph(text.title, style="lead")
    if text.mandate:
        yield Facts(((_("Mandate"), text.mandate),))
    if text.introduction:
        yield Heading(2, _("Introduction"))
        yield Paragraph(text.introduction)
    for chapter in text.chapters:
        number = str(chapter.number) if chapter.number else ""
        yield Heading(2, chapter.title or _("Goals without a chapter"), number)
        if chapter.text:
            yield Paragraph(chapter.text)
        for goal in chapter.goals:
            yield from _goal(goal)
    yield Digest(_("Digest of the framework's text (SHA-256)"), text.digest)


def _goal(goal: SignedGoal) -> Iterator[Block]:
    heading = goal.title or goal.wording
    if len(heading) > LONGEST_HEADING:
        heading = f"{heading[:LONGEST_HEADING].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"
    yield Heading(3, heading, goal.reference)
    if heading != goal.wording:
        yield Paragraph(goal.wording)
    if goal.explanation:
        yield Paragraph(goal.explanation)
    yield Facts(
        (
            (_("Kind"), goal.kind),
            (_("Field of action"), goal.field),
            (_("Lead"), goal.lead),
            (_("Involved"), _("all departments") if goal.involves_all else goal.involved),
            (_("Clauses of the mandate"), ", ".join(str(number) for number in goal.clauses)),
            (_("Other mandate"), goal.other_mandate),
        )
    )


def agenda_document(
    *, name: str, held_on: date, place: str, items: Sequence[tuple[int, CabinetSubmission, str]]
) -> TypesetDocument:
    """Return the agenda of a session.

    :param items: each with its number and what the state secretaries made of it
    """
    header = (_("Item"), _("Subject"), _("File reference"), _("Form"), _("State secretaries"))
    rows = tuple(
        (
            str(number),
            str(submission),
            submission.file_reference or "–",
            str(CabinetSubmission.Form(submission.form).label),
            result or "–",
        )
        for number, submission, result in items
    )
    table = Table(_("Agenda"), header, rows, (0.7, 4, 1.8, 1.8, 1.8))
    return TypesetDocument(
        title=_("Agenda"),
        subtitle=name,
        short_title=name,
        language=language(),
        publisher=publisher(),
        document_date=held_on.isoformat(),
        is_paper=True,
        running_head=head(),
        title_facts=((_("Day"), day_said(held_on.isoformat())), (_("Venue"), place)),
        blocks=(table if rows else Paragraph(_("Nothing stands on the agenda yet.")),),
        labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
    )


def language() -> str:
    """Return the language in which a paper is written: that of its reader."""
    return (get_language() or "de").split("-")[0]


def publisher() -> str:
    """Return who gives a paper out, as long as the design of documents says nothing else."""
    return settings.GOVERNMENT_NAME or settings.PUBLISHER.name
