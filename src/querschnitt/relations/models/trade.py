from django.db import models
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.models.entries import Registered


class TradeActivity(Registered):
    """Something that supports the firms' foreign trade: a delegation, a fair, a contact office."""

    class Kind(models.TextChoices):
        DELEGATION = "delegation", _("delegation")
        FAIR = "fair", _("trade fair")
        CONTACT_OFFICE = "contact_office", _("contact office")
        PROGRAMME = "programme", _("support programme")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    starts_on = PartialDateField(_("From"), blank=True)
    ends_on = PartialDateField(_("Until"), blank=True)
    place = models.CharField(_("Venue"), max_length=200, blank=True)
    countries = LinesField(verbose_name=_("Countries"))
    head = models.CharField(_("Head"), max_length=200, blank=True)
    organisers = models.CharField(_("Organisers"), max_length=300, blank=True)
    handled_by = models.CharField(_("Handled by"), max_length=200, blank=True)
    participant_count = models.PositiveIntegerField(
        _("Number of participants"), null=True, blank=True
    )
    figures = RowsField(
        verbose_name=_("Figures and rules"),
        columns=(
            Column("what", _("What"), is_required=True),
            Column("value", _("Value"), is_required=True),
        ),
    )
    results = models.TextField(_("Results"), blank=True)
