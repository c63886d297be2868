"""Pages of a copy of the site as files, where no program answers: its search, its interface.

They are rendered with all others, kept beside what filtered lists are made with, and no part of the
site that the program answers.
"""

from django.utils.translation import gettext as _

from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Page
from querschnitt.publication.answers import POLICY

INTERFACE = "schnittstelle/"
# As on every page, but for one script of ours that reads the index beside it.
SCRIPTED = "default-src 'none'; script-src 'self'; connect-src 'self';"


def page(addresses: Addresses) -> Page:
    """Return the page around form and hits."""
    # What only a header can say is left out.
    told, _rest = POLICY.replace("default-src 'none';", SCRIPTED).split("; frame-ancestors", 1)
    return Page(
        at=lambda a: a.search,
        template="search_of_copy",
        title=_("Search in goals"),
        section="goals",
        context={"policy": told, "goals_url": addresses.goals},
    )


def interface(addresses: Addresses) -> Page:
    """Return what stands where programs would ask, and leads to the files that they can read."""
    return Page(
        at=lambda a: f"{a.data}{INTERFACE}",
        template="interface_of_copy",
        title=_("Interface for programs"),
        crumbs=[(_("Open data"), addresses.data)],
        section="data",
        context={
            "data_url": addresses.data,
            "documents_url": addresses.documents,
        },
    )
