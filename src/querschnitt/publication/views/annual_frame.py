"""The frame of an annual report, for the year that is asked for, in every format."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.views.files import file_of
from querschnitt.framework.models import Framework
from querschnitt.framework.views.found import framework_or_404
from querschnitt.publication import queries
from querschnitt.publication.composition.annual_frame import annual_frame as frame_of
from querschnitt.publication.content import languages_of
from querschnitt.publication.forms import ReportingYearForm
from querschnitt.publication.reporting_years import likely_year, reporting_years


@signed_in
@require_safe
def annual_frame(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    years, this_year = _years(framework), timezone.localdate().year
    asked = request.GET if "jahr" in request.GET else None
    initial = {"jahr": likely_year(years, this_year=this_year)} if years else {}
    form = ReportingYearForm(asked, years=years, initial=initial) if years else None
    is_wrong = bool(form and form.is_bound and not form.is_valid())
    context = {
        "framework": framework,
        "form": form,
        "year": form.cleaned_data["jahr"] if form and form.is_bound and not is_wrong else None,
        "breadcrumb": [
            (str(framework), reverse("framework:framework", args=[key])),
            (_("Frame of an annual report"), None),
        ],
    }
    status = 422 if is_wrong else 200
    return render(request, "publication/annual_frame.html", context, status=status)


@signed_in
@require_safe
def annual_frame_file(request: SignedInRequest, key: str, year: int, ending: str) -> HttpResponse:
    edition = queries.edition_in_force(framework_or_404(key))
    if edition is None or year not in reporting_years(edition, this_year=timezone.localdate().year):
        raise Http404
    document = frame_of(edition, year=year, language=languages_of(edition)[0])
    return file_of(document, f"jahresbericht-{year}-{key}", ending)


def _years(framework: Framework) -> range:
    """Return the years to choose from; none as long as nothing is adopted."""
    edition = queries.edition_in_force(framework)
    if edition is None:
        return range(0)
    return reporting_years(edition, this_year=timezone.localdate().year)
