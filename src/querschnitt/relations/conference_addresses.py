"""Where the pages of what is done at conferences live."""

from collections.abc import Iterable

from django.urls import URLPattern, path

from querschnitt.relations.views import conference_pages as pages
from querschnitt.relations.views.acts_of_conferences import CONFERENCES, PRESIDENCIES
from querschnitt.relations.views.acts_of_meetings import MEETINGS
from querschnitt.relations.views.acts_of_resolutions import RESOLUTIONS
from querschnitt.relations.views.courses import Course, page_of

PLACES = (
    ("beziehungen/konferenzen/<slug:key>/arbeit/", pages.conference_sheet, CONFERENCES),
    ("beziehungen/sitzungen/<slug:key>/ablauf/", pages.meeting_sheet, MEETINGS),
    ("beziehungen/beschluesse/<slug:key>/abstimmung/", pages.resolution_sheet, RESOLUTIONS),
    (
        "beziehungen/vorsitze/<slug:key>/arbeitsplatz/",
        pages.presidency_workspace,
        PRESIDENCIES,
    ),
)


def acts_below(address: str, course: Course) -> Iterable[URLPattern]:
    """Yield the addresses of the acts of a course, below that of its page."""
    act = page_of(course)
    yield path(f"{address}<slug:word>/", act, name=f"{course.register}_act")
    yield path(f"{address}<slug:word>/<int:pk>/", act, name=f"{course.register}_row_act")


PATTERNS = [
    *(path(address, page, name=course.sheet) for address, page, course in PLACES),
    *(pattern for address, _page, course in PLACES for pattern in acts_below(address, course)),
]
