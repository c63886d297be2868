"""What the press office of this government has done; only what is published is public."""

from datetime import timedelta

from django.utils import timezone

from querschnitt.press import operations
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import (
    Channel,
    Delivery,
    DeliveryPicture,
    Release,
    RestoredSending,
    Subscriber,
)
from querschnitt.press.saying import version_now
from querschnitt.press.tests.factories import said

State = Delivery.State
PDF = b"%PDF-1.7 nothing else"


def keep_press(world):
    """Publish a release of department aa and let its deliveries end in different ways."""
    keep_releases(world)
    keep_ledger(world)
    keep_addresses(world)


def keep_releases(world):
    """Keep a release at each of its stages; what is not published, only its house reads."""
    people, told = world.people, world.hidden
    later = Embargo(until=timezone.now() + timedelta(days=20))
    by, office, department = people["editor_aa"], people["press"], world.departments["aa"]

    def begun(place, *, writer=by, embargo=later, **more):
        says = said(told(f"title of a release, {place}"), place=told("place"), **more)
        says["texts"]["de"]["body"] = f"<p>{told('text of a release')}</p>"
        return operations.write_draft(by=writer, department=department, said=says, embargo=embargo)

    def approved(place, *, writer=by, reason="", **more):
        row = operations.submit_release(by=writer, release=begun(place, writer=writer, **more))
        return operations.approve_release(
            by=office, release=row, seen=version_now(row).digest, forced_reason=reason
        )

    world.drafted = begun("draft")
    world.unused_file = operations.add_file(
        by=by, release=world.drafted, kind="attachment", name="anlage.pdf", data=PDF
    )
    world.preview, world.preview_token = operations.create_preview_link(
        by=by,
        release=world.drafted,
        reader_name=told("reader of a preview"),
        expires_at=timezone.now() + timedelta(days=2),
    )
    world.dropping = begun("to be dropped")
    world.submitted = operations.submit_release(by=by, release=begun("submitted"))
    speech = Embargo(event="speech", words=told("event of an embargo"))
    world.awaiting = operations.submit_release(by=by, release=begun("event", embargo=speech))
    world.approved = approved("approved")
    world.forced = approved("forced", writer=office, reason=told("reason of a forced release"))
    world.due = approved("due")
    Release.objects.filter(pk=world.due.pk).update(embargo_until=timezone.now())
    corrected = released(world, "Eine Mitteilung mit Berichtigung")
    says = said(told("title of a correction"))
    world.corrected = operations.write_correction(
        by=by, release=corrected, said=says, note=told("note of a correction"), seen=1
    )


def keep_ledger(world):
    for position, kind in enumerate(("youtube", "matrix", "telegram"), start=1):
        Channel.objects.create(
            kind=kind, key=f"welt-{kind}", name=kind.title(), is_on=True, position=position
        )
    world.released = released(world, "Das Kabinett hat Ziele beschlossen")
    now = timezone.now()
    deliveries = Delivery.objects.filter(release=world.released)
    deliveries.filter(channel__kind="matrix").update(
        state=State.UNCERTAIN, began_at=now, last_error="no answer"
    )
    deliveries.filter(channel__kind="telegram").update(state=State.SENT, sent_at=now)
    world.uncertain = deliveries.get(channel__kind="matrix")
    world.task = deliveries.get(channel__kind="youtube")
    DeliveryPicture.objects.create(
        delivery=deliveries.get(channel__kind="telegram"),
        data=b"\x89PNG\r\n\x1a\n",
        sha256="0" * 64,
        width=10,
        height=10,
        made_at=now,
    )
    world.drawn = deliveries.get(channel__kind="telegram")
    world.restored = RestoredSending.objects.create(
        number=1, key="1-telegram-1", told="001/2022 · Telegram · 1", begun_at=now
    )


def keep_addresses(world):
    """Accredit somebody, let somebody sign off, and keep a channel that is off."""
    told, now = world.hidden, timezone.now()
    world.switched_off = Channel.objects.create(
        kind="website", key="welt-website", name=told("name of a channel"), position=9
    )
    world.accredited = operations.add_accredited(
        by=world.people["press"],
        email="redaktion@zeitung.example",
        name=told("name of a journalist"),
        medium=told("medium of a journalist"),
    )
    world.signed_off = Subscriber.objects.create(
        email="leserin@post.example", state="ended", asked_at=now, ended_at=now, secret="welt"
    )


def released(world, title):
    """Return a release of department aa, written there and released by the press office."""
    people = world.people
    release = operations.write_draft(
        by=people["editor_aa"], department=world.departments["aa"], said=said(title)
    )
    release = operations.submit_release(by=people["editor_aa"], release=release)
    return operations.approve_release(
        by=people["press"], release=release, seen=version_now(release).digest
    )
