"""The page of a partner in the partner's own language, beside the one in ours.

What is translated is in the edition; the words of the page come from the catalogue of that
language. What there is in neither stands there in our language and is marked so, that screen
readers speak it rightly.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf.locale import LANG_INFO
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from querschnitt.framework.content import LANGUAGE
from querschnitt.lib.countries import country_names
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Page
from querschnitt.portal.partners import (
    other_than,
    related_to,
    table_markup,
    told,
    years_of,
)
from querschnitt.portal.reading import Reading
from querschnitt.portal.sections import Section
from querschnitt.relations.content import EntryContent, reference_of
from querschnitt.relations.models import Partner
from querschnitt.relations.partner_tables import tables_of
from querschnitt.ui.partial_dates import parse, spoken

LOCALE = Path(__file__).parent / "locale"


def languages_of(entry: EntryContent) -> list[str]:
    """Return the further languages in which a partner's page is given."""
    texts = [entry["title"], entry["summary"], *entry["texts"].values()]
    return sorted({language for text in texts for language in text} - {LANGUAGE})


def address(reference: str, language: str) -> Callable[[Addresses], str]:
    """Return where the page of a partner in a language lives."""
    return lambda addresses: f"{addresses.entry(reference)}{language}/"


def addresses(entry: EntryContent) -> Iterable[Callable[[Addresses], str]]:
    """Return the further addresses that a partner has; they answer 410 once it is gone."""
    return [address(reference_of(entry), language) for language in languages_of(entry)]


def pages(reading: Reading) -> Iterator[Page]:
    """Yield a page for each partner and each further language in which it tells something."""
    for entry in reading.site.relations.of("partners"):
        for language in languages_of(entry):
            yield _page(reading, entry, language)


def links(reading: Reading, entry: EntryContent) -> Iterator[Section]:
    """Yield the links to the same page in other languages."""
    shown = [one for one in alternates(reading, entry) if one["language"] != LANGUAGE]
    if shown:
        body = render_to_string("portal/_languages_of_partner.html", {"alternates": shown})
        yield Section(id="sprachen", title=_("In other languages"), body=body)


def alternates(reading: Reading, entry: EntryContent) -> list[dict[str, str]]:
    """Return the pages that say the same in all languages, ours first; none where it is alone."""
    reference, others = reference_of(entry), languages_of(entry)
    if not others:
        return []
    own = {"language": LANGUAGE, "name": name_of(LANGUAGE),
           "url": reading.addresses.entry(reference)}  # fmt: skip
    return [own] + [
        {
            "language": language,
            "name": name_of(language),
            "url": address(reference, language)(reading.addresses),
        }
        for language in others
    ]


def name_of(language: str) -> str:
    """Return what a language calls itself."""
    info: dict[str, Any] = LANG_INFO.get(language, {})
    return str(info.get("name_local", language))


def words_in(language: str) -> str:
    """Return the language in which the words of a page are: its own, if they are translated."""
    return language if (LOCALE / language).is_dir() else LANGUAGE


def _page(reading: Reading, entry: EntryContent, language: str) -> Page:
    reference, words = reference_of(entry), words_in(language)
    with override(words):
        body = render_to_string(
            "portal/_partner_in_language.html", _context(reading, entry, language, words)
        )
    return Page(
        at=address(reference, language),
        template="partner_in_language",
        title=told(entry["title"], language)[0],
        crumbs=[
            (_("Relations"), reading.addresses.relations),
            (_("Partners"), reading.addresses.register("partners")),
            (reading.text(entry["title"]), reading.addresses.entry(reference)),
        ],
        section="relations",
        context={
            "body": body,
            "language": words,
            "alternates": alternates(reading, entry),
        },
    )


def _context(reading: Reading, entry: EntryContent, language: str, words: str) -> dict[str, Any]:
    """Return what the page shows; ``words`` is the active language and that of its words."""
    related = related_to(reading, entry, language, on=words)
    path_of = reading.addresses.entry
    title, summary = (_said(entry[name], language, words) for name in ("title", "summary"))
    steering = entry["texts"].get("steering") or {LANGUAGE: entry["values"].get("steering", "")}
    return {
        "title": title,
        "summary": summary,
        "steering": _said(steering, language, words),
        "facts": _facts(entry, words),
        "fields": entry["values"].get("fields_of_cooperation", []),
        "counterparts": [_counterpart(row) for row in entry["values"].get("counterparts", [])],
        "of_values": other_than(words, LANGUAGE),
        "tables": [
            {"id": one.id, "title": one.title, "markup": table_markup(one)}
            for one in tables_of(related, path_of)
        ],
        "years": years_of(entry, related, path_of, words),
        "own_url": path_of(reference_of(entry)),
        "own_language": LANGUAGE,
        "own_name": name_of(LANGUAGE),
    }


def _said(text: dict[str, str], language: str, words: str) -> dict[str, str]:
    said, found = told(text, language)
    return {"text": said, "language": other_than(words, found)}


def _countries(codes: str) -> str:
    return country_names(codes, get_language() or LANGUAGE) if codes else ""


def _facts(entry: EntryContent, words: str) -> list[tuple[str, str, str]]:
    """Return what is told in a word each, with the language of what has to be marked."""
    values = entry["values"]
    kind = values.get("kind", "")
    named = str(Partner.Kind(kind).label) if kind in Partner.Kind else ""
    facts = [
        (_("Kind of relation"), named, ""),
        (_("Country"), _countries(str(values.get("country", ""))), ""),
        (_("Capital"), str(values.get("capital", "")), other_than(words, LANGUAGE)),
        (_("Since"), _day(values.get("since", "")), ""),
        (_("Until"), _day(values.get("until", "")), ""),
    ]
    return [fact for fact in facts if fact[1]]


def _counterpart(row: dict[str, str]) -> dict[str, str]:
    since, until = _day(row.get("since", "")), _day(row.get("until", ""))
    told = [_("since {start}").format(start=since)] if since else []
    told += [_("until {end}").format(end=until)] if until else []
    return {
        "office": row.get("office", ""),
        "name": row.get("name", ""),
        "when": " ".join(told),
    }


def _day(text: str) -> str:
    when = parse(text) if text else None
    return spoken(when) if when else text
