"""What the fields of public content mean, in English, for those who use the data."""

from typing import Any

_PARTIAL = {"pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}
_DAY = {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DIGEST = {"pattern": "^[0-9a-f]{64}$"}
_KEY = {"pattern": "^[a-z0-9_-]+$"}
_CONFIDENCE = {"enum": ["", "high", "medium", "low"]}
_POSITIVE = {"minimum": 1}

PATTERNS: dict[tuple[str, str], dict[str, Any]] = {
    ("ProvenanceContent", "confidence"): _CONFIDENCE,
    ("PeriodContent", "start"): _PARTIAL,
    ("PeriodContent", "end"): _PARTIAL,
    ("OfficeHolder", "held_from"): _PARTIAL,
    ("OfficeHolder", "held_until"): _PARTIAL,
    ("DepartmentContent", "key"): _KEY,
    ("DepartmentContent", "valid_from"): _PARTIAL,
    ("DepartmentContent", "valid_until"): _PARTIAL,
    ("FieldContent", "key"): _KEY,
    ("RemovalContent", "on"): _PARTIAL,
    ("ClauseContent", "number"): _POSITIVE,
    ("MandateContent", "key"): _KEY,
    ("MandateContent", "kind"): {
        "enum": [
            "coalition_agreement",
            "parliament_resolution",
            "law",
            "inter_institutional_agreement",
            "state_secretaries_conference",
            "other",
        ]
    },
    ("MandateContent", "dated"): _PARTIAL,
    ("MandateContent", "pages"): _POSITIVE,
    ("ChapterContent", "number"): {"minimum": 0},
    ("GoalContent", "reference"): {"minLength": 1},
    ("GoalContent", "kind"): {
        "enum": ["principle", "cross_department", "department_specific", "outcome"]
    },
    ("GoalContent", "basis"): {
        "enum": ["own", "strategy_text", "press_release", "press", "annual_report"]
    },
    ("GoalContent", "lead_confidence"): _CONFIDENCE,
    ("FrameworkContent", "key"): _KEY,
    ("TermContent", "number"): _POSITIVE,
    ("AmendsContent", "version"): _POSITIVE,
    ("AmendsContent", "decided_on"): _DAY,
    ("AmendsContent", "digest"): _DIGEST,
    ("OriginContent", "version"): _POSITIVE,
    ("OriginContent", "digest"): _DIGEST,
    ("AdoptionContent", "version"): _POSITIVE,
    ("AdoptionContent", "decided_on"): _DAY,
    ("AdoptionContent", "content_digest"): _DIGEST,
    ("AdoptionContent", "digest"): _DIGEST,
    ("CorrectionContent", "corrected_on"): _DAY,
}
"""What is known of the values of a field beyond its type."""

TITLES = {
    "Text": "Text in its languages",
    "ProvenanceContent": "Provenance",
    "PeriodContent": "Period",
    "OfficeHolder": "Holder of an office",
    "DepartmentContent": "Department",
    "FieldContent": "Field of action",
    "RemovalContent": "Removal of a clause",
    "ClauseContent": "Clause of the mandate",
    "MandateContent": "Mandate",
    "ChapterContent": "Chapter",
    "GoalContent": "Goal",
    "TermContent": "Legislative term",
    "GovernmentContent": "Government",
    "FrameworkContent": "Framework as adopted",
    "ReportedGoalsContent": "Reported goals",
    "AmendsContent": "Amended version",
    "OriginContent": "Adoption as recorded elsewhere",
    "AdoptionContent": "Adoption",
    "CorrectionContent": "Editorial correction",
    "FrameworkEdition": "Edition of a framework",
}

_PROVENANCE = "From where this is known."
_LANGUAGES = "The languages of the texts, the leading one first."
_DEPARTMENTS = "The departments that are named here."
_FIELDS = "The fields of action that goals belong to."
_GOALS = "The goals, in the order of the text."

WORDS: dict[str, dict[str, str]] = {
    "Text": {"": "One text in each language it exists in, by language tag; empty where unknown."},
    "ProvenanceContent": {
        "": "Where a fact comes from and how sure it is.",
        "source": "The source, often with its address; empty where none is given.",
        "confidence": "high: official source read; medium: press, or inferred; low: one weak"
        " source; empty: nothing is said.",
        "remark": "What else is to be known about the fact.",
    },
    "PeriodContent": {
        "": "From when until when. A date may be known to the day, the month or the year only.",
        "start": "First day, month or year; empty where unknown.",
        "end": "Last day, month or year; empty where unknown or open.",
    },
    "OfficeHolder": {
        "": "A person who heads a department.",
        "title": "The office, as it is called officially.",
        "person": "The person's name.",
        "held_from": "Since when; empty where unknown.",
        "held_until": "Until when; empty where the person is in office or nothing is known.",
    },
    "DepartmentContent": {
        "": "A ministry or the State Chancellery, as long as it existed in this form.",
        "key": "Its lasting key.",
        "name": "Its full name.",
        "abbreviation": "Its usual abbreviation.",
        "position": "Its place in the order of the government.",
        "valid_from": "Since when it exists in this form; empty where unknown.",
        "valid_until": "Until when; empty where it exists or nothing is known.",
        "heads": "Who headed it.",
        "successors": "Keys of the departments that took over its portfolio.",
        "provenance": _PROVENANCE,
    },
    "FieldContent": {
        "": "A field of action by which goals are ordered.",
        "key": "Its lasting key.",
        "name": "What it is called.",
        "provenance": _PROVENANCE,
    },
    "RemovalContent": {
        "": "A later mandate took the clause away.",
        "on": "Since when it no longer stands.",
        "reason": "Why.",
    },
    "ClauseContent": {
        "": "A commitment of the mandate.",
        "number": "Its number, by which goals name it.",
        "text": "What it says.",
        "reference": "Where it stands in the mandate, such as a page.",
        "departments": "Keys of the departments that it concerns.",
        "exclusion": "Why the framework does not take it up; null where nothing is said.",
        "removed": "Only of a clause that a later mandate took away.",
    },
    "MandateContent": {
        "": "What the framework rests on, such as a coalition agreement.",
        "key": "Its lasting key.",
        "kind": "What kind of mandate it is.",
        "title": "What it is called.",
        "dated": "When it was agreed or passed.",
        "parties": "Who agreed on it.",
        "pages": "How many pages it has; null where unknown.",
        "summary": "What it says in short.",
        "clauses": "Its commitments.",
        "provenance": _PROVENANCE,
    },
    "ChapterContent": {
        "": "A chapter of the framework.",
        "number": "Its number, by which goals name it.",
        "title": "Its title.",
        "text": "Its text, paragraphs separated by empty lines.",
    },
    "GoalContent": {
        "": "A goal of the government.",
        "reference": "Its lasting reference within the framework.",
        "kind": "Whether it is a principle, a cross-department priority, a core goal of one"
        " department, or an outcome.",
        "kind_basis": "“inferred” where the kind was concluded later; empty where it is stated.",
        "chapter": "The number of its chapter; null where it stands in none.",
        "field": "The key of its field of action.",
        "title": "Its title; may be empty.",
        "wording": "What it says.",
        "explanation": "What explains it; may be empty.",
        "lead": "The key of the department in the lead; null where none is known.",
        "lead_confidence": "How sure the lead is; empty where it is stated.",
        "lead_remark": "Why the lead is believed to be this one.",
        "involves_all": "Whether all departments take part.",
        "involved": "Keys of the departments that take part beside the lead.",
        "clauses": "Numbers of the clauses that it takes up.",
        "other_mandate": "What else it rests on.",
        "period": "From when until when it is pursued.",
        "basis": "From where its wording is known.",
        "provenance": _PROVENANCE,
    },
    "TermContent": {
        "": "The legislative term of the framework.",
        "number": "Its number.",
        "period": "From when until when.",
    },
    "GovernmentContent": {
        "": "The government that made the framework.",
        "name": "What it is called.",
        "head": "Its head of government.",
        "coalition": "The parties that form it.",
        "period": "From when until when it is in office.",
    },
    "FrameworkContent": {
        "": "Exactly what cabinet adopted. The digest of the adoption is taken over this object as"
        " canonical JSON.",
        "schema": "The form of the adopted content.",
        "languages": _LANGUAGES,
        "key": "The framework's lasting key.",
        "title": "Its title.",
        "short_title": "A short title; may be empty.",
        "period": "From when until when it holds.",
        "term": "In which legislative term.",
        "government": "Who made it; null where unknown.",
        "mandate": "What it rests on; null where it has none.",
        "lead": "The key of the department that coordinates it; null where none is known.",
        "introduction": "The text before the first chapter.",
        "chapters": "Its chapters, in order.",
        "departments": _DEPARTMENTS,
        "fields": _FIELDS,
        "goals": _GOALS,
        "predecessor": "The key of the framework before; null where there is none.",
        "provenance": _PROVENANCE,
    },
    "ReportedGoalsContent": {
        "": "Goals of a framework's time that are known from reports, not from its text.",
        "schema": "The form of this content.",
        "languages": _LANGUAGES,
        "framework": "The key of the framework in whose time they fall.",
        "title": "The title of that framework.",
        "departments": _DEPARTMENTS,
        "fields": _FIELDS,
        "goals": _GOALS,
    },
    "AmendsContent": {
        "": "Which adopted version this one amends, and why.",
        "version": "The number of the amended version.",
        "decided_on": "When that was decided.",
        "digest": "The chained digest of that version.",
        "reason": "Why it was amended.",
    },
    "OriginContent": {
        "": "The adoption as the installation recorded it from which the framework was taken over.",
        "version": "The number of the version there.",
        "digest": "The chained digest of the version there.",
        "amends": "Only of a version that amended another one there.",
    },
    "AdoptionContent": {
        "": "The decision by which cabinet adopted the framework.",
        "version": "Which adopted version of the framework this is.",
        "decided_on": "The day of the decision.",
        "decided_by": "Who decided.",
        "agenda_number": "The number of the item on the agenda.",
        "wording": "The wording of the decision.",
        "content_digest": "SHA-256 over the adopted content as canonical JSON.",
        "digest": "SHA-256 that also covers the versions before it.",
        "source": "From where the decision is known.",
        "amends": "Only of a version that amends another one.",
        "origin": "Only of a framework that was recorded elsewhere and taken over.",
    },
    "CorrectionContent": {
        "": "A misprint put right. The adopted content above still has it.",
        "goal": "The reference of the goal.",
        "part": "Which of its texts.",
        "language": "In which language.",
        "before": "The text as adopted.",
        "after": "The text as it is to be read.",
        "note": "What was put right.",
        "corrected_on": "The day of the correction.",
    },
    "FrameworkEdition": {
        "": "An edition of a framework: what cabinet adopted, untouched, with the record of the"
        " adoption and of misprints put right beside it.",
        "framework": "What cabinet adopted.",
        "adoption": "How it was adopted.",
        "corrections": "Misprints put right since.",
        "term_is_closed": "Whether the framework is that of a former government.",
    },
}
