"""A document that shows everything that documents have, to look at a design."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Digest,
    Facts,
    Heading,
    Labels,
    Note,
    Paragraph,
    Span,
    Table,
    TypesetDocument,
)
from querschnitt.lib.digest import GENESIS


def sample_document() -> TypesetDocument:
    """Return a document that says of each of its parts what it is."""
    return TypesetDocument(
        title=_("Sample document"),
        subtitle=_("How the documents of this government look"),
        short_title=_("Sample document"),
        language=(get_language() or "de").split("-")[0],
        publisher=settings.GOVERNMENT_NAME or settings.PUBLISHER.name,
        document_date=timezone.localdate().isoformat(),
        title_facts=(
            (_("Made for"), _("those who set the design of documents")),
            (_("Contents"), _("every part that documents have")),
        ),
        blocks=(*_texts(), *_lists()),
        closing=(
            Heading(1, _("Closing page")),
            Paragraph(_("Here stands, for example, the record of the adoption.")),
            Digest(_("A digest"), GENESIS),
        ),
        labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
    )


def _texts() -> tuple[Block, ...]:
    return (
        Heading(1, _("A chapter"), "1"),
        Paragraph(_("A lead says in one sentence what follows."), style="lead"),
        Paragraph(
            (
                _("Running text, in which some words are "),
                Span(_("strong"), "strong"),
                _(" and others "),
                Span(_("new"), "insert"),
                _(" or "),
                Span(_("struck out"), "delete"),
                ".",
            )
        ),
        Heading(2, _("A section"), "1.1"),
        Facts(
            (
                (_("Term"), _("what is said of it")),
                (_("Another term"), _("and what is said of that one")),
            )
        ),
        Heading(3, _("A part of a section")),
        Paragraph(_("Small print stands below what it explains."), style="small"),
    )


def _lists() -> tuple[Block, ...]:
    header = (_("Column"), _("Another column"), _("A third one"))
    rows = tuple(
        tuple(_("row %(row)s, cell %(cell)s") % {"row": row, "cell": cell} for cell in (1, 2, 3))
        for row in (1, 2, 3)
    )
    return (
        Heading(1, _("Tables, lists and notes"), "2"),
        Table(_("A table"), header, rows),
        BulletList((_("a point"), _("another point"))),
        Note(_("Something to know."), title=_("A note")),
        Note(_("Something to beware of."), title=_("A warning"), kind="warning"),
    )
