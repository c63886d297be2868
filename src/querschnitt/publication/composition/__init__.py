"""From content to a document ready to be written: the same for PDF, Word, print and text."""

from django.utils.translation import override

from querschnitt.documents.typeset import TypesetDocument
from querschnitt.publication.composition.framework import Writer
from querschnitt.publication.content import is_framework, said
from querschnitt.publication.formats.base import Manuscript


def compose(manuscript: Manuscript) -> TypesetDocument:
    """Return a manuscript as a document, in its language."""
    content, language = manuscript.content, manuscript.language
    with override(language):
        writer = Writer(said(content), language)
        return writer.framework(content) if is_framework(content) else writer.reported_goals()
