"""What existed on a day, where beginnings and ends are known only in part."""

from querschnitt.lib.partial_date import PartialDate


def existed_at(at: str, *, start: str, end: str) -> bool:
    """Return whether something that began and ended then existed at a partial date.

    An unknown beginning counts as long ago, an unknown end as still to come. Where portfolios were
    recut within the same known year, month or day, the successor counts, for its law applies.
    """
    day = PartialDate.parse(at).first_day
    has_begun = not start or PartialDate.parse(start).first_day <= day
    has_ended = bool(end) and PartialDate.parse(end).first_day <= day
    return has_begun and not has_ended
