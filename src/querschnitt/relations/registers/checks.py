"""Rules on the values of entries: periods, official numbers, codes. None asks the database."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from querschnitt.lib.countries import is_country
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.registers.base import Check, Label

Values = Mapping[str, Any]

_CODES: dict[str, tuple[str, Label]] = {
    # EUR-Lex: sector, year, one or two letters, number; proposals are of sector 5, treaties of
    # sector 1 with three digits, consolidated texts of sector 0 with their day.
    "celex": (
        r"[0-9CE]\d{4}[A-Z]{1,2}\d{3,4}(?:\(\d{2}\))?(?:R\(\d{2}\))?(?:-\d{8})?",
        gettext_lazy("A CELEX number looks like 52022PC0304 or 32016R0679."),
    ),
    # The Commission's own documents, and those it writes with the High Representative.
    "com_number": (
        r"(?:COM|JOIN|SWD|SEC|C)\(\d{4}\)\s?\d{1,5}(?:\s?final(?:/\d)?)?",
        gettext_lazy("A number of a Commission document looks like COM(2022) 304 final."),
    ),
    # The Council's register, with additions and revisions.
    "council_number": (
        r"(?:ST\s)?\d{4,5}(?:/\d{1,2})?/\d{2}(?:\s(?:ADD|REV|COR|INIT|DCL)(?:\s\d{1,2})?)*",
        gettext_lazy("A number of a Council document looks like 10524/22 or 10524/22 ADD 1."),
    ),
    # Interinstitutional file: year, number, and what kind of procedure it is.
    "procedure": (
        r"\d{4}/\d{4}[A-Z]?\s?"
        r"\((?:COD|CNS|APP|NLE|BUD|AVC|INI|INL|SYN|RSP|DEC|DEA|RPS|ACI)\)",
        gettext_lazy("A procedure looks like 2022/0195(COD)."),
    ),
    "subdivision": (
        r"[A-Z]{2}-[A-Z0-9]{1,3}",
        gettext_lazy("An ISO 3166-2 code looks like DE-ST or PL-14."),
    ),
    "nuts": (
        r"[A-Z]{2}[0-9A-Z]{0,3}(?: [A-Z]{2}[0-9A-Z]{0,3})*",
        gettext_lazy("A NUTS code looks like DEE0 or PL9; several are separated by blanks."),
    ),
}


def code(field: str) -> Check:
    """Return the rule that a field holds a code of the official form, or nothing."""
    pattern, sentence = _CODES[field]

    def obstacle(values: Values) -> Obstacle | None:
        told = values.get(field, "")
        if told and not re.fullmatch(pattern, told, re.ASCII):
            return Obstacle("relations.bad-code", str(sentence))
        return None

    return Check(field, obstacle)


def country(field: str = "country") -> Check:
    """Return the rule that a field holds the two letters of a country, or of several."""

    def obstacle(values: Values) -> Obstacle | None:
        told = values.get(field, "")
        return _obstacle_in_countries(told.split("/") if told else [])

    return Check(field, obstacle)


def countries(field: str = "countries") -> Check:
    """Return the rule that each line is a country by its two letters."""

    def obstacle(values: Values) -> Obstacle | None:
        return _obstacle_in_countries(values.get(field, []))

    return Check(field, obstacle)


def _obstacle_in_countries(codes: Iterable[str]) -> Obstacle | None:
    for told in codes:
        if not re.fullmatch(r"[A-Z]{2}", told, re.ASCII):
            return Obstacle(
                "relations.bad-code",
                _("A country is given by two capital letters such as PL, several by EE/LV/LT."),
            )
        if not is_country(told):
            return Obstacle(
                "relations.no-such-country",
                _("There is no country with the letters {code}.").format(code=told),
            )
    return None


def period(starts: str, ends: str) -> Check:
    """Return the rule that what ends has begun before."""

    def obstacle(values: Values) -> Obstacle | None:
        first, last = values.get(starts, ""), values.get(ends, "")
        if first and last and PartialDate.parse(last).last_day < PartialDate.parse(first).first_day:
            return Obstacle("relations.bad-period", _("The end lies before the beginning."))
        return None

    return Check(ends, obstacle)


def needs(field: str, sentence: Label, *, when: Callable[[Values], bool]) -> Check:
    """Return the rule that a field is filled in under a condition."""

    def obstacle(values: Values) -> Obstacle | None:
        if not values.get(field) and when(values):
            return Obstacle("relations.value-missing", str(sentence))
        return None

    return Check(field, obstacle)


def refused(field: str, sentence: Label, *, when: Callable[[Values], bool]) -> Check:
    """Return the rule that the values do not contradict each other."""

    def obstacle(values: Values) -> Obstacle | None:
        return Obstacle("relations.bad-value", str(sentence)) if when(values) else None

    return Check(field, obstacle)
