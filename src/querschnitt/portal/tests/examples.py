"""Public editions written by hand, small and complete; no database."""

from datetime import UTC, datetime, timedelta

from querschnitt.publication.renderers import PublicEdition

NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
PUBLISHED = datetime(2022, 7, 13, 8, tzinfo=UTC)


def text(german):
    return {"de": german} if german else {}


def provenance(source="Mitteilung der Staatskanzlei", confidence="high", remark=""):
    return {"source": source, "confidence": confidence, "remark": remark}


def department(key="stk", name="Staatskanzlei", **changes):
    return {
        "key": key,
        "name": text(name),
        "abbreviation": key.upper(),
        "position": 1,
        "valid_from": "",
        "valid_until": "",
        "heads": [],
        "successors": [],
        "provenance": provenance(),
        **changes,
    }


def field(key="europa", name="Europapolitik"):
    return {"key": key, "name": text(name), "provenance": provenance()}


def goal(reference="X1", wording="Europapolitik ist Aufgabe aller Ressorts.", **changes):
    return {
        "reference": reference,
        "kind": "principle",
        "kind_basis": "stated",
        "chapter": 1,
        "field": "europa",
        "title": {},
        "wording": text(wording),
        "explanation": {},
        "lead": "stk",
        "lead_confidence": "",
        "lead_remark": "",
        "involves_all": False,
        "involved": [],
        "clauses": [1],
        "other_mandate": {},
        "period": {"start": "", "end": ""},
        "basis": "press_release",
        "provenance": provenance(),
        **changes,
    }


def clause(number=1, wording="Die Ziele der Ressorts werden gebündelt.", **changes):
    return {
        "number": number,
        "text": text(wording),
        "reference": "",
        "departments": ["stk"],
        "exclusion": None,
        **changes,
    }


def framework(key="2022", *, goals=None, **changes):
    return {
        "schema": "querschnitt/framework/1",
        "languages": ["de"],
        "key": key,
        "title": text(f"Rahmen {key} in Europa und der Welt"),
        "short_title": text(f"Ziele {key}"),
        "period": {"start": "2022-07-12", "end": "2026"},
        "term": {"number": 8, "period": {"start": "2021-07-06", "end": "2026"}},
        "government": {
            "name": text("Landesregierung"),
            "head": "Dr. Reiner Haseloff",
            "coalition": ["CDU", "SPD", "FDP"],
            "period": {"start": "2021-09-16", "end": "2026-01-27"},
        },
        "mandate": {
            "key": "kv",
            "kind": "coalition_agreement",
            "title": text("Koalitionsvertrag"),
            "dated": "2021-09-13",
            "parties": ["CDU", "SPD", "FDP"],
            "pages": 157,
            "summary": text("Die Partner bündeln ihre Ziele."),
            "clauses": [
                clause(),
                clause(2, "Austausch für alle.", exclusion=text("Ein Bundesprogramm leistet das.")),
                clause(3, "Eine Außenwirtschaftsstrategie wird erarbeitet."),
            ],
            "provenance": provenance(),
        },
        "lead": "stk",
        "introduction": text("Gemeinsamer Orientierungsrahmen."),
        "chapters": [{"number": 1, "title": text("Grundsätze"), "text": {}}],
        "departments": [
            department(),
            department("mwl", "Ministerium für Wirtschaft", position=2),
        ],
        "fields": [field(), field("wirtschaft", "Außenwirtschaft")],
        "goals": [goal()] if goals is None else goals,
        "predecessor": None,
        "provenance": provenance(),
        **changes,
    }


def adopted(content, *, corrections=(), is_closed=False, decided_on="2022-07-12", **changes):
    edition = {
        "framework": content,
        "adoption": {
            "version": 1,
            "decided_on": decided_on,
            "decided_by": "Landesregierung (Kabinett)",
            "agenda_number": "",
            "wording": "",
            "content_digest": "c" * 64,
            "digest": "a" * 64,
            "source": "Mitteilung",
            **changes,
        },
        "corrections": list(corrections),
    }
    return {**edition, "term_is_closed": True} if is_closed else edition


def reported(key="2022", *, goals):
    return {
        "schema": "querschnitt/reported-goals/1",
        "languages": ["de"],
        "framework": key,
        "title": text(f"Rahmen {key} in Europa und der Welt"),
        "departments": [department("mj", "Ministerium für Justiz")],
        "fields": [field("justiz", "Justiz")],
        "goals": goals,
    }


def edition(content, *, number=1, is_newest=True, withdrawn="", **changes):
    is_reported = "adoption" not in content
    key = content["framework"] if is_reported else content["framework"]["key"]
    values = {
        "document": f"{key}-berichtete-ziele" if is_reported else key,
        "kind": "reported_goals" if is_reported else "framework",
        "framework": key,
        "number": number,
        "is_minor": False,
        "is_newest": is_newest and not withdrawn,
        "content": content,
        "content_digest": "c" * 64,
        "digest": "d" * 64,
        "change_note": "",
        "published_at": PUBLISHED,
        "public_from": PUBLISHED + timedelta(days=number),
        "withdrawn_at": NOW - timedelta(days=1) if withdrawn else None,
        "withdrawal_reason": withdrawn,
    }
    return PublicEdition(**{**values, **changes})


def whole_site():
    """Return editions with all there can be: two governments, reports, a withdrawal."""
    correction = {
        "goal": "X1",
        "part": "wording",
        "language": "de",
        "before": "Europapolitik ist Aufgabe aler Ressorts.",
        "after": "Europapolitik ist Aufgabe aller Ressorts.",
        "note": "Ein Buchstabe fehlte.",
        "corrected_on": "2022-08-01",
    }
    misprinted = goal("X1", correction["before"], involves_all=True)
    second = goal(
        "D1",
        "Die Außenwirtschaft wird gestärkt.",
        kind="department_specific",
        kind_basis="inferred",
        chapter=None,
        field="wirtschaft",
        lead=None,
        lead_remark="Federführung nicht belegt",
        involved=["mwl"],
        clauses=[],
        period={"start": "2022", "end": "2024-06"},
        provenance=provenance(
            "Mitteilung ; https://example.org/ziele?a=1&b=2 (Teil C)", "low", "Nur eine Quelle."
        ),
    )
    now = framework(goals=[misprinted, second], predecessor="2016")
    dropped = goal("Z9", "Ein Ziel, das es nur in der ersten Ausgabe gibt.")
    before = framework(
        "2016",
        goals=[goal("X1", "Das Profil in Europa schärfen.")],
        departments=[department(), department("mj", "Ministerium für Justiz", successors=["stk"])],
        period={"start": "2016-12-20", "end": "2021"},
    )
    told = goal("MJ1", "Justiz arbeitet zusammen.", lead="mj", field="justiz", clauses=[],
                chapter=None, basis="annual_report")  # fmt: skip
    gone = framework("2012", goals=[goal("X1", "Zurückgezogenes Ziel.")])
    return [
        edition(adopted(now, corrections=[correction]), number=2, is_minor=True,
                change_note="Ein Druckfehler."),
        edition(adopted({**now, "goals": [*now["goals"], dropped]}), is_newest=False),
        edition(adopted(before, is_closed=True, decided_on="2016-12-20")),
        edition(reported("2016", goals=[told])),
        edition(adopted(gone, decided_on="2012-01-10"), withdrawn="Enthielt einen falschen Stand."),
    ]  # fmt: skip
