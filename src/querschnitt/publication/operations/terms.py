"""Closing a legislative term, after which its frameworks bear the notice of a former government."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework.adoption import is_being_amended
from querschnitt.framework.models import LegislativeTerm
from querschnitt.lib.refusal import refuse_if
from querschnitt.publication import rules
from querschnitt.publication.content import parsed_framework
from querschnitt.publication.models import Document, Edition
from querschnitt.publication.operations import issuing, rendering


def close_term(*, by: User, term: LegislativeTerm, on: date | None = None) -> LegislativeTerm:
    """Close a term; minor editions of its public frameworks say so from then on.

    :raises Refused: if it is closed already, or an edition of it still waits for its release
    """
    moment = timezone.now()
    today = timezone.localdate(moment)
    closed_on = on or today

    def planned() -> list[Edition]:
        row = LegislativeTerm.objects.get(pk=term.pk)
        newest = _newest_of(row)
        refuse_if(
            rules.obstacle_to_closing_term(
                by,
                term=row,
                on=closed_on,
                today=today,
                has_pending_editions=_any_pending(row, moment),
                is_being_amended=is_being_amended(row),
            )
        )
        notices: list[Edition] = []
        for edition in newest:
            after = notices[-1] if notices else None
            notices.append(_with_notice(edition, by, moment, after))
        return notices

    def save(editions: list[Edition]) -> None:
        LegislativeTerm.objects.filter(pk=term.pk).update(closed_on=closed_on)
        journal.record(
            "publication.term_closed", actor=by, subject=term, closed_on=closed_on.isoformat()
        )
        for edition in editions:
            issuing.issue(edition, "publication.term_notice_published", by=by)

    rendering.carry_out(planned, save, now=moment)
    term.refresh_from_db()
    return term


def close_new_term(*, by: User, term: LegislativeTerm) -> LegislativeTerm:
    """Close a term that was over before it was entered, inside an act; it has no edition yet."""
    today = timezone.localdate()
    LegislativeTerm.objects.filter(pk=term.pk).update(closed_on=today)
    term.refresh_from_db()
    journal.record(
        "publication.term_closed", actor=by, subject=term, closed_on=today.isoformat()
    )  # fmt: skip
    return term


def _newest_of(term: LegislativeTerm) -> list[Edition]:
    documents = Document.objects.filter(framework__term=term, kind=Document.Kind.FRAMEWORK)
    newest = [issuing.newest_edition(document) for document in documents.order_by("pk")]
    return [edition for edition in newest if edition]


def _any_pending(term: LegislativeTerm, moment: datetime) -> bool:
    waiting = Edition.objects.filter(document__framework__term=term, withdrawn_at=None)
    return waiting.exclude(public_from__lte=moment).exists()


def _with_notice(edition: Edition, by: User, moment: datetime, after: Edition | None) -> Edition:
    content = parsed_framework(edition.content)
    content["term_is_closed"] = True
    with override(settings.LANGUAGE_CODE):
        note = gettext("The legislative term has ended.")
    return issuing.drafted(
        by=by,
        document=edition.document,
        content=content,
        moment=moment,
        public_from="now",
        change_note=note,
        is_minor=True,
        framework_version=edition.framework_version,
        after=after,
    )
