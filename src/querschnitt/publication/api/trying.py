"""From a form to an address: a form cannot put what was entered into the path of an address."""

from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from querschnitt.publication.api.description import description
from querschnitt.publication.api.problems import refused

OPERATION = "operation"


def try_operation(request: HttpRequest) -> HttpResponse:
    """Send whoever filled in a form on to the address that it means; empty fields are left out."""
    wanted = request.GET.get(OPERATION, "")
    for path, methods in description()["paths"].items():
        if methods["get"]["operationId"] == wanted:
            return _sent_on(request, path, methods["get"]["parameters"])
    return refused([(OPERATION, "There is no such operation.")])


def _sent_on(request: HttpRequest, path: str, parameters: list[dict[str, str]]) -> HttpResponse:
    entered = {told["name"]: request.GET.get(told["name"], "").strip() for told in parameters}
    places = [told["name"] for told in parameters if told["in"] == "path"]
    missing = [name for name in places if not entered[name]]
    if missing:
        return refused([(name, "Please enter something.") for name in missing])
    for name in places:
        path = path.replace(f"{{{name}}}", quote(entered.pop(name), safe=""))
    query = urlencode({name: value for name, value in entered.items() if value})
    return HttpResponseRedirect(f"{path}?{query}" if query else path)
