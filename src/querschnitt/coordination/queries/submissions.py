"""Submissions as each reader may see them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Count

from querschnitt.accounts.models import User
from querschnitt.accounts.queries import Page
from querschnitt.coordination import rules
from querschnitt.coordination.before_cabinet import (
    BeforeCabinet,
    before_cabinet,
    is_free,
    loaded,
    paper_now,
    shown_digest,
)
from querschnitt.coordination.cabinet_paper import PaperContent, typed_digest
from querschnitt.coordination.models import AgendaItem, CabinetSubmission, DeliveredPaper
from querschnitt.coordination.queries.papers import ShownPaper, shown_paper
from querschnitt.coordination.queries.signing import SignedText, signed_text, text_to_sign
from querschnitt.coordination.rules import AdoptionObstacle
from querschnitt.framework.wording_difference import Part, difference
from querschnitt.lib.refusal import Obstacle

PER_PAGE = 50

DERIVED = ("participation", "disputes", "settled", "not_taken_up", "left_open", "deliberations")


@dataclass(frozen=True)
class ShownResult:
    """What a conference of the state secretaries made of it; minutes where one may read them."""

    held_on: date
    chair: str
    result: str
    label: str
    note: str
    minutes: str


@dataclass(frozen=True)
class PressText:
    """The press text of a submission: whether there is one, and its words where one may read it."""

    exists: bool
    is_free: bool
    text: str

    @property
    def is_locked(self) -> bool:
        return self.exists and not self.is_free


@dataclass(frozen=True)
class SubmissionObstacles:
    """What stands in the way of each act; None where the reader can do it."""

    to_submit: list[AdoptionObstacle]
    """All there is, whoever submits."""
    submitting: Obstacle | None
    """Why this reader cannot submit, though a written reason may still override."""
    revising: Obstacle | None
    returning: Obstacle | None
    withdrawing: Obstacle | None
    recording: Obstacle | None

    @property
    def needs_reason(self) -> bool:
        return bool(self.to_submit) and all(one.is_overridable for one in self.to_submit)


@dataclass(frozen=True)
class SubmissionPage:
    """A submission with its paper, as one reader may see them."""

    submission: CabinetSubmission
    paper: ShownPaper
    present: ShownPaper
    """What would be delivered now."""
    present_digest: str
    """Of the framework's text as it stands."""
    is_draft: bool
    """Whether the paper shown is the one that is being written, not one that was delivered."""
    delivered: list[DeliveredPaper]
    is_outdated: bool
    has_moved_on: bool
    """Whether answers or reservations have changed since the delivery that is shown."""
    results: list[ShownResult]
    item: AgendaItem | None
    earlier_items: list[AgendaItem]
    press: PressText
    difference: list[Part]
    """How the decision as taken differs from the one proposed, word by word."""
    obstacles: SubmissionObstacles
    typed_digest: str
    shown_digest: str


@dataclass(frozen=True)
class SubmissionLine:
    """A submission in a list."""

    submission: CabinetSubmission
    submitted_on: date | None
    item: AgendaItem | None


def submission_page(pk: int, seen_by: User) -> SubmissionPage | None:
    """Return a submission as one reader may see it, or None where there is none for them."""
    row = CabinetSubmission.objects.annotate(deliveries=Count("papers")).filter(pk=pk).first()
    if row is None or not rules.may_read_submission(seen_by, is_delivered=bool(row.deliveries)):
        return None
    before = before_cabinet(row)
    return page_of(before, seen_by)


def page_of(before: BeforeCabinet, seen_by: User) -> SubmissionPage:
    """Return a submission that a reader may see; drafts are shown to those who may read them."""
    submission, now = before.submission, paper_now(before)
    reads_drafts = rules.may_read_submission(seen_by, is_delivered=False)
    is_draft = before.delivered is None or (reads_drafts and submission.is_being_written)
    paper = now if is_draft or before.delivered is None else content_of_paper(before.delivered)
    return SubmissionPage(
        submission=submission,
        paper=shown_paper(paper),
        present=shown_paper(now),
        present_digest=before.standing.digest,
        is_draft=is_draft,
        delivered=before.papers,
        is_outdated=before.is_outdated,
        has_moved_on=submission.is_under_way and _derived(paper) != _derived(now),
        results=shown_results(before, seen_by),
        item=before.item,
        earlier_items=[one for one in before.items if one.taken_off_on],
        press=press_text(submission, seen_by),
        difference=decided_otherwise(submission, before.delivered),
        obstacles=_obstacles(before, seen_by),
        typed_digest=typed_digest(submission),
        shown_digest=shown_digest(before),
    )


def submissions(seen_by: User, *, from_row: int = 0) -> Page[SubmissionLine]:
    """Return the submissions that a reader may see, newest first."""
    rows = loaded().annotate(deliveries=Count("papers")).order_by("-pk")
    if not rules.may_read_submission(seen_by, is_delivered=True):
        return Page([])
    if not rules.may_read_submission(seen_by, is_delivered=False):
        rows = rows.filter(deliveries__gt=0)
    found = list(rows.defer("press_text")[from_row : from_row + PER_PAGE + 1])
    shown = found[:PER_PAGE]
    delivered = {
        one.submission_id: one.submitted_on
        for one in DeliveredPaper.objects.filter(submission__in=shown)
        .defer("content")
        .order_by("number")
    }
    items = AgendaItem.objects.filter(submission__in=shown, taken_off_on=None)
    agenda = {one.submission_id: one for one in items.select_related("session")}
    return Page(
        [SubmissionLine(one, delivered.get(one.pk), agenda.get(one.pk)) for one in shown],
        before=max(0, from_row - PER_PAGE) if from_row else None,
        after=from_row + PER_PAGE if len(found) > PER_PAGE else None,
    )


def press_text(submission: CabinetSubmission, seen_by: User) -> PressText:
    """Return a press text as far as a reader may know of it."""
    free = is_free(submission)
    is_readable = rules.may_read_press_text(seen_by, is_free=free)
    return PressText(
        exists=bool(submission.press_text),
        is_free=free,
        text=submission.press_text if is_readable else "",
    )


def decided_otherwise(
    submission: CabinetSubmission, delivered: DeliveredPaper | None
) -> list[Part]:
    """Return how the decision as taken differs from the one proposed; empty if it does not."""
    if submission.decision is None or delivered is None or not submission.decision.wording:
        return []
    proposed = content_of_paper(delivered)["proposed_decision"]
    parts = difference(proposed, submission.decision.wording)
    return parts if any(kind != "equal" for kind, _text in parts) else []


def content_of_paper(delivered: DeliveredPaper) -> PaperContent:
    """Return what was delivered."""
    return cast("PaperContent", json.loads(delivered.content))


def paper_to_write(
    pk: int, seen_by: User, *, delivery: int | None = None
) -> tuple[PaperContent, SignedText] | None:
    """Return a paper with the framework's text, to be written as a document.

    :param delivery: which of the deliveries; without it the one that the page shows
    """
    page = submission_page(pk, seen_by)
    if page is None:
        return None
    if delivery is None and page.is_draft:
        return page.paper.content, text_to_sign(page.submission.framework)
    chosen = {one.number: one for one in page.delivered}.get(
        delivery if delivery is not None else len(page.delivered)
    )
    if chosen is None:
        return None
    return content_of_paper(chosen), signed_text(json.loads(chosen.text.content))


def shown_results(before: BeforeCabinet, seen_by: User) -> list[ShownResult]:
    """Return the results of the state secretaries' conferences."""
    reads_minutes = rules.may_read_minutes(seen_by)
    return [
        ShownResult(
            held_on=one.conference.held_on,
            chair=one.conference.chair,
            result=one.result,
            label=one.get_result_display(),
            note=one.note,
            minutes=one.conference.minutes if reads_minutes else "",
        )
        for one in before.results
    ]


def _derived(paper: PaperContent) -> list[object]:
    return [paper[name] for name in DERIVED]  # type: ignore[literal-required]


def _obstacles(before: BeforeCabinet, by: User) -> SubmissionObstacles:
    submission = before.submission
    to_submit = rules.obstacles_to_submitting(
        submission, before.standing, is_outdated=before.is_outdated, untried=before.untried
    )
    return SubmissionObstacles(
        to_submit=to_submit,
        # With some reason, for the page asks for one where it can override.
        submitting=rules.obstacle_to_submitting(to_submit, by, reason="-", is_tried=False),
        revising=rules.obstacle_to_revising_a_submission(
            submission, by, is_outdated=before.is_outdated
        ),
        returning=rules.obstacle_to_returning_a_submission(submission, by),
        withdrawing=rules.obstacle_to_withdrawing_a_submission(submission, by),
        recording=rules.obstacle_to_recording_state_secretaries(submission, by),
    )
