"""What supports the firms' foreign trade."""

from django.utils.translation import gettext_lazy as _

from querschnitt.relations.models import TradeActivity
from querschnitt.relations.registers import checks
from querschnitt.relations.registers.base import Group, Register, Role

TRADE = Register(
    slug="trade",
    segment="aussenwirtschaft",
    model=TradeActivity,
    name=_("Foreign trade"),
    one=_("Foreign trade activity"),
    about=_("Delegations, fairs, contact offices and programmes for the firms of the country."),
    groups=(
        Group(
            _("The activity"),
            ("kind", "starts_on", "ends_on", "place", "countries", "head"),
        ),
        Group(
            _("Who and with what result"),
            ("organisers", "handled_by", "participant_count", "figures", "results"),
        ),
    ),
    roles=(
        Role("participant", _("Who took part"), _("Took part in"), ("organisations",)),
        Role("organiser", _("Organised by"), _("Organised"), ("organisations",)),
        Role("partner", _("Partners"), _("Foreign trade"), ("partners",)),
        Role("event", _("Event"), _("Foreign trade"), ("events",)),
    ),
    listed=("kind", "starts_on", "place"),
    filters=("kind",),
    checks=(checks.countries(), checks.period("starts_on", "ends_on")),
    starts="starts_on",
    ends="ends_on",
    order=("-starts_on", "title"),
)
