"""Every way to write a workbook down, in the order in which pages offer them."""

from collections.abc import Callable
from dataclasses import dataclass

from querschnitt.documents import ods, ods_look, workbook
from querschnitt.documents.workbook import Workbook


@dataclass(frozen=True, slots=True)
class WorkbookWriter:
    """One way to write a workbook; the same workbook gives the same bytes."""

    slug: str
    label: str
    media_type: str
    write: Callable[[Workbook], bytes]

    @property
    def suffix(self) -> str:
        return f".{self.slug}"


WORKBOOK_WRITERS = {
    writer.slug: writer
    for writer in (
        WorkbookWriter(
            "xlsx",
            "Excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook.write,
        ),
        WorkbookWriter("ods", "ODS (LibreOffice)", ods_look.MEDIA_TYPE, ods.write),
    )
}
