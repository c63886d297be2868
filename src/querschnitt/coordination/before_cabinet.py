"""A submission with all that rules and pages ask about it, at a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from querschnitt.coordination.cabinet_paper import PaperContent, paper_of, typed_digest, untried
from querschnitt.coordination.models import (
    AgendaItem,
    CabinetSession,
    CabinetSubmission,
    DeliveredPaper,
    Reservation,
    StateSecretariesResult,
)
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.framework.models import ClauseExclusion, Framework
from querschnitt.lib.digest import digest


@dataclass(frozen=True)
class BeforeCabinet:
    """A submission, where its framework stands, what was delivered and what became of it."""

    submission: CabinetSubmission
    standing: Standing
    papers: list[DeliveredPaper]
    results: list[StateSecretariesResult]
    items: list[AgendaItem]

    @property
    def delivered(self) -> DeliveredPaper | None:
        """What was delivered last."""
        return self.papers[-1] if self.papers else None

    @property
    def is_outdated(self) -> bool:
        """Whether it lies before the cabinet, and the framework's text has changed since."""
        return (
            self.submission.stage == CabinetSubmission.Stage.SUBMITTED
            and self.delivered is not None
            and self.delivered.text.digest != self.standing.digest
        )

    @property
    def item(self) -> AgendaItem | None:
        """The item of the agenda under which it stands now."""
        return next((one for one in self.items if one.taken_off_on is None), None)

    @cached_property
    def untried(self) -> list[Reservation]:
        return untried(self.standing, self.results)


def before_cabinet(
    submission: CabinetSubmission, *, standing: Standing | None = None
) -> BeforeCabinet:
    """Return a submission as it stands now.

    :param standing: of its framework, if that has been loaded already
    """
    submission = loaded().get(pk=submission.pk)
    return BeforeCabinet(
        submission=submission,
        standing=standing or standing_of(submission.framework),
        papers=list(
            submission.papers.select_related("text", "submitted_by")
            .defer("text__content")
            .order_by("number")
        ),
        results=list(submission.state_secretaries_results.select_related("conference")),
        items=list(submission.agenda_items.select_related("session").order_by("pk")),
    )


def loaded() -> QuerySet[CabinetSubmission]:
    """Return submissions with what every page names."""
    return CabinetSubmission.objects.select_related(
        "framework__term", "amendment", "drafted_by", "decision__adopted_version__annulment"
    )


def under_way(framework: Framework) -> CabinetSubmission | None:
    """Return the submission of a framework that has neither been decided nor ended."""
    open_ones = {
        CabinetSubmission.Stage.DRAFT,
        CabinetSubmission.Stage.SUBMITTED,
        CabinetSubmission.Stage.RETURNED,
    }
    return loaded().filter(framework=framework, stage__in=open_ones).first()


def paper_now(
    before: BeforeCabinet,
    *,
    session: CabinetSession | None = None,
    reason_for_untried_dissent: str = "",
    signed_by: str = "",
    signed_on: date | None = None,
    submitted_on: date | None = None,
) -> PaperContent:
    """Return what the paper would say if it were delivered now."""
    framework = before.submission.framework
    exclusions = ClauseExclusion.objects.filter(framework=framework).select_related("clause")
    return paper_of(
        before.submission,
        before.standing,
        content=before.standing.text.of_framework,
        exclusions=exclusions,
        results=before.results,
        session=session,
        reason_for_untried_dissent=reason_for_untried_dissent,
        signed_by=signed_by,
        signed_on=signed_on,
        submitted_on=submitted_on,
    )


def shown_digest(before: BeforeCabinet) -> str:
    """Return the digest of what is delivered: what people typed, and the framework's text."""
    return digest([typed_digest(before.submission), before.standing.digest])


def is_free(submission: CabinetSubmission) -> bool:
    """Tell whether the cabinet has decided on it, and no decision has annulled that since.

    :param submission: loaded with its decision and the version that this adopted
    """
    if submission.decision is None:
        return False
    version = getattr(submission.decision, "adopted_version", None)
    return version is not None and version.annulment_id is None
