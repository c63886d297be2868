"""Partner regions and what was agreed and is done with them."""

from django.utils.translation import gettext_lazy as _

from querschnitt.relations.models import Agreement, Partner, Project, TwinTown
from querschnitt.relations.registers import checks
from querschnitt.relations.registers.base import Group, Register, Role

PARTNERS = Register(
    slug="partners",
    segment="partner",
    model=Partner,
    name=_("Partners"),
    one=_("Partner"),
    about=_("Regions and countries with which the government works, and since when."),
    groups=(
        Group(
            _("The partner"),
            ("kind", "country", "subdivision", "nuts", "capital", "former_name"),
        ),
        Group(_("Figures"), ("population", "population_year", "area_km2")),
        Group(
            _("Working together"),
            ("since", "until", "fields_of_cooperation", "steering", "counterparts", "chronicle"),
        ),
    ),
    listed=("kind", "country", "since"),
    filters=("kind", "country"),
    translated=("title", "summary", "steering"),
    checks=(
        checks.country(),
        checks.code("subdivision"),
        checks.code("nuts"),
        checks.period("since", "until"),
    ),
)
AGREEMENTS = Register(
    slug="agreements",
    segment="vereinbarungen",
    model=Agreement,
    name=_("Agreements"),
    one=_("Agreement"),
    about=_("What was agreed with partners: signed by whom, where and when."),
    groups=(
        Group(
            _("The agreement"),
            ("kind", "counterparty", "signed_on", "place", "signatories"),
        ),
        Group(_("Duration"), ("runs_until", "is_renewed_tacitly", "remind_on")),
        Group(_("Text"), ("text", "text_url")),
    ),
    roles=(
        Role("partner", _("Partners"), _("Agreements"), ("partners",)),
        Role("party", _("Organisations that agreed"), _("Agreements"), ("organisations",)),
    ),
    listed=("kind", "signed_on", "runs_until"),
    filters=("kind",),
    internal=frozenset({"remind_on"}),
    checks=(checks.period("signed_on", "runs_until"),),
    order=("-signed_on", "title"),
)
TWINNINGS = Register(
    slug="twinnings",
    segment="kommunen-und-schulen",
    model=TwinTown,
    name=_("Twin towns and schools"),
    one=_("Twin town or school"),
    about=_("Municipalities and schools of the country with a twin abroad."),
    groups=(Group(_("The twins"), ("kind", "own", "twin", "country", "since", "until")),),
    roles=(Role("partner", _("Partner region"), _("Twin towns and schools"), ("partners",)),),
    listed=("kind", "country", "since"),
    filters=("kind", "country"),
    checks=(checks.country(), checks.period("since", "until")),
)
PROJECTS = Register(
    slug="projects",
    segment="projekte",
    model=Project,
    name=_("Projects with partners"),
    one=_("Project"),
    about=_("What is done together for a time, often with partners in several countries."),
    groups=(
        Group(
            _("The project"),
            ("programme", "countries", "partner_names", "starts_on", "ends_on"),
        ),
        Group(_("State"), ("status", "status_as_of", "amount", "figures", "results", "url")),
    ),
    roles=(
        Role("partner", _("Partners"), _("Projects"), ("partners",)),
        Role("organisation", _("Organisations"), _("Projects"), ("organisations",)),
        Role("programme", _("Programme"), _("Projects"), ("programmes", "networks")),
        Role("agreement", _("Agreement"), _("Projects"), ("agreements",)),
    ),
    listed=("starts_on", "ends_on", "status"),
    checks=(checks.countries(), checks.period("starts_on", "ends_on")),
    starts="starts_on",
    ends="ends_on",
    order=("-starts_on", "title"),
)
