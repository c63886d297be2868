"""Texts that can be compared: our own, and those that higher apps register with at start-up."""

from collections.abc import Callable
from dataclasses import dataclass

from querschnitt.accounts.models import User
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.content import FrameworkContent
from querschnitt.framework.models import Framework


@dataclass(frozen=True)
class Comparable:
    """A text that can be compared: an adopted version, a present draft, or one of others.

    One of others has no framework here; ``load`` gives its content.
    """

    key: str
    label: str
    framework: Framework | None = None
    version: FrameworkVersion | None = None
    remark: str = ""
    language: str = ""
    """Only of a text in another language than the government's."""
    load: Callable[[], FrameworkContent] | None = None


Source = Callable[[User], list[Comparable]]
"""Returns what a person may compare of what an app keeps."""

_sources: list[Source] = []


def register(source: Source) -> None:
    """Offer further texts for comparison, from an app's ``ready``."""
    if source not in _sources:
        _sources.append(source)


def from_elsewhere(by: User) -> list[Comparable]:
    """Return the texts of all registered sources that a person may read."""
    return [one for source in _sources for one in source(by)]
