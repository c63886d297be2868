"""The addresses of coordination: deadlines, rounds, workbooks, the way through the cabinet."""

from django.core.files.uploadedfile import SimpleUploadedFile

from querschnitt.coordination.settlement import settlement_digest
from querschnitt.framework.queries import digest_of_draft
from querschnitt.tests.place import DAY, Place
from querschnitt.tests.world_cabinet import submission_digests


def deadlines_of(world):
    return {
        "coordination:extend_round": Place(
            f"runden/{world.collection.pk}/frist/", {"due_on": "31.05.2035", "reason": "Ferien."}
        ),
        "coordination:deadlines": Place("fristen/"),
        "coordination:deadlines_file": Place("fristen.ics"),
        "coordination:deadline_rules": Place("fristen/regeln/"),
        "coordination:set_deadline_rule": Place(
            "fristen/regeln/collection/", {"days": "20", "unit": "working", "urgent_days": "2"}
        ),
        "coordination:create_calendar_address": Place("fristen/kalender/", {}),
        "coordination:revoke_calendar_address": Place("fristen/kalender/beenden/", {}),
    }


def coordination_of(world):
    collection, signing = f"runden/{world.collection.pk}/", world.signing
    reservation = f"mitzeichnung/vorbehalte/{world.reservation.pk}/"
    digest, seen = digest_of_draft(signing.framework), settlement_digest(world.reservation)
    decision = {"decided_on": DAY, "decided_by": "Kabinett", "source": "Protokoll"}
    return {
        "coordination:rounds": Place("runden/"),
        "coordination:open_round": Place(
            "runden/entwurf/neu/",
            {"kind": "collection", "departments": ["aa", "bb"], "due_on": "31.05.2035"},
        ),
        "coordination:open_position_round": Place(
            f"runden/stellungnahme/{world.position.pk}/neu/",
            {"departments": ["aa", "bb"], "due_on": "31.05.2035"},
        ),
        "coordination:round": Place(collection),
        "coordination:close_round": Place(f"runden/{signing.pk}/schliessen/", {}),
        "coordination:contribute": Place(f"{collection}beitragen/", {"remark": "Bitte sehr."}),
        "coordination:nil_return": Place(f"{collection}fehlanzeige/", {"remark": "Nichts."}),
        **_workbooks(world, collection),
        "coordination:cosign": Place(
            f"mitzeichnung/{signing.pk}/", {"answer": "agreed", "seen_digest": digest}
        ),
        "coordination:settle_reservation": Place(
            f"{reservation}erledigen/", {"settlement": "Einig.", "seen_digest": seen}
        ),
        **_rounds_in_parts(world, reservation, seen),
        "coordination:withdraw_reservation": Place(f"{reservation}zurueckziehen/", {}),
        "coordination:cabinet": Place("kabinett/reif/"),
        "coordination:adopt": Place("kabinett/reif/beschluss/", decision),
        **_cabinet(world),
        "coordination:record_earlier_adoption": Place(
            "kabinett/frueher/frueherer-beschluss/", decision
        ),
        "coordination:versions": Place("beschlossen/"),
        "coordination:comparison": Place("vergleich/"),
        "coordination:comparison_file": Place("vergleich.odt"),
        "coordination:lineage": Place("vergleich/herkunft/beschlossen/"),
        "coordination:version": Place(f"beschlossen/{world.versions['frei'].pk}/"),
        "coordination:annul": Place(
            f"beschlossen/{world.versions['frei'].pk}/aufheben/",
            {"decided_on": DAY, "reason": "Irrtum."},
        ),
    }


def _rounds_in_parts(world, reservation, seen):
    signing = world.signing
    (point,) = [point for point in world.points(signing) if point.startswith("goal:")]
    answer = signing.cosignatures.get(department=world.departments["cc"])
    raised = {"reservation_kind": "scrutiny", "reservation_text": "Auch das."}
    remark = {
        "point": point,
        "text": "Das geht anders.",
        "seen_digest": world.points(signing)[point].digest,
    }
    own = f"runden/{signing.pk}/"
    remarks = "mitzeichnung/anmerkungen/"
    return {
        "coordination:notify_outdated": Place(f"runden/{world.in_parts.pk}/benachrichtigen/", {}),
        "coordination:remarks": Place(f"{own}anmerkungen/"),
        "coordination:remark": Place(f"{own}anmerkung/", remark, query=f"punkt={point}"),
        "coordination:resolve_remark": Place(
            f"{remarks}{world.open_remark.pk}/erledigen/", {"resolution": "Übernommen."}
        ),
        "coordination:reopen_remark": Place(
            f"{remarks}{world.resolved_remark.pk}/wieder-aufnehmen/", {"reason": "Doch nicht."}
        ),
        "coordination:synopsis": Place(f"{own}synopse/"),
        "coordination:synopsis_file": Place(f"{own}synopse.html"),
        "coordination:answer": Place(f"mitzeichnung/antworten/{answer.pk}/"),
        "coordination:raise_reservation": Place(
            f"mitzeichnung/{signing.pk}/weiterer-vorbehalt/", raised
        ),
        "coordination:reservation": Place(reservation),
        "coordination:confirm_settlement": Place(
            f"{reservation}bestaetigen/", {"settlement": "Einig.", "seen_digest": seen}
        ),
        "coordination:escalate_reservation": Place(
            f"{reservation}eskalieren/",
            {"level": "directorate", "held_on": DAY, "note": "Kein Ergebnis."},
        ),
    }


def _cabinet(world):
    rows = world.submissions
    own = {name: f"kabinett/vorlagen/{row.pk}/" for name, row in rows.items()}
    session, typed = f"kabinett/sitzungen/{world.session.pk}/", submission_digests(world, "draft")
    held = {"held_on": DAY, "result": "agreed"}
    return {
        **_tasks(world),
        "coordination:cabinet_home": Place("kabinett/"),
        "coordination:submissions": Place("kabinett/vorlagen/"),
        "coordination:draft_submission": Place("kabinett/reif/vorlage/", {"form": "discussion"}),
        "coordination:submission": Place(own["delivered"]),
        "coordination:submission_paper": Place(f"{own['delivered']}vorlage.pdf"),
        "coordination:revise_submission": Place(
            f"{own['draft']}bearbeiten/",
            {"form": "discussion", "facts": "Neu.", "seen_digest": typed[0]},
        ),
        "coordination:submit_submission": Place(
            f"{own['draft']}zuleiten/", {"signed_by": "Muster", "seen_digest": typed[1]}
        ),
        "coordination:return_submission": Place(
            f"{own['delivered']}zurueckgeben/", {"reason": "Zu kurz."}
        ),
        "coordination:withdraw_submission": Place(
            f"{own['draft']}zurueckziehen/", {"reason": "Überholt."}
        ),
        "coordination:record_state_secretaries_result": Place(
            f"{own['draft']}staatssekretaere/", held
        ),
        "coordination:sessions": Place("kabinett/sitzungen/"),
        "coordination:plan_session": Place(
            "kabinett/sitzungen/neu/", {"held_on": DAY, "number": "2/2022"}
        ),
        "coordination:session": Place(session),
        "coordination:agenda_paper": Place(f"{session}tagesordnung.docx"),
        "coordination:paper_frame": Place("kabinett/geruest-vorlage.txt"),
        "coordination:put_on_agenda": Place(
            f"{session}aufsetzen/", {"submission": str(rows["delivered"].pk)}
        ),
        "coordination:take_off_agenda": Place(
            f"kabinett/tagesordnung/{world.item.pk}/absetzen/", {"reason": "Vertagt."}
        ),
    }


def _tasks(world):
    task, tasks = "kabinett/beschlussauftraege/", world.tasks
    decision = f"kabinett/beschluesse/{world.versions['frei'].decision_id}/"
    return {
        "coordination:add_task": Place(
            f"{decision}auftrag/", {"department": "aa", "what": "Berichten."}
        ),
        "coordination:finish_task": Place(f"{task}{tasks['open'].pk}/erledigt/", {}),
        "coordination:reopen_task": Place(
            f"{task}{tasks['done'].pk}/wieder-offen/", {"reason": "Unfertig."}
        ),
    }


def _workbooks(world, collection):
    delivered, refused = f"arbeitsmappen/{world.workbook.pk}/", f"arbeitsmappen/{world.refused.pk}/"
    return {
        "coordination:workbook": Place(f"{collection}arbeitsmappe/", query="ressort=aa"),
        "coordination:upload_workbook": Place(
            f"{collection}arbeitsmappe/hochladen/",
            {"file": SimpleUploadedFile("ziele.xlsx", world.workbook_data)},
        ),
        "coordination:draft_from_paragraphs": Place(
            f"{collection}word/",
            {
                "ziele-TOTAL_FORMS": "1",
                "ziele-INITIAL_FORMS": "0",
                "ziele-0-take": "on",
                "ziele-0-wording": "Das Land lädt Partner aus allen Regionen ein.",
                "ziele-0-kind": "department_specific",
                "ziele-0-field": world.field.key,
            },
        ),
        "coordination:delivered_workbook": Place(delivered),
        "coordination:apply_workbook": Place(
            f"{delivered}uebernehmen/", {"seen_digest": world.workbook.basis_digest}
        ),
        "coordination:discard_workbook": Place(f"{delivered}verwerfen/", {}),
        "coordination:refused_rows": Place(f"{refused}beanstandet/"),
    }
