"""Where readers find a release, as links in posts and mails name it."""

from django.conf import settings

from querschnitt.publication.release_content import ReleaseContent

ROOMS = {"de": "presse"}
OTHERWISE = "press"


def release_path(content: ReleaseContent, language: str) -> str:
    """Return the address of a release within the portal."""
    room = ROOMS.get(language, OTHERWISE)
    return f"/{language}/{room}/{content['year']}/{content['address']}/"


def release_link(content: ReleaseContent, language: str) -> str:
    """Return the whole address of a release, for those who read of it elsewhere."""
    return f"{settings.BASE_URL}{release_path(content, language)}"
