"""Subscribing to releases: the one place of the portal where somebody sends something.

The page is stored like all others, with the form in it; what a form is answered with stands in the
same page, between two marks. There is no cookie and so no token: whoever makes a browser send the
form gains nothing, since an address is only asked whether it wants releases.
"""

import ipaddress
import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from querschnitt.lib.refusal import Refused
from querschnitt.portal import queries
from querschnitt.portal.addresses import Addresses
from querschnitt.press import operations, rules
from querschnitt.press.models import Subscriber
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.answers import PROTECTION
from querschnitt.ui.forms import Form

IPV6, ONE_READER = 6, 64
BEGIN, END = "<!-- newsletter -->", "<!-- /newsletter -->"
MAIL_LANGUAGES = (
    ("de", gettext_lazy("German")),
    ("en", gettext_lazy("English")),
    ("pl", gettext_lazy("Polish")),
    ("fr", gettext_lazy("French")),
)
Choices = Sequence[tuple[str, str]]


class NewsletterForm(Form):
    """Who wants which releases; empty choices mean everything."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=MAIL_LANGUAGES,
        help_text=gettext_lazy("Releases that are not in this language come in German."),
    )
    departments = forms.MultipleChoiceField(
        label=gettext_lazy("Only releases of these departments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Or about these topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    # A trap for programs that fill in everything; people neither see nor reach it.
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, departments: Choices, topics: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, choices in (("departments", departments), ("topics", topics)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - just above
            field.choices = list(choices)
            if not choices:
                del self.fields[name]


def fragment(form: NewsletterForm, language: str) -> str:
    """Return the form as it stands in the page."""
    shown = [one for one in form.visible_fields() if one.name != "website"]
    context = {
        "form": form,
        "fields": shown,
        "address": Addresses(language).newsletter,
        "privacy": Addresses(language).privacy,
    }
    return render_to_string("portal/_newsletter_form.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest, language: str) -> HttpResponse:
    """Answer what was sent; the empty form is in the store."""
    with override(language):
        if request.method != "POST":
            return _page(language, None)
        form = NewsletterForm(request.POST, **_choices(language))
        if not form.is_valid():
            return _page(language, fragment(form, language), status=422)
        told = form.cleaned_data
        try:
            # A program that fell into the trap is told the same as everybody.
            if not told.get("website"):
                operations.sign_up(
                    email=told["email"],
                    language=told["language"],
                    departments=told.get("departments", []),
                    topics=told.get("topics", []),
                    network=_network(request),
                )
        except Refused as refusal:
            form.add_error(None, refusal.obstacle.sentence)
            return _page(language, fragment(form, language), status=422)
        return _page(language, _said(_("Please look into your mailbox"), _(
            "If the address is right, a message is on its way with a link to confirm it."
        )))  # fmt: skip


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a click, and take it; looking at the page changes nothing, since programs look."""
    subscriber = _known_or_404(secret)
    if not rules.may_be_confirmed(subscriber, now=timezone.now()):
        raise Http404
    language = _language_of(subscriber)
    with override(language):
        if request.method == "POST":
            if operations.confirm(secret=secret) is None:
                raise Http404
            return _page(language, _said(_("You are subscribed"), _(
                "From now on you receive press releases. Each message has a link to sign off."
            )))  # fmt: skip
        _known_or_404(secret)
        return _page(language, _asked(
            _("Confirm the subscription?"),
            _("Press the button to receive press releases at your address."),
            _("Confirm the subscription"),
        ))  # fmt: skip


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a click, and end the subscription."""
    language = _language_of(_known_or_404(secret))
    with override(language):
        if request.method == "POST":
            if operations.sign_off(secret=secret) is None:
                raise Http404
            return _page(language, _said(_("You have signed off"), _(
                "You receive no more press releases at this address."
            )))  # fmt: skip
        _known_or_404(secret)
        return _page(language, _asked(
            _("Sign off?"),
            _("Press the button to receive no more press releases."),
            _("Sign off"),
        ))  # fmt: skip


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, secret: str) -> HttpResponse:
    """End a subscription for a mail program (RFC 8058); show the others the page with a button."""
    if request.method != "POST":
        return _set(HttpResponseRedirect("../abmelden/"))
    if operations.sign_off(secret=secret) is None:
        raise Http404
    return _set(HttpResponse("", content_type="text/plain; charset=utf-8"))


def _known_or_404(secret: str) -> Subscriber:
    subscriber = Subscriber.objects.filter(secret=secret).first()
    if subscriber is None:
        raise Http404
    return subscriber


def _language_of(subscriber: Subscriber) -> str:
    """Return the language of the portal that its reader chose, else the first one."""
    wanted = subscriber.wanted.get("language", subscriber.language)
    return wanted if wanted in portal_languages() else portal_languages()[0]


def _said(title: str, text: str) -> str:
    return render_to_string("portal/_newsletter_said.html", {"title": title, "text": text})


def _asked(title: str, text: str, submit: str) -> str:
    context = {"title": title, "text": text, "submit": submit}
    return render_to_string("portal/_newsletter_asked.html", context)


def _page(language: str, inner: str | None, *, status: int = 200) -> HttpResponse:
    """Return the stored page with this between its marks; None leaves the form that is there."""
    page = queries.stored_page(Addresses(language).newsletter)
    if page is None or page.status != 200:
        raise Http404
    body = page.body.decode()
    if inner is not None:
        head, _begin, rest = body.partition(BEGIN)
        tail = rest.partition(END)[2]
        body = f"{head}{BEGIN}{inner}{END}{tail}"
    return _set(HttpResponse(body, status=status))


def _set(response: HttpResponse) -> HttpResponse:
    for name, value in PROTECTION:
        response.headers[name] = value
    response.headers["Cache-Control"] = "private, no-store"
    return response


def choices_path(language: str) -> str:
    """Return where it is stored what one can choose from."""
    addresses = Addresses(language)
    return f"{addresses.newsletter}{addresses.words.choices}"


def _choices(language: str) -> dict[str, Choices]:
    page = queries.stored_page(choices_path(language))
    if page is None or page.status != 200:
        raise Http404
    told: dict[str, list[list[str]]] = json.loads(page.body)
    return {name: [(key, label) for key, label in pairs] for name, pairs in told.items()}


def _network(request: HttpRequest) -> str:
    """Return from where it was asked; of IPv6 the part that one reader cannot change."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told
    if address.version == IPV6:
        return str(ipaddress.ip_network((address, ONE_READER), strict=False))
    return told
