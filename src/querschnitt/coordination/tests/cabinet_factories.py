"""Submissions, sessions and tasks in the states that tests need."""

from datetime import date

from querschnitt.accounts.tests.factories import coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.before_cabinet import before_cabinet, shown_digest
from querschnitt.coordination.cabinet_paper import typed_digest
from querschnitt.coordination.models import CabinetSession, CabinetSubmission
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DECIDED,
    adopted,
    cabinet_office,
    ready_to_adopt,
)

SUBMITTED = date(2022, 6, 20)
PARTS = {
    "file_reference": "StK-EU-1",
    "facts": "Es geht um Europa.",
    "costs": "Keine Mehrkosten.",
    "proposed_decision": "Das Kabinett beschließt den Rahmen.",
    "speaking_notes": "Der Regierungssprecher sagt das.",
}


def drafted(framework=None, **fields):
    """A submission with all its parts, for a framework that can be adopted."""
    return operations.draft_submission(
        **{
            "by": coordinator(),
            "framework": framework or ready_to_adopt(),
            **PARTS,
            **fields,
        }
    )


def shown(submission):
    return shown_digest(before_cabinet(submission))


def delivered(submission=None, **fields):
    """A submission that lies before the cabinet."""
    submission = submission or drafted()
    operations.submit_submission(
        **{
            "by": coordinator(),
            "submission": submission,
            "seen_digest": shown(submission),
            "signed_by": "Erika Muster",
            "on": SUBMITTED,
            **fields,
        }
    )
    return CabinetSubmission.objects.select_related("framework").get(pk=submission.pk)


def revised(submission, **typed):
    return operations.revise_submission(
        **{
            "by": coordinator(),
            "submission": submission,
            "seen_digest": typed_digest(CabinetSubmission.objects.get(pk=submission.pk)),
            **typed,
        }
    )


def planned(held_on=DECIDED, **fields):
    return operations.plan_session(
        **{
            "by": cabinet_office(),
            "held_on": held_on,
            "number": f"{CabinetSession.objects.count() + 1}/2022",
            **fields,
        }
    )


def on_agenda(submission=None, session=None, **fields):
    return operations.put_on_agenda(
        **{
            "by": cabinet_office(),
            "session": session or planned(),
            "submission": submission or delivered(),
            **fields,
        }
    )


def deliberated(submission, result="agreed", held_on=CLOSED, **fields):
    return operations.record_state_secretaries_result(
        **{
            "by": coordinator(),
            "submission": submission,
            "held_on": held_on,
            "result": result,
            **fields,
        }
    )


def decided_on(submission, **fields):
    """The version that a decision on a submission adopts."""
    return adopted(submission.framework, submission=submission, **fields)


def charged(version=None, department=None, **fields):
    """A task from the decision that adopted a version."""
    version = version or adopted()
    return operations.add_task(
        **{
            "by": cabinet_office(),
            "decision": version.decision,
            "department": department,
            "what": "Dem Landtag berichten.",
            **fields,
        }
    )
