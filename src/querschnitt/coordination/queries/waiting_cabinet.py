"""What waits for a person on the way through the cabinet: submissions and tasks."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Role, User
from querschnitt.coordination.before_cabinet import loaded
from querschnitt.coordination.models import CabinetSubmission, DecisionTask, DeliveredPaper
from querschnitt.coordination.queries.sessions import submissions_without_agenda
from querschnitt.coordination.queries.waiting_line import Waiting
from querschnitt.framework import queries as framework_queries

Stage = CabinetSubmission.Stage


def waiting_in_cabinet(user: User) -> Iterator[Waiting]:
    """Yield what a person should do about submissions and tasks."""
    if user.is_approver:
        yield from _tasks(user)
    if user.is_coordinator:
        yield from _submissions_to_finish()
        yield from _submissions_outdated()
    if user.role == Role.CABINET_OFFICE:
        for one in submissions_without_agenda():
            sentence = _("Put the submission on an agenda, or return it")
            yield _about("put_on_agenda", sentence, one)


def _tasks(user: User) -> Iterator[Waiting]:
    tasks = DecisionTask.objects.filter(
        department=user.department_id, done_on=None, decision__adopted_version__annulment=None
    ).select_related("department", "decision__framework")
    for one in tasks:
        yield Waiting(
            act="finish_task",
            sentence=_("Do what the cabinet has charged your department with"),
            about=str(one.decision.framework),
            due_on=one.due_on,
            is_overdue=one.due_on is not None and one.due_on < timezone.localdate(),
            kind="task",
            id=one.pk,
        )


def _submissions_to_finish() -> Iterator[Waiting]:
    sentences = {
        Stage.DRAFT: _("Finish the cabinet submission and submit it"),
        Stage.RETURNED: _("Revise the returned submission and submit it again"),
    }
    rows = loaded().filter(stage__in=[Stage.DRAFT, Stage.RETURNED]).defer("press_text")
    for one in rows:
        yield _about("submit_submission", sentences[Stage(one.stage)], one)


def _submissions_outdated() -> Iterator[Waiting]:
    """Yield submissions before the cabinet whose framework's text has changed since."""
    submitted = loaded().filter(stage=Stage.SUBMITTED).defer("press_text")
    for one in submitted:
        last = (
            DeliveredPaper.objects.filter(submission=one)
            .order_by("number")
            .values_list("text__digest", flat=True)
            .last()
        )
        # Costs queries for each framework that lies before the cabinet; there is one at a time.
        if last != framework_queries.digest_of_draft(one.framework):
            sentence = _("Submit again: the text has changed since the submission")
            yield _about("submit_submission", sentence, one)


def _about(act: str, sentence: Promise, submission: CabinetSubmission) -> Waiting:
    return Waiting(
        act=act,
        sentence=sentence,
        about=str(submission),
        due_on=None,
        is_overdue=False,
        kind="submission",
        id=submission.pk,
    )
