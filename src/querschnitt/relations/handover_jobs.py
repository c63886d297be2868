"""What the worker does to make the archive for the next chair; it can be done twice."""

from django.conf import settings
from django.utils.translation import override

from querschnitt.accounts.queries import house_style
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Job
from querschnitt.relations import operations
from querschnitt.relations.handover_archive import archive, parts_of
from querschnitt.relations.models import HandoverPackage
from querschnitt.relations.queries.handing_over import handover_of


def make(job: Job) -> dict[str, int] | None:
    """Write all files of an archive that was ordered, and keep it."""
    ordered = HandoverPackage.objects.select_related("ordered_by__department")
    package = ordered.filter(pk=job.payload["package"], state=HandoverPackage.State.ORDERED).first()
    if package is None:
        return None
    with override(settings.LANGUAGE_CODE):
        handover = handover_of(package.presidency_id, as_of=package.as_of)
        parts = parts_of(handover, by=package.ordered_by, style=house_style())
        outbox.report_progress(job=job, done=0, total=len(parts))
        data = archive(
            parts, tell=lambda done, total: outbox.report_progress(job=job, done=done, total=total)
        )
    operations.keep_handover_package(package=package, data=data)
    return {"files": len(parts), "bytes": len(data)}
