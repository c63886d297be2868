"""Pictures and attachments of a release. Their bytes are as visible as the release itself."""

import hashlib

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.documents.pictures import read_picture
from querschnitt.lib.refusal import Obstacle, refuse_if
from querschnitt.press import rules
from querschnitt.press.models import Release, ReleaseFile
from querschnitt.press.operations.writing import locked

PNG = "image/png"


def add_file(*, by: User, release: Release, kind: str, name: str, data: bytes) -> ReleaseFile:
    """Keep a picture or an attachment for a release; a version names it by its digest.

    A picture is written anew, so that nothing but its pixels remains.

    :raises Unreadable: if a picture cannot be read, with a sentence that says why
    :raises Refused: if the person may not write, or the file is too large or of another kind
    """
    refuse_if(rules.obstacle_to_keeping_files(by, release))
    width = height = 0
    if kind == ReleaseFile.Kind.IMAGE:
        picture = read_picture(data)
        data, media_type = picture.png, PNG
        width, height = picture.width, picture.height
        name = f"{name.rpartition('.')[0] or name}.png"
    else:
        media_type = rules.media_type_of(data) or ""
    return _kept(
        by=by,
        release=release,
        kind=kind,
        name=rules.clean_name(name),
        media_type=media_type,
        data=data,
        size=(width, height),
    )


@journal.act
def _kept(
    *,
    by: User,
    release: Release,
    kind: str,
    name: str,
    media_type: str,
    data: bytes,
    size: tuple[int, int],
) -> ReleaseFile:
    release = locked(release)
    present = ReleaseFile.objects.filter(release=release)
    refuse_if(
        rules.obstacle_to_keeping_files(by, release)
        or rules.obstacle_in_file(media_type, size=len(data), count=present.count())
    )
    digest = hashlib.sha256(data).hexdigest()
    if earlier := present.filter(sha256=digest).first():
        return earlier
    file = ReleaseFile.objects.create(
        release=release,
        kind=kind,
        name=name,
        media_type=media_type,
        sha256=digest,
        size=len(data),
        width=size[0],
        height=size[1],
        data=data,
        added_by=by,
        added_at=timezone.now(),
    )
    journal.record("press.file_added", actor=by, subject=release.named(), kind=kind)
    return file


@journal.act
def remove_file(*, by: User, release: Release, file: ReleaseFile) -> None:
    """Delete a file that no version of the release names.

    :raises Refused: ``press.file-in-use`` while one does
    """
    release = locked(release)
    is_used = release.versions.filter(said__contains=file.sha256).exists()
    obstacle = rules.obstacle_to_keeping_files(by, release)
    if not obstacle and is_used:
        obstacle = Obstacle("press.file-in-use", str(rules.FILE_IN_USE))
    refuse_if(obstacle)
    ReleaseFile.objects.filter(pk=file.pk, release=release).delete()
    journal.record("press.file_removed", actor=by, subject=release.named(), kind=file.kind)
