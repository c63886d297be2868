"""A conference in the middle of a presidency: one meeting held, with all that papers tell."""

from datetime import date
from types import SimpleNamespace

from querschnitt.relations.models import (
    AgendaItem,
    Attendance,
    ConferenceMember,
    ConferenceTask,
    Consultation,
    Forwarding,
    Paper,
    Resolution,
    Vote,
)
from querschnitt.relations.tests.factories import an_entry

NAMES = ("Sachsen-Anhalt", "Hessen", "Bund")
SECRET = "Nur für das Haus bestimmt"


def a_held_meeting(by=None, *, released=False):
    """Return a conference with a presidency, a meeting that was held, and a resolution."""
    told = {"by": by, "released": released}
    conference = an_entry(
        "conferences", title="Europaministerkonferenz",
        values={"short_name": "EMK", "working_groups": ["AG Medien"], "voting_rule": "13 von 16"},
        **told,
    ).as_conference  # fmt: skip
    named = {"conference": f"conferences/{conference.key}"}
    presidency = an_entry(
        "presidencies", title="Vorsitz 2022/2023", values={**named, **PRESIDENCY}, **told
    ).as_presidency
    meeting = an_entry(
        "meetings", title="91. Europaministerkonferenz",
        values={**named, **MEETING, "presidency": f"presidencies/{presidency.key}"}, **told,
    ).as_meeting  # fmt: skip
    resolution = an_entry(
        "resolutions", title="Zukunft Europas",
        values={**named, **RESOLUTION, "meeting": f"meetings/{meeting.key}"}, **told,
    ).as_resolution  # fmt: skip
    members = [
        ConferenceMember.objects.create(conference=conference, key=f"m{n}", name=name, position=n)
        for n, name in enumerate(NAMES, start=1)
    ]
    made = SimpleNamespace(
        conference=conference, presidency=presidency, meeting=meeting, resolution=resolution,
        members=members,
    )  # fmt: skip
    _agenda(made)
    _attend(made)
    _resolve(made)
    return made


PRESIDENCY = {
    "chaired_by": "Sachsen-Anhalt", "chair": "Ministerin Beispiel", "starts_on": "2022-07-01",
    "ends_on": "2023-06-30", "successor": "Hessen",
}  # fmt: skip
MEETING = {
    "meeting_number": 91, "starts_on": "2022-12-01", "starts_at": "09:30", "place": "Brüssel",
    "reply_by": "2022-11-15", "topics": ["Zukunft Europas"],
}  # fmt: skip
RESOLUTION = {
    "wording": "Die Konferenz begrüßt die Vorschläge.", "rule": "at_least", "votes_needed": 2,
    "members_then": 3, "result": "adopted", "adopted_on": "2022-12-01", "part": "I",
}  # fmt: skip


def _agenda(made):
    made.item = AgendaItem.objects.create(
        meeting=made.meeting, position=1, title="Zukunft Europas",
        reporter="Frau Berichterstatterin", outcome="Die Konferenz hat beraten.", is_public=True,
    )  # fmt: skip
    made.inner = AgendaItem.objects.create(
        meeting=made.meeting, position=2, title=SECRET, outcome=SECRET
    )
    made.paper = Paper.objects.create(
        conference=made.conference, kind=Paper.Kind.DRAFT_RESOLUTION, title="Entwurf Hessens",
        submitted_by=made.members[1], received_on=date(2022, 11, 2), is_public=True,
        url="https://europa.example/entwurf",
        preparation=[{"group": "AG Medien", "on": "2022-10", "result": "angenommen"}],
    )  # fmt: skip
    made.report = Paper.objects.create(
        conference=made.conference, kind=Paper.Kind.REPORT, title="Bericht des Bundes",
        is_public=True,
    )  # fmt: skip
    for position, (paper, decides) in enumerate([(made.report, False), (made.paper, True)]):
        Consultation.objects.create(
            item=made.item, paper=paper, position=position, is_authoritative=decides
        )


def _attend(made):
    here = {"meeting": made.meeting, "state": Attendance.State.PRESENT}
    for member in made.members:
        Attendance.objects.create(capacity="member", member=member, name="Frau Person", **here)
    Attendance.objects.create(capacity="standing_guest", office="Europäische Kommission", **here)
    type(made.meeting).objects.filter(pk=made.meeting.pk).update(
        state="held", invited_on=date(2022, 10, 20), invitation="Sehr geehrte Damen und Herren,"
    )
    made.meeting.refresh_from_db()


def _resolve(made):
    Resolution.objects.filter(pk=made.resolution.pk).update(item=made.item, votes_are_public=True)
    made.resolution.refresh_from_db()
    for member, choice in zip(made.members, ("yes", "yes", "abstention"), strict=True):
        Vote.objects.create(
            resolution=made.resolution, member=member, choice=choice, given_on=date(2022, 12, 1),
            statement="Der Bund enthält sich." if choice == "abstention" else "",
        )  # fmt: skip
    Forwarding.objects.create(
        resolution=made.resolution, recipient="Bundesregierung", sent_on="2022-12",
        outcome="Wurde aufgegriffen.",
    )  # fmt: skip
    for what, done_on in (("Brief an den Bund", None), ("Protokoll versenden", date(2022, 12, 20))):
        ConferenceTask.objects.create(
            conference=made.conference, presidency=made.presidency, meeting=made.meeting,
            what=what, who="Vorsitzland", due_on=date(2022, 12, 15), done_on=done_on,
        )  # fmt: skip


def settled(made):
    """Settle the protocol of the meeting."""
    type(made.meeting).objects.filter(pk=made.meeting.pk).update(
        state="closed", protocol_settled_on=date(2023, 1, 10)
    )
    made.meeting.refresh_from_db()
    return made
