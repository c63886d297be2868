"""Releases that came out before this program was there: they keep what they had."""

from datetime import datetime

from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import refuse_if
from querschnitt.press import rules
from querschnitt.press.models import Release
from querschnitt.press.operations.publishing import drafted_edition, now_of, save_published
from querschnitt.press.operations.writing import files_of
from querschnitt.press.said import ReleaseSaid
from querschnitt.press.saying import parsed, version_now
from querschnitt.publication.models import Edition
from querschnitt.publication.operations import carry_out_release, issuing

Stage = Release.Stage
WAITING = (Stage.DRAFT, Stage.SUBMITTED)


def carry_over_release(
    *,
    by: User,
    release: Release,
    known_number: str = "",
    is_told: bool = False,
) -> Release:
    """Publish a draft as what it was: a release that came out before this program was there.

    It keeps the number that its source tells, or has none.

    :param known_number: as the source writes it, such as ``068/2023`` or ``138``
    :param is_told: whether channels are told of it as of a new one
    :raises Refused: if the person may not, or a release with this number is there
    """
    moment = timezone.now()

    def planned() -> list[Edition]:
        return [_planned(by, now_of(release), known_number, moment)]

    def save(editions: list[Edition]) -> None:
        save_published(
            release,
            editions[0],
            moment,
            waiting=Release.objects.filter(stage__in=WAITING),
            is_told=is_told,
            is_carried_over=True,
            known_number=known_number,
        )

    carry_out_release(planned, save, now=moment)
    release.refresh_from_db()
    return release


def _planned(by: User, row: Release, known_number: str, moment: datetime) -> Edition:
    refuse_if(rules.obstacle_to_carrying_over(by) or rules.obstacle_in_stage(row, *WAITING))
    says = parsed(version_now(row))
    day, number = PartialDate.parse(says["dated_on"]), rules.number_in(known_number)
    _check(row, says, day, known_number, moment)
    return drafted_edition(
        row,
        moment,
        year=day.first_day.year,
        number=number,
        reference=known_number,
        address=f"{number:03}" if number else _free_address(day),
        by=by,
    )


def _check(
    row: Release, says: ReleaseSaid, day: PartialDate, known_number: str, moment: datetime
) -> None:
    number = rules.number_in(known_number)
    taken = Release.objects.filter(year=day.first_day.year, number=number)
    refuse_if(
        rules.obstacle_in_what_is_missing(says)
        or rules.obstacle_in_files(says, present=files_of(row))
        or rules.obstacle_in_what_was_published(
            row,
            day=day,
            today=timezone.localdate(moment),
            known_number=known_number,
            is_taken=number is not None and taken.exists(),
        )
    )


def _free_address(day: PartialDate) -> str:
    """Return the day within the year, such as ``07-12``, with a count where it is taken."""
    base = str(day)[5:] or "ohne-tag"
    number, address = 1, base
    while issuing.document_of_release(year=day.first_day.year, address=address).pk:
        number += 1
        address = f"{base}-{number}"
    return address
