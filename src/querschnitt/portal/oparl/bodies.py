"""A conference as a body with its organizations, terms, chairs and places."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from querschnitt.portal.oparl.names import LISTED, SYSTEM, list_path, url_of
from querschnitt.portal.oparl.source import (
    Source,
    group_key,
    made,
    member_url,
    members_of,
    period,
    plenary,
    text,
    url,
    vendor,
)
from querschnitt.publication.catalogue import vocabulary
from querschnitt.relations.content import EntryContent

Made = tuple[str, str, dict[str, Any]]


def of_conference(source: Source, conference: EntryContent) -> Iterator[Made]:
    """Yield the body and everything of it that is not of a meeting or a paper."""
    terms = [_term(conference, one) for one in source.of("presidencies", conference)]
    yield _body(source, conference, terms)
    yield from terms
    yield _plenary(source, conference)
    yield from _members(conference)
    yield from _groups(conference)
    for one in source.of("presidencies", conference):
        yield from _chair(conference, one)
    places = {one["values"].get("place", "") for one in source.of("meetings", conference)}
    for place in sorted(filter(None, places)):
        yield made("Location", place_key(conference, place), description=place)


def _body(source: Source, conference: EntryContent, terms: list[Made]) -> Made:
    key, values = conference["key"], conference["values"]
    lists = {name: url_of(list_path(key, kind)) for kind, name in LISTED.items()}
    path, kind, said = made(
        "Body",
        key,
        system=url_of(SYSTEM),
        name=text(conference["title"]),
        shortName=values.get("short_name", ""),
        classification=_("Conference of governments"),
        license=vocabulary.licence_uri(settings.DATA_LICENCE),
        web=source.web(conference),
        **lists,
    )
    said["legislativeTerm"] = [term for _path, _kind, term in terms]
    if rule := values.get("voting_rule"):
        said[vendor("votingRule")] = rule
    return path, kind, said


def _term(conference: EntryContent, presidency: EntryContent) -> Made:
    """Return a presidency: the term of a conference, since it has no other."""
    values = presidency["values"]
    return made(
        "LegislativeTerm",
        presidency["key"],
        body=url("Body", conference["key"]),
        name=text(presidency["title"]),
        **period(values.get("starts_on", ""), values.get("ends_on", "")),
        **{vendor("chairedBy"): values.get("chaired_by", "")},
    )


def _plenary(source: Source, conference: EntryContent) -> Made:
    return made(
        "Organization",
        f"{conference['key']}-plenum",
        body=url("Body", conference["key"]),
        name=text(conference["title"]),
        shortName=conference["values"].get("short_name", ""),
        organizationType="Gremium",
        classification=_("Plenary of the conference"),
        membership=[
            url("Membership", one["key"])
            for one in source.of("presidencies", conference)
            if one["values"].get("chair")
        ],
        web=source.web(conference),
    )


def _members(conference: EntryContent) -> Iterator[Made]:
    for member in members_of(conference):
        yield made(
            "Organization",
            f"{conference['key']}-mitglied-{member['key']}",
            body=url("Body", conference["key"]),
            name=member["name"],
            organizationType="Institution",
            classification=_("Member of the conference"),
            subOrganizationOf=plenary(conference),
            **period(member["since"], member["until"]),
            **{vendor("votes"): 1},
        )


def _groups(conference: EntryContent) -> Iterator[Made]:
    for name in conference["values"].get("working_groups", []):
        yield made(
            "Organization",
            group_key(conference, name),
            body=url("Body", conference["key"]),
            name=name,
            organizationType="Gremium",
            classification=_("Working group"),
            subOrganizationOf=plenary(conference),
        )


def _chair(conference: EntryContent, presidency: EntryContent) -> Iterator[Made]:
    """Yield who chairs in a term, where the public reads the name, with the membership for it."""
    values = presidency["values"]
    name = values.get("chair", "")
    if not name:
        return
    behalf = next(
        (m["key"] for m in members_of(conference) if m["name"] == values.get("chaired_by")), ""
    )
    membership = made(
        "Membership",
        presidency["key"],
        person=url("Person", presidency["key"]),
        organization=plenary(conference),
        role=_("Chair"),
        onBehalfOf=member_url(conference, behalf) if behalf else "",
        **period(values.get("starts_on", ""), values.get("ends_on", "")),
    )
    yield membership
    yield made(
        "Person",
        presidency["key"],
        body=url("Body", conference["key"]),
        name=name,
        membership=[membership[2]],
    )


def place_key(conference: EntryContent, place: str) -> str:
    return f"{conference['key']}-{slugify(place.replace('ß', 'ss'))[:80] or 'ort'}"
