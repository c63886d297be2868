"""The papers of a meeting as files, in each format."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.views.files import file_of
from querschnitt.relations import rules
from querschnitt.relations.meeting_papers import PAPERS
from querschnitt.relations.queries.conference import meeting_sheet


@signed_in
@require_safe
def meeting_paper(request: SignedInRequest, key: str, paper: str, ending: str) -> HttpResponse:
    make, sheet = PAPERS.get(paper), meeting_sheet(key)
    if make is None or sheet is None:
        raise Http404
    meeting = sheet.meeting
    if meeting.is_removed and not rules.may_read_removed(request.user, meeting):
        raise Http404
    return file_of(make(sheet), f"{paper}-{key}", ending)
