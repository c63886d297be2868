from django.db import models
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.models.entries import Registered


class Partner(Registered):
    """A region or country that the government works with, and what kind of relation that is."""

    class Kind(models.TextChoices):
        """The four kinds that European municipalities and regions tell apart."""

        FORMAL_PARTNERSHIP = "formal_partnership", _("partnership")
        FRIENDSHIP = "friendship", _("friendship")
        CONTACT = "contact", _("contact")
        PROJECT_PARTNERSHIP = "project_partnership", _("project partnership")

    kind = models.CharField(_("Kind of relation"), max_length=30, choices=Kind)
    country = models.CharField(_("Country"), max_length=20)
    """ISO 3166-1 alpha-2; several are separated by a slash where a partner spans countries."""
    subdivision = models.CharField(_("ISO 3166-2 code"), max_length=10, blank=True)
    nuts = models.CharField(_("NUTS code"), max_length=40, blank=True)
    """Several, separated by blanks, where a partner covers several regions."""
    capital = models.CharField(_("Capital"), max_length=120, blank=True)
    former_name = models.CharField(_("Former name"), max_length=200, blank=True)
    since = PartialDateField(_("Since"), blank=True)
    until = PartialDateField(_("Until"), blank=True)
    population = models.PositiveIntegerField(_("Population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("Population as of the year"), null=True, blank=True
    )
    area_km2 = models.PositiveIntegerField(_("Area in km²"), null=True, blank=True)
    fields_of_cooperation = LinesField(verbose_name=_("Fields of cooperation"))
    steering = models.TextField(_("Steering committee"), blank=True)
    counterparts = RowsField(
        verbose_name=_("Offices and counterparts"),
        columns=(
            Column("office", _("Office"), is_required=True),
            Column("name", _("Name")),
            Column("since", _("since"), "date"),
            Column("until", _("until"), "date"),
            Column("remark", _("Remark")),
        ),
    )
    chronicle = RowsField(
        verbose_name=_("Chronicle"),
        columns=(
            Column("on", _("When"), "date", is_required=True),
            Column("text", _("What happened"), is_required=True),
            Column("source", _("Source")),
        ),
    )


class Agreement(Registered):
    """What was agreed with a partner: who signed it, where and when, and until when it runs."""

    class Kind(models.TextChoices):
        JOINT_DECLARATION = "joint_declaration", _("joint declaration")
        COOPERATION_AGREEMENT = "cooperation_agreement", _("cooperation agreement")
        LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
        PROJECT_PARTNERSHIP = "project_partnership", _("agreement on a project")
        OTHER = "other", _("other agreement")

    kind = models.CharField(_("Kind"), max_length=30, choices=Kind)
    counterparty = models.CharField(_("Other parties"), max_length=300, blank=True)
    """Who else agreed, where these are no entries of a register."""
    signed_on = PartialDateField(_("Date of signing"), blank=True)
    place = models.CharField(_("Place of signing"), max_length=200, blank=True)
    signatories = LinesField(verbose_name=_("Signatories"))
    runs_until = PartialDateField(_("Runs until"), blank=True)
    is_renewed_tacitly = models.BooleanField(_("Renewed unless terminated"), default=False)
    remind_on = models.DateField(_("Remind of the renewal on"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_of = models.CharField(max_length=30, blank=True)
    """The end and the day of which the last reminder told; see ``renewal.due_name``."""
    text = models.TextField(_("Text of the agreement"), blank=True)
    text_url = models.URLField(_("Address of the text"), max_length=500, blank=True)


class TwinTown(Registered):
    """A municipality or school of the country and its twin abroad."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("twin town")
        SCHOOL = "school", _("school partnership")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    own = models.CharField(_("Here"), max_length=200)
    twin = models.CharField(_("There"), max_length=200)
    country = models.CharField(_("Country"), max_length=20)
    since = PartialDateField(_("Since"), blank=True)
    until = PartialDateField(_("Until"), blank=True)


class Project(Registered):
    """Something done together for a time, with partners in several countries."""

    programme = models.CharField(_("Funding programme"), max_length=200, blank=True)
    countries = LinesField(verbose_name=_("Countries"))
    """ISO 3166-1 alpha-2."""
    partner_names = LinesField(verbose_name=_("Partners that are in no register"))
    starts_on = PartialDateField(_("From"), blank=True)
    ends_on = PartialDateField(_("Until"), blank=True)
    status = models.CharField(_("State as sources tell it"), max_length=60, blank=True)
    status_as_of = PartialDateField(_("State as of"), blank=True)
    amount = models.PositiveIntegerField(_("Amount in euros"), null=True, blank=True)
    figures = RowsField(
        verbose_name=_("Figures and rules"),
        columns=(
            Column("what", _("What"), is_required=True),
            Column("value", _("Value"), is_required=True),
        ),
    )
    results = models.TextField(_("Results"), blank=True)
    url = models.URLField(_("Address on the web"), max_length=500, blank=True)
