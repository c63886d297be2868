"""Where readers find a release, as links in posts and mails name it."""

from django.conf import settings

from querschnitt.publication.addresses import release_path
from querschnitt.publication.release_content import ReleaseContent


def release_link(content: ReleaseContent, language: str) -> str:
    """Return the whole address of a release, for those who read of it elsewhere."""
    return f"{settings.BASE_URL}{release_path(content, language)}"
