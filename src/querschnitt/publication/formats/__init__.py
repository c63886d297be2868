"""Every format an edition is written in, in the order in which pages offer them."""

from querschnitt.publication.formats.csv_table import CSV
from querschnitt.publication.formats.csvw import CSVW
from querschnitt.publication.formats.documents import HTML, ODT, PDF, TEXT, WORD
from querschnitt.publication.formats.json_data import JSON
from querschnitt.publication.formats.json_ld import JSON_LD
from querschnitt.publication.formats.relations import (
    RELATIONS_CSV,
    RELATIONS_EXCEL,
    RELATIONS_JSON,
    RELATIONS_ODS,
)
from querschnitt.publication.formats.stratml import STRATML_CORE, STRATML_REPORT
from querschnitt.publication.formats.workbooks import EXCEL, ODS

FORMATS = {
    written.slug: written
    for written in (
        *(PDF, WORD, ODT, HTML, TEXT),
        *(EXCEL, ODS, CSV, CSVW, JSON, JSON_LD),
        *(STRATML_CORE, STRATML_REPORT),
    )
}
RELATIONS_FORMATS = {
    written.slug: written
    for written in (RELATIONS_EXCEL, RELATIONS_ODS, RELATIONS_CSV, RELATIONS_JSON)
}
"""Those in which an edition of relations is written."""
