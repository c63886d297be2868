"""Meetings with their agenda."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import get_default_timezone

from querschnitt.portal.oparl.bodies import place_key
from querschnitt.portal.oparl.papers import result_said
from querschnitt.portal.oparl.source import (
    Source,
    is_day,
    made,
    member_url,
    plenary,
    text,
    url,
    vendor,
)
from querschnitt.relations.conference_content import AgendaItemContent, ParticipantContent
from querschnitt.relations.content import EntryContent
from querschnitt.relations.models import Attendance, Meeting

Made = tuple[str, str, dict[str, Any]]


def of_conference(source: Source, conference: EntryContent) -> Iterator[Made]:
    """Yield the meetings of a conference, and the points of their agendas."""
    for meeting in source.of("meetings", conference):
        items = [_item(source, meeting, one) for one in meeting["values"].get("agenda", [])]
        yield _meeting(source, conference, meeting, items)
        yield from items


def _meeting(
    source: Source, conference: EntryContent, meeting: EntryContent, items: list[Made]
) -> Made:
    values = meeting["values"]
    state, place = values.get("state", ""), values.get("place", "")
    is_of_all = values.get("kind") != Meeting.Kind.WORKING_GROUP
    location = made("Location", place_key(conference, place), description=place) if place else None
    presidency = values.get("presidency", "").partition("/")[2]
    path, kind, said = made(
        "Meeting",
        meeting["key"],
        body=url("Body", conference["key"]),
        name=text(meeting["title"]),
        meetingState=_label(Meeting.State.choices, state),
        start=_moment(values),
        location=location[2] if location else None,
        organization=[plenary(conference)] if is_of_all else [],
        agendaItem=[said for _path, _kind, said in items],
        keyword=values.get("topics", []),
        web=source.web(meeting),
        **{
            vendor("startDate"): values.get("starts_on", ""),
            vendor("endDate"): values.get("ends_on", ""),
            vendor("number"): values.get("meeting_number"),
            vendor("chairedBy"): values.get("chaired_by", ""),
            vendor("legislativeTerm"): url("LegislativeTerm", presidency) if presidency else "",
            vendor("participant"): [
                _participant(conference, one) for one in values.get("participants", [])
            ],
        },
    )
    said["cancelled"] = state == Meeting.State.CANCELLED
    return path, kind, said


def _moment(values: dict[str, Any]) -> str:
    """Return when it begins; only where day and time are known, for nothing is made up."""
    day, time = values.get("starts_on", ""), values.get("starts_at", "")
    if not (time and is_day(day)):
        return ""
    zone = get_default_timezone() if settings.USE_TZ else None
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone).isoformat()


def _participant(conference: EntryContent, one: ParticipantContent) -> dict[str, str]:
    said = {
        "name": one["name"],
        "capacity": _label(Attendance.Capacity.choices, one["capacity"]),
    }
    if one["member"]:
        said["organization"] = member_url(conference, one["member"])
    return said


def _item(source: Source, meeting: EntryContent, item: AgendaItemContent) -> Made:
    found = [source.by_reference[one] for one in item["resolutions"] if one in source.by_reference]
    consultations = _in_order(item, found)
    results = {one["values"].get("result", "") for one in found}
    wordings = [one["values"].get("wording", "") for one in found]
    path, kind, said = made(
        "AgendaItem",
        str(item["number"]),
        meeting=url("Meeting", meeting["key"]),
        number=str(item["position"]),
        name=item["title"],
        consultation=next(iter(consultations), ""),
        result=", ".join(sorted(filter(None, map(result_said, results)))),
        resolutionText="\n\n".join(filter(None, wordings)),
        **{
            vendor("consultation"): consultations,
            vendor("reporter"): item["reporter"],
            vendor("explanation"): item["explanation"],
            vendor("outcome"): item["outcome"],
            vendor("resolution"): [url("Paper", f"beschluss-{one['key']}") for one in found],
        },
    )
    said["order"], said["public"] = item["position"], True
    return path, kind, said


def _in_order(item: AgendaItemContent, found: list[EntryContent]) -> list[str]:
    """Return the consultations under an item, first those in which it is decided."""
    ordered = sorted(item["consultations"], key=lambda one: not one["is_authoritative"])
    return [
        *(url("Consultation", str(one["number"])) for one in ordered),
        *(url("Consultation", f"beschluss-{one['key']}") for one in found),
    ]


def _label(choices: Any, code: str) -> str:
    return next((str(label) for value, label in choices if value == code), code)
