"""Readers leave no trace, and no other host learns of them."""

from tests.browser.pages import desk_paths, public_paths
from tests.browser.test_accessibility import BEYOND_THE_SITEMAP

STORAGE = "() => Object.keys(localStorage).length + Object.keys(sessionStorage).length"
OWN_COOKIES = {"querschnitt-session", "querschnitt-csrf"}


class Watch:
    """Notes what a page asks of others and what it complains about."""

    def __init__(self, context, installation):
        self.elsewhere, self.complaints = set(), []
        self._own = (f"{installation.url}/", "data:")
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda message: self._heard(message.type, message.text))
        context.on("weberror", lambda error: self._heard("error", str(error.error)))

    def _asked(self, url):
        if not url.startswith(self._own):
            self.elsewhere.add(url)

    def _heard(self, kind, text):
        # A browser says so of every page that answers 404 or 422, as it should.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.complaints.append(text)


def test_the_portal_asks_nobody_else_and_keeps_nothing(demo, person):
    reader = person(demo)
    context = reader.page.context
    watch = Watch(context, demo)

    for path in [*public_paths(context), *BEYOND_THE_SITEMAP]:
        answer = reader.page.goto(path, wait_until="load")
        assert "set-cookie" not in answer.headers, path
        assert reader.page.evaluate(STORAGE) == 0, path

    assert context.cookies() == []
    assert not watch.elsewhere
    assert not watch.complaints


def test_the_desk_asks_nobody_else_and_needs_two_cookies(demo, person):
    someone = person(demo, "koordination")
    context = someone.page.context
    watch = Watch(context, demo)

    for path in desk_paths(context, of_each=1):
        someone.open(path)

    assert {cookie["name"] for cookie in context.cookies()} <= OWN_COOKIES
    assert all(cookie["httpOnly"] for cookie in context.cookies())
    assert all(cookie["sameSite"] in {"Lax", "Strict"} for cookie in context.cookies())
    assert not watch.elsewhere
    assert not watch.complaints


def test_who_was_signed_in_reads_the_portal_without_being_known(demo, person):
    """The cookies of the desk reach the portal's host, but nothing there answers to them."""
    someone = person(demo, "koordination")
    answer = someone.page.goto("/de/")

    assert "set-cookie" not in answer.headers
    assert "Demo Koordination" not in someone.page.content()
