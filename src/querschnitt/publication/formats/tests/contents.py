"""Contents with everything that a format may meet."""

from querschnitt.framework.content import REPORTED_SCHEMA, SCHEMA

NOWHERE = {"source": "", "confidence": "", "remark": ""}
SOURCE = {
    "source": "Pressemitteilung vom 12.07.2022; https://example.org/a?b=c&d",
    "confidence": "medium",
    "remark": "Sinngemäß <wiedergegeben>",
}
OPEN = {"start": "", "end": ""}


def department(key="stk", **changed):
    return {
        "key": key,
        "name": {"de": "Staatskanzlei & Ministerium für Kultur"},
        "abbreviation": key.upper(),
        "position": 1,
        "valid_from": "2021-09",
        "valid_until": "",
        "heads": [],
        "successors": [],
        "provenance": NOWHERE,
        **changed,
    }


def goal(reference="P1", **changed):
    return {
        "reference": reference,
        "kind": "principle",
        "kind_basis": "",
        "chapter": 1,
        "field": "eu",
        "title": {},
        "wording": {"de": f"Größe & <Maß> von {reference}."},
        "explanation": {},
        "lead": "stk",
        "lead_confidence": "",
        "lead_remark": "",
        "involves_all": False,
        "involved": [],
        "clauses": [1],
        "other_mandate": {},
        "period": OPEN,
        "basis": "own",
        "provenance": NOWHERE,
        **changed,
    }


def framework(**changed):
    return {
        "schema": SCHEMA,
        "languages": ["de"],
        "key": "2022",
        "title": {"de": "Ein starkes Land in Europa"},
        "short_title": {},
        "period": OPEN,
        "term": {"number": 8, "period": OPEN},
        "government": None,
        "mandate": None,
        "lead": None,
        "introduction": {},
        "chapters": [],
        "departments": [],
        "fields": [{"key": "eu", "name": {"de": "Europa"}, "provenance": NOWHERE}],
        "goals": [],
        "predecessor": None,
        "provenance": NOWHERE,
        **changed,
    }


def edition(content, **changed):
    return {
        "framework": content,
        "adoption": {
            "version": 1,
            "decided_on": "2022-07-12",
            "decided_by": "",
            "agenda_number": "",
            "wording": "",
            "content_digest": "ab" * 32,
            "digest": "cd" * 32,
            "source": "",
        },
        "corrections": [],
        **changed,
    }


EMPTY = edition(framework())
FULL = edition(
    framework(
        government={
            "name": {"de": "Zweites Kabinett"},
            "head": "Reiner Muster",
            "coalition": ["CDU", "SPD"],
            "period": {"start": "2021-09-16", "end": ""},
        },
        mandate={
            "key": "kv",
            "kind": "coalition_agreement",
            "title": {"de": "Koalitionsvertrag"},
            "dated": "2021-09",
            "parties": ["CDU", "SPD"],
            "pages": 154,
            "summary": {"de": "Zusammenfassung"},
            "clauses": [
                {
                    "number": number,
                    "text": {"de": f"Klausel {number}"},
                    "reference": "S. 12" if number == 1 else "",
                    "departments": ["stk"],
                    "exclusion": exclusion,
                }
                for number, exclusion in ((1, None), (2, {"de": "Sache des Bundes"}), (3, None))
            ],
            "provenance": SOURCE,
        },
        lead="stk",
        period={"start": "2022-07-12", "end": "2026"},
        introduction={"de": "Zur Einführung.\n\nZweiter Absatz."},
        chapters=[
            {"number": 1, "title": {"de": "Grundsätze"}, "text": {}},
            {"number": 2, "title": {"de": "Schwerpunkte"}, "text": {"fr": "En français"}},
            {"number": 3, "title": {"de": "Leer"}, "text": {}},
        ],
        departments=[department(), department("mwl", position=2)],
        goals=[
            goal("P1", involves_all=True, provenance=SOURCE),
            goal("P2", lead=None, involved=["mwl", "stk"], basis="press_release"),
            goal("X1", chapter=2, title={"de": "Titel"}, explanation={"de": "Warum"}),
            goal("X2", chapter=None, lead_confidence="low", wording={"de": "Lang " * 200}),
        ],
        provenance=SOURCE,
    ),
    corrections=[
        {
            "goal": "P1",
            "part": "wording",
            "language": "de",
            "before": "Größe & <Maß> von P1.",
            "after": "Größe & <Maß> in P1.",
            "note": "Schreibfehler",
            "corrected_on": "2022-08-01",
        }
    ],
    term_is_closed=True,
)
REPORTED = {
    "schema": REPORTED_SCHEMA,
    "languages": ["de"],
    "framework": "2022",
    "title": {"de": "Ein starkes Land in Europa"},
    "departments": [department()],
    "fields": framework()["fields"],
    "goals": [goal("O1", basis="annual_report", chapter=None, clauses=[])],
}
EVERY = {"empty": EMPTY, "full": FULL, "reported": REPORTED}
