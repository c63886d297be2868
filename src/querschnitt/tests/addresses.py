"""Each address of the desk, in a world where it leads somewhere, with what could be sent there.

What is sent is right in itself: whoever may act, acts with it.
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from querschnitt.accounts import rules as account_rules
from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.word_template import default_template
from querschnitt.framework.text_digests import chapter_digest, clause_digest, introduction_digest
from querschnitt.lib.digest import digest
from querschnitt.publication.import_queries import move_page
from querschnitt.tests.addresses_conferences import conferences_of
from querschnitt.tests.addresses_organisations import organisations_of
from querschnitt.tests.addresses_papers import papers_of
from querschnitt.tests.addresses_positions import positions_of
from querschnitt.tests.addresses_press import press_of
from querschnitt.tests.addresses_relations import relations_of
from querschnitt.tests.addresses_rounds import coordination_of, deadlines_of
from querschnitt.tests.place import DAY, Place
from querschnitt.tests.world import PASSWORD
from querschnitt.tests.world_imports import plan

ANOTHER = "another-word-of-many-letters"
PARTS_OF_A_FRAMEWORK = (
    "rahmen/{}/",
    "rahmen/{}/matrix/",
    "rahmen/{}/abdeckung/",
    "rahmen/{}/einleitung/",
    "rahmen/{}/kapitel/1/",
    "kabinett/{}/",
    "kabinett/{}/beschluss/",
    "rahmen/{}/fortschreibung/",
    "runden/{}/neu/",
)


def desk_places(world):
    """Return every place of the desk by the name of its address."""
    places = {**_open(world), **_accounts(world), **_framework(world), **_goals(world)}
    places |= {
        **coordination_of(world),
        **_amendments(world),
        **deadlines_of(world),
        **organisations_of(world),
        **_publication(world),
        **relations_of(world),
        **papers_of(world),
        **conferences_of(world),
        **press_of(world),
        **positions_of(world),
    }
    places["desk:home"] = Place("")
    places["desk:transition"] = Place(f"wahlperioden/{world.former.number}/uebergang/")
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
        "accounts:note_own_absence": Place("konto/abwesenheit/", {"absent_from": DAY}),
        "accounts:note_absence": Place(
            f"personen/{somebody}/abwesenheit/", {"absent_from": DAY, "absent_until": DAY}
        ),
        "accounts:messages": Place("nachrichten/"),
        "accounts:send_message_again": Place(f"nachrichten/{world.message.pk}/erneut-senden/"),
        "accounts:settle_message": Place(f"nachrichten/{world.message.pk}/erledigt/", {}),
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
        "accounts:successions": Place("ressortnachfolge/"),
        "accounts:record_succession": Place(
            "ressorts/weg/nachfolge/", {"successor": str(department.pk), "since": "2022"}
        ),
        "accounts:appoint": Place(
            "ressorts/aa/amt/", {"title": "Staatssekretär", "person_name": "Max Muster"}
        ),
        "accounts:end_appointment": Place(
            f"amtszeiten/{world.appointment.pk}/beenden/", {"held_until": "2023"}
        ),
        "accounts:journal": Place("journal/"),
        **_house_style(world),
    }


def _house_style(world):
    own, (earlier, newest) = "verwaltung/gestaltung/", world.styles
    seen, names = {"seen": str(newest.pk)}, ("name", "emblem_text", "colour", "typeface")
    shown = {name: getattr(newest, name) for name in names}
    template = SimpleUploadedFile("neu.docx", default_template(HouseStyle(colour="#004400")))
    return {
        "accounts:house_style": Place(own),
        "accounts:set_house_style": Place(f"{own}aendern/", {**seen, **shown, "name": "Anders"}),
        "accounts:emblem": Place(f"{own}emblem.png"),
        "accounts:sample_document": Place(f"{own}musterdokument.docx"),
        "accounts:word_template": Place(f"{own}wordvorlage.docx"),
        "accounts:default_word_template": Place(f"{own}standardvorlage.docx"),
        "accounts:replace_word_template": Place(f"{own}wordvorlage/", {**seen, "file": template}),
        "accounts:remove_word_template": Place(f"{own}wordvorlage/entfernen/", seen),
        "accounts:restore_house_style": Place(
            f"{own}fassungen/{earlier.pk}/wiederherstellen/", seen
        ),
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
        "framework:coverage_workbook": Place(f"{own}abdeckung/tabelle/"),
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
        **_clauses(world),
        "framework:fields": Place("handlungsfelder/"),
        "framework:add_field": Place("neues-handlungsfeld/", {"name": "Neu", "key": "neu"}),
        "framework:terms": Place("wahlperioden/"),
        "framework:open_term": Place("neue-wahlperiode/", {"number": "9"}),
        "framework:record_government": Place(
            "neue-regierung/", {"name": "Neu", "key": "neu", "term": str(world.term.pk)}
        ),
    }


def _clauses(world):
    clause = world.later.clauses.get(number=1)
    own = "auftraege/spaeter/"
    return {
        "framework:add_clauses": Place(
            f"{own}vorgaben-einfuegen/", {"text": "S. 9: Neu.", "previewed": digest("S. 9: Neu.")}
        ),
        "framework:revise_clause": Place(
            f"{own}vorgaben/1/berichtigen/",
            {"text": "Richtig.", "seen_digest": clause_digest(clause)},
        ),
        "framework:remove_clause": Place(
            f"{own}vorgaben/1/streichen/", {"removed_on": "2022", "reason": "Entfallen."}
        ),
        "framework:restore_clause": Place(f"{own}vorgaben/2/wiederherstellen/", {}),
    }


def _lineage(world):
    target, source = world.goals["to link"], world.goals["goal of beschlossen"]
    carried, answering = world.goals["goal of frei"].pk, world.departments["bb"].pk
    return {
        "framework:carry_over": Place(
            "rahmen/naechster/uebernehmen/",
            {
                "step": "carry",
                f"g{carried}-chosen": "on",
                f"g{carried}-lead": str(answering),
                f"g{carried}-contributed_by": str(answering),
            },
        ),
        "framework:link_carried_over": Place(
            f"{goal_address(target)}herkunft/", {"source": str(source.pk)}
        ),
        "framework:unlink_carried_over": Place(
            f"{goal_address(world.goals['linked'])}herkunft/{source.pk}/loesen/", {}
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
        "framework:set_aside_change": Place(
            f"{goal_address(world.goals['amended'])}aenderung-verwerfen/", {"reason": "Nein."}
        ),
        **_lineage(world),
        **_bundling(world),
    }


def _bundling(world):
    own, goals = "rahmen/buendel/zusammenfuehren/", world.goals
    pair = [goals["to merge"], goals["to merge too"]]

    def of(one, other):
        return f"{own}{goals[one].pk}/{goals[other].pk}/"

    return {
        "coordination:suggestions": Place(own),
        "coordination:seek_suggestions": Place(f"{own}suchen/", {}),
        "coordination:dismissed": Place(f"{own}verworfen/"),
        "coordination:merge_goals": Place(
            f"{own}ziele/?ziel={','.join(goal.reference for goal in pair)}",
            {
                "kind": "cross_department",
                "field": str(world.field.pk),
                "wording": "Wir tun es gemeinsam.",
                "seen": ",".join(f"{goal.pk}:1" for goal in pair),
            },
        ),
        "coordination:separate_goals": Place(f"{own}trennen/{goals['bundle'].pk}/", {}),
        "coordination:relate_goals": Place(f"{of('near', 'near too')}verwandt/", {"note": "So."}),
        "coordination:unrelate_goals": Place(f"{of('near too', 'to merge')}nicht-verwandt/", {}),
        "coordination:dismiss_likeness": Place(
            f"{of('to merge', 'to merge too')}verwerfen/", {"note": "Nein."}
        ),
        "coordination:reconsider_likeness": Place(
            f"{of('near', 'to merge')}wieder-vorschlagen/", {}
        ),
        "coordination:note_living_on": Place(
            f"{of('to merge', 'goal of embargo')}lebt-weiter/", {"note": "Ja."}
        ),
    }


def _amendments(world):
    own = "fortschreibung/"
    return {
        "coordination:amendment": Place(f"rahmen/offen/{own}"),
        "coordination:open_amendment": Place(
            f"rahmen/frei/{own}eroeffnen/",
            {"goals": [world.goals["goal of frei"].reference], "reason": "Anders."},
        ),
        "coordination:extend_amendment": Place(
            f"rahmen/offen/{own}erweitern/", {"reason": "Anders gefasst."}
        ),
        "coordination:give_up_amendment": Place(
            f"rahmen/offen/{own}aufgeben/", {"reason": "Doch nicht."}
        ),
    }


def _imports(world):
    house, foreign = "fremde-rahmen/", f"fremde-rahmen/{world.imports['foreign'].pk}/"
    edition = f"{house}{world.imports['edition'].pk}/"
    file = SimpleUploadedFile("plan.xml", plan("Noch ein Plan"), "application/xml")
    seen = move_page(world.imports["edition"], world.coordinator).digest
    return {
        "publication:imports": Place(house),
        "publication:import_framework": Place(f"{house}neu/", {"file": file}),
        "publication:import": Place(foreign),
        "publication:take_over": Place(f"{edition}uebernehmen/", {"seen_digest": seen}),
        "publication:discard_import": Place(f"{foreign}verwerfen/", {"reason": "Doppelt."}),
    }


def _publication(world):
    house, published = "veroeffentlichung/", world.editions["beschlossen"]
    reference = world.goals["goal of beschlossen"].reference
    text = "Das Ziel lautet beschlossen recht so."
    version = world.versions["beschlossen"].pk
    return {
        "publication:annual_frame": Place("rahmen/beschlossen/jahresbericht/"),
        "publication:annual_frame_file": Place("rahmen/beschlossen/jahresbericht/2022.html"),
        "publication:editions": Place(house),
        "publication:edition": Place(f"{house}{published.pk}/"),
        "publication:release": Place(f"{house}{world.editions['embargo'].pk}/freigeben/", {}),
        "publication:withdraw": Place(
            f"{house}{published.pk}/zurueckziehen/", {"reason": "Irrtum."}
        ),
        "publication:write_files_again": Place(f"{house}{published.pk}/dateien/", {}),
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
        **_imports(world),
        "publication:publish_reported_goals": Place(
            f"{house}berichtete-ziele/beschlossen/", {"when": "now"}
        ),
        "publication:publish_relations": Place(
            f"{house}beziehungen/", {"when": "now", "seen": world.seen_relations}
        ),
        "publication:close_term": Place(
            f"{house}wahlperiode/{world.empty_term.number}/schliessen/", {}
        ),
    }
