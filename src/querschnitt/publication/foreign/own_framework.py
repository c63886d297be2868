"""What our own StratML export says in its lines, put back in its places."""

from querschnitt.framework.content import (
    ClauseContent,
    FieldContent,
    FrameworkContent,
    GoalContent,
    MandateContent,
    PeriodContent,
    ProvenanceContent,
    Text,
)
from querschnitt.lib.partial_date import PartialDate
from querschnitt.publication.foreign.own_lines import OwnLines


def complete(content: FrameworkContent, lines: OwnLines, language: str) -> None:
    """Put what the lines at the top say into a content read from the elements."""

    def text(key: str) -> Text:
        said = lines.take(key)
        return {language: said} if said else {}

    content["short_title"] = text("Short-title")
    content["fields"] = [_field(one, language) for one in lines.take_all("Field")]
    content["term"] = {"number": _number(lines.take("Term")) or 0, "period": _period(lines, "Term")}
    name = text("Government")
    if name:
        content["government"] = {
            "name": name,
            "head": lines.take("Head-of-government"),
            "coalition": _several(lines.take("Coalition")),
            "period": _period(lines, "Government"),
        }
    content["lead"] = lines.take("Lead") or None
    told = _period(lines, "Framework")
    content["period"] = told if any(told.values()) else content["period"]
    content["chapters"] = [
        {"number": number, "title": text(f"Chapter-{number}"),
         "text": text(f"Chapter-{number}-text")}
        for number in lines.numbers("Chapter")
    ]  # fmt: skip
    if mandate := text("Mandate"):
        content["mandate"] = _mandate(lines, mandate, language)
    content["provenance"] = _provenance(lines)


def complete_goal(goal: GoalContent, lines: OwnLines, language: str) -> None:
    """Put what the lines of a goal say into the goal."""

    def text(key: str) -> Text:
        said = lines.take(key)
        return {language: said} if said else {}

    if lines.take("Name-is") != "title":
        goal["title"] = {}
    goal["kind"] = lines.take("Kind") or goal["kind"]
    goal["kind_basis"] = lines.take("Kind-basis")
    goal["chapter"] = _number(lines.take("Chapter"))
    goal["field"] = lines.take("Field")
    goal["explanation"] = text("Explanation")
    goal["lead"] = lines.take("Lead") or None
    goal["lead_confidence"] = lines.take("Lead-confidence")
    goal["lead_remark"] = lines.take("Lead-remark")
    involved = lines.take("Involved")
    goal["involves_all"] = involved == "all"
    goal["involved"] = [] if involved == "all" else involved.split()
    goal["clauses"] = [int(one) for one in lines.take("Clauses").split() if one.isdecimal()]
    goal["other_mandate"] = text("Other-mandate")
    goal["period"] = {"start": _day(lines.take("Start")), "end": _day(lines.take("End"))}
    goal["basis"] = lines.take("Basis") or goal["basis"]
    goal["provenance"] = _provenance(lines)


def _mandate(lines: OwnLines, title: Text, language: str) -> MandateContent:
    def text(key: str) -> Text:
        said = lines.take(key)
        return {language: said} if said else {}

    def clause(number: int) -> ClauseContent:
        name = f"Clause-{number}"
        exclusion = text(f"{name}-not-taken-up")
        content: ClauseContent = {
            "number": number,
            "text": text(name),
            "reference": lines.take(f"{name}-reference"),
            "departments": lines.take(f"{name}-departments").split(),
            "exclusion": exclusion or None,
        }
        on, _colon, why = lines.take(f"{name}-removed").partition(": ")
        if on:
            content["removed"] = {"on": _day(on), "reason": {language: why} if why else {}}
        return content

    return {
        "title": title,
        "key": lines.take("Mandate-key"),
        "kind": lines.take("Mandate-kind"),
        "dated": _day(lines.take("Mandate-dated")),
        "parties": _several(lines.take("Mandate-parties")),
        "pages": _number(lines.take("Mandate-pages")),
        "summary": text("Mandate-summary"),
        "clauses": [clause(number) for number in lines.numbers("Clause")],
        "provenance": {
            "source": lines.take("Mandate-source"),
            "confidence": lines.take("Mandate-confidence"),
            "remark": lines.take("Mandate-remark"),
        },
    }


def _field(line: str, language: str) -> FieldContent:
    key, _colon, name = line.partition(": ")
    provenance = ProvenanceContent(source="", confidence="", remark="")
    return {"key": key, "name": {language: name} if name else {}, "provenance": provenance}


def _provenance(lines: OwnLines) -> ProvenanceContent:
    return {
        "source": lines.take("Source"),
        "confidence": lines.take("Confidence"),
        "remark": lines.take("Remark"),
    }


def _period(lines: OwnLines, name: str) -> PeriodContent:
    return {"start": _day(lines.take(f"{name}-start")), "end": _day(lines.take(f"{name}-end"))}


def _day(text: str) -> str:
    """Return a partial date, or nothing where somebody has written something else."""
    try:
        return str(PartialDate.parse(text)) if text else ""
    except ValueError:
        return ""


def _several(text: str) -> list[str]:
    return [one for one in text.split("; ") if one]


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
