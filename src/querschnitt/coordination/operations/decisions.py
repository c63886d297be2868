"""What the cabinet decides: adoptions, and the annulment of a mistaken one."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import adoption, rules
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.framework import operations as framework_operations
from querschnitt.framework import queries as framework_queries
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.models import Framework
from querschnitt.framework.text_limits import LINE, TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle, refuse_if

AGENDA_NUMBER = 40


@journal.act
def adopt(
    *,
    by: User,
    framework: Framework,
    decided_on: date,
    decided_by: str = "",
    agenda_number: str = "",
    wording: str = "",
    reason_for_open_reservations: str = "",
    source: str = "",
    confidence: str = "",
    remark: str = "",
) -> FrameworkVersion:
    """Record the cabinet's decision and freeze the framework as it was decided.

    :param reason_for_open_reservations: why the cabinet decides although reservations are open
    :raises Refused: if ``rules.obstacle_to_adopting`` finds an obstacle
    """
    standing = standing_of(framework)
    decision = CabinetDecision(
        framework=standing.framework,
        kind=CabinetDecision.Kind.ADOPTION,
        decided_on=decided_on,
        decided_by=decided_by,
        agenda_number=agenda_number,
        wording=wording,
        reason=reason_for_open_reservations.strip(),
        recorded_by=by,
        recorded_at=timezone.now(),
        source=source,
        confidence=confidence,
        remark=remark,
    )
    refuse_if(rules.obstacle_to_adopting(standing, decision, by) or _obstacle_in_texts(decision))
    return _freeze("coordination.adopted", standing, decision)


@journal.act
def record_earlier_adoption(
    *,
    by: User,
    framework: Framework,
    decided_on: date,
    decided_by: str,
    source: str,
    agenda_number: str = "",
    wording: str = "",
    confidence: str = "",
    remark: str = "",
) -> FrameworkVersion:
    """Record that a framework of a closed term was adopted, as a source tells.

    :raises Refused: if ``rules.obstacle_to_recording_earlier_adoption`` finds an obstacle
    """
    standing = standing_of(framework)
    decision = CabinetDecision(
        framework=standing.framework,
        kind=CabinetDecision.Kind.ADOPTION,
        decided_on=decided_on,
        decided_by=decided_by,
        agenda_number=agenda_number,
        wording=wording,
        recorded_by=by,
        recorded_at=timezone.now(),
        source=source.strip(),
        confidence=confidence,
        remark=remark,
    )
    refuse_if(
        rules.obstacle_to_recording_earlier_adoption(standing, decision, by)
        or _obstacle_in_texts(decision)
    )
    return _freeze("coordination.earlier_adoption_recorded", standing, decision)


def _obstacle_in_texts(decision: CabinetDecision) -> Obstacle | None:
    return obstacle_in_texts(
        Limited(decision.decided_by, LINE),
        Limited(decision.agenda_number, AGENDA_NUMBER),
        Limited(decision.wording, TEXT),
        Limited(decision.reason, TEXT),
    ) or framework_rules.obstacle_in_origin(decision.source, decision.confidence, decision.remark)


def _freeze(act: str, standing: Standing, decision: CabinetDecision) -> FrameworkVersion:
    framework = standing.framework
    decision.save(force_insert=True)
    version = adoption.version_of(
        standing,
        decision,
        content=framework_queries.content_of(framework),
        number=1 + FrameworkVersion.objects.filter(framework=framework).count(),
        predecessor=FrameworkVersion.objects.order_by("-sequence").first(),
    )
    version.save(force_insert=True)
    framework_operations.freeze_goals(framework=framework)
    journal.record(
        act,
        actor=decision.recorded_by,
        subject=version,
        framework=framework.key,
        number=version.number,
        sequence=version.sequence,
        decided_on=decision.decided_on.isoformat(),
        content_digest=version.content_digest,
        digest=version.digest,
        consent_by_silence=[one.department.abbreviation for one in standing.consenting_by_silence],
        open_reservations=len(standing.open_reservations),
    )
    return version


@journal.act
def annul(
    *,
    by: User,
    version: FrameworkVersion,
    decided_on: date,
    reason: str,
    wording: str = "",
) -> CabinetDecision:
    """Record the decision that annuls a mistaken adoption; its goals are submitted again.

    The version keeps its number and its place in the chain; the next adoption gets the next ones.

    :raises Refused: if ``rules.obstacle_to_annulling`` finds an obstacle
    """
    version = FrameworkVersion.objects.select_related("decision", "framework").get(pk=version.pk)
    reason = reason.strip()
    decision = CabinetDecision(
        framework=version.framework,
        kind=CabinetDecision.Kind.ANNULMENT,
        decided_on=decided_on,
        wording=wording,
        reason=reason,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
    refuse_if(
        rules.obstacle_to_annulling(version, by, decided_on=decided_on, reason=reason)
        or _obstacle_in_texts(decision)
    )

    decision.save(force_insert=True)
    version.annulment = decision
    version.save(update_fields=["annulment"])
    framework_operations.unfreeze_goals(framework=version.framework)
    journal.record(
        "coordination.annulled",
        actor=by,
        subject=version,
        framework=version.framework.key,
        number=version.number,
        decided_on=decided_on.isoformat(),
        digest=version.digest,
    )
    return decision
