"""What each channel would be told of a release, to the letter, before anything is sent."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from querschnitt.press.assemble import release_content
from querschnitt.press.channels import kind_of
from querschnitt.press.channels.base import ChannelKind, Post
from querschnitt.press.models import Channel, Release, ReleaseVersion
from querschnitt.press.release_link import release_link
from querschnitt.press.saying import parsed

UNKNOWN_NUMBER = "000"


@dataclass(frozen=True)
class ComposedPost:
    """What a channel is told, and whether it is told at all."""

    channel: Channel
    kind: ChannelKind
    post: Post
    is_left_out: bool
    language: str

    @property
    def is_too_long(self) -> bool:
        return self.post.limit is not None and self.post.length > self.post.limit


def posts_of(release: Release) -> list[ComposedPost]:
    """Return what the channels of a release are told of its newest version.

    The number is not known yet, so that the link shows where it will stand.
    """
    version = ReleaseVersion.objects.get(release=release, number=release.version)
    now = timezone.now()
    content = release_content(
        release,
        parsed(version),
        year=release.year or timezone.localdate(now).year,
        number=release.number,
        reference=release.reference,
        address=f"{release.number:03}" if release.number else UNKNOWN_NUMBER,
        published_at=release.published_at or now,
    )
    departments = [release.department_id, *(one.pk for one in release.further_departments.all())]
    own = Q(department=None) | Q(department__in=departments)
    rows = Channel.objects.filter(own, is_on=True).select_related("department")
    found = []
    for channel in rows.order_by("position", "pk"):
        kind = kind_of(channel.kind)
        if kind is None:
            continue
        languages = content["languages"]
        language = channel.language if channel.language in languages else languages[0]
        link = release_link(content, language)
        post = kind.compose(content, language=language, link=link, account=channel.account)
        found.append(
            ComposedPost(
                channel=channel,
                kind=kind,
                post=post,
                is_left_out=channel.key in release.left_out_channels,
                language=language,
            )
        )
    return found
