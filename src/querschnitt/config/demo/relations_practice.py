"""Relations to practise on: wholly invented, marked as such, and never to be published."""

import typing
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from querschnitt.accounts.models import Department
from querschnitt.config.demo.cast import Cast
from querschnitt.coordination import deadlines
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.relations import operations
from querschnitt.relations.models import (
    Conference,
    EuDossier,
    Meeting,
    Paper,
    Position,
    Presidency,
    VotingRule,
)
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.said import link, said

MARK = "Demonstration:"
MEMBERS = 16
MAJORITY = 13
TASKS = (
    (-2, "Tagungsraum bestätigen", "Referat StK"),
    (5, "Berichterstattung zu Punkt 2 abstimmen", "Ständige Arbeitsgruppe"),
    (12, "Einladung versenden", "Referat StK"),
    (26, "Beschlussvorlagen an alle Mitglieder geben", "Koordination"),
)
"""What is to be done for the practice meeting: in how many days, what, by whom."""


def prepare(departments: list[Department], cast: Cast) -> None:
    """Prepare a conference to hold, a dossier to take a stand on, and duplicates to merge."""
    conference = _conference(cast)
    meeting = _meeting(cast, conference, _presidency(cast, conference))
    _lay_before(cast, conference, meeting)
    _ask(_dossier(cast), departments, cast)
    _duplicates(cast)
    _dates(cast)


def _enter(cast: Cast, register: str, title: str, **more: object) -> Registered:
    told = said(title, remark="Demonstration", **more)
    return operations.add_entry(
        by=cast.coordinator, register=register, said=told, is_demonstration=True
    )


def _conference(cast: Cast) -> Conference:
    made = _enter(
        cast,
        "conferences",
        "Übungskonferenz (Demonstration)",
        department="stk",
        values={
            "short_name": "ÜK",
            "usual_majority": MAJORITY,
            "voting_rule": f"{MARK} im Regelfall mindestens 13 von 16 Stimmen.",
            "standing_guests": ["Übungsgast: Vertretung der Kommission"],
            "working_groups": ["Ständige Arbeitsgruppe"],
        },
    )
    conference = typing.cast("Conference", made)
    for number in range(1, MEMBERS + 1):
        operations.add_member(
            by=cast.coordinator,
            conference=conference,
            name=f"Übungsland {number:02}",
            is_own=number == 1,
        )
    return conference


def _presidency(cast: Cast, conference: Conference) -> Presidency:
    today = timezone.localdate()
    made = _enter(
        cast,
        "presidencies",
        "Vorsitz der Übungskonferenz (Demonstration)",
        department="stk",
        values={
            "conference": f"conferences/{conference.key}",
            "chaired_by": "Übungsland 01",
            "is_own": True,
            "starts_on": (today - timedelta(days=90)).isoformat(),
            "ends_on": (today + timedelta(days=274)).isoformat(),
            "successor": "Übungsland 02",
            "focus_topics": [f"{MARK} Austausch", f"{MARK} Verkehr"],
            "planned_main_meetings": 3,
        },
    )
    return typing.cast("Presidency", made)


def _meeting(cast: Cast, conference: Conference, presidency: Presidency) -> Meeting:
    today = timezone.localdate()
    made = _enter(
        cast,
        "meetings",
        "1. Übungskonferenz (Demonstration)",
        department="stk",
        values={
            "conference": f"conferences/{conference.key}",
            "presidency": f"presidencies/{presidency.key}",
            "kind": "main",
            "meeting_number": 1,
            "chaired_by": "Übungsland 01",
            "starts_on": (today + timedelta(days=40)).isoformat(),
            "ends_on": (today + timedelta(days=41)).isoformat(),
            "starts_at": "10:00:00",
            "place": "Übungssaal",
            "reply_by": (today + timedelta(days=26)).isoformat(),
        },
    )
    meeting = typing.cast("Meeting", made)
    for days, what, who in TASKS:
        operations.add_conference_task(
            by=cast.coordinator,
            conference=conference,
            meeting=meeting,
            what=f"{MARK} {what}",
            who=who,
            due_on=today + timedelta(days=days),
        )
    return meeting


def _lay_before(cast: Cast, conference: Conference, meeting: Meeting) -> None:
    """Put points on the agenda, two papers under one of them, and draft a resolution."""
    by = cast.coordinator
    operations.add_item(by=by, meeting=meeting, title="Begrüßung und Tagesordnung")
    item = operations.add_item(
        by=by,
        meeting=meeting,
        title="Austausch in der Bildung",
        reporter="Übungsland 03",
        explanation=f"{MARK} Zwei Vorlagen liegen vor.",
    )
    for kind, title in (
        (Paper.Kind.DRAFT_RESOLUTION, "Beschlussvorlage zum Austausch"),
        (Paper.Kind.REPORT, "Bericht der Ständigen Arbeitsgruppe"),
    ):
        paper = operations.add_paper(
            by=by,
            conference=conference,
            kind=kind,
            title=f"{MARK} {title}",
            text=f"{MARK} Text der Vorlage.",
        )
        is_decided_on = kind == Paper.Kind.DRAFT_RESOLUTION
        operations.lay_paper(by=by, item=item, paper=paper, is_authoritative=is_decided_on)
    operations.draft_resolution(
        by=by,
        item=item,
        title=f"{MARK} Austausch stärken, Teil I",
        wording=f"{MARK} Die Konferenz spricht sich für mehr Austausch aus.",
        rule=VotingRule.AT_LEAST,
        votes_needed=MAJORITY,
        series=f"{MARK} Austausch stärken",
        part="I",
    )
    operations.write_invitation(
        by=by, meeting=meeting, invitation=f"{MARK} Wir laden herzlich in den Übungssaal ein."
    )


def _dossier(cast: Cast) -> Position:
    """Enter a dossier with its deadlines, and draft a position on it."""
    today = timezone.localdate()
    dossier = _enter(
        cast,
        "dossiers",
        "Übungsvorhaben (Demonstration)",
        department="stk",
        values={
            "stage": "tabled",
            "work_programme_year": today.year,
            "deadlines": [
                {"on": (today + timedelta(days=21)).isoformat(), "what": f"{MARK} Stellungnahme"},
                {"on": (today + timedelta(days=56)).isoformat(), "what": f"{MARK} Abstimmung"},
            ],
        },
    )
    return operations.draft_position(
        by=cast.coordinator,
        dossier=typing.cast("EuDossier", dossier),
        title=f"{MARK} Stellungnahme zum Übungsvorhaben",
        text=f"{MARK} Die Landesregierung begrüßt das Vorhaben und bittet um Fristen.",
    )


def _ask(position: Position, departments: list[Department], cast: Cast) -> None:
    """Let some departments co-sign the position."""
    today = timezone.localdate()
    rule = deadlines.USUAL[deadlines.Kind.CO_SIGNATURE]
    coordination.open_round(
        by=cast.coordinator,
        position=position,
        kind=Round.Kind.CO_SIGNATURE,
        opened_on=today,
        due_on=deadlines.deadline(rule, today, settings.LAND).due_on,
        departments=[one for one in departments if one.key in {"mf", "mwl", "mwu"}],
        instructions=f"{MARK} Bitte zeichnen Sie die Stellungnahme mit.",
        is_demonstration=True,
    )


def _duplicates(cast: Cast) -> None:
    """Enter an organisation twice, each named by an entry, so that there is something to merge."""
    names = ("Übungsverein Europa e. V.", "Übungs-Verein Europa e.V.")
    for number, name in enumerate(names, start=1):
        organisation = _enter(cast, "organisations", name, values={"seat": "Übungsstadt"})
        _enter(
            cast,
            "events",
            f"Übungstreffen {number} (Demonstration)",
            values={"kind": "other", "starts_on": f"{timezone.localdate().year}"},
            links={"organisation": [link(f"organisations/{organisation.key}")]},
        )


def _dates(cast: Cast) -> None:
    """Enter what repeats, an agreement that runs out soon, and an actor that released its part."""
    today = timezone.localdate()
    _enter(
        cast,
        "events",
        "Übungssprechstunde (Demonstration)",
        values={
            "kind": "other",
            "starts_on": today.isoformat(),
            "starts_at": "14:00:00",
            "ends_at": "15:30:00",
            "repeats": "monthly",
            "repeats_until": (today + timedelta(days=365)).isoformat(),
            "place": "Übungssaal",
        },
    )
    _enter(
        cast,
        "agreements",
        "Übungsvereinbarung (Demonstration)",
        department="stk",
        values={
            "kind": "cooperation_agreement",
            "counterparty": "Übungsregion",
            "signed_on": f"{today.year - 3}",
            "runs_until": (today + timedelta(days=50)).isoformat(),
            "remind_on": (today + timedelta(days=10)).isoformat(),
        },
    )
    organisation = _enter(cast, "organisations", "Übungsakteur (Demonstration)")
    _enter(
        cast,
        "actors",
        "Übungsakteur (Demonstration)",
        department="stk",
        values={
            "organisation": f"organisations/{organisation.key}",
            "kind": "Übungsverein",
            "support": [{"giver": "Übungsstiftung", "what": MARK, "amount": "1000"}],
            "contact": "kontakt@demo.example",
            "consent_given_on": today.isoformat(),
            "consent_note": f"{MARK} Schreiben des Übungsakteurs.",
            "released_fields": ["kind", "contact"],
        },
    )
