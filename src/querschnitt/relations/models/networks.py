from django.db import models
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.relations.fields import Column, RowsField
from querschnitt.relations.models.entries import Registered


class Network(Registered):
    """A network, body or programme that the government belongs to, or follows."""

    class Part(models.TextChoices):
        """What the government is in it."""

        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        FOUNDER = "founder", _("founding member")
        PARTICIPANT = "participant", _("takes part")
        OWN = "own", _("own institution")
        UNKNOWN = "unknown", _("not known")

    kind = models.CharField(_("Kind"), max_length=120, blank=True)
    part = models.CharField(_("Membership"), max_length=20, choices=Part, default=Part.UNKNOWN)
    since = PartialDateField(_("Since"), blank=True)
    until = PartialDateField(_("Until"), blank=True)
    seat = models.CharField(_("Seat"), max_length=200, blank=True)
    members = models.TextField(_("Members"), blank=True)
    purpose = models.TextField(_("What it is for"), blank=True)
    history = models.TextField(_("How it came about"), blank=True)
    meetings_per_year = models.PositiveSmallIntegerField(
        _("Meetings a year"), null=True, blank=True
    )
    publication = models.CharField(_("Publication"), max_length=200, blank=True)
    representatives = RowsField(
        verbose_name=_("Who represents the government"),
        columns=(
            Column("name", _("Name"), is_required=True),
            Column("office", _("Office")),
            Column("body", _("Body")),
            Column("since", _("since"), "date"),
            Column("until", _("until"), "date"),
            Column("remark", _("Remark")),
        ),
    )
    url = models.URLField(_("Address on the web"), max_length=500, blank=True)


class EuDossier(Registered):
    """Something under way in the European Union on which the government takes a stand."""

    class Stage(models.TextChoices):
        """As the European Parliament tells the stages of a legislative train apart."""

        ANNOUNCED = "announced", _("announced")
        TABLED = "tabled", _("tabled")
        CLOSE_TO_ADOPTION = "close_to_adoption", _("close to adoption")
        ADOPTED = "adopted", _("adopted")
        ON_HOLD = "on_hold", _("on hold")
        WITHDRAWN = "withdrawn", _("withdrawn")
        UNKNOWN = "unknown", _("not known")

    stage = models.CharField(_("Stage"), max_length=30, choices=Stage)
    published_on = PartialDateField(_("Published on"), blank=True)
    work_programme_year = models.PositiveSmallIntegerField(
        _("Work programme of the Commission, year"), null=True, blank=True
    )
    celex = models.CharField(_("CELEX number (EUR-Lex)"), max_length=30, blank=True)
    com_number = models.CharField(_("COM number"), max_length=30, blank=True)
    council_number = models.CharField(_("Council document"), max_length=40, blank=True)
    procedure = models.CharField(_("Procedure"), max_length=30, blank=True)
    deadlines = RowsField(
        verbose_name=_("Deadlines"),
        columns=(
            Column("on", _("On"), "date", is_required=True),
            Column("what", _("What for"), is_required=True),
            Column("body", _("Body")),
        ),
    )
    no_deadline = models.TextField(_("Why there is no deadline"), blank=True)
    stand = models.TextField(_("What is known of the government's stand"), blank=True)
