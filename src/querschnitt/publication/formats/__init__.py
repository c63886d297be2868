"""Every format an edition is written in, in the order in which pages offer them."""

from querschnitt.publication.formats.json_data import JSON
from querschnitt.publication.formats.pdf import PDF
from querschnitt.publication.formats.stratml import STRATML_CORE, STRATML_REPORT
from querschnitt.publication.formats.word import WORD

FORMATS = {written.slug: written for written in (PDF, WORD, JSON, STRATML_CORE, STRATML_REPORT)}
