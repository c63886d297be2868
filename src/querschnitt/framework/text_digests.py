"""Digests of texts that a person was shown, so that nobody overwrites what they have not read."""

from querschnitt.framework.models import Chapter, Clause, Framework
from querschnitt.lib.digest import digest


def introduction_digest(framework: Framework) -> str:
    """Return the digest of a framework's introduction as it stands."""
    return digest(framework.introduction)


def chapter_digest(chapter: Chapter) -> str:
    """Return the digest of a chapter's title and text as they stand."""
    return digest([chapter.title, chapter.text])


def clause_digest(clause: Clause) -> str:
    """Return the digest of a clause's text, place and departments as they stand."""
    departments = sorted(department.key for department in clause.departments.all())
    return digest([clause.text, clause.reference, departments])
