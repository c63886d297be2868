"""Published releases and their channels, as rows: what the ledger begins with."""

import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import DepartmentFactory, UserFactory, person
from querschnitt.lib.digest import digest
from querschnitt.press import operations
from querschnitt.press.models import Channel, Delivery, Release
from querschnitt.publication.models import Document, Edition

State, Action = Delivery.State, Delivery.Action


def press_officer(**fields):
    return person(Role.PRESS_OFFICER, **fields)


def content(number=1, year=2026, title="Europe in all departments", **more):
    text = {"title": title, "subtitle": "", "lead": "A lead.", "body": "<p>A body.</p>"}
    return {
        "schema": "querschnitt/press-release/1",
        "reference": f"{number:03}/{year}",
        "number": number,
        "year": year,
        "address": f"{number:03}",
        "departments": [{"key": "stk", "name": "State Chancellery", "abbreviation": "StK"}],
        "place": "Magdeburg",
        "dated_on": "2026-11-23",
        "published_at": "2026-11-23T08:00:00+00:00",
        "spoken_word": False,
        "languages": ["de"],
        "texts": {"de": text},
        "quotations": [],
        "facts": [],
        "goals": [],
        "partners": [],
        "documents": [],
        "topics": [],
        "images": [],
        "attachments": [],
        "contact": "",
        "source": "",
        **more,
    }


def channel(kind="none", key="", **fields):
    key = key or kind
    return Channel.objects.create(
        **{
            "kind": kind,
            "key": key,
            "name": key.title(),
            "is_on": True,
            "account": {"name": key},
            **fields,
        }
    )


def an_edition(document, number, said, by, at):
    text = json.dumps(said)
    sequence = Edition.objects.count() + 1
    return Edition.objects.create(
        sequence=sequence,
        document=document,
        number=number,
        content=text,
        content_digest=digest(said),
        previous_digest="0" * 64,
        digest=digest([sequence, text]),
        published_by=by,
        published_at=at,
        public_from=at,
    )


def published(number=1, *, at=None, by=None, department=None, deliveries=True, **said):
    """Return a release that became public at a moment, with what its channels are to be told."""
    at = at or timezone.now() - timedelta(seconds=1)
    by = by or UserFactory(role=Role.DEPARTMENT_APPROVER)
    told = content(number, **said)
    document = Document.objects.create(kind="press_release", slug=f"presse-2026-{number:03}")
    release = Release.objects.create(
        department=department or by.department or DepartmentFactory(),
        title=told["texts"]["de"]["title"],
        stage=Release.Stage.PUBLISHED,
        created_by=by,
        created_at=at - timedelta(days=1),
        year=2026,
        number=number,
        document=document,
        revision=1,
        published_at=at,
    )
    edition = an_edition(document, 1, told, by, at)
    if deliveries:
        deliveries_of(release, edition, Action.POST, at)
    return release


def corrected(release, note="The figure was wrong.", **said):
    """Publish a corrected edition of a release and return what follows for its channels."""
    release.revision += 1
    release.save()
    at = timezone.now()
    told = content(release.number, correction=note, **said)
    number = release.document.editions.count() + 1
    edition = an_edition(release.document, number, told, release.created_by, at)
    return deliveries_of(release, edition, Action.CORRECT, at)


def withdrawn(release, reason="It was not true."):
    """Withdraw a release and return what follows for its channels."""
    at = timezone.now()
    release.revision += 1
    release.stage, release.withdrawn_at = Release.Stage.WITHDRAWN, at
    release.withdrawal_reason = reason
    release.save()
    edition = release.document.editions.last()
    release.document.editions.update(withdrawn_at=at, withdrawal_reason=reason)
    return deliveries_of(release, edition, Action.DELETE, at)


@transaction.atomic
def deliveries_of(release, edition, action, at):
    return operations.deliveries_for(
        release=release, edition=edition, revision=release.revision, action=action, now=at
    )


def states(release, revision=None):
    """Return what became of each delivery, by the key of its channel."""
    rows = Delivery.objects.filter(release=release, revision=revision or release.revision)
    return dict(rows.values_list("channel__key", "state"))


def the(release, key, revision=None):
    return Delivery.objects.get(
        release=release, channel__key=key, revision=revision or release.revision
    )
