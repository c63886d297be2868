"""The goals of an edition as a workbook with drop-downs, which departments can upload again."""

from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS
from querschnitt.publication.composition.workbook import compose_workbook
from querschnitt.publication.formats.base import Format, Manuscript


def _format(slug: str) -> Format:
    writer = WORKBOOK_WRITERS[slug]

    def written(manuscript: Manuscript) -> bytes:
        return writer.write(compose_workbook(manuscript))

    return Format(
        slug=slug,
        label=writer.label,
        media_type=writer.media_type,
        suffix=writer.suffix,
        is_in_one_language=True,
        render=written,
    )


EXCEL = _format("xlsx")
ODS = _format("ods")
