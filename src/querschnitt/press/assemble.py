"""The one way from what a release says to what the public reads of it."""

from datetime import datetime

from django.utils import timezone

from querschnitt.accounts.models import Department
from querschnitt.press.models import Release, ReleaseFile
from querschnitt.press.said import ReleaseSaid, SaidAttachment, SaidImage, SaidQuotation
from querschnitt.publication.content import is_of_goals, is_relations, parsed, said
from querschnitt.publication.models import Document, Edition
from querschnitt.publication.release_content import (
    SCHEMA,
    ReleaseAttachment,
    ReleaseContent,
    ReleaseDepartment,
    ReleaseGoal,
    ReleaseImage,
    ReleaseQuotation,
    ReleaseTexts,
)


def release_content(
    release: Release,
    says: ReleaseSaid,
    *,
    year: int,
    number: int | None,
    reference: str,
    address: str,
    published_at: datetime,
    correction: str = "",
) -> ReleaseContent:
    """Return what an edition of a release says; goals and the like only where they are public.

    :param published_at: the instant of its first publication
    :param correction: what was corrected since, for readers
    """
    public = _Public(timezone.now())
    files = {
        file.sha256: file for file in ReleaseFile.objects.filter(release=release).defer("data")
    }
    content = ReleaseContent(
        schema=SCHEMA,
        reference=reference,
        number=number,
        year=year,
        address=address,
        departments=[_department(one) for one in _departments(release)],
        place=says["place"],
        dated_on=says["dated_on"],
        published_at=published_at.isoformat(timespec="seconds"),
        spoken_word=says["spoken_word"],
        languages=says["languages"],
        texts={one: ReleaseTexts(**says["texts"][one]) for one in says["languages"]},
        quotations=[_quotation(one) for one in says["quotations"]],
        facts=says["facts"],
        goals=public.goals(says["goals"]),
        partners=[one for one in says["partners"] if one in public.entries],
        documents=[one for one in says["documents"] if one in public.documents],
        topics=[one for one in says["topics"] if one in public.fields],
        images=[_image(files[one["sha256"]], one) for one in says["images"]],
        attachments=[_attachment(files[one["sha256"]], one) for one in says["attachments"]],
        contact=says["contact"],
        source=says["source"],
    )
    if correction:
        content["correction"] = correction
    return content


def _quotation(said: SaidQuotation) -> ReleaseQuotation:
    return ReleaseQuotation(text=said["text"], person=said["person"], office=said["office"])


def _image(file: ReleaseFile, said: SaidImage) -> ReleaseImage:
    return ReleaseImage(
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        width=file.width,
        height=file.height,
        alternative=said["alternative"],
        credit=said["credit"],
    )


def _attachment(file: ReleaseFile, said: SaidAttachment) -> ReleaseAttachment:
    return ReleaseAttachment(
        sha256=file.sha256,
        name=file.name,
        label=said["label"],
        media_type=file.media_type,
        size=file.size,
    )


def _departments(release: Release) -> list[Department]:
    return [release.department, *release.further_departments.in_order()]


def _department(department: Department) -> ReleaseDepartment:
    return ReleaseDepartment(
        key=department.key, name=department.name, abbreviation=department.abbreviation
    )


class _Public:
    """What the public can read at an instant, so that a release names nothing else."""

    def __init__(self, at: datetime) -> None:
        self.documents: set[str] = set()
        self.entries: set[str] = set()
        self.fields: set[str] = set()
        self._goals: set[tuple[str, str]] = set()
        rows = Edition.objects.public(at=at).exclude(document__kind=Document.Kind.PRESS_RELEASE)
        columns = ("document__slug", "document__framework__key", "content")
        for slug, framework, text in rows.values_list(*columns):
            self.documents.add(slug)
            content = parsed(text)
            if is_relations(content):
                self.entries |= {f"{one['register']}/{one['key']}" for one in content["entries"]}
            elif is_of_goals(content):
                told = said(content)
                self._goals |= {(framework, goal["reference"]) for goal in told["goals"]}
                self.fields |= {field["key"] for field in told["fields"]}

    def goals(self, wanted: list[str]) -> list[ReleaseGoal]:
        parts = [one.partition("/") for one in wanted]
        return [
            ReleaseGoal(framework=framework, reference=reference)
            for framework, _slash, reference in parts
            if (framework, reference) in self._goals
        ]
