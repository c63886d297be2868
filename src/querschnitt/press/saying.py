"""What the versions of a release say, and who wrote them."""

import json
from typing import cast

from querschnitt.press.models import Release, ReleaseVersion
from querschnitt.press.said import ReleaseSaid


def version_now(release: Release) -> ReleaseVersion:
    """Return the newest version."""
    return ReleaseVersion.objects.get(release=release, number=release.version)


def said_of(release: Release) -> ReleaseSaid:
    """Return what the newest version says."""
    return parsed(version_now(release))


def parsed(version: ReleaseVersion) -> ReleaseSaid:
    """Return what a version says."""
    return cast("ReleaseSaid", json.loads(version.said))


def title_of(said: ReleaseSaid) -> str:
    """Return the heading in the first language."""
    return said["texts"][said["languages"][0]]["title"].strip()


def writers_of(release: Release) -> set[int]:
    """Return the keys of those who wrote since the release was last published or began."""
    versions = ReleaseVersion.objects.filter(
        release=release, number__gt=release.published_version, number__lte=release.version
    )
    return {*versions.values_list("written_by", flat=True)}
