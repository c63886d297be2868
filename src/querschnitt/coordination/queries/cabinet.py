"""What the cabinet office sees: what stands in the way, and what has been adopted."""

from dataclasses import dataclass
from datetime import date

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.coordination.queries.lines import (
    AnswerLine,
    ReservationLine,
    cosignature_lines,
    reservation_line,
)
from querschnitt.coordination.rules import AdoptionObstacle
from querschnitt.coordination.standing import standing_of
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Obstacle


@dataclass(frozen=True)
class AdoptedVersion:
    """A version that was adopted, and whether a decision has annulled it since."""

    id: int
    framework: str
    framework_key: str
    number: int
    sequence: int
    decided_on: date
    decided_by: str
    agenda_number: str
    wording: str
    reason: str
    source: str
    content_digest: str
    digest: str
    previous_digest: str
    is_in_force: bool
    annulled_on: date | None
    annulment_reason: str
    annulment_wording: str
    to_annul: Obstacle | None


@dataclass(frozen=True)
class CabinetPage:
    """Everything on which a decision about a framework rests."""

    framework: Framework
    digest: str
    obstacles: list[AdoptionObstacle]
    to_decide: Obstacle | None
    """Why this reader cannot record decisions."""
    answers: list[AnswerLine]
    open_reservations: list[ReservationLine]
    versions: list[AdoptedVersion]

    @property
    def in_force(self) -> AdoptedVersion | None:
        return next((version for version in self.versions if version.is_in_force), None)

    @property
    def can_be_adopted(self) -> bool:
        return not self.obstacles

    @property
    def needs_reason(self) -> bool:
        """Only open reservations are left, so a written reason is enough."""
        return bool(self.obstacles) and all(one.is_overridable for one in self.obstacles)


def adoption_obstacles(framework: Framework) -> list[AdoptionObstacle]:
    """Return all that stands between a framework and its adoption."""
    return rules.obstacles_to_adopting(standing_of(framework))


def obstacle_to_earlier_adoption(framework: Framework, by: User) -> Obstacle | None:
    """Return why this framework's adoption cannot be recorded as an earlier one."""
    # As it would be with a source and on the first day possible: both are entered on the page.
    decision = CabinetDecision(decided_on=date.min, source="-")
    return rules.obstacle_to_recording_earlier_adoption(standing_of(framework), decision, by)


def cabinet_page(framework: Framework, seen_by: User) -> CabinetPage:
    """Return what the cabinet office needs to record a decision on a framework."""
    standing = standing_of(framework)
    last = standing.signing_rounds[-1] if standing.signing_rounds else None
    return CabinetPage(
        framework=standing.framework,
        digest=standing.digest,
        obstacles=rules.obstacles_to_adopting(standing),
        to_decide=rules.obstacle_to_deciding(seen_by),
        answers=cosignature_lines(last, standing, seen_by=seen_by) if last else [],
        open_reservations=[
            reservation_line(one, one.cosignature.round, standing, seen_by=seen_by)
            for one in standing.open_reservations
        ],
        versions=adopted_versions(seen_by, framework=framework),
    )


def adopted_versions(seen_by: User, *, framework: Framework | None = None) -> list[AdoptedVersion]:
    """Return the adopted versions, newest first, of one framework or of all."""
    versions = (
        FrameworkVersion.objects.select_related("framework", "decision", "annulment")
        .defer("content", "record")
        .order_by("-sequence")
    )
    if framework is not None:
        versions = versions.filter(framework=framework)
    return [adopted(version, seen_by) for version in versions]


def adopted(version: FrameworkVersion, seen_by: User) -> AdoptedVersion:
    """Return a version, loaded with its framework and decisions, as one reader sees it."""
    decision, annulment = version.decision, version.annulment
    return AdoptedVersion(
        id=version.pk,
        framework=str(version.framework),
        framework_key=version.framework.key,
        number=version.number,
        sequence=version.sequence,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by,
        agenda_number=decision.agenda_number,
        wording=decision.wording,
        reason=decision.reason,
        source=decision.source,
        content_digest=version.content_digest,
        digest=version.digest,
        previous_digest=version.previous_digest,
        is_in_force=annulment is None,
        annulled_on=annulment.decided_on if annulment else None,
        annulment_reason=annulment.reason if annulment else "",
        annulment_wording=annulment.wording if annulment else "",
        to_annul=rules.obstacle_to_annulling(version, seen_by),
    )
