from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.models.entries import Registered


class Organisation(Registered):
    """An organisation, once, whatever roles it plays: carrier, participant, signatory, member."""

    short_name = models.CharField(_("Short name"), max_length=60, blank=True)
    other_names = LinesField(verbose_name=_("Other names"))
    """By which it is found too: former names, and those of entries that were merged into it."""
    country = models.CharField(_("Country"), max_length=20, blank=True)
    seat = models.CharField(_("Seat"), max_length=200, blank=True)
    founded_on = PartialDateField(_("Founded"), blank=True)
    dissolved_on = PartialDateField(_("Dissolved"), blank=True)
    url = models.URLField(_("Address on the web"), max_length=500, blank=True)


class Actor(Registered):
    """A non-state actor that contributes to the relations of the country; an organisation's role.

    The public reads of it what the actor has released, field by field.
    """

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        related_name="actor",
        verbose_name=_("Organisation"),
    )
    kind = models.CharField(_("Kind of actor"), max_length=120)
    head = models.CharField(_("Head"), max_length=200, blank=True)
    support = RowsField(
        verbose_name=_("Support"),
        columns=(
            Column("giver", _("From whom"), is_required=True),
            Column("programme", _("Programme")),
            Column("since", _("since"), "date"),
            Column("until", _("until"), "date"),
            Column("amount", _("Amount in euros"), "amount"),
            Column("what", _("What it is")),
        ),
    )
    contact = models.TextField(_("Contact"), blank=True)
    consent_given_on = models.DateField(_("Released by the actor on"), null=True, blank=True)
    consent_note = models.TextField(_("How the release is documented"), blank=True)
    consent_withdrawn_on = models.DateField(_("Release withdrawn on"), null=True, blank=True)
    released_fields = LinesField(verbose_name=_("Released for the directory"))
    """Names of the fields that the actor released; nothing else of it becomes public."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(consent_withdrawn_on=None) | Q(consent_given_on__isnull=False),
                name="only_what_was_given_is_withdrawn",
            )
        ]


class Programme(Registered):
    """A programme from which relations are supported."""

    field = models.CharField(_("Field of action"), max_length=200, blank=True)
    adopted_on = PartialDateField(_("Adopted"), blank=True)
    revised_on = PartialDateField(_("Revised"), blank=True)
    starts_on = PartialDateField(_("From"), blank=True)
    ends_on = PartialDateField(_("Until"), blank=True)
    budget = RowsField(
        verbose_name=_("Budget"),
        columns=(
            Column("year", _("Year"), "date", is_required=True),
            Column("amount", _("Amount in euros"), "amount", is_required=True),
        ),
    )
    coordination = models.TextField(_("Coordinated by"), blank=True)
    report_period = models.CharField(_("Period of the report"), max_length=60, blank=True)
    pillars = LinesField(verbose_name=_("Pillars"))
