"""Where the pages of submissions, sessions and tasks live."""

from django.urls import path

from querschnitt.coordination.views import papers, sessions, submissions, submitting, tasks

SUBMISSION = "kabinett/vorlagen/<int:pk>/"
SESSION = "kabinett/sitzungen/<int:pk>/"
TASK = "kabinett/beschlussauftraege/<int:pk>/"

PATTERNS = [
    path("kabinett/", sessions.cabinet_home, name="cabinet_home"),
    path("kabinett/geruest-vorlage.<slug:ending>", papers.paper_frame, name="paper_frame"),
    path("kabinett/vorlagen/", submissions.submissions, name="submissions"),
    path("kabinett/<slug:key>/vorlage/", submissions.draft_submission, name="draft_submission"),
    path(SUBMISSION, submissions.submission, name="submission"),
    path(f"{SUBMISSION}vorlage.<slug:ending>", papers.submission_paper, name="submission_paper"),
    path(f"{SUBMISSION}bearbeiten/", submissions.revise_submission, name="revise_submission"),
    path(f"{SUBMISSION}zuleiten/", submitting.submit_submission, name="submit_submission"),
    path(f"{SUBMISSION}zurueckgeben/", submissions.return_submission, name="return_submission"),
    path(
        f"{SUBMISSION}zurueckziehen/", submissions.withdraw_submission, name="withdraw_submission"
    ),
    path(
        f"{SUBMISSION}staatssekretaere/",
        submissions.record_state_secretaries_result,
        name="record_state_secretaries_result",
    ),
    path("kabinett/sitzungen/", sessions.sessions, name="sessions"),
    path("kabinett/sitzungen/neu/", sessions.plan_session, name="plan_session"),
    path(SESSION, sessions.session, name="session"),
    path(f"{SESSION}tagesordnung.<slug:ending>", papers.agenda_paper, name="agenda_paper"),
    path(f"{SESSION}aufsetzen/", sessions.put_on_agenda, name="put_on_agenda"),
    path(
        "kabinett/tagesordnung/<int:pk>/absetzen/",
        sessions.take_off_agenda,
        name="take_off_agenda",
    ),
    path("kabinett/beschluesse/<int:pk>/auftrag/", tasks.add_task, name="add_task"),
    path(f"{TASK}erledigt/", tasks.finish_task, name="finish_task"),
    path(f"{TASK}wieder-offen/", tasks.reopen_task, name="reopen_task"),
]  # fmt: skip
