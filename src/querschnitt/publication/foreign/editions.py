"""Reading editions that an installation of this program offers as JSON, so that nothing is lost."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, cast

from django.utils.translation import gettext as _

from querschnitt.framework.content import FrameworkContent, FrameworkEdition, PeriodContent
from querschnitt.lib.digest import digest
from querschnitt.lib.partial_date import PartialDate
from querschnitt.publication.content import corrected
from querschnitt.publication.foreign.shape import faults
from querschnitt.publication.formats.json_data import SCHEMA

MOST_FAULTS = 5


class NotAnEdition(ValueError):
    """The value is no edition of a framework; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read(value: Any) -> FrameworkEdition:
    """Return an edition, with its form, its references and its digest checked.

    :raises NotAnEdition: with the first faults and their paths
    """
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        raise NotAnEdition(_not_this(schema))
    edition = {name: one for name, one in value.items() if name not in {"schema", "$schema"}}
    found = list(islice(faults(edition, FrameworkEdition, "$"), MOST_FAULTS))
    if not found:
        known = cast("FrameworkEdition", edition)
        found = list(islice(_contradictions(known), MOST_FAULTS))
    if found:
        told = " ".join(found)
        raise NotAnEdition(_("The file is no complete edition: %(faults)s") % {"faults": told})
    return cast("FrameworkEdition", edition)


def _not_this(schema: object) -> str:
    if schema == "querschnitt/reported-goals/1":
        return _(
            "The file holds goals that are known from reports. Only an adopted framework can be"
            " imported."
        )
    return _("The file is JSON, but no edition of a framework as this program offers it.")


def _contradictions(edition: FrameworkEdition) -> Iterator[str]:
    framework, adoption = edition["framework"], edition["adoption"]
    if digest(framework) != adoption["content_digest"]:
        yield _(
            "The framework is not the one that was adopted: its digest differs from the digest of"
            " the adoption. The file was changed after it was published."
        )
        return
    yield from _faults_in_days(edition)
    yield from _faults_in_goals(framework)
    try:
        corrected(edition)
    except (ValueError, KeyError):
        yield _("A correction does not fit the text that it corrects.")


def _faults_in_days(edition: FrameworkEdition) -> Iterator[str]:
    framework = edition["framework"]
    periods: list[tuple[str, PeriodContent]] = [
        ("$.framework.period", framework["period"]),
        ("$.framework.term.period", framework["term"]["period"]),
    ]
    if framework["government"]:
        periods.append(("$.framework.government.period", framework["government"]["period"]))
    for number, goal in enumerate(framework["goals"]):
        periods.append((f"$.framework.goals[{number}].period", goal["period"]))
    days = [(f"{path}.{name}", day) for path, period in periods for name, day in period.items()]
    for number, one in enumerate(framework["departments"]):
        path = f"$.framework.departments[{number}]"
        days += [(f"{path}.valid_from", one["valid_from"]),
                 (f"{path}.valid_until", one["valid_until"])]  # fmt: skip
    if framework["mandate"]:
        days.append(("$.framework.mandate.dated", framework["mandate"]["dated"]))
    for path, day in days:
        if day and not _is_day(str(day)):
            yield _("%(path)s is no year, month or day.") % {"path": path}
    decided = edition["adoption"]["decided_on"]
    if not (_is_day(decided) and len(decided) == len("2022-07-12")):
        yield _("%(path)s is no day.") % {"path": "$.adoption.decided_on"}


def _is_day(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _faults_in_goals(framework: FrameworkContent) -> Iterator[str]:
    """Yield what refers to nothing, or is there twice."""
    known = {
        "departments": [one["key"] for one in framework["departments"]],
        "fields": [one["key"] for one in framework["fields"]],
        "goals": [one["reference"] for one in framework["goals"]],
        "chapters": [str(one["number"]) for one in framework["chapters"]],
    }
    for name, keys in known.items():
        if len({*keys}) != len(keys):
            yield _("%(path)s names something twice.") % {"path": f"$.framework.{name}"}
    departments, fields = {*known["departments"]}, {*known["fields"]}
    chapters = {one["number"] for one in framework["chapters"]} | {None}
    mandate = framework["mandate"]
    clauses = {one["number"] for one in mandate["clauses"]} if mandate else set()
    for number, goal in enumerate(framework["goals"]):
        path = f"$.framework.goals[{number}]"
        named = {*goal["involved"], *filter(None, [goal["lead"]])}
        for part, is_known in (
            ("field", goal["field"] in fields),
            ("lead, involved", named <= departments),
            ("chapter", goal["chapter"] in chapters),
            ("clauses", clauses.issuperset(goal["clauses"])),
        ):
            if not is_known:
                yield _("%(path)s names something that the file does not have.") % {
                    "path": f"{path}.{part}"
                }
