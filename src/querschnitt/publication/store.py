"""The page store: written when something is published, read by a thin layer outside Django.

Publishing renders, reading looks up. Each web process remembers the answers it has given and
throws them away when the generation number in the database has moved on.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from http import HTTPStatus
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import F
from django.http.request import split_domain_port, validate_host
from django.utils import timezone
from django.utils.translation import gettext, override

from querschnitt.publication import answerers
from querschnitt.publication.answerers import Answerer, Question
from querschnitt.publication.answers import Answer, Answers, answers_for, is_known, wants_gzip
from querschnitt.publication.models import Generation, StoredPage
from querschnitt.publication.rendering import LONGEST_PATH, Rendered

Answered = TypeVar("Answered")
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

FIELDS = ("status", "media_type", "location", "cache", "etag", "body", "gzip")
# What is noted of a file beside its bytes; visitors are answered without it.
NOTES = ("document", "number", "made_of", "made_from", "sha256")
BYTES = ("body", "gzip")
BATCH = 100
# In the database's words, since a look-up may take no longer than putting them together would.
NUMBER = "SELECT number FROM publication_generation WHERE id = 1"
# One statement, so that the page and the generation that it is part of are of one moment.
PAGE = f"SELECT ({NUMBER}), {', '.join(FIELDS)} FROM publication_storedpage WHERE path = %s"  # noqa: S608
# Seconds a request waits for another that is looking at the database.
PATIENCE = 5.0


def write(pages: Iterable[Rendered], *, kept: Collection[str] = ()) -> int:
    """Make these pages the whole public site and return how many addresses changed.

    Call it inside the transaction of the act that publishes, with pages rendered before it.

    :param kept: addresses that stay as they are, if anything is there
    """
    rendered = list(pages)
    seen = {page.path for page in rendered}
    if len(seen) != len(rendered):
        twice = next(path for path, n in Counter(p.path for p in rendered).items() if n > 1)
        raise ValueError(f"rendered twice: {twice}")
    return _write(rendered, lambda stored: sorted(stored - seen - set(kept)))


def replace(pages: Iterable[Rendered]) -> int:
    """Put these pages beside what is there, as ``write`` does, and leave all others alone."""
    rendered = list(pages)
    return _write(rendered, lambda _stored: [], only=[page.path for page in rendered])


def _write(
    pages: list[Rendered], gone: Callable[[set[str]], list[str]], *, only: Sequence[str] = ()
) -> int:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the page store is written within an act")
    Generation.objects.get_or_create(pk=1)
    # Locked, so that of two publications at once the later one compares with the earlier one.
    generation = Generation.objects.select_for_update().filter(pk=1)
    generation.get()
    rows = StoredPage.objects.filter(path__in=only) if only else StoredPage.objects.all()
    stored = {path: told for path, *told in rows.values_list("path", "etag", *NOTES, "pk")}
    batch: list[Rendered] = []
    noted: list[StoredPage] = []
    changed = 0
    for page in pages:
        etag, *notes, pk = stored.get(page.path, ("", None, None))
        present = [getattr(page, note) for note in NOTES]
        if etag != page.etag:
            batch.append(page)
        elif notes != present:
            # The same bytes, though made of something else: only that is noted.
            noted.append(StoredPage(pk=pk, **dict(zip(NOTES, present, strict=True))))
        if len(batch) == BATCH:
            changed += _put(batch)
            batch = []
    changed += _put(batch) + _delete(gone(set(stored)))
    StoredPage.objects.bulk_update(noted, NOTES, batch_size=BATCH)
    if changed:
        generation.update(number=F("number") + 1)
    return changed


def _put(pages: list[Rendered]) -> int:
    now = timezone.now()
    rows = [
        StoredPage(
            path=page.path,
            rendered_at=now,
            **{field: getattr(page, field) for field in (*FIELDS, *NOTES)},
        )
        for page in pages
    ]
    StoredPage.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=[*FIELDS, *NOTES, "rendered_at"],
    )
    return len(rows)


def _delete(paths: list[str]) -> int:
    for start in range(0, len(paths), BATCH):
        StoredPage.objects.filter(path__in=paths[start : start + BATCH]).delete()
    return len(paths)


class Shelf:
    """What one process remembers of one generation, within bounds.

    Looking up takes no lock. Of two halves the younger is filled; when it is full it becomes the
    older one and what nobody asked for meanwhile is forgotten.
    """

    MOST_UNKNOWN = 4096

    def __init__(self, number: int, limit: int) -> None:
        self.number = number
        self.young: dict[str, Answers] = {}
        self.old: dict[str, Answers] = {}
        self.unknown: set[str] = set()
        self._half = limit // 2
        self._filled = 0
        self._lock = Lock()

    def keep(self, path: str, answers: Answers) -> None:
        """Remember the answers of a path, unless they alone would fill the shelf."""
        with self._lock:
            if path in self.young or answers.size > self._half:
                return
            if self._filled + answers.size > self._half:
                self.old, self.young, self._filled = self.young, {}, 0
            self.young[path] = answers
            self._filled += answers.size

    def keep_unknown(self, path: str) -> None:
        """Remember that nothing is stored there, so that a scan does not ask the database twice."""
        with self._lock:
            if len(self.unknown) >= self.MOST_UNKNOWN:
                self.unknown = set()
            self.unknown.add(path)


class Unavailable(Exception):
    """Raised when the database could not be asked for longer than old answers may be given."""


class PageStore:
    """Answers visitors from the page store; whatever is not in it goes on to the application.

    ``interval`` is how often the generation number is read, ``grace`` how long after the last
    successful look old answers are given while the database is away, ``limit`` the bytes kept in
    memory per process (twice that for a moment, while a new generation replaces an old one).
    """

    def __init__(
        self,
        application: Application,
        *,
        never: tuple[str, ...] = ("/desk/", "/api/", "/static/"),
        interval: float = 0.5,
        grace: float = 60.0,
        limit: int = 256 * 1024 * 1024,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._application = application
        self._never = never
        self._interval, self._grace, self._limit = interval, grace, limit
        self._clock = clock
        self._lock = Lock()
        self._shelf = Shelf(-1, limit)
        # Fresh until then; after it somebody looks.
        self._fresh_until = self._looked_at = float("-inf")
        self._extra = _transport_security()
        self._is_secure_only: bool = settings.SECURE_SSL_REDIRECT

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the store, or let the application answer."""
        method = environ["REQUEST_METHOD"]
        path: str = environ.get("PATH_INFO", "")
        if (
            (method != "GET" and method != "HEAD")
            or path.startswith(self._never)
            or (self._is_secure_only and not _is_secure(environ))
            or not _is_ours(environ.get("HTTP_HOST", ""))
        ):
            return self._application(environ, start_response)
        try:
            # Taken before the page is read: a page read later is never older than its shelf.
            shelf = self._shelf if self._clock() < self._fresh_until else self._current_shelf()
            if environ.get("QUERY_STRING"):
                answerer = answerers.answerer_of(path)
                if answerer is not None:
                    return self._answered(answerer, shelf, environ, start_response)
            answers = shelf.young.get(path) or self._found(shelf, path)
        except Unavailable:
            return _unavailable(start_response)
        if answers is None:
            return self._application(environ, start_response)
        return _send(answers, environ, start_response, is_head=method == "HEAD")

    def _answered(
        self, answerer: Answerer, shelf: Shelf, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let an answerer answer; parameters that mean nothing to it change nothing."""
        question = Question(
            parameters=environ["QUERY_STRING"],
            accepted=environ.get("HTTP_ACCEPT_ENCODING", "")[:300],
            known=environ.get("HTTP_IF_NONE_MATCH", ""),
            generation=shelf.number,
            path=environ.get("PATH_INFO", ""),
        )
        reply = _ask(lambda: answerer(question))
        if reply is None:
            return self({**environ, "QUERY_STRING": ""}, start_response)
        status = HTTPStatus(reply.status)
        start_response(f"{status.value} {status.phrase}", [*reply.headers, *self._extra])
        return () if environ["REQUEST_METHOD"] == "HEAD" else (reply.body,)

    def _found(self, shelf: Shelf, path: str) -> Answers | None:
        answers = None
        for _attempt in range(3):
            if path in shelf.unknown:
                return None
            answers = shelf.young.get(path) or shelf.old.get(path)
            if answers is None:
                number, page = self._page_at(path)
                if page is None:
                    shelf.keep_unknown(path)
                    return None
                answers = answers_for(page, self._extra)
                if number != shelf.number:
                    # Published this moment. A shelf holds one generation only, or else a visitor
                    # could get the new page first and the old one again afterwards.
                    self._fresh_until = float("-inf")
                    shelf = self._current_shelf(is_outdated=True)
                    continue
            shelf.keep(path, answers)
            break
        return answers

    def _page_at(self, path: str) -> tuple[int, Rendered | None]:
        """Return what is stored at an address, and the generation that it is part of."""
        try:
            # WSGI hands the bytes of the address over as if they were Latin-1.
            readable = path.encode("latin-1").decode()
        except UnicodeError:
            return 0, None
        if len(readable) > LONGEST_PATH or "\0" in readable:
            return 0, None
        row = _ask(lambda: _row(PAGE, readable))
        if row is None:
            return 0, None
        page = dict(zip(FIELDS, row[1:], strict=True))
        return row[0], Rendered(path=readable, **page | {f: bytes(page[f]) for f in BYTES})

    def _current_shelf(self, *, is_outdated: bool = False) -> Shelf:
        """Return the shelf of the present generation; one thread looks, the others need not wait.

        Except when the last look is so long ago that answering from it could be too late.
        """
        must_wait = is_outdated or self._clock() > self._looked_at + 1.5 * self._interval
        if self._lock.acquire(blocking=must_wait, timeout=PATIENCE if must_wait else -1):
            try:
                if self._clock() >= self._fresh_until:
                    self._look()
            finally:
                self._lock.release()
        if self._clock() > self._looked_at + self._grace:
            raise Unavailable
        return self._shelf

    def _look(self) -> None:
        # Counted from before the look: what is published during it is found by the next one.
        started = self._clock()
        try:
            number = (_ask(lambda: _row(NUMBER)) or (0,))[0]
        except Unavailable:
            self._fresh_until = self._clock() + self._interval
            if self._clock() > self._looked_at + self._grace:
                self._shelf = Shelf(-1, self._limit)
            return
        # "Another", not "a higher": a restored backup may have gone back.
        if number != self._shelf.number:
            self._shelf = Shelf(number, self._limit)
        self._looked_at = started
        self._fresh_until = started + self._interval


def _ask(question: Callable[[], Answered]) -> Answered:
    """Ask the database, and leave the thread's connection as a request of Django would.

    :raises Unavailable: if it does not answer
    """
    try:
        _tidy()
        return question()
    except Error as error:
        raise Unavailable from error
    finally:
        _tidy()


def _row(question: str, *parameters: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _tidy() -> None:
    # Within a transaction the connection is somebody else's.
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _send(
    answers: Answers, environ: Environ, start_response: StartResponse, *, is_head: bool
) -> Iterable[bytes]:
    accepted: str | None = environ.get("HTTP_ACCEPT_ENCODING")
    answer: Answer = answers.packed if accepted and wants_gzip(accepted[:300]) else answers.plain
    asked: str | None = environ.get("HTTP_IF_NONE_MATCH")
    if asked is not None and is_known(asked, answer.etag):
        start_response("304 Not Modified", answer.unchanged.copy())
        return ()
    # A copy, for a server may add to the list it is given.
    start_response(answer.status, answer.headers.copy())
    return () if is_head else (answer.body,)


def _unavailable(start_response: StartResponse) -> Iterable[bytes]:
    with override(settings.LANGUAGE_CODE):
        sentence = gettext("This page cannot be shown at the moment. Please try again shortly.")
    body = sentence.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", "10"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response("503 Service Unavailable", headers)
    return (body,)


def _is_secure(environ: Environ) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return bool(environ.get(name, "").split(",")[0].strip() == value)
    return bool(environ.get("wsgi.url_scheme") == "https")


@lru_cache(maxsize=512)
def _is_ours(host: str) -> bool:
    """Return whether a Host header names this site; Django refuses the others."""
    name, _port = split_domain_port(host)
    return not host or validate_host(name, [*settings.ALLOWED_HOSTS])


def _transport_security() -> list[tuple[str, str]]:
    if not settings.SECURE_HSTS_SECONDS:
        return []
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        value += "; includeSubDomains"
    if settings.SECURE_HSTS_PRELOAD:
        value += "; preload"
    return [("Strict-Transport-Security", value)]
