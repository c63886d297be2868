"""Searching for goals that say the same, and what makes that quick: signatures of all goals.

All of it can be made anew at any time from what the goals say.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.alike import AT_LEAST, LIMIT_PER_GOAL, compared, search_key
from querschnitt.coordination.models import (
    GoalSignature,
    LikenessSearch,
    LikenessWeights,
    Suggestion,
)
from querschnitt.framework.adoption import predecessors_of
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.framework.models.goals import GoalVersionQuerySet
from querschnitt.lib import likeness
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Job

Stage = GoalVersion.Stage

SEARCH = "coordination.search_for_suggestions"
SIGN = "coordination.sign_goals"
PAUSE = timedelta(minutes=10)
"""How long after a search the next one begins by itself, if goals have changed."""
MOST = 5000
"""How many suggestions are kept for a framework: the best ones."""
UNSIGNED = 10
"""From so many goals without a signature on, the worker makes them."""
GROWTH = 2
"""When the texts have become so many times more or fewer, all is weighed anew."""
LIVE = (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.ADOPTED)
LASTING = (Stage.ADOPTED, Stage.REPORTED)


class _Compared(NamedTuple):
    version: int
    goal: int
    framework: int
    text: str


@journal.act
def seek_suggestions(*, by: User, framework: Framework) -> Job:
    """Have the worker search a framework for goals that say the same, at once.

    :raises Refused: if ``rules.obstacle_to_seeking_suggestions`` finds an obstacle
    """
    running = Job.objects.filter(
        dedupe_key=search_key(framework.pk), state__in=(Job.State.PENDING, Job.State.RUNNING)
    )
    refuse_if(rules.obstacle_to_seeking_suggestions(by, framework, is_under_way=running.exists()))
    job = _enqueue_search(framework)
    journal.record("coordination.suggestions_sought", actor=by, subject=framework)
    return job


def search_for_suggestions(job: Job) -> dict[str, int]:
    """Do a search: compare all goals of a framework, and those of earlier ones with them."""
    framework = Framework.objects.get(pk=job.payload["framework"])
    # Asked first: what is written meanwhile is found by the next search.
    newest = _newest_versions(framework=framework).get(framework.pk, 0)
    rows = _own_goals(framework) + _earlier_goals(framework)
    index = likeness.Index.of((row.text for row in rows), weights=_weights())
    pairs = index.pairs(
        at_least=AT_LEAST, limit_per_text=LIMIT_PER_GOAL, progress=_telling(job, len(rows))
    )
    own = [pair for pair in pairs if rows[pair.one].framework == framework.pk]
    found = [
        _suggested(framework, rows[pair.one], rows[pair.other], pair.score) for pair in own[:MOST]
    ]
    _keep(framework, found, newest=newest, goals=len(rows))
    return {"goals": len(rows), "found": len(own)}


def sign_goals(job: Job) -> dict[str, int]:
    """Make the signatures that goals lack; all of them anew once the texts are quite others."""
    rows = _texts(_comparable())
    weights = LikenessWeights.objects.order_by("-pk").first()
    if weights is None or not 1 / GROWTH < len(rows) / max(weights.texts, 1) < GROWTH:
        made = likeness.Weights.of(row.text for row in rows)
        missing = rows
    else:
        made = likeness.Weights.unpacked(bytes(weights.packed))
        known = {*GoalSignature.objects.filter(weights=weights).values_list("version", flat=True)}
        missing = [row for row in rows if row.version not in known]
        if not missing:
            return {"signed": 0}
    signatures = likeness.signatures(made, [row.text for row in missing])
    _store_signatures(None if missing is rows else weights, made, missing, signatures)
    return {"signed": len(missing)}


def look_after_likeness() -> None:
    """Have made what is missing: signatures, and searches of frameworks that have changed."""
    if _lacks_signatures():
        outbox.enqueue(kind=SIGN, dedupe_key=SIGN)
    for framework in _changed_since_search(before=timezone.now() - PAUSE):
        _enqueue_search(framework)


def _enqueue_search(framework: Framework) -> Job:
    key = search_key(framework.pk)
    return outbox.enqueue(kind=SEARCH, payload={"framework": framework.pk}, dedupe_key=key)


def _weights() -> "likeness.Weights | None":
    """Return how all goals are weighed, so that a likeness is the same on every page."""
    held = LikenessWeights.objects.order_by("-pk").first()
    return likeness.Weights.unpacked(bytes(held.packed)) if held else None


def _own_goals(framework: Framework) -> list[_Compared]:
    current = GoalVersion.objects.filter(goal__framework=framework).current()
    return _texts(current.filter(stage__in=LIVE))


def _earlier_goals(framework: Framework) -> list[_Compared]:
    earlier = GoalVersion.objects.filter(goal__framework__in=predecessors_of(framework))
    return _texts(earlier.current().filter(stage__in=LASTING))


def _texts(versions: Any) -> list[_Compared]:
    columns = ("pk", "goal", "goal__framework", "title", "wording")
    return [
        _Compared(pk, goal, framework, compared(title, wording))
        for pk, goal, framework, title, wording in versions.order_by("goal").values_list(*columns)
    ]


def _telling(job: Job, total: int) -> Callable[[int, int], None]:
    """Return what notes on a job how many goals have been compared."""

    def tell(done: int, _of: int) -> None:
        outbox.report_progress(job=job, done=done, total=total)

    return tell


def _suggested(
    framework: Framework, one: _Compared, other: _Compared, score: float
) -> Suggestion:  # fmt: skip
    return Suggestion(
        framework=framework,
        one_id=one.goal,
        other_id=other.goal,
        one_version_id=one.version,
        other_version_id=other.version,
        score=score,
        is_across_terms=other.framework != framework.pk,
    )


@transaction.atomic
def _keep(framework: Framework, found: list[Suggestion], *, newest: int, goals: int) -> None:
    """Put what was found in the place of what an earlier search has found."""
    now = timezone.now()
    for suggestion in found:
        suggestion.found_at = now
    Suggestion.objects.filter(framework=framework).delete()
    Suggestion.objects.bulk_create(found, batch_size=500)
    LikenessSearch.objects.update_or_create(
        framework=framework,
        defaults={
            "newest_version": newest,
            "goals": goals,
            "found": len(found),
            "searched_at": now,
        },
    )


def _comparable() -> GoalVersionQuerySet:
    """Return the versions that a reader could be shown as similar."""
    shared = GoalVersion.objects.filter(stage__in=GoalVersion.SHARED)
    newest = GoalVersion.objects.current().exclude(stage__in=GoalVersion.GONE)
    return GoalVersion.objects.filter(Q(pk__in=shared.values("pk")) | Q(pk__in=newest.values("pk")))


@transaction.atomic
def _store_signatures(
    held: LikenessWeights | None,
    made: "likeness.Weights",
    rows: Sequence[_Compared],
    signatures: Sequence[bytes],
) -> None:
    if held is None:
        held = LikenessWeights.objects.create(
            packed=made.packed(), texts=made.texts, made_at=timezone.now()
        )
        LikenessWeights.objects.exclude(pk=held.pk).delete()
    keys = [row.version for row in rows]
    GoalSignature.objects.bulk_create(
        [
            GoalSignature(version_id=key, weights=held, bits=bits)
            for key, bits in zip(keys, signatures, strict=True)
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["version"],
        update_fields=["weights", "bits"],
    )


def _lacks_signatures() -> bool:
    newest = GoalVersion.objects.aggregate(newest=Max("pk"))["newest"]
    signed = GoalSignature.objects.aggregate(newest=Max("version"))["newest"]
    # Asked only then, since it is answered from all versions.
    if newest is None or newest == signed:
        return False
    if not LikenessWeights.objects.exists():
        return True
    return _comparable().filter(signature=None)[:UNSIGNED].count() >= UNSIGNED


def _changed_since_search(*, before: datetime) -> list[Framework]:
    """Return the frameworks under way whose goals have changed since they were searched."""
    searched = {row.framework_id: row for row in LikenessSearch.objects.all()}
    newest = _newest_versions()
    changed = []
    for framework in Framework.objects.filter(term__closed_on=None, pk__in=newest):
        last = searched.get(framework.pk)
        if last is None or (
            newest[framework.pk] > last.newest_version and last.searched_at < before
        ):
            changed.append(framework)
    return changed


def _newest_versions(**narrowed: Framework) -> dict[int, int]:
    """Return the id of the newest version in each framework."""
    versions = GoalVersion.objects.exclude(stage=Stage.SET_ASIDE)
    if narrowed:
        versions = versions.filter(goal__framework=narrowed["framework"])
    newest = versions.values_list("goal__framework").annotate(newest=Max("pk"))
    return dict(newest)
