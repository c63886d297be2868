"""Papers, what is consulted on them, and resolutions, which are papers too."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from querschnitt.portal.oparl.source import (
    Source,
    group_url,
    is_day,
    made,
    member_url,
    members_of,
    plenary,
    text,
    url,
    vendor,
)
from querschnitt.relations.conference_content import (
    AgendaItemContent,
    ConferencePaperContent,
    ConsultationContent,
)
from querschnitt.relations.content import EntryContent
from querschnitt.relations.models import Paper, Resolution, VotingRule

Made = tuple[str, str, dict[str, Any]]


def of_conference(source: Source, conference: EntryContent) -> Iterator[Made]:
    """Yield papers with their consultations and files, and all resolutions."""
    papers: dict[int, tuple[ConferencePaperContent, list[Made]]] = {}
    items: dict[str, tuple[EntryContent, AgendaItemContent]] = {}
    for meeting in source.of("meetings", conference):
        for item in meeting["values"].get("agenda", []):
            items |= dict.fromkeys(item["resolutions"], (meeting, item))
            for one in item["consultations"]:
                found = papers.setdefault(one["paper"]["number"], (one["paper"], []))
                found[1].append(_consultation(conference, meeting, item, one))
    for paper, consultations in papers.values():
        yield from consultations
        yield from _paper(conference, paper, consultations)
    for resolution in source.of("resolutions", conference):
        yield from _resolution(
            source, conference, resolution, items.get(f"resolutions/{resolution['key']}")
        )


def _consultation(
    conference: EntryContent,
    meeting: EntryContent,
    item: AgendaItemContent,
    one: ConsultationContent,
) -> Made:
    path, kind, said = made(
        "Consultation",
        str(one["number"]),
        paper=url("Paper", str(one["paper"]["number"])),
        agendaItem=url("AgendaItem", str(item["number"])),
        meeting=url("Meeting", meeting["key"]),
        organization=[plenary(conference)],
        role=_("Consultation with a decision") if one["is_authoritative"] else _("Consultation"),
    )
    said["authoritative"] = one["is_authoritative"]
    return path, kind, said


def _paper(
    conference: EntryContent, paper: ConferencePaperContent, consultations: list[Made]
) -> Iterator[Made]:
    key, submitted = str(paper["number"]), paper["submitted_by"]
    file = _file(paper) if paper["url"].startswith(("https://", "http://")) else None
    if file:
        yield file
    yield made(
        "Paper",
        key,
        body=url("Body", conference["key"]),
        name=paper["title"],
        paperType=_label(Paper.Kind.choices, paper["kind"]),
        date=paper["received_on"] if is_day(paper["received_on"]) else "",
        originatorOrganization=[member_url(conference, submitted)] if submitted else [],
        mainFile=file[2] if file else None,
        consultation=[said for _path, _kind, said in consultations],
        **{
            vendor("text"): paper["text"],
            vendor("preparation"): [
                {name: value for name, value in told.items() if value}
                for row in paper["preparation"]
                for told in [
                    {
                        "name": row["group"],
                        "organization": group_url(conference, row["group"]),
                        "date": row["on"],
                        "result": row["result"],
                    }
                ]
            ],
        },
    )


def _file(paper: ConferencePaperContent) -> Made:
    return made(
        "File",
        str(paper["number"]),
        name=paper["title"],
        accessUrl=paper["url"],
        paper=[url("Paper", str(paper["number"]))],
    )


def _resolution(
    source: Source,
    conference: EntryContent,
    resolution: EntryContent,
    place: tuple[EntryContent, AgendaItemContent] | None,
) -> Iterator[Made]:
    values, key = resolution["values"], f"beschluss-{resolution['key']}"
    consultations = [_decided(conference, resolution, *place)] if place else []
    yield from consultations
    followed = resolution["links"].get("follows", [])
    day = values.get("adopted_on", "")
    yield made(
        "Paper",
        key,
        body=url("Body", conference["key"]),
        name=text(resolution["title"]),
        paperType=_("Resolution"),
        date=day if is_day(day) else "",
        relatedPaper=[
            url("Paper", f"beschluss-{one['entry'].partition('/')[2]}") for one in followed
        ],
        originatorOrganization=[plenary(conference)],
        consultation=[said for _path, _kind, said in consultations],
        web=source.web(resolution),
        **_decision(conference, resolution),
    )


def _decided(
    conference: EntryContent,
    resolution: EntryContent,
    meeting: EntryContent,
    item: AgendaItemContent,
) -> Made:
    key = f"beschluss-{resolution['key']}"
    path, kind, said = made(
        "Consultation",
        key,
        paper=url("Paper", key),
        agendaItem=url("AgendaItem", str(item["number"])),
        meeting=url("Meeting", meeting["key"]),
        organization=[plenary(conference)],
        role=_("Consultation with a decision"),
    )
    said["authoritative"] = True
    return path, kind, said


def _decision(conference: EntryContent, resolution: EntryContent) -> dict[str, Any]:
    """Return what the specification has no properties for: the rule, the votes, what came of it."""
    values = resolution["values"]
    meeting = values.get("meeting", "").partition("/")[2]
    told = {
        "meeting": url("Meeting", meeting) if meeting else "",
        "procedure": values.get("procedure", ""),
        "answerBy": values.get("answer_by", ""),
        "series": values.get("series", ""),
        "part": values.get("part", ""),
        "wording": values.get("wording", ""),
        "result": values.get("result", ""),
        "resultName": result_said(values.get("result", "")),
        "adoptedOn": values.get("adopted_on", ""),
        "votingRule": values.get("rule", ""),
        "votingRuleName": _label(VotingRule.choices, values.get("rule", "")),
        "votesNeeded": values.get("votes_needed"),
        "membersThen": values.get("members_then"),
        "voteCount": values.get("count"),
        "vote": [_vote(conference, one) for one in values.get("votes", [])],
        "forwarding": values.get("forwardings", []),
    }
    return {vendor(name): value for name, value in told.items()}


def _vote(conference: EntryContent, one: dict[str, str]) -> dict[str, str]:
    known = {member["key"] for member in members_of(conference)}
    said = {"name": one["name"], "choice": one["choice"]}
    if one["member"] in known:
        said["organization"] = member_url(conference, one["member"])
    if one["statement"]:
        said["statement"] = one["statement"]
    return said


def result_said(result: str) -> str:
    return _label(Resolution.Result.choices, result) if result else ""


def _label(choices: Any, code: str) -> str:
    return next((str(label) for value, label in choices if value == code), code)
