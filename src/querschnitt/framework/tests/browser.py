"""A person at a browser: opens a page, fills in the form that is there, and sends it."""

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from querschnitt.accounts import sessions
from querschnitt.accounts.tests.shown_forms import shown_form


def browser_of(person):
    """Return a browser that checks every form as a real one would be checked."""
    browser, way_in = Client(enforce_csrf_checks=True), HttpRequest()
    way_in.session = browser.session
    sessions.begin(way_in, person)
    way_in.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = way_in.session.session_key
    return browser


def filled(page, form_id="act"):
    """Return what the form of a page would send, as it stands there."""
    return shown_form(page, form_id)[1]


def send(browser, url, form_id="act", **typed):
    """Open a page, type into its form, send it."""
    page = browser.get(url)
    assert page.status_code == 200, page.status_code
    return browser.post(url, {**filled(page, form_id), **typed})
