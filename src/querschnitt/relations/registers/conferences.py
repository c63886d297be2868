"""Conferences of governments: who chairs, when they meet, what they resolve."""

from django.utils.translation import gettext_lazy as _

from querschnitt.relations.models import Conference, Meeting, Presidency, Resolution
from querschnitt.relations.registers import checks
from querschnitt.relations.registers.base import Group, Register, Role

CONFERENCES = Register(
    slug="conferences",
    segment="konferenzen",
    model=Conference,
    name=_("Conferences"),
    one=_("Conference"),
    about=_("Standing conferences of governments, such as that of the ministers for Europe."),
    groups=(
        Group(_("The conference"), ("short_name", "founded_on", "rotation")),
        Group(_("How it votes"), ("usual_majority", "voting_rule")),
        Group(_("Who else takes part"), ("standing_guests", "working_groups")),
    ),
    roles=(Role("network", _("Kept as a network too"), _("Conference"), ("networks",)),),
    listed=("short_name", "founded_on"),
)
PRESIDENCIES = Register(
    slug="presidencies",
    segment="vorsitze",
    model=Presidency,
    name=_("Presidencies"),
    one=_("Presidency"),
    about=_("Who chairs a conference from when until when, and what it makes of it."),
    groups=(
        Group(
            _("The presidency"),
            ("conference", "chaired_by", "is_own", "chair", "starts_on", "ends_on"),
        ),
        Group(
            _("Before and after"),
            ("predecessor", "successor", "previous_own", "handed_over_on"),
        ),
        Group(
            _("Programme"),
            (
                "focus_topics",
                "planned_main_meetings",
                "further_meetings",
                "resolutions_total",
                "publication",
            ),
        ),
    ),
    listed=("conference", "chaired_by", "starts_on", "ends_on"),
    checks=(checks.period("starts_on", "ends_on"),),
    starts="starts_on",
    ends="ends_on",
    order=("-starts_on", "title"),
)
MEETINGS = Register(
    slug="meetings",
    segment="sitzungen",
    model=Meeting,
    name=_("Meetings"),
    one=_("Meeting"),
    about=_("Meetings of conferences and of their working groups."),
    groups=(
        Group(
            _("The meeting"),
            ("conference", "presidency", "kind", "meeting_number", "chaired_by"),
        ),
        Group(_("When and where"), ("starts_on", "ends_on", "starts_at", "place", "reply_by")),
        Group(_("What about and with whom"), ("topics", "guests", "reported_resolutions")),
    ),
    roles=(Role("event", _("Event"), _("Meeting"), ("events",)),),
    listed=("conference", "starts_on", "place"),
    filters=("kind",),
    internal=frozenset({"reply_by"}),
    checks=(checks.period("starts_on", "ends_on"),),
    starts="starts_on",
    ends="ends_on",
    order=("-starts_on", "title"),
)
RESOLUTIONS = Register(
    slug="resolutions",
    segment="beschluesse",
    model=Resolution,
    name=_("Resolutions"),
    one=_("Resolution"),
    about=_("What conferences resolved, by which rule, and what came of it."),
    groups=(
        Group(
            _("The resolution"),
            ("conference", "meeting", "procedure", "answer_by", "series", "part", "title_is"),
        ),
        Group(_("Wording"), ("wording",)),
        Group(
            _("Decision"),
            (
                "rule",
                "votes_needed",
                "members_then",
                "result",
                "adopted_on",
                "date_is_of_the_meeting",
            ),
        ),
    ),
    roles=(Role("follows", _("Follows"), _("Followed by"), ("resolutions",)),),
    listed=("meeting", "adopted_on", "result"),
    filters=("result",),
    checks=(
        checks.needs(
            "votes_needed",
            _("Please say how many votes were needed."),
            when=lambda values: values.get("rule") == "at_least",
        ),
        checks.needs(
            "answer_by",
            _("A written procedure has a deadline."),
            when=lambda values: values.get("procedure") == "written",
        ),
    ),
    order=("-adopted_on", "title"),
)
