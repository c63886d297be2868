"""What was adopted and published keeps the names and words of its time, whatever is recut later."""

import io

import pytest
from django.utils import timezone

from querschnitt.accounts import operations as accounts
from querschnitt.accounts import rules as account_rules
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.operations import CarriedGoal
from querschnitt.framework.queries import digest_of_draft
from querschnitt.publication import operations as publication
from querschnitt.publication import verify
from querschnitt.publication.models import Edition, StoredPage

pytestmark = pytest.mark.django_db


def records():
    """Everything that was adopted or published, byte for byte."""
    versions = [*FrameworkVersion.objects.order_by("pk").values_list("content", "record", "digest")]
    editions = [*Edition.objects.order_by("pk").values_list("content", "digest")]
    return versions, editions


def pages(now):
    publication.render_public(now=now, is_fresh=True)
    rows = StoredPage.objects.values_list("path", "body")
    return {path: bytes(body) for path, body in rows}


def recut(world):
    """Dissolve the department of all the goals, name its successor anew, and begin the next."""
    by, old, new = world.coordinator, world.departments["aa"], world.departments["cc"]
    accounts.dissolve_department(by=by, department=old, until="2026", successors=[], since="")
    accounts.record_succession(by=by, department=old, successor=new, since="2026")
    new.refresh_from_db()
    accounts.revise_department(
        by=by,
        department=new,
        seen_digest=account_rules.digest_of(new),
        name="Ministerium der Zukunft",
        abbreviation="MZ",
    )
    framework_acts.carry_over_goals(
        by=by,
        framework=world.frameworks["naechster"],
        choices=[CarriedGoal(source=world.goals["goal of frei"], lead=new)],
    )
    framework_acts.remove_clause(
        by=by, clause=world.clauses[1], removed_on="2026", reason="Neuer Vertrag."
    )


def test_recut_departments_and_removed_clauses_change_no_report_of_the_past(world):
    now = timezone.now()
    before, rendered = records(), pages(now)
    draft = digest_of_draft(world.frameworks["sammlung"])
    assert any(b"Ministerium AA" in body for body in rendered.values())

    recut(world)

    assert records() == before
    after = pages(now)
    assert {path for path in rendered if rendered[path] != after.get(path)} == set()
    assert after.keys() == rendered.keys()
    # What is still being agreed on is another matter.
    assert digest_of_draft(world.frameworks["sammlung"]) != draft


def test_everything_is_still_verified(world):
    recut(world)

    out = io.StringIO()

    assert verify.main(out=out) == 0, out.getvalue()
