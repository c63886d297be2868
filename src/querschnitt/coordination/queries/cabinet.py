"""What the cabinet office sees: what stands in the way, and what has been adopted."""

from dataclasses import dataclass
from datetime import date

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.coordination.queries.changed_parts import changed_parts
from querschnitt.coordination.queries.lines import (
    AnswerLine,
    ReservationLine,
    cosignature_lines,
    reservation_line,
)
from querschnitt.coordination.queries.remarks import RemarkLine, remark_lines
from querschnitt.coordination.queries.way_to_cabinet import CabinetWay, cabinet_way
from querschnitt.coordination.rules import AdoptionObstacle
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.coordination.text_changes import label_of, point_texts
from querschnitt.framework.models import Amendment, Framework
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
    is_superseded: bool
    """Whether a later version amends it; what it says stays readable."""
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
    open_remarks: list[RemarkLine]
    """Remarks that the reader may read and that nobody has resolved; they hinder nothing."""
    points_not_asked: list[str]
    """Points of the text on which no department has been asked; they hinder nothing either."""
    versions: list[AdoptedVersion]
    way: CabinetWay
    amendment: Amendment | None
    """The amendment on which the cabinet is to decide next, while another version is in force."""

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
    is_on_its_way = last is not None and not standing.has_decided_on(last)
    changed = changed_parts(last.cosignatures.all(), standing.text) if last else {}
    way = cabinet_way(standing, seen_by)
    return CabinetPage(
        framework=standing.framework,
        digest=standing.digest,
        obstacles=[*rules.obstacles_to_adopting(standing), *_in_submission(way)],
        to_decide=rules.obstacle_to_deciding(seen_by),
        answers=cosignature_lines(last, standing, seen_by=seen_by, changed=changed) if last else [],
        open_reservations=[
            reservation_line(one, one.cosignature.round, standing, seen_by=seen_by)
            for one in standing.open_reservations
        ],
        open_remarks=[
            line
            for line in remark_lines(standing.signing_rounds, standing, seen_by=seen_by)
            if not line.is_resolved
        ],
        points_not_asked=_labels(standing) if is_on_its_way else [],
        versions=adopted_versions(seen_by, framework=framework),
        way=way,
        amendment=standing.amendment if standing.is_amending else None,
    )


def _in_submission(way: CabinetWay) -> list[AdoptionObstacle]:
    """Return what stands in the way of a decision on the submission under way."""
    if way.current is None or not way.current.submission.is_under_way:
        return []
    current = way.current
    obstacle = rules.obstacle_to_deciding_on_a_submission(
        current.submission,
        current.submission,
        current.item,
        is_outdated=current.is_outdated,
        # As it would be on the day of the session: the day is entered later.
        decided_on=current.item.session.held_on if current.item else date.min,
    )
    return [AdoptionObstacle(*obstacle)] if obstacle else []


def _labels(standing: Standing) -> list[str]:
    """Return the points on which nobody was asked, by their names."""
    texts = point_texts(standing.text.content)
    return [
        texts[point].label if point in texts else label_of(point)
        for point in standing.points_not_asked
    ]


def adopted_versions(seen_by: User, *, framework: Framework | None = None) -> list[AdoptedVersion]:
    """Return the adopted versions, newest first, of one framework or of all."""
    versions = (
        FrameworkVersion.objects.select_related("framework", "decision", "annulment")
        .defer("content", "record")
        .order_by("-sequence")
    )
    if framework is not None:
        versions = versions.filter(framework=framework)
    place = place_of_versions()
    return [adopted(version, seen_by, place) for version in versions]


@dataclass(frozen=True)
class Place:
    """Which versions are in force, and which frameworks are being amended, by their keys."""

    in_force: set[int]
    being_amended: set[int]


def place_of_versions() -> Place:
    """Return what tells of each version whether it is in force."""
    amendments = Amendment.objects.filter(state=Amendment.State.OPEN)
    return Place(
        in_force={*FrameworkVersion.objects.in_force().values_list("pk", flat=True)},
        being_amended={*amendments.values_list("framework", flat=True)},
    )


def adopted(version: FrameworkVersion, seen_by: User, place: Place) -> AdoptedVersion:
    """Return a version, loaded with its framework and decisions, as one reader sees it."""
    decision, annulment = version.decision, version.annulment
    is_superseded = annulment is None and version.pk not in place.in_force
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
        is_in_force=version.pk in place.in_force,
        is_superseded=is_superseded,
        annulled_on=annulment.decided_on if annulment else None,
        annulment_reason=annulment.reason if annulment else "",
        annulment_wording=annulment.wording if annulment else "",
        to_annul=rules.obstacle_to_annulling(
            version,
            seen_by,
            is_amended=is_superseded,
            is_being_amended=version.framework_id in place.being_amended,
        ),
    )
