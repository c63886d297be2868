"""A conference with members, a meeting and a resolution, made by the acts themselves."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from unittest import mock

from querschnitt.relations import operations
from querschnitt.relations.models import ConferenceMember
from querschnitt.relations.operations import VoteSaid
from querschnitt.relations.said import said

TODAY = date(2026, 11, 20)
"""Tests stop the clock here where days matter."""


@contextmanager
def on_day(day):
    """Let it be noon of a day."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    with mock.patch("django.utils.timezone.now", return_value=noon):
        yield


def a_conference(by, *, members=16, title="Europaministerkonferenz", department="", **values):
    """Return a conference with members of one vote each."""
    told = said(title, department=department, values=values)
    conference = operations.add_entry(by=by, register="conferences", said=told)
    for number in range(1, members + 1):
        operations.add_member(by=by, conference=conference, name=f"Land {number}")
    return conference


def a_presidency(by, conference, title="Vorsitz Sachsen-Anhalt", **values):
    told = {"conference": f"conferences/{conference.key}", "chaired_by": "Sachsen-Anhalt",
            "starts_on": "2026-07-01", "ends_on": "2027-06-30", **values}  # fmt: skip
    department = conference.department.key if conference.department else ""
    return operations.add_entry(
        by=by, register="presidencies", said=said(title, department=department, values=told)
    )


def a_meeting(by, conference, title="92. Konferenz", *, department=None, **values):
    told = {"conference": f"conferences/{conference.key}", "kind": "main",
            "starts_on": "2026-11-18", **values}  # fmt: skip
    if department is None:
        department = conference.department.key if conference.department else ""
    return operations.add_entry(
        by=by, register="meetings", said=said(title, department=department, values=told)
    )


def an_item(by, meeting, title="Kohäsionspolitik nach 2027", **told):
    return operations.add_item(by=by, meeting=meeting, title=title, **told)


def a_resolution(by, item, *, rule="at_least", votes_needed=13, **told):
    needed = votes_needed if rule == "at_least" else None
    values = {"title": "Zukunft der Kohäsionspolitik", "wording": "Die Konferenz fordert.", **told}
    return operations.draft_resolution(by=by, item=item, rule=rule, votes_needed=needed, **values)


def voted(by, resolution, *, yes=0, no=0, abstention=0, given_on=None, **told):
    """Record so many votes of each kind, by the first members that there are."""
    choices = ["yes"] * yes + ["no"] * no + ["abstention"] * abstention
    members = ConferenceMember.objects.filter(conference=resolution.conference_id)
    votes = {member.pk: VoteSaid(choice) for member, choice in zip(members, choices, strict=False)}
    day = given_on or date(2026, 11, 18)
    return operations.record_votes(by=by, resolution=resolution, votes=votes, given_on=day, **told)


def a_task(by, conference, *, due_on=None, **told):
    values = {"what": "Saal bestellen", "who": "Geschäftsstelle", **told}
    return operations.add_conference_task(
        by=by, conference=conference, due_on=due_on or TODAY + timedelta(days=10), **values
    )
