"""What the cabinet decides: adoptions, and the annulment of a mistaken one."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import adoption, rules
from querschnitt.coordination.before_cabinet import BeforeCabinet, before_cabinet, under_way
from querschnitt.coordination.models import CabinetDecision, CabinetSubmission, FrameworkVersion
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.framework import operations as framework_operations
from querschnitt.framework import queries as framework_queries
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.content import AdoptionContent, CorrectionContent, OriginContent
from querschnitt.framework.models import Amendment, Framework
from querschnitt.framework.text_limits import LINE, TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle, refuse_if

AGENDA_NUMBER = 40


@journal.act
def adopt(
    *,
    by: User,
    framework: Framework,
    decided_on: date,
    submission: CabinetSubmission | None = None,
    decided_by: str = "",
    agenda_number: str = "",
    wording: str = "",
    reason_for_open_reservations: str = "",
    source: str = "",
    confidence: str = "",
    remark: str = "",
) -> FrameworkVersion:
    """Record the cabinet's decision and freeze the framework as it was decided.

    :param submission: that lay before the cabinet; without it there must be none under way
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
    before = before_cabinet(submission) if submission else None
    refuse_if(
        rules.obstacle_to_adopting(standing, decision, by)
        or _obstacle_in_what_lay_before(before, decision)
        or _obstacle_in_texts(decision)
    )
    version = _freeze("coordination.adopted", standing, decision, before)
    if before:
        _close(before.submission, decision)
    return version


def _obstacle_in_what_lay_before(
    before: BeforeCabinet | None, decision: CabinetDecision
) -> Obstacle | None:
    return rules.obstacle_to_deciding_on_a_submission(
        under_way(decision.framework),
        before.submission if before else None,
        before.item if before else None,
        is_outdated=before is not None and before.is_outdated,
        decided_on=decision.decided_on,
    )


def _close(submission: CabinetSubmission, decision: CabinetDecision) -> None:
    """Note on what lay before the cabinet that it is decided; the press text is free with that."""
    submission.stage = CabinetSubmission.Stage.DECIDED
    submission.decision, submission.ended_on = decision, decision.decided_on
    submission.save(update_fields=["stage", "decision", "ended_on"])


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


@journal.act
def record_adoption_elsewhere(
    *,
    by: User,
    framework: Framework,
    adoption: AdoptionContent,
    corrections: list[CorrectionContent],
) -> FrameworkVersion:
    """Record an adoption as another installation recorded it, for a framework taken over from it.

    :param corrections: misprints put right in public there; they are carried into the first edition
    :raises Refused: if ``rules.obstacle_to_recording_elsewhere`` finds an obstacle
    """
    standing = standing_of(framework)
    decision = CabinetDecision(
        framework=standing.framework,
        kind=CabinetDecision.Kind.ADOPTION,
        decided_on=date.fromisoformat(adoption["decided_on"]),
        decided_by=adoption["decided_by"],
        agenda_number=adoption["agenda_number"],
        wording=adoption["wording"],
        recorded_by=by,
        recorded_at=timezone.now(),
        source=adoption["source"],
    )
    refuse_if(
        rules.obstacle_to_recording_elsewhere(standing, decision, by)
        or _obstacle_in_texts(decision)
    )
    origin = {**_origin_of(adoption), "corrections": corrections}
    return _freeze("coordination.adoption_taken_over", standing, decision, origin=origin)


def _origin_of(adoption: AdoptionContent) -> OriginContent:
    """Return the adoption that came first, also of one that was taken over before."""
    if "origin" in adoption:
        return adoption["origin"]
    origin = OriginContent(version=adoption["version"], digest=adoption["digest"])
    if "amends" in adoption:
        origin["amends"] = adoption["amends"]
    return origin


def _obstacle_in_texts(decision: CabinetDecision) -> Obstacle | None:
    return obstacle_in_texts(
        Limited(decision.decided_by, LINE),
        Limited(decision.agenda_number, AGENDA_NUMBER),
        Limited(decision.wording, TEXT),
        Limited(decision.reason, TEXT),
    ) or framework_rules.obstacle_in_origin(decision.source, decision.confidence, decision.remark)


def _freeze(
    act: str,
    standing: Standing,
    decision: CabinetDecision,
    before: BeforeCabinet | None = None,
    origin: Mapping[str, Any] | None = None,
) -> FrameworkVersion:
    framework = standing.framework
    decision.save(force_insert=True)
    version = adoption.version_of(
        standing,
        decision,
        content=framework_queries.content_of(framework),
        number=1 + FrameworkVersion.objects.filter(framework=framework).count(),
        predecessor=FrameworkVersion.objects.order_by("-sequence").first(),
        paper=before.delivered if before else None,
        item=before.item if before else None,
        frozen=framework_operations.goals_to_freeze(framework=framework),
        origin=origin,
    )
    version.save(force_insert=True)
    framework_operations.freeze_goals(framework=framework)
    if standing.amendment and standing.is_amending:
        adopted = Amendment.State.ADOPTED
        framework_operations.end_amendment(
            amendment=standing.amendment, state=adopted, on=decision.decided_on
        )
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
        **({"amends": standing.in_force.number} if standing.in_force else {}),
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
    Where it amended an earlier one, that is in force again, and its amendment is under way again.

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
    since = _amended_since(version)
    refuse_if(
        rules.obstacle_to_annulling(version, by, decided_on=decided_on, reason=reason, **since)
        or _obstacle_in_texts(decision)
    )

    decision.save(force_insert=True)
    version.annulment = decision
    version.save(update_fields=["annulment"])
    _give_back(version)
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


def _amended_since(version: FrameworkVersion) -> dict[str, bool]:
    in_force = FrameworkVersion.objects.in_force().filter(framework=version.framework)
    under_way = Amendment.objects.filter(
        framework=version.framework, state=Amendment.State.OPEN
    )  # fmt: skip
    return {
        "is_amended": in_force.filter(number__gt=version.number).exists(),
        "is_being_amended": under_way.exists(),
    }


def _give_back(version: FrameworkVersion) -> None:
    """Let the goals be submitted again that this version froze, and no other's."""
    record = json.loads(version.record)
    framework_operations.unfreeze_goals(framework=version.framework, frozen=record.get("frozen"))
    if amends := record.get("amends"):
        amendment = Amendment.objects.get(framework=version.framework, number=amends["amendment"])
        framework_operations.reopen_amendment(amendment=amendment)
