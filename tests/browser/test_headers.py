"""What protects a page stands on every answer, whoever gives it."""

import re

from tests.browser.pages import desk_paths, public_paths

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
REFERRERS = {"same-origin", "no-referrer", "strict-origin-when-cross-origin"}
NOT_ALLOWED = ("unsafe-inline", "unsafe-eval", "http:", "https:", "*")
FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def faults(answer):
    """Return what is missing or wrong in the headers of an answer."""
    headers, where = answer.headers, f"{answer.status} {answer.url}"
    found = [
        f"{where}: {name} is {headers.get(name)!r}"
        for name, value in EVERYWHERE.items()
        if headers.get(name) != value
    ]
    policy = headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
        found.append(f"{where}: policy {policy!r}")
    found += [f"{where}: policy allows {word}" for word in NOT_ALLOWED if word in policy.split()]
    found += [f"{where}: policy allows {word}" for word in NOT_ALLOWED[:2] if word in policy]
    if headers.get("referrer-policy") not in REFERRERS:
        found.append(f"{where}: referrer-policy {headers.get('referrer-policy')!r}")
    if "camera=()" not in headers.get("permissions-policy", ""):
        found.append(f"{where}: permissions-policy {headers.get('permissions-policy')!r}")
    if re.search(r"\d", headers.get("server", "")) or "x-powered-by" in headers:
        found.append(f"{where}: says what it runs on: {headers.get('server')}")
    is_internal = "/desk/" in answer.url
    if is_internal and headers.get("cache-control") != "private, no-store":
        found.append(f"{where}: cache-control {headers.get('cache-control')!r}")
    return found


def test_of_the_portal(demo, open_context):
    fetch = open_context(demo).request.get
    paths = public_paths(open_context(demo))
    files = {file for path in paths for file in FILES.findall(fetch(path).text())}
    others = [
        "/",
        "/de",
        "/robots.txt",
        "/sitemap.xml",
        "/favicon.ico",
        "/de/gibt-es-nicht/",
        "/de/ziele/?q=polen",
        "/de/ziele/?nach=unsinn",
        "/static/gibt-es-nicht.css",
        "/de/ziele/?%00",
        "/dokumente/2022-1.pdf",
        "/dokumente/2022-1.json",
    ]

    found = []
    for path in [*paths, *sorted(files), *others]:
        answer = fetch(path, max_redirects=0)
        assert answer.status < 500, path
        found += faults(answer)

    assert not found, "\n".join(found)
    assert files


def test_of_the_desk(demo, person):
    context = person(demo, "koordination").page.context

    found = []
    for path in desk_paths(context, of_each=1):
        found += faults(context.request.get(path, max_redirects=0))

    assert not found, "\n".join(found)


def test_of_the_desk_before_signing_in(demo, open_context):
    fetch = open_context(demo).request.get
    found = []
    for path in ("", "anmelden/", "passwort-vergessen/", "gibt-es-nicht/", "personen/", "x" * 3000):
        found += faults(fetch(f"/desk/{path}", max_redirects=0))
    found += faults(open_context(demo).request.post("/desk/anmelden/", form={"email": "x"}))
    found += faults(open_context(demo).request.put("/desk/anmelden/"))

    assert not found, "\n".join(found)
