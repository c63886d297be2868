"""The calendar of everything that takes place."""

from django.utils.translation import gettext_lazy as _

from querschnitt.relations.models import Event
from querschnitt.relations.registers import checks
from querschnitt.relations.registers.base import Group, Register, Role

EVENTS = Register(
    slug="events",
    segment="veranstaltungen",
    model=Event,
    name=_("Events"),
    one=_("Event"),
    about=_("Europe weeks, visits, delegations, conferences: what takes place when and where."),
    groups=(
        Group(_("The event"), ("kind", "kind_in_source", "place", "head", "host", "topics")),
        Group(
            _("When"),
            (
                "starts_on",
                "ends_on",
                "starts_at",
                "ends_at",
                "repeats",
                "repeats_until",
                "other_dates",
                "date_remark",
                "apply_until",
            ),
        ),
        Group(_("What came of it"), ("participant_count", "results")),
    ),
    roles=(
        Role("partner", _("Partners"), _("Events"), ("partners",)),
        Role("organisation", _("Organisations"), _("Events"), ("organisations", "actors")),
        Role("resolution", _("Rests on"), _("Led to"), ("resolutions",)),
    ),
    listed=("kind", "starts_on", "place"),
    filters=("kind",),
    checks=(
        checks.period("starts_on", "ends_on"),
        checks.refused(
            "repeats",
            _("What repeats needs its first day."),
            when=lambda v: bool(v.get("repeats")) and len(v.get("starts_on", "")) < 10,
        ),
        checks.refused(
            "starts_at",
            _("A time of day needs the day."),
            when=lambda v: bool(v.get("starts_at")) and len(v.get("starts_on", "")) < 10,
        ),
    ),
    starts="starts_on",
    ends="ends_on",
    order=("-starts_on", "title"),
)
