"""What lies before the cabinet in the world: a draft, two deliveries, a session, two tasks."""

from datetime import date

from querschnitt.coordination import operations as coordination
from querschnitt.coordination.before_cabinet import before_cabinet, shown_digest
from querschnitt.coordination.cabinet_paper import typed_digest
from querschnitt.coordination.models import CabinetSubmission

SUBMITTED, HELD = date(2022, 5, 21), date(2022, 5, 31)
WRITERS = "cabinet"
HOUSES = "cabinet approver_aa approver_bb approver_cc"
TEXTS = (
    "facts",
    "urgency_reason",
    "associations",
    "associations_not_taken_up",
    "costs",
    "proposed_decision",
    "speaking_notes",
)


def lay_before_cabinet(world):
    """Write submissions, deliver two, put one on an agenda, and charge a department."""
    world.submissions = {
        "draft": _write(world, "entworfen", WRITERS),
        "delivered": _deliver(world, _write(world, "zugeleitet", HOUSES), HOUSES),
        "on agenda": _deliver(world, _write(world, "aufgesetzt", HOUSES), HOUSES),
    }
    _deliberate(world, world.submissions["draft"], WRITERS)
    office = world.people["cabinet"]
    world.session = coordination.plan_session(by=office, held_on=HELD, number="1/2022")
    world.item = coordination.put_on_agenda(
        by=office, session=world.session, submission=world.submissions["on agenda"]
    )
    world.tasks = {
        name: coordination.add_task(
            by=office,
            decision=world.versions["frei"].decision,
            department=world.departments["aa"],
            what=world.hidden(f"task {name}"),
        )
        for name in ("open", "done")
    }
    coordination.finish_task(
        by=office, task=world.tasks["done"], note=world.hidden("note on a task"), on=HELD
    )


def submission_digests(world, name):
    """Return the digests of what is typed, and of what would be delivered."""
    before = before_cabinet(world.submissions[name])
    return typed_digest(before.submission), shown_digest(before)


def _write(world, key, readers):
    world._to_the_cabinet(key, readers=f"aa bb {HOUSES}")
    return coordination.draft_submission(
        by=world.coordinator,
        framework=world.frameworks[key],
        file_reference=world.hidden(f"file reference of {key}", readers),
        press_text=world.hidden(f"press text of {key}", WRITERS),
        **{name: world.hidden(f"{name} of {key}", readers) for name in TEXTS},
    )


def _deliver(world, submission, readers):
    _deliberate(world, submission, readers)
    coordination.submit_submission(
        by=world.coordinator,
        submission=submission,
        seen_digest=shown_digest(before_cabinet(submission)),
        signed_by=world.hidden(f"who signed {submission.framework.key}", readers),
        on=SUBMITTED,
    )
    return CabinetSubmission.objects.select_related("framework").get(pk=submission.pk)


def _deliberate(world, submission, readers):
    key = submission.framework.key
    coordination.record_state_secretaries_result(
        by=world.coordinator,
        submission=submission,
        held_on=SUBMITTED,
        result="agreed",
        note=world.hidden(f"note of the state secretaries on {key}", readers),
        minutes=world.hidden(f"minutes of the state secretaries on {key}", WRITERS),
    )
