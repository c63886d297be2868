"""What a web server has to know that files cannot say: statuses, media types, headers.

Each kind of server is told in a file of its own. All of them say the same.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from querschnitt.publication.answers import PROTECTION
from querschnitt.publication.export.names import INDEX, suffix_of, url_of
from querschnitt.publication.export.outgoing import GONE, MOVED, Outgoing, always
from querschnitt.publication.export.snapshot import Stored

NGINX = "querschnitt-nginx.conf"
APACHE = ".htaccess"
REDIRECTS = "_redirects"
HEADERS = "_headers"
TEXT = "text/plain; charset=utf-8"
FOR_PAGES = "public, max-age=0, must-revalidate"
FOR_ASSETS = "public, max-age=31536000, immutable"
ASSETS = "/static/"
# The search of a copy runs in the browser and reads the index beside it.
SCRIPTS = "script-src 'self'; connect-src 'self'; "


class Told(NamedTuple):
    """What servers are told: what moved where, what is gone, and which media types there are."""

    moved: list[tuple[str, str]]
    gone: list[str]
    by_suffix: list[tuple[str, str]]
    by_path: list[tuple[str, str]]
    headers: list[tuple[str, str]]
    is_packed: bool


def files(
    pages: Iterable[Stored], outgoing: Sequence[Outgoing], *, is_packed: bool
) -> Iterator[Outgoing]:
    """Yield the files that tell web servers what the program would have done."""
    pages = list(pages)
    by_suffix, by_path = _media_types(outgoing)
    told = Told(
        moved=[(page.path, page.location) for page in pages if page.status == MOVED],
        gone=[page.path for page in pages if page.status == GONE],
        by_suffix=by_suffix,
        by_path=by_path,
        headers=_headers(),
        is_packed=is_packed,
    )
    for name, write in (
        (NGINX, _nginx), (APACHE, _apache), (REDIRECTS, _redirects), (HEADERS, _for_hosts),
    ):  # fmt: skip
        body = "".join(f"{line}\n" for line in write(told)).encode()
        tag = hashlib.sha256(body).hexdigest()[:32]
        yield Outgoing(name, tag, TEXT, None, always(body))


def _headers() -> list[tuple[str, str]]:
    return [
        (name, value.replace("style-src", f"{SCRIPTS}style-src", 1))
        if name == "Content-Security-Policy"
        else (name, value)
        for name, value in PROTECTION
    ]


def _media_types(
    outgoing: Iterable[Outgoing],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the commonest media type of each suffix, and the files that have another one."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    files = [one for one in outgoing if not one.name.endswith(".html")]
    for one in files:
        found[suffix_of(one.name)][one.media_type] += 1
    usual = {
        suffix: max(sorted(types), key=types.__getitem__)
        for suffix, types in found.items()
        if suffix
    }
    others = [
        (url_of(one.name), one.media_type)
        for one in files
        if usual.get(suffix_of(one.name)) != one.media_type
    ]
    return sorted(usual.items()), sorted(others)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _nginx(told: Told) -> Iterator[str]:
    yield f"# Written by querschnitt export: include {NGINX}; within the server block of this site."
    yield f"index {INDEX};"
    yield "charset utf-8;"
    yield "charset_types text/css text/javascript application/javascript;"
    yield "error_page 404 /404.html;"
    yield "error_page 403 =404 /404.html;"
    yield "error_page 410 @withdrawn;"
    yield f"location @withdrawn {{ try_files $uri/{INDEX} $uri =404; }}"
    yield from _nginx_headers(told, FOR_PAGES, "")
    if told.is_packed:
        yield "gzip_static on;"
    yield f"location {ASSETS} {{"
    yield from _nginx_headers(told, FOR_ASSETS, "  ")
    yield "}"
    yield "location ~ ^/([.](querschnitt|ht)|_headers$|_redirects$|querschnitt-) { return 404; }"
    for suffix, kind in told.by_suffix:
        pattern = _quoted(f"{suffix.replace('.', '[.]')}$")
        yield f"location ~ {pattern} {{ types {{ }} default_type {_quoted(kind)}; }}"
    for path, kind in told.by_path:
        yield f"location = {_quoted(path)} {{ types {{ }} default_type {_quoted(kind)}; }}"
    for path, target in told.moved:
        yield f"location = {_quoted(path)} {{ return 301 {_quoted(target)}; }}"
    for path in told.gone:
        yield from (f"location = {_quoted(one)} {{ return 410; }}" for one in _ways_to(path))


def _nginx_headers(told: Told, cache: str, indent: str) -> Iterator[str]:
    for name, value in [*told.headers, ("Cache-Control", cache)]:
        yield f"{indent}add_header {name} {_quoted(value)} always;"


def _ways_to(path: str) -> list[str]:
    """Return the addresses under which a page in a directory of its own is asked for."""
    plain = path.rstrip("/")
    return [plain, f"{plain}/", f"{plain}/{INDEX}"]


def _apache(told: Told) -> Iterator[str]:
    yield "# Written by querschnitt export, for AllowOverride FileInfo Indexes Options=MultiViews."
    yield f"DirectoryIndex {INDEX}"
    yield "Options -MultiViews"
    yield "ErrorDocument 404 /404.html"
    yield "<IfModule mod_headers.c>"
    for name, value in [*told.headers, ("Cache-Control", FOR_PAGES)]:
        yield f"  Header always set {name} {_quoted(value)}"
    asked = f'"expr=%{{REQUEST_URI}} =~ m#^{ASSETS}#"'
    yield f"  Header always set Cache-Control {_quoted(FOR_ASSETS)} {asked}"
    yield "</IfModule>"
    for suffix, kind in told.by_suffix:
        yield f"AddType {_quoted(kind)} {suffix}"
    for path, kind in told.by_path:
        yield f"<If {_quoted(f'%{{REQUEST_URI}} == {_single(path)}')}>"
        yield f"  ForceType {_quoted(kind)}"
        yield "</If>"
    yield "RewriteEngine On"
    for path, target in told.moved:
        yield f"RewriteRule {_quoted(_pattern(path))} {_quoted(target)} [R=301,L,NE]"
    if told.gone:
        # The page that stands there tells why, and is itself not asked for again.
        yield f"ErrorDocument 410 /.%{{REQUEST_URI}}/{INDEX}"
    for path in told.gone:
        yield "RewriteCond %{ENV:REDIRECT_STATUS} ^$"
        yield f"RewriteRule {_quoted(_pattern(path))} - [G]"


def _single(text: str) -> str:
    return "'" + text.replace("'", "") + "'"


def _pattern(path: str) -> str:
    # In brackets, since Apache leaves a backslash before a backslash where it stands.
    signs = [one if one.isalnum() or one in "/-_" else f"[{one}]" for one in path.strip("/")]
    plain = "".join(signs).replace("[^]", ".").replace("[]]", ".")
    return f"^{plain}/?$"


def _redirects(told: Told) -> Iterator[str]:
    for path, target in told.moved:
        yield f"{path} {target} 301"


def _for_hosts(told: Told) -> Iterator[str]:
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in told.headers)
    yield f"{ASSETS}*"
    yield f"  Cache-Control: {FOR_ASSETS}"
