"""What the form of an entry must not contradict: votes that are recorded, protocols, members."""

from querschnitt.lib.refusal import refuse_if
from querschnitt.relations.models import Attendance, Meeting, Resolution
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.operations.conference_rows import votes_of
from querschnitt.relations.rules.conferences import obstacle_to_moving_meeting
from querschnitt.relations.rules.resolutions import obstacle_to_contradicting
from querschnitt.relations.voting import Count


def refuse_contradiction(entry: Registered) -> None:
    """Refuse an entry, before it is kept, that contradicts what happened at its conference.

    :raises Refused: if the result of a resolution is not what its votes came to, or it was
        resolved in a meeting whose protocol is settled; if a meeting changes its conference
    """
    if isinstance(entry, Resolution):
        before = Resolution.objects.select_related("meeting").filter(pk=entry.pk).first()
        count = votes_of(entry) if before else Count(0, 0, 0, 0)
        refuse_if(obstacle_to_contradicting(before, entry, count))  # type: ignore[arg-type]
    if isinstance(entry, Meeting):
        present = Meeting.objects.filter(pk=entry.pk).first()
        is_used = bool(entry.pk) and (
            Attendance.objects.filter(meeting=entry.pk).exists()
            or Resolution.objects.filter(meeting=entry.pk).exists()
        )
        refuse_if(obstacle_to_moving_meeting(present, entry, is_used=is_used))  # type: ignore[arg-type]
