"""From content to a document ready to be written: the same for PDF, Word, print and text."""

from django.utils.translation import override

from querschnitt.documents.typeset import TypesetDocument
from querschnitt.publication.composition.department import DepartmentPart
from querschnitt.publication.composition.framework import WholeEdition
from querschnitt.publication.composition.goal import GoalSheet
from querschnitt.publication.formats.base import Manuscript


class UnknownPart(LookupError):
    """Raised for a goal or a department that the content does not have."""


def compose(manuscript: Manuscript) -> TypesetDocument:
    """Return a manuscript, or the part of it that is asked for, as a document in its language.

    :raises UnknownPart: if the content has no goal or department of this key
    """
    content, language, part = manuscript.content, manuscript.language, manuscript.part
    with override(language):
        if part.kind == "whole":
            return WholeEdition(content, language).document()
        made: GoalSheet | DepartmentPart = (
            GoalSheet(content, language)
            if part.kind == "goal"
            else DepartmentPart(content, language)
        )
        document = made.document(part.key)
    if document is None:
        raise UnknownPart(f"{manuscript.document or 'The content'} has no {part.kind} {part.key!r}")
    return document
