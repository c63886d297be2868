"""What the pages of conferences, meetings and resolutions have beside the values of their columns.

Made of the newest edition of relations alone; ``relations.conference_content`` says what it holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, cast

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal.oparl.names import SYSTEM, path_of
from querschnitt.portal.reading import Reading, day, link
from querschnitt.portal.relations import in_order
from querschnitt.portal.sections import (
    Section,
    Way,
    register_sections,
    register_ways,
)
from querschnitt.relations.conference_content import (
    AgendaItemContent,
    ConferencePaperContent,
    ConsultationContent,
    CountContent,
    ForwardingContent,
    MemberContent,
    ParticipantContent,
    VoteContent,
)
from querschnitt.relations.content import EntryContent, reference_of
from querschnitt.relations.models import Attendance, Meeting, Paper, Vote
from querschnitt.relations.registers import REGISTERS

WEB = ("https://", "http://")


def register() -> None:
    """Let the portal show what conferences are made of."""
    register_sections("conferences", of_conference)
    register_sections("meetings", of_meeting)
    register_sections("resolutions", of_resolution)
    register_ways(ways)


def ways(reading: Reading) -> Iterator[Way]:
    """Yield the way to the data in the shape of the standard for council information."""
    if reading.site.relations.of("conferences"):
        told = _("Meetings, papers and resolutions of conferences in the shape of OParl 1.1")
        yield Way(_("Conferences as open data (OParl)"), SYSTEM, told)


# -- A conference ---------------------------------------------------------------------------------


def of_conference(reading: Reading, entry: EntryContent) -> Iterator[Section]:
    """Yield the members, the meetings by presidency, and where all of it is data."""
    members: list[MemberContent] = entry["values"].get("members", [])
    if members:
        body = _rendered("_conference_members", members=[_member(one) for one in members])
        yield Section("mitglieder", _("Members"), body)
    terms = [*_terms(reading, reference_of(entry))]
    if terms:
        yield Section("sitzungen", _("Meetings by presidency"), _rendered("_terms", terms=terms))
    data = _rendered("_conference_data", url=path_of("Body", entry["key"]))
    yield Section("oparl", _("Meetings and resolutions as data"), data)


def _member(one: MemberContent) -> dict[str, str]:
    return {"name": one["name"], "since": day(one["since"]), "until": day(one["until"])}


def _terms(reading: Reading, conference: str) -> Iterator[dict[str, Any]]:
    """Yield the presidencies of a conference, the newest first, each with its meetings."""
    relations = reading.site.relations
    left = [
        one for one in relations.of("meetings") if one["values"].get("conference") == conference
    ]
    for presidency in relations.of("presidencies"):
        values = presidency["values"]
        if values.get("conference") != conference:
            continue
        reference = reference_of(presidency)
        held = [one for one in left if one["values"].get("presidency") == reference]
        left = [one for one in left if one not in held]
        period = {"start": values.get("starts_on", ""), "end": values.get("ends_on", "")}
        yield {
            "link": reading.entry_link(reference),
            "chaired_by": values.get("chaired_by", ""),
            "period": reading.period(period),  # type: ignore[arg-type]
            "meetings": [_line(reading, one) for one in held],
        }
    if left:
        yield {"link": "", "meetings": [_line(reading, one) for one in left]}


def _line(reading: Reading, meeting: EntryContent) -> dict[str, object]:
    values = meeting["values"]
    told = (day(values.get("starts_on", "")), values.get("place", ""), _state(values))
    return {
        "link": reading.entry_link(reference_of(meeting)),
        "about": ", ".join(filter(None, told)),
    }


def _state(values: Mapping[str, Any]) -> str:
    """Return the state of a meeting where it is not what its day says."""
    state = values.get("state", "")
    return _label(Meeting.State.choices, state) if state == Meeting.State.CANCELLED else ""


# -- A meeting ------------------------------------------------------------------------------------


def of_meeting(reading: Reading, entry: EntryContent) -> Iterator[Section]:
    """Yield the agenda with papers and what was resolved, and who took part."""
    values, reference = entry["values"], reference_of(entry)
    agenda: list[AgendaItemContent] = values.get("agenda", [])
    if state := values.get("state", ""):
        told = _label(Meeting.State.choices, state)
        yield Section("stand", _("State of the meeting"), _rendered("_sentence", text=told))
    if agenda:
        names = _names_of_members(reading, values.get("conference", ""))
        items = [_item(reading, one, names) for one in agenda]
        yield Section("tagesordnung", _("Agenda"), _rendered("_agenda", items=items))
    under = {resolution for item in agenda for resolution in item["resolutions"]}
    others = [
        reading.entry_link(reference_of(one))
        for one in reading.site.relations.of("resolutions")
        if one["values"].get("meeting") == reference and reference_of(one) not in under
    ]
    if others:
        body = _rendered("_plain_links", links=others)
        yield Section("beschluesse", _("Resolutions of this meeting"), body)
    participants: list[ParticipantContent] = values.get("participants", [])
    if participants:
        body = _rendered("_participants", groups=[*_by_capacity(participants)])
        yield Section("teilnehmende", _("Who took part"), body)


def _item(reading: Reading, item: AgendaItemContent, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "heading": _("Item %(number)s: %(title)s")
        % {"number": item["position"], "title": item["title"]},
        "reporter": item["reporter"],
        "explanation": item["explanation"],
        "outcome": item["outcome"],
        "papers": [_paper(one, names) for one in item["consultations"]],
        "resolutions": [
            {"link": shown, "result": _result(reading, reference)}
            for reference in item["resolutions"]
            if (shown := reading.entry_link(reference))
        ],
    }


def _paper(one: ConsultationContent, names: Mapping[str, str]) -> dict[str, object]:
    paper = one["paper"]
    submitted = names.get(paper["submitted_by"], "")
    told = (
        _("submitted by %(member)s") % {"member": submitted} if submitted else "",
        _("received on %(day)s") % {"day": day(paper["received_on"])}
        if paper["received_on"]
        else "",
        _("for decision") if one["is_authoritative"] else "",
    )
    return {
        "kind": _label(Paper.Kind.choices, paper["kind"]),
        "title": paper["title"],
        "url": paper["url"] if paper["url"].startswith(WEB) else "",
        "about": ", ".join(filter(None, told)),
        "text": paper["text"],
        "preparation": [*_prepared(paper)],
    }


def _prepared(paper: ConferencePaperContent) -> Iterator[str]:
    for row in paper["preparation"]:
        told = ", ".join(filter(None, (day(row["on"]), row["result"])))
        group = _("prepared by %(group)s") % {"group": row["group"]}
        yield f"{group} ({told})" if told else group


def _result(reading: Reading, reference: str) -> str:
    entry = reading.site.relations.entries[reference]
    choices = REGISTERS["resolutions"].fields["result"].flatchoices
    return _label(choices, entry["values"].get("result", ""))


def _names_of_members(reading: Reading, conference: str) -> dict[str, str]:
    entry = reading.site.relations.entries.get(conference)
    members: list[MemberContent] = entry["values"].get("members", []) if entry else []
    return {one["key"]: one["name"] for one in members}


def _by_capacity(participants: Iterable[ParticipantContent]) -> Iterator[dict[str, object]]:
    for capacity, those in groupby(participants, key=lambda one: one["capacity"]):
        yield {
            "label": _label(Attendance.Capacity.choices, capacity),
            "names": [one["name"] for one in those],
        }


# -- A resolution ---------------------------------------------------------------------------------


def of_resolution(reading: Reading, entry: EntryContent) -> Iterator[Section]:
    """Yield the votes with statements, to whom it went with what came of it, and its series."""
    values = entry["values"]
    votes: list[VoteContent] = values.get("votes", [])
    if votes:
        count = cast("CountContent", values.get("count", {}))
        lines = [
            {
                "name": one["name"],
                "choice": _label(Vote.Choice.choices, one["choice"]),
                "statement": one["statement"],
            }
            for one in votes
        ]
        yield Section("stimmen", _("Votes"), _rendered("_votes", votes=lines, count=count))
    forwarded: list[ForwardingContent] = values.get("forwardings", [])
    if forwarded:
        sent = [
            {**one, "sent_on": day(one["sent_on"]), "outcome_on": day(one["outcome_on"])}
            for one in forwarded
        ]
        title = _("Forwarded to, and what came of it")
        yield Section("zuleitung", title, _rendered("_forwardings", forwardings=sent))
    series = [*_series(reading, entry)]
    if len(series) > 1:
        yield Section("reihe", _("All parts of this series"), _rendered("_series", parts=series))


def _series(reading: Reading, entry: EntryContent) -> Iterator[dict[str, object]]:
    """Yield the resolutions of one conference with the same series, by their parts."""
    values = entry["values"]
    if not values.get("series"):
        return
    alike = [
        one
        for one in in_order(REGISTERS["resolutions"], reading.site.relations.of("resolutions"))
        if one["values"].get("series") == values["series"]
        and one["values"].get("conference") == values.get("conference")
    ]
    for one in sorted(alike, key=lambda one: (one["values"].get("adopted_on", ""), _part(one))):
        part, title = _part(one), reading.text(one["title"])
        url = reading.addresses.entry(reference_of(one))
        yield {
            "part": part,
            "is_this": one is entry,
            "link": title if one is entry else link(title, url),
            "day": day(one["values"].get("adopted_on", "")),
        }


def _part(entry: EntryContent) -> str:
    return str(entry["values"].get("part", ""))


def _label(choices: Any, code: str) -> str:
    return next((str(label) for value, label in choices if value == code), code)


def _rendered(template: str, **shown: Any) -> SafeString:
    return render_to_string(f"portal/conferences/{template}.html", shown)
