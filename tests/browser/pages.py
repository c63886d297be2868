"""Which pages there are, found the way a person finds them: by following links."""

from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

from django.urls import Resolver404, resolve

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


def links(html):
    parser = _Links()
    parser.feed(html)
    return parser.found


def template_of(path):
    """Return what kind of page an address leads to, so that of many alike a few are enough."""
    path = urlsplit(path).path
    if not path.startswith("/desk/"):
        # Addresses of the portal: the language, the kind of page, then keys.
        parts = path.strip("/").split("/")
        return "/".join([*parts[:2], *("*" for _ in parts[2:])])
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def public_paths(context):
    """Return the paths of the sitemap."""
    listed = context.request.get("/sitemap.xml").text()
    locations = ElementTree.fromstring(listed).iter(f"{SITEMAP}loc")  # noqa: S314 (our own)
    return [urlsplit(location.text).path for location in locations]


def desk_paths(context, *, of_each):
    """Return the pages of the desk that a signed-in person reaches by links, a few of each kind."""
    seen, queue, found = {"/desk/"}, ["/desk/"], defaultdict(list)
    while queue:
        path = queue.pop(0)
        kind = template_of(path)
        if len(found[kind]) >= of_each:
            continue
        answer = context.request.get(path)
        is_page = "text/html" in answer.headers.get("content-type", "")
        if not is_page or "attachment" in answer.headers.get("content-disposition", ""):
            continue
        assert answer.status < 500, f"{path}: {answer.status}"
        found[kind].append(path)
        for link in links(answer.text()):
            next_path = urlsplit(urldefrag(urljoin(answer.url, link)).url)
            address = next_path.path + (f"?{next_path.query}" if next_path.query else "")
            if address.startswith("/desk/") and address not in seen:
                seen.add(address)
                queue.append(address)
    return [path for paths in found.values() for path in paths]


def a_few_of_each(paths, of_each):
    """Return of the pages that are made alike only the first ones."""
    kinds = defaultdict(list)
    for path in paths:
        kinds[template_of(path)].append(path)
    return [path for alike in kinds.values() for path in alike[:of_each]]
