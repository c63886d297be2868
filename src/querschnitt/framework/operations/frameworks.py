from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules, text_limits
from querschnitt.framework.models import (
    Chapter,
    FieldOfAction,
    Framework,
    LegislativeTerm,
    Mandate,
)
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.text_digests import chapter_digest, introduction_digest
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle, refuse_if


@dataclass(frozen=True, kw_only=True)
class ChapterText:
    """A chapter that a new framework is prepared with; numbered in order if not given."""

    title: str
    text: str = ""
    number: int | None = None


@journal.act
def add_field(
    *,
    by: User,
    key: str,
    name: str,
    position: int | None = None,
    source: str = "",
    confidence: str = "",
    remark: str = "",
) -> FieldOfAction:
    """Add a field of action, after the others if no position is given.

    :raises Refused: for other than coordinators, a key in use, or texts that cannot be kept
    """
    is_taken = FieldOfAction.objects.filter(key=key).exists()
    refuse_if(rules.obstacle_to_coordinating(by))
    refuse_if(rules.obstacle_to_naming(key, 60, is_taken=is_taken))
    refuse_if(rules.obstacle_in_origin(source, confidence, remark))
    refuse_if(obstacle_in_texts(Limited(name, text_limits.LINE, is_required=True)))
    last = FieldOfAction.objects.aggregate(last=Max("position"))["last"] or 0
    field = FieldOfAction.objects.create(
        key=key,
        name=name,
        position=last + 1 if position is None else position,
        source=source,
        confidence=confidence,
        remark=remark,
    )
    journal.record("framework.field_added", actor=by, subject=field)
    return field


@journal.act
def prepare_framework(
    *,
    by: User,
    key: str,
    term: LegislativeTerm,
    title: str,
    short_title: str = "",
    mandate: Mandate | None = None,
    lead: Department | None = None,
    predecessor: Framework | None = None,
    runs_from: str = "",
    runs_until: str = "",
    introduction: str = "",
    chapters: Iterable[ChapterText] = (),
    source: str = "",
    confidence: str = "",
    remark: str = "",
    is_demonstration: bool = False,
) -> Framework:
    """Begin a framework; one of a closed term is open until its adoption is recorded.

    :raises Refused: if one of the rules finds an obstacle, or for texts that cannot be kept
    """
    refuse_if(rules.obstacle_to_preparing(by, predecessor_has_successor=_is_followed(predecessor)))
    refuse_if(
        rules.obstacle_to_naming(key, 40, is_taken=Framework.objects.filter(key=key).exists())
        or rules.obstacle_in_period(runs_from, runs_until)
        or rules.obstacle_in_origin(source, confidence, remark)
        or _obstacle_in_words(title, short_title, introduction)
    )
    origin = {"source": source, "confidence": confidence, "remark": remark}
    framework = Framework.objects.create(
        key=key,
        term=term,
        title=title,
        short_title=short_title,
        mandate=mandate,
        lead=lead,
        predecessor=predecessor,
        runs_from=runs_from,
        runs_until=runs_until,
        introduction=introduction,
        **origin,
        is_demonstration=is_demonstration,
        is_recorded_afterwards=term.is_closed,
    )
    written = len([_write_chapter(framework, chapter) for chapter in chapters])
    journal.record("framework.prepared", actor=by, subject=framework, chapters=written)
    return framework


def _is_followed(framework: Framework | None) -> bool:
    return bool(framework and Framework.objects.filter(predecessor=framework).exists())


def _obstacle_in_words(title: str, short_title: str, introduction: str) -> Obstacle | None:
    return obstacle_in_texts(
        Limited(title, text_limits.TITLE, is_required=True),
        Limited(short_title, text_limits.LINE),
        Limited(introduction, text_limits.NARRATIVE),
    )


@journal.act
def revise_introduction(
    *, by: User, framework: Framework, introduction: str, seen_digest: str
) -> Framework:
    """Rewrite the introduction that the person was shown (``text_digests.introduction_digest``).

    :raises Refused: for other than coordinators, once adopted, or if it was changed meanwhile
    """
    framework = Framework.objects.get(pk=framework.pk)
    is_current = seen_digest == introduction_digest(framework)
    refuse_if(_obstacle_to_changing(by, framework))
    refuse_if(rules.obstacle_in_what_was_shown(is_current=is_current))
    refuse_if(obstacle_in_texts(Limited(introduction, text_limits.NARRATIVE)))
    framework.introduction = introduction
    framework.save(update_fields=["introduction"])
    journal.record("framework.introduction_revised", actor=by, subject=framework)
    return framework


@journal.act
def add_chapter(*, by: User, framework: Framework, title: str, text: str = "") -> Chapter:
    """Add a chapter at the end of the framework.

    :raises Refused: for other than coordinators, once adopted, or for texts that cannot be kept
    """
    refuse_if(_obstacle_to_changing(by, framework))
    chapter = _write_chapter(framework, ChapterText(title=title, text=text))
    journal.record("framework.chapter_added", actor=by, subject=framework, chapter=chapter.number)
    return chapter


@journal.act
def revise_chapter(
    *, by: User, chapter: Chapter, title: str, text: str, seen_digest: str
) -> Chapter:
    """Rewrite a chapter that the person was shown (``text_digests.chapter_digest``).

    :raises Refused: for other than coordinators, once adopted, or if it was changed meanwhile
    """
    chapter = Chapter.objects.standing().select_related("framework").get(pk=chapter.pk)
    is_current = seen_digest == chapter_digest(chapter)
    refuse_if(_obstacle_to_changing(by, chapter.framework))
    refuse_if(rules.obstacle_in_what_was_shown(is_current=is_current))
    refuse_if(rules.obstacle_in_chapter_text(title, text))
    chapter.title, chapter.text = title, text
    chapter.save(update_fields=["title", "text"])
    journal.record(
        "framework.chapter_revised", actor=by, subject=chapter.framework, chapter=chapter.number
    )
    return chapter


def _obstacle_to_changing(by: User, framework: Framework) -> Obstacle | None:
    is_frozen = is_adopted(framework)
    is_over = framework.is_over(is_adopted=is_frozen)
    return rules.obstacle_to_changing(by, is_adopted=is_frozen, is_history=is_over)


def _write_chapter(framework: Framework, chapter: ChapterText) -> Chapter:
    refuse_if(rules.obstacle_in_chapter_text(chapter.title, chapter.text))
    last = framework.chapters.aggregate(last=Max("number"))["last"] or 0
    number = last + 1 if chapter.number is None else chapter.number
    return Chapter.objects.create(
        framework=framework, number=number, title=chapter.title, text=chapter.text
    )
