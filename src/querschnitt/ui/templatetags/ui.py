"""Filters and tags that only format; none of them asks the database."""

import datetime

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.lib.partial_date import PartialDate
from querschnitt.ui import partial_dates
from querschnitt.ui.sizes import spoken_size

register = template.Library()


@register.filter
def partial_date(value: PartialDate | datetime.date | str | None) -> str:
    """Return a date, perhaps without day or month, in the reader's language."""
    if not value:
        return ""
    if isinstance(value, datetime.datetime):
        value = _local(value).date()
    date = value if isinstance(value, PartialDate) else partial_dates.parse(str(value))
    return partial_dates.spoken(date) if date else str(value)


@register.filter
def local_datetime(value: datetime.datetime | None) -> str:
    """Return a moment in local time and in the reader's language."""
    if not value:
        return ""
    local = _local(value)
    return _("%(day)s, %(time)s") % {"day": partial_date(local.date()), "time": f"{local:%H:%M}"}


@register.filter
def file_size(value: int | None) -> str:
    """Return a number of bytes in words."""
    return spoken_size(value or 0)


@register.filter
def digest_short(value: str | None) -> str:
    """Return the beginning of a digest, enough to compare two by eye."""
    digest = (value or "").rpartition(":")[2]
    return f"{digest[:12]}…" if len(digest) > 12 else digest


@register.simple_block_tag
def region(content: SafeString, label: str) -> SafeString:
    """Wrap what may be wider than the screen, so that it can be scrolled with the keyboard."""
    return render_to_string("ui/_region.html", {"content": content, "label": label})


def _local(value: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
