"""Networks and processes: where the government belongs, and what it takes a stand on."""

from django.utils.translation import gettext_lazy as _

from querschnitt.relations.models import EuDossier, Network
from querschnitt.relations.registers import checks
from querschnitt.relations.registers.base import Group, Register, Role

NETWORKS = Register(
    slug="networks",
    segment="netzwerke",
    model=Network,
    name=_("Networks"),
    one=_("Network"),
    about=_("Networks, bodies and programmes: in what part, since when, and who represents us."),
    groups=(
        Group(_("The network"), ("kind", "purpose", "seat", "members", "history", "url")),
        Group(
            _("Our part"),
            ("part", "since", "until", "representatives", "meetings_per_year", "publication"),
        ),
    ),
    roles=(
        Role(
            "organisation", _("Organisations"), _("Networks"), ("organisations",), has_period=True
        ),
        Role("partner", _("Partners in it"), _("Networks"), ("partners",)),
    ),
    listed=("kind", "part", "since"),
    filters=("part",),
    checks=(checks.period("since", "until"),),
)
DOSSIERS = Register(
    slug="dossiers",
    segment="eu-vorhaben",
    model=EuDossier,
    name=_("EU dossiers"),
    one=_("EU dossier"),
    about=_("What is under way in the European Union, with deadlines and our position."),
    groups=(
        Group(_("The dossier"), ("stage", "published_on", "work_programme_year")),
        Group(
            _("Official numbers"),
            ("celex", "com_number", "council_number", "procedure"),
        ),
        Group(_("Deadlines and stand"), ("deadlines", "no_deadline", "stand")),
    ),
    roles=(
        Role("network", _("Networks"), _("EU dossiers"), ("networks",)),
        Role("meeting", _("Dealt with by"), _("EU dossiers"), ("meetings",)),
    ),
    listed=("stage", "work_programme_year"),
    needs_department=True,
    filters=("stage",),
    checks=(
        checks.code("celex"),
        checks.code("com_number"),
        checks.code("council_number"),
        checks.code("procedure"),
        checks.needs(
            "deadlines",
            _("Deadlines are needed; if there is none, please say why."),
            when=lambda values: not values.get("no_deadline"),
        ),
        checks.refused(
            "no_deadline",
            _("There are deadlines, so please leave out why there is none."),
            when=lambda values: bool(values.get("no_deadline") and values.get("deadlines")),
        ),
    ),
    order=("-work_programme_year", "title"),
)
