"""Small public sites put straight into the page store, and what a copy of them holds."""

from django.db import transaction

from querschnitt.publication import store
from querschnitt.publication.export.run import Options, export
from querschnitt.publication.rendering import rendered_page

BASE = "http://127.0.0.1:8000"


class Silent:
    """Watches an export; may do something while it goes on."""

    def __init__(self, meanwhile=None):
        self.meanwhile = meanwhile
        self.turns = 1

    def began(self, count):
        if self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()

    def went_on(self):
        pass

    def began_anew(self):
        self.turns += 1


def page(path, content="", **more):
    own = "" if "status" in more else f'<link rel="canonical" href="{BASE}{path}">'
    body = (
        f'<!doctype html><html lang="de"><head><title>{path}</title>{own}</head>'
        f'<body><main id="content">{content}</main></body></html>'
    )
    return rendered_page(path, body, **more)


def small_site(goals=3, **changes):
    """A home page, goals, a redirect, a PDF, the page for wrong addresses, a sitemap."""
    pages = [
        page("/de/", "".join(f'<a href="/de/ziele/{n}/">{n}</a>' for n in range(goals))),
        *(page(f"/de/ziele/{n}/", f'{n} <a href="/de/#content">Start</a>') for n in range(goals)),
        page("/de/nicht-gefunden/", '<a href="/de/">Start</a>', status=404),
        rendered_page("/", "", status=301, location="/de/"),
        rendered_page("/dokumente/eins-1.pdf", b"%PDF-1.7 eins", media_type="application/pdf"),
        rendered_page("/robots.txt", f"Sitemap: {BASE}/sitemap.xml\n", media_type="text/plain"),
        rendered_page(
            "/sitemap.xml",
            f"<urlset><url><loc>{BASE}/de/</loc></url></urlset>",
            media_type="application/xml",
        ),
    ]  # fmt: skip
    by_path = {one.path: one for one in pages}
    for path, one in changes.pop("instead", {}).items():
        by_path[path] = one
        if one is None:
            del by_path[path]
    return list(by_path.values())


def publish(pages):
    with transaction.atomic():
        store.write(pages)


def copy(directory, *, base_url=BASE, is_packed=False, watcher=None):
    return export(directory, Options(base_url, is_packed), watcher or Silent())


def contents(directory):
    """All files by their names, and what they hold."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


def written_at(directory):
    return {
        path.relative_to(directory).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in directory.rglob("*")
        if path.is_file()
    }
