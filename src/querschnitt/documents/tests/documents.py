"""Documents for the tests: the smallest valid one, and one with everything."""

from querschnitt.documents.typeset import (
    Block,
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
    Words,
)

SENTENCE = "Die Landesregierung stärkt die Zusammenarbeit mit Łódź – „größtmöglich“, L’œuvre. "


def document(*blocks: Block, **said: object) -> TypesetDocument:
    given = {"title": "Strategie", "language": "de", "publisher": "Landesregierung", **said}
    return TypesetDocument(blocks=blocks, **given)


def saying(words: Words) -> TypesetDocument:
    return document(Heading(1, "Kapitel"), Paragraph(words))


def goal(number: int, words: str = SENTENCE * 2) -> tuple[Block, ...]:
    return (
        Heading(2, f"Ziel {number}", f"1.{number}"),
        Paragraph(words),
        Facts(
            (
                ("Federführung", "Ministerium für Beispiele"),
                ("Eine Bezeichnung, die länger ist als die Spalte", "Wert"),
                ("Grundlage", ("Ziffer 12, ", Span("„Wortlaut“", "emphasis"))),
            )
        ),
    )


def everything() -> TypesetDocument:
    return document(
        Heading(1, "Auftrag"),
        Paragraph(SENTENCE, style="lead"),
        Paragraph((SENTENCE, Span("Współpraca", language="pl"), " und ", Span("fett", "strong"))),
        Paragraph("Une phrase en français.", language="fr", style="small"),
        BulletList(("eins", ("zwei mit ", Span("Verweis", href="https://example.org/a?b=c")))),
        Note("Gut zu wissen.\n\nZweiter Absatz.", title="Hinweis"),
        Note("Frühere Landesregierung.", kind="warning"),
        Table("Ressorts", ("Ressort", "Ziele"), tuple((f"Haus {n}", str(n)) for n in range(80))),
        Table("", ("Ohne", "Titel"), (("a", "b"),), widths=(2, 1)),
        PageBreak(),
        Heading(1, "Handlungsfeld", "1"),
        *goal(1),
        *goal(2),
        Heading(3, "Teilziele"),
        Heading(4, "Einzelheit"),
        Paragraph("Text"),
        subtitle="Ziele der 8. Wahlperiode",
        document_date="2022-07-12",
        title_facts=(("Beschlossen am", "12.07.2022"),),
        keywords=("Europa",),
        description="Rahmen der Ziele",
        closing=(
            Heading(1, "Beschluss und Nachweis"),
            Facts((("Beschluss", "12.07.2022"),)),
            Digest("SHA-256", "0123456789abcdef" * 4),
        ),
    )
