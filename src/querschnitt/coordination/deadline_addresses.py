"""Where the pages of deadlines live, and the address from which calendar programs fetch them."""

from django.urls import path

from querschnitt.coordination.views import calendars, deadlines

PATTERNS = [
    path("fristen/", deadlines.deadlines, name="deadlines"),
    path("fristen.ics", calendars.deadlines_file, name="deadlines_file"),
    path("fristen/regeln/", deadlines.deadline_rules, name="deadline_rules"),
    path("fristen/regeln/<slug:kind>/", deadlines.set_deadline_rule, name="set_deadline_rule"),
    path("fristen/kalender/", calendars.create_calendar_address, name="create_calendar_address"),
    path(
        "fristen/kalender/beenden/",
        calendars.revoke_calendar_address,
        name="revoke_calendar_address",
    ),
    path("runden/<int:pk>/frist/", deadlines.extend_round, name="extend_round"),
]

# Outside the desk: calendar programs cannot sign in.
FEED = path("kalender/<str:token>.ics", calendars.calendar_feed, name="calendar_feed")
