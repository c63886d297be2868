"""On which years of a framework an annual report can be written; neither database nor clock."""

from django.utils.translation import gettext as _

from querschnitt.framework.content import FrameworkEdition
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle


def reporting_years(edition: FrameworkEdition, *, this_year: int) -> range:
    """Return the years in which a framework runs.

    Where its beginning is not known it runs from its adoption, where its end is not, until now.
    """
    period, decided_on = edition["framework"]["period"], edition["adoption"]["decided_on"]
    first = PartialDate.parse(period["start"] or decided_on).first_day.year
    last = PartialDate.parse(period["end"]).last_day.year if period["end"] else this_year
    return range(first, max(first, last) + 1)


def likely_year(years: range, *, this_year: int) -> int:
    """Return the year on which a report is due: the last one that is over, if it is one."""
    return min(max(this_year - 1, years[0]), years[-1])


def obstacle_to_reporting_on(year: int, years: range) -> Obstacle | None:
    if year in years:
        return None
    return Obstacle(
        "publication.year-outside",
        _("The framework runs from %(first)s to %(last)s; please choose one of these years.")
        % {"first": years[0], "last": years[-1]},
    )
