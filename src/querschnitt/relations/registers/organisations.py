"""Organisations once, whatever they do; non-state actors; programmes that support them."""

from django.utils.translation import gettext_lazy as _

from querschnitt.relations.models import Actor, Organisation, Programme
from querschnitt.relations.registers import checks
from querschnitt.relations.registers.base import Group, Register, Role

ORGANISATIONS = Register(
    slug="organisations",
    segment="organisationen",
    model=Organisation,
    name=_("Organisations"),
    one=_("Organisation"),
    about=_("Each organisation once, with all the roles that it plays."),
    groups=(
        Group(
            _("The organisation"),
            ("short_name", "other_names", "country", "seat", "founded_on", "dissolved_on", "url"),
        ),
    ),
    roles=(Role("parent", _("Belongs to"), _("Has parts"), ("organisations",), has_period=True),),
    listed=("short_name", "seat", "country"),
    filters=("country",),
    checks=(checks.country(), checks.period("founded_on", "dissolved_on")),
)
ACTORS = Register(
    slug="actors",
    segment="akteure",
    model=Actor,
    name=_("Non-state actors"),
    one=_("Non-state actor"),
    about=_("Who beside the state contributes to the relations of the country."),
    groups=(
        Group(_("The actor"), ("organisation", "kind", "head")),
        Group(_("Support"), ("support",)),
        Group(
            _("Contact and release"),
            (
                "contact",
                "consent_given_on",
                "consent_note",
                "consent_withdrawn_on",
                "released_fields",
            ),
        ),
    ),
    roles=(
        Role("carrier", _("Carried by"), _("Carries"), ("organisations",), has_period=True),
        Role("programme", _("Supported from"), _("Supports"), ("programmes",), has_period=True),
        Role("partner", _("Works with"), _("Non-state actors"), ("partners",)),
    ),
    listed=("kind", "head"),
    internal=frozenset(
        {"consent_given_on", "consent_note", "consent_withdrawn_on", "released_fields"}
    ),
    guarded=frozenset({"contact"}),
    checks=(
        checks.refused(
            "consent_withdrawn_on",
            _("Only a release that was given can be withdrawn."),
            when=lambda v: bool(v.get("consent_withdrawn_on")) and not v.get("consent_given_on"),
        ),
        checks.needs(
            "consent_note",
            _("Please say how the release is documented."),
            when=lambda v: bool(v.get("consent_given_on") or v.get("released_fields")),
        ),
    ),
)
PROGRAMMES = Register(
    slug="programmes",
    segment="programme",
    model=Programme,
    name=_("Programmes"),
    one=_("Programme"),
    about=_("Programmes from which relations are supported."),
    groups=(
        Group(
            _("The programme"),
            ("field", "adopted_on", "revised_on", "starts_on", "ends_on", "pillars"),
        ),
        Group(_("How it is run"), ("budget", "coordination", "report_period")),
    ),
    roles=(
        Role(
            "coordinator",
            _("Coordinated by"),
            _("Coordinates"),
            ("organisations",),
            has_period=True,
        ),
        Role("partner", _("Partners"), _("Programmes"), ("partners",)),
    ),
    listed=("adopted_on", "starts_on", "ends_on"),
    checks=(checks.period("starts_on", "ends_on"),),
)
