"""Documents with which a template is tried: one of everything, as a book and as a paper."""

from dataclasses import replace

from querschnitt.documents.typeset import (
    BulletList,
    Digest,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Span,
    Table,
    TypesetDocument,
)

_BOOK = TypesetDocument(
    title="Titel & <Muster>",
    subtitle="Untertitel",
    short_title="Kurztitel",
    language="de",
    publisher="Landesregierung",
    document_date="2022-07-12",
    running_head="Entwurf",
    keywords=("Muster",),
    description="Ein Muster",
    title_facts=(("Beschlossen am", "12.07.2022"), ("Quelle", "Muster")),
    blocks=(
        Heading(1, "Kapitel", "1"),
        Paragraph(("Text mit ", Span("Verweis", href="https://example.org/")), style="lead"),
        Paragraph((Span("neu ", "insert"), Span("alt", "delete"))),
        Heading(2, "Abschnitt"),
        Facts((("Federführung", "Ministerium"),)),
        BulletList(("eins", "zwei")),
        Note("Hinweis", title="Zu beachten"),
        Note("Warnung", kind="warning"),
        Heading(3, "Unterabschnitt"),
        Heading(4, "Einzelheit"),
        Table("Tabelle", ("A", "B"), (("1", "2"), ("3", "4"))),
        PageBreak(),
        Paragraph("Klein", style="small"),
    ),
    closing=(Heading(1, "Nachweis"), Digest("SHA-256", "0123456789abcdef" * 4)),
)
_PAPER = replace(
    _BOOK, is_paper=True, is_landscape=True, subtitle="", running_head="", title_facts=()
)
SAMPLES = (_BOOK, _PAPER)
