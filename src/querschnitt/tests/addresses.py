"""Each address of the desk, in a world where it leads somewhere, with what could be sent there.

What is sent is right in itself: whoever may act, acts with it.
"""

from typing import NamedTuple

from querschnitt.accounts import rules as account_rules
from querschnitt.framework.queries import digest_of_draft
from querschnitt.framework.text_digests import chapter_digest, introduction_digest
from querschnitt.tests.world import PASSWORD

ANOTHER = "another-word-of-many-letters"
DAY = "31.05.2022"
PARTS_OF_A_FRAMEWORK = (
    "rahmen/{}/",
    "rahmen/{}/matrix/",
    "rahmen/{}/abdeckung/",
    "rahmen/{}/einleitung/",
    "rahmen/{}/kapitel/1/",
    "kabinett/{}/",
    "kabinett/{}/beschluss/",
    "runden/{}/neu/",
)


class Place(NamedTuple):
    """An address, what is sent there (None where nothing can be), and what is asked of it."""

    path: str
    data: dict | None = None
    query: str = ""


def desk_places(world):
    """Return every place of the desk by the name of its address."""
    places = {**_open(world), **_accounts(world), **_framework(world), **_goals(world)}
    places |= {**_coordination(world), **_publication(world)}
    places["desk:home"] = Place("")
    return {name: place._replace(path=f"/desk/{place.path}") for name, place in places.items()}


def desk_addresses(world):
    return [place.path for place in desk_places(world).values()]


def _open(world):
    return {
        "accounts:sign_in": Place(
            "anmelden/", {"email": world.people["auditor"].email, "password": PASSWORD}
        ),
        "accounts:sign_out": Place("abmelden/", {}),
        "accounts:password_forgotten": Place("passwort-vergessen/"),
        "accounts:set_password": Place(
            f"persoenlicher-link/{world.token}/",
            {"new_password": ANOTHER, "new_password_again": ANOTHER},
        ),
    }


def _accounts(world):
    somebody, gone = world.people["somebody"].pk, world.people["gone"].pk
    department = world.departments["aa"]
    department.refresh_from_db()
    kept = {name: getattr(department, name) for name in account_rules.REVISABLE}
    password = {"current_password": PASSWORD, "new_password": ANOTHER}
    return {
        "accounts:own_account": Place("konto/", {**password, "new_password_again": ANOTHER}),
        "accounts:people": Place("personen/"),
        "accounts:invite": Place(
            "personen/einladen/", {"name": "Neu", "email": "neu@example.org", "role": "auditor"}
        ),
        "accounts:person": Place(f"personen/{somebody}/"),
        "accounts:change_role": Place(f"personen/{somebody}/rolle/", {"role": "auditor"}),
        "accounts:deactivate": Place(f"personen/{somebody}/deaktivieren/", {}),
        "accounts:reactivate": Place(f"personen/{gone}/reaktivieren/", {}),
        "accounts:issue_reset_link": Place(f"personen/{somebody}/link/", {}),
        "accounts:departments": Place("ressorts/"),
        "accounts:found_department": Place(
            "ressorts/neu/", {"key": "xx", "name": "X", "abbreviation": "XX", "position": "9"}
        ),
        "accounts:department": Place("ressorts/aa/"),
        "accounts:revise_department": Place(
            "ressorts/aa/bearbeiten/",
            {**kept, "name": "Anders", "seen_digest": account_rules.digest_of(department)},
        ),
        "accounts:dissolve_department": Place(
            "ressorts/leer/aufloesen/", {"until": "2022", "successors": [str(department.pk)]}
        ),
        "accounts:appoint": Place(
            "ressorts/aa/amt/", {"title": "Staatssekretär", "person_name": "Max Muster"}
        ),
        "accounts:end_appointment": Place(
            f"amtszeiten/{world.appointment.pk}/beenden/", {"held_until": "2023"}
        ),
        "accounts:journal": Place("journal/"),
    }


def _framework(world):
    framework = world.frameworks["sammlung"]
    framework.refresh_from_db()
    chapter = framework.chapters.get(number=1)
    own = "rahmen/sammlung/"
    return {
        "framework:frameworks": Place("rahmen/"),
        "framework:prepare_framework": Place(
            "neuer-rahmen/", {"title": "Neu", "key": "neu-1", "term": str(world.term.pk)}
        ),
        "framework:framework": Place(own),
        "framework:matrix": Place(f"{own}matrix/"),
        "framework:coverage": Place(f"{own}abdeckung/"),
        "framework:revise_introduction": Place(
            f"{own}einleitung/",
            {"introduction": "Neu.", "seen_digest": introduction_digest(framework)},
        ),
        "framework:add_chapter": Place(f"{own}neues-kapitel/", {"title": "Neues Kapitel"}),
        "framework:revise_chapter": Place(
            f"{own}kapitel/1/", {"title": "Neu", "seen_digest": chapter_digest(chapter)}
        ),
        "framework:exclude_clause": Place(
            f"{own}vorgaben/1/nicht-aufgreifen/", {"reason": "Weil nicht."}
        ),
        "framework:readmit_clause": Place(f"{own}vorgaben/5/wieder-aufgreifen/", {}),
        "framework:mandates": Place("auftraege/"),
        "framework:record_mandate": Place(
            "neuer-auftrag/", {"title": "Neu", "key": "neu", "kind": "coalition_agreement"}
        ),
        "framework:mandate": Place("auftraege/vertrag/"),
        "framework:add_clause": Place("auftraege/vertrag/neue-vorgabe/", {"text": "Neu."}),
        "framework:fields": Place("handlungsfelder/"),
        "framework:add_field": Place("neues-handlungsfeld/", {"name": "Neu", "key": "neu"}),
        "framework:terms": Place("wahlperioden/"),
        "framework:open_term": Place("neue-wahlperiode/", {"number": "9"}),
        "framework:record_government": Place(
            "neue-regierung/", {"name": "Neu", "key": "neu", "term": str(world.term.pk)}
        ),
    }


def goal_address(goal):
    return f"rahmen/{goal.framework.key}/ziele/{goal.reference}/"


def _goals(world):
    draft, submitted = goal_address(world.goals["draft"]), goal_address(world.goals["submitted"])
    text = {
        "kind": "department_specific",
        "field": str(world.field.pk),
        "wording": "Wir tun etwas Neues.",
        "basis": "own",
    }
    return {
        "desk:goal": Place(draft),
        "framework:draft_goal": Place("rahmen/sammlung/neues-ziel/", text),
        "framework:revise_goal": Place(f"{draft}ueberarbeiten/", {**text, "seen": "2"}),
        "framework:submit_goal": Place(f"{draft}einreichen/", {"seen": "2"}),
        "framework:return_goal": Place(f"{submitted}zurueckgeben/", {"reason": "Zu kurz."}),
        "framework:withdraw_goal": Place(f"{draft}zurueckziehen/", {"reason": "Entfällt."}),
    }


def _coordination(world):
    collection, signing = f"runden/{world.collection.pk}/", world.signing
    reservation = f"mitzeichnung/vorbehalte/{world.reservation.pk}/"
    digest = digest_of_draft(signing.framework)
    decision = {"decided_on": DAY, "decided_by": "Kabinett", "source": "Protokoll"}
    return {
        "coordination:rounds": Place("runden/"),
        "coordination:open_round": Place(
            "runden/entwurf/neu/",
            {"kind": "collection", "departments": ["aa", "bb"], "due_on": "31.05.2035"},
        ),
        "coordination:round": Place(collection),
        "coordination:close_round": Place(f"runden/{signing.pk}/schliessen/", {}),
        "coordination:contribute": Place(f"{collection}beitragen/", {"remark": "Bitte sehr."}),
        "coordination:nil_return": Place(f"{collection}fehlanzeige/", {"remark": "Nichts."}),
        "coordination:cosign": Place(
            f"mitzeichnung/{signing.pk}/", {"answer": "agreed", "seen_digest": digest}
        ),
        "coordination:settle_reservation": Place(
            f"{reservation}erledigen/", {"settlement": "Einig."}
        ),
        "coordination:withdraw_reservation": Place(f"{reservation}zurueckziehen/", {}),
        "coordination:cabinet": Place("kabinett/reif/"),
        "coordination:adopt": Place("kabinett/reif/beschluss/", decision),
        "coordination:record_earlier_adoption": Place(
            "kabinett/frueher/frueherer-beschluss/", decision
        ),
        "coordination:versions": Place("beschlossen/"),
        "coordination:version": Place(f"beschlossen/{world.versions['frei'].pk}/"),
        "coordination:annul": Place(
            f"beschlossen/{world.versions['frei'].pk}/aufheben/",
            {"decided_on": DAY, "reason": "Irrtum."},
        ),
    }


def _publication(world):
    house, published = "veroeffentlichung/", world.editions["beschlossen"]
    reference = world.goals["goal of beschlossen"].reference
    text = "Das Ziel lautet beschlossen recht so."
    version = world.versions["beschlossen"].pk
    return {
        "publication:editions": Place(house),
        "publication:edition": Place(f"{house}{published.pk}/"),
        "publication:release": Place(f"{house}{world.editions['embargo'].pk}/freigeben/", {}),
        "publication:withdraw": Place(
            f"{house}{published.pk}/zurueckziehen/", {"reason": "Irrtum."}
        ),
        "publication:publish": Place(
            f"{house}fassung/{world.versions['frei'].pk}/", {"when": "now"}
        ),
        "publication:correct_editorially": Place(
            f"{house}fassung/{version}/druckfehler/",
            {
                "goal_reference": reference,
                "part": "wording",
                "before": text,
                "after": text.replace("recht", "rechd"),
                "note": "Druckfehler",
            },
            query=f"goal_reference={reference}&part=wording",
        ),
        "publication:publish_reported_goals": Place(
            f"{house}berichtete-ziele/beschlossen/", {"when": "now"}
        ),
        "publication:close_term": Place(
            f"{house}wahlperiode/{world.empty_term.number}/schliessen/", {}
        ),
    }
