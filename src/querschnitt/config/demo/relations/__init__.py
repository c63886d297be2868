"""Relations of the dataset: partners, networks, actors, trade, events and the conference.

Everything is entered through the acts, with its source, and nothing is added that no source tells:
what is not known stays empty.
"""

from querschnitt.config.demo.cast import Cast
from querschnitt.config.demo.dataset import Dataset
from querschnitt.config.demo.relations import (
    conferences,
    events,
    networks,
    organisations,
    partners,
    projects,
)
from querschnitt.config.demo.relations.book import Book

STEPS = (
    partners.enter_partners,
    organisations.enter_organisations,
    networks.enter_networks,
    organisations.enter_programmes,
    organisations.enter_actors,
    conferences.enter_conference,
    conferences.enter_meetings,
    conferences.enter_resolutions,
    partners.enter_agreements,
    partners.enter_twinnings,
    events.enter_events,
    events.enter_trade,
    networks.enter_dossiers,
    projects.enter_projects,
)
"""In an order in which each names only what is there already."""

SECTIONS = (
    "partners", "agreements", "twin_towns", "networks", "eu_processes", "actors", "programmes",
    "foreign_trade_support", "events", "presidency", "conferences", "resolutions",
)  # fmt: skip
"""The sections of the dataset that are carried over whole; of measures those with partners."""


def carry_over(dataset: Dataset, cast: Cast) -> Book:
    """Enter everything of the dataset that belongs to relations, and release it.

    :returns: what became of each record
    """
    book = Book.opened(dataset, by=cast.coordinator)
    for enter in STEPS:
        enter(book)
    book.release()
    return book
