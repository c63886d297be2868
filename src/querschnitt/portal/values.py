"""What the values of an entry look like on a page."""

from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal.reading import Reading, day
from querschnitt.portal.sources import sources_of
from querschnitt.relations.content import EntryContent
from querschnitt.relations.public_values import Told, told
from querschnitt.relations.registers import REGISTERS

WHOLE_DAY = len("2022-07-12")
WEB = ("https://", "http://")


def shown(reading: Reading, entry: EntryContent, value: Told) -> str | SafeString:
    """Return a value that is no table, as a page shows it."""
    if value.kind == "text":
        text = entry["texts"].get(value.name)
        return linebreaksbr(reading.marked(text) if text else value.value)
    if value.kind == "day":
        return _day(entry, value)
    if value.kind == "entry":
        return reading.entry_link(value.value)
    if value.kind == "lines":
        items = format_html_join("", "<li>{}</li>", ((line,) for line in value.value))
        return format_html('<ul class="portal-plain">{}</ul>', items)
    if value.kind == "address":
        return address(str(value.value))
    if value.kind == "number_elsewhere":
        return format_html('<a href="{}" rel="external">{}</a>', value.address, value.value)
    if value.kind in {"number", "amount"}:
        return number_format(value.value, use_l10n=True, force_grouping=value.value > 9_999)
    return _("yes") if value.kind == "yes" else str(value.value)


def brief(reading: Reading, entry: EntryContent, name: str) -> str:
    """Return a value in one line of a list; nothing where nothing is said."""
    value = told(REGISTERS[entry["register"]], entry["values"], name)
    if value is None or value.kind == "table":
        return ""
    if value.kind == "entry":
        named = reading.site.relations.entries.get(value.value)
        return reading.text(named["title"]) if named else ""
    if value.kind == "day":
        return day(str(value.value))
    if value.kind == "lines":
        return ", ".join(map(str, value.value))
    return _("yes") if value.kind == "yes" else str(value.value)


def table(value: Told) -> dict[str, Any]:
    """Return a small table as ``ui/_table.html`` takes it."""
    used = [column for column in value.columns if any(row.get(column.name) for row in value.value)]
    return {
        "caption": value.label,
        "columns": [
            {"label": str(column.label), "numeric": column.kind == "amount"} for column in used
        ],
        "rows": [
            [
                {
                    "text": _cell(column.kind, row.get(column.name)),
                    "numeric": column.kind == "amount",
                }
                for column in used
            ]
            for row in value.value
        ],
    }


def address(url: str) -> str | SafeString:
    """Return a link to another website; a text that is no address as it is."""
    if not url.startswith(WEB):
        return url
    parts = sources_of(url)
    label = parts[0][0].text if parts and parts[0] else url
    return format_html('<a href="{}" rel="external">{}</a>', url, label)


def _day(entry: EntryContent, value: Told) -> str | SafeString:
    register, iso = REGISTERS[entry["register"]], str(value.value)
    told_of = {register.starts, register.ends, "signed_on", "adopted_on"}
    if value.name not in told_of or len(iso) >= WHOLE_DAY:
        return day(iso)
    remark = _("the exact day is not known")
    return format_html('{} <small class="qs-muted">({})</small>', day(iso), remark)


def _cell(kind: str, value: Any) -> str | SafeString:
    if value in (None, ""):
        return ""
    if kind == "date":
        return day(str(value))
    if kind == "amount":
        whole = number_format(value, use_l10n=True, force_grouping=True)
        return _("{amount} euros").format(amount=whole)
    text = str(value)
    return address(text) if text.startswith(WEB) and " " not in text else text
