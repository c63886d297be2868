from django.db import models
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.models.entries import Registered


class Event(Registered):
    """Something that takes place: a Europe week, a visit, a meeting of a steering committee."""

    class Kind(models.TextChoices):
        EUROPE_WEEK = "europe_week", _("Europe week")
        SCHOOL_PROJECT_DAY = "school_project_day", _("EU project day at schools")
        DELEGATION = "delegation", _("delegation")
        VISIT = "visit", _("visit or reception")
        PARLIAMENTARY_VISIT = "parliamentary_visit", _("journey of parliament")
        STEERING_COMMITTEE = "steering_committee", _("meeting of a steering committee")
        STATEMENT = "statement", _("government statement")
        ANNIVERSARY = "anniversary", _("anniversary")
        CONFERENCE = "conference", _("conference or panel")
        YOUTH = "youth", _("youth meeting")
        CULTURE = "culture", _("cultural event")
        OTHER = "other", _("other event")

    class Repeats(models.TextChoices):
        NEVER = "", _("does not repeat")
        WEEKLY = "weekly", _("every week")
        MONTHLY = "monthly", _("every month")
        YEARLY = "yearly", _("every year")

    kind = models.CharField(_("Kind"), max_length=30, choices=Kind)
    kind_in_source = models.CharField(_("What the source calls it"), max_length=120, blank=True)
    starts_on = PartialDateField(_("From"), blank=True)
    ends_on = PartialDateField(_("Until"), blank=True)
    starts_at = models.TimeField(_("Begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("Ends at"), null=True, blank=True)
    repeats = models.CharField(_("Repeats"), max_length=20, choices=Repeats, blank=True)
    repeats_until = models.DateField(_("Repeats until"), null=True, blank=True)
    other_dates = RowsField(
        verbose_name=_("Other dates that sources give"),
        columns=(
            Column("starts_on", _("from"), "date"),
            Column("ends_on", _("until"), "date"),
            Column("source", _("Source"), is_required=True),
        ),
    )
    """Where sources contradict each other; shown beside the date, never smoothed."""
    date_remark = models.TextField(_("Remark on the date"), blank=True)
    apply_until = PartialDateField(_("Apply until"), blank=True)
    place = models.CharField(_("Venue"), max_length=200, blank=True)
    head = models.CharField(_("Head"), max_length=200, blank=True)
    host = models.CharField(_("Host"), max_length=200, blank=True)
    participant_count = models.PositiveIntegerField(
        _("Number of participants"), null=True, blank=True
    )
    topics = LinesField(verbose_name=_("Topics"))
    results = models.TextField(_("Results"), blank=True)
