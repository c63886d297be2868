"""The ledger: what went where, with its address, its text and a picture of it."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS
from querschnitt.press import ledger_files, queries, rules
from querschnitt.press.channels import kind_of
from querschnitt.press.channels.base import Action as Told
from querschnitt.press.channels.base import Post
from querschnitt.press.channels.by_hand import steps_of
from querschnitt.press.forms.deliveries import LedgerForm
from querschnitt.press.models import Delivery
from querschnitt.press.queries import Wanted
from querschnitt.press.readership import shown
from querschnitt.press.views.found import beside, row_number, way, way_to

DELIVERED_TO_PEOPLE = ("email", "press_mail")


def readable_or_404(request: SignedInRequest) -> None:
    if rules.obstacle_to_reading_deliveries(request.user):
        raise Http404


def delivery_or_404(request: SignedInRequest, pk: int) -> Delivery:
    """Return a delivery of a release that somebody may read the ledger of."""
    readable_or_404(request)
    found = queries.delivery_to_read(request.user, pk)
    if found is None:
        raise Http404
    return found


def _wanted(request: SignedInRequest) -> tuple[LedgerForm, Wanted]:
    form = LedgerForm(request.GET, channels=queries.channels_of_ledger())
    return form, Wanted(**form.cleaned_data) if form.is_valid() else Wanted()


@signed_in
@require_safe
def deliveries(request: SignedInRequest) -> HttpResponse:
    readable_or_404(request)
    form, wanted = _wanted(request)
    page = queries.deliveries(request.user, wanted, from_row=row_number(request))
    context = {
        "form": form,
        "page": page,
        "query": request.GET.urlencode(),
        "endings": _endings(),
        "previous_url": beside(request, page.before),
        "next_url": beside(request, page.after),
        "gauges": queries.gauges(),
        "by_hand": queries.kinds_by_hand(),
        "breadcrumb": way((_("Deliveries to channels"), None)),
    }
    return render(request, "press/deliveries.html", context)


@signed_in
@require_safe
def deliveries_file(request: SignedInRequest, ending: str) -> HttpResponse:
    readable_or_404(request)
    _form, wanted = _wanted(request)
    rows = (
        queries.matching(request.user, wanted)
        .select_related("release", "channel", "settled_by")
        .order_by("created_at", "pk")[: ledger_files.MOST]
        .iterator(chunk_size=500)
    )
    if ending == "csv":
        media_type, data = "text/csv; charset=utf-8", ledger_files.as_csv(rows)
    elif writer := WORKBOOK_WRITERS.get(ending):
        media_type, data = writer.media_type, writer.write(ledger_files.as_workbook(rows))
    else:
        raise Http404
    name = f'attachment; filename="ausspielungen.{ending}"'
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": name})


def _endings() -> list[tuple[str, str]]:
    return [("csv", "CSV"), *((one.slug, one.label) for one in WORKBOOK_WRITERS.values())]


@signed_in
@require_safe
def delivery_counts(request: SignedInRequest) -> HttpResponse:
    readable_or_404(request)
    tallies = queries.counts(request.user)
    states = list(Delivery.State.choices)
    context = {
        "rows": [(one, [one.states.get(state, 0) for state, _label in states]) for one in tallies],
        "states": [label for _state, label in states],
        "breadcrumb": way((_("Deliveries to channels"), _url("deliveries")), (_("Counts"), None)),
    }
    return render(request, "press/delivery_counts.html", context)


@signed_in
@require_safe
def delivery(request: SignedInRequest, pk: int) -> HttpResponse:
    found = delivery_or_404(request, pk)
    kind, post = kind_of(found.channel.kind), Post.from_json(found.payload)
    context: dict[str, Any] = {
        "delivery": found,
        "post": post,
        "shows_link": post.link and post.link not in post.text,
        "by_hand": queries.kinds_by_hand(),
        "steps": steps_of(kind, cast("Told", found.action)) if kind and kind.is_by_hand else (),
        "picture": queries.picture_of(found),
        "evidence": sorted(found.evidence.items()),
        "acts": _acts(request, found),
        "breadcrumb": way_to(
            found.release,
            (_("Deliveries to channels"), _url("release_deliveries", found.release_id)),
            (found.channel.name, None),
        ),
    }
    return render(request, "press/delivery.html", context)


def _acts(request: SignedInRequest, found: Delivery) -> list[tuple[str, str, Any]]:
    """Return what can be decided about a delivery now: label, address, what stands in the way."""
    by, kind = request.user, kind_of(found.channel.kind)
    if kind and kind.is_by_hand and found.state == Delivery.State.PENDING:
        obstacle = rules.obstacle_to_ticking_off(by, found, is_by_hand=True)
        return [(_("Tick off as done"), _url("tick_off", found.pk), obstacle)]
    if found.state not in Delivery.AT_REST:
        return []
    ways = (
        (_("Confirm that it arrived"), "confirm_delivered", rules.obstacle_to_confirming_delivery),
        (_("Send again"), "send_again", rules.obstacle_to_sending_again),
        (_("Settle without sending"), "settle", rules.obstacle_to_settling),
    )
    return [(label, _url(name, found.pk), rule(by, found)) for label, name, rule in ways]


@signed_in
@require_safe
def delivery_picture(request: SignedInRequest, pk: int) -> HttpResponse:
    picture = queries.picture_of(delivery_or_404(request, pk))
    if picture is None or not picture.width:
        raise Http404
    return HttpResponse(bytes(picture.data), content_type="image/png")


@signed_in
@require_safe
def release_deliveries(request: SignedInRequest, pk: int) -> HttpResponse:
    readable_or_404(request)
    release = queries.release_with_ledger(request.user, pk)
    if release is None:
        raise Http404
    rows = queries.deliveries_of(release)
    context = {
        "release": release,
        "deliveries": rows,
        "shown": shown(rows, stays=[*DELIVERED_TO_PEOPLE, *queries.kinds_by_hand()]),
        "by_hand": queries.kinds_by_hand(),
        "breadcrumb": way_to(release, (_("Deliveries to channels"), None)),
    }
    return render(request, "press/release_deliveries.html", context)


def _url(name: str, *place: Any) -> str:
    return reverse(f"press:{name}", args=place)
