"""Having the archive for the next chair made, and keeping it."""

import hashlib
from typing import cast

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.relations.models import HandoverPackage, Presidency
from querschnitt.relations.rules import handing_over as rules

MAKE_PACKAGE = "relations.make_handover_package"
State = HandoverPackage.State


@journal.act
def order_handover_package(*, by: User, presidency: Presidency) -> HandoverPackage:
    """Have a job put together all that the next chair needs.

    :raises Refused: for who may not write the presidency, and while one is being made
    """
    rows = Presidency.objects.select_related("department")
    present = cast("Presidency", rows.get(pk=presidency.pk))
    packages = HandoverPackage.objects.filter(presidency=present.pk)
    newest = packages.select_related("job").defer("data").first()
    refuse_if(rules.obstacle_to_ordering_package(by, present, newest=newest))
    if newest and newest.is_stuck:
        newest.delete()
    package = HandoverPackage.objects.create(
        presidency=present, as_of=timezone.localdate(), ordered_by=by, ordered_at=timezone.now()
    )
    package.job = outbox.enqueue(kind=MAKE_PACKAGE, payload={"package": package.pk})
    package.save(update_fields=["job"])
    journal.record("relations.handover_package_ordered", actor=by, subject=present.entry)
    return package


@journal.act
def keep_handover_package(*, package: HandoverPackage, data: bytes) -> HandoverPackage:
    """Keep the archive that a job has made, and of earlier ones their digests alone."""
    row = HandoverPackage.objects.select_related("presidency", "ordered_by").get(pk=package.pk)
    earlier = HandoverPackage.objects.filter(presidency=row.presidency_id).exclude(pk=row.pk)
    earlier.update(data=None)
    row.data, row.size = data, len(data)
    row.data_digest = hashlib.sha256(data).hexdigest()
    row.state, row.made_at = State.MADE, timezone.now()
    row.save()
    journal.record(
        "relations.handover_package_made",
        actor=row.ordered_by,
        subject=row.presidency.entry,
        digest=row.data_digest,
        size=row.size,
    )
    return row
