"""The press of the demonstration: what the dataset knows of it, and something to practise on.

Releases and channels of the dataset are facts and stay as they are. What is needed to show how a
release travels is invented and marked: networks on this machine, recipients, two drafts.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from querschnitt.accounts.models import Department, JournalEntry
from querschnitt.config.demo.cast import Cast
from querschnitt.config.demo.dataset import Dataset, Record
from querschnitt.config.demo.fake_networks import accounts_at
from querschnitt.config.demo.relations.book import CONFIDENCE, Book
from querschnitt.framework.models import Framework
from querschnitt.press import operations, secrets
from querschnitt.press.channels import kind_of
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Channel, Release, Subscriber
from querschnitt.press.said import ReleaseSaid, SaidText
from querschnitt.press.saying import version_now

TOLD = "pr-2022-07-12"
"""The release that goes through the channels of the demonstration."""
PORT = 8871
PLACE = f"127.0.0.1:{PORT}"
"""Where the networks of the demonstration answer, on this machine alone."""
NETWORKS = ("telegram", "mastodon", "bluesky", "matrix", "webhook")
"""The networks that are told of releases; X and Facebook stay off, as they are by default."""
KINDS = {
    "ch-portal-land": "website",
    "ch-press-portal": "website",
    "ch-twitter": "x",
    "ch-facebook": "facebook",
    "ch-youtube": "youtube",
    "ch-instagram": "instagram",
    "ch-notify": "notify",
    "ch-telegram": "telegram",
    "ch-eu-wochenspiegel": "website",
}
OWN = {"ch-portal-europa": "portal", "ch-rss": "feed"}
ON = frozenset({"ch-youtube", "ch-notify"})
"""Served by hand, so that switching them on sends nothing."""
ACCREDITED = (
    ("redaktion@zeitung.example", "Demo Redaktion", "Beispielzeitung"),
    ("nachrichten@funk.example", "Demo Nachrichten", "Beispielfunk"),
    ("dienst@agentur.example", "Demo Dienst", "Beispielagentur"),
)
SUBSCRIBERS = ("leserin@post.example", "leser@post.example", "verein@europa.example")


@dataclass
class Carried:
    """What of the press has been carried over, by the ids of the dataset."""

    releases: dict[str, Release]
    channels: dict[str, Channel]
    contact: str


def carry_over(dataset: Dataset, departments: dict[str, Department], cast: Cast) -> Carried:
    """Enter channels and releases of the dataset, and let one release be told."""
    contact = _contact(dataset.section("channels"))
    channels = {one.id: _channel(one) for one in dataset.section("channels") if one.id in KINDS}
    channels |= {one.id: _own(one) for one in dataset.section("channels") if one.id in OWN}
    _practice_channels()
    book = Book.opened(dataset, by=cast.coordinator)
    releases = {}
    for record in sorted(dataset.section("press_releases"), key=lambda one: str(one.peek("date"))):
        releases[record.id] = _release(record, departments, cast, contact, book)
    return Carried(releases, channels, contact)


def prepare(cast: Cast, centre: Department) -> None:
    """Enter who receives mail, and two releases to practise on."""
    now = timezone.now()
    for email, name, medium in ACCREDITED:
        one = operations.add_accredited(
            by=cast.press_officer, email=email, name=name, medium=medium
        )
        Subscriber.objects.filter(pk=one.pk).update(is_demonstration=True)
    for email in SUBSCRIBERS:
        Subscriber.objects.create(
            email=email, state=Subscriber.State.ACTIVE, asked_at=now, confirmed_at=now,
            secret=f"demonstration-{email}", is_demonstration=True,
        )  # fmt: skip
    editor = cast.editors[centre.key]
    waiting = operations.write_draft(
        by=editor, department=centre, is_demonstration=True,
        said=_said("Demonstration: Besuch aus einer Partnerregion",
                   "Demonstration: Diese Mitteilung ist erfunden."),
        embargo=Embargo(until=now + timedelta(days=7)),
    )  # fmt: skip
    operations.submit_release(by=editor, release=waiting)
    decided = operations.write_draft(
        by=editor, department=centre, is_demonstration=True,
        said=_said("Demonstration: Kabinett beschließt den Übungsrahmen",
                   "Demonstration: Diese Mitteilung ist erfunden."),
        embargo=Embargo(
            event=Release.Event.CABINET_DECISION,
            framework=Framework.objects.filter(is_demonstration=True).order_by("pk").first(),
        ),
    )  # fmt: skip
    operations.submit_release(by=editor, release=decided)
    operations.approve_release(
        by=cast.press_officer, release=decided, seen=version_now(decided).digest
    )


def _contact(records: list[Record]) -> str:
    """Return the imprint of the press office, as it stands below each release."""
    record = next(one for one in records if one.peek("kind") == "imprint")
    lines = [record.take("name"), record.take("address")]
    lines += [f"Tel.: {record.take('phone')}", f"Fax: {record.take('fax')}", record.take("email")]
    for name in ("kind", "source", "confidence"):
        record.take(name)
    return "\n".join(lines)


def _channel(record: Record) -> Channel:
    """Enter a channel of the government as the source knows it; it posts nothing."""
    kind = kind_of(KINDS[record.id])
    record.take("kind")
    url = record.take("url")
    return Channel.objects.create(
        key=record.key,
        kind=KINDS[record.id],
        name=record.take("name"),
        is_on=record.id in ON,
        account={"address": url} if url else {},
        position=kind.position if kind else 0,
        remark=_remark(record),
        source=record.take("source"),
        confidence=record.take("confidence"),
    )


def _remark(record: Record) -> str:
    parts = [
        record.take("note"),
        f"2022: {status}" if (status := record.take("status_2022")) else "",
    ]
    return "; ".join(part for part in parts if part)


def _own(record: Record) -> Channel:
    """Let the portal and its feeds be called as the government calls them."""
    kind = kind_of(OWN[record.id])
    record.take("kind")
    channel, _is_new = Channel.objects.update_or_create(
        kind=OWN[record.id],
        defaults={
            "key": OWN[record.id],
            "name": record.take("name"),
            "is_on": True,
            "account": {"address": record.take("url")},
            "position": kind.position if kind else 0,
            "source": record.take("source"),
            "confidence": record.take("confidence"),
        },
    )
    return channel


def _practice_channels() -> None:
    """Set up accounts on the networks of this machine, and mail to the invented recipients."""
    accounts = accounts_at(PLACE)
    for slug in NETWORKS:
        kind, account = kind_of(slug), accounts[slug]
        Channel.objects.create(
            key=f"{slug}-demonstration",
            kind=slug,
            name=f"{kind.label if kind else slug} (Demonstration)",
            is_on=True,
            account=dict(account.settings),
            secrets=secrets.sealed(account.secrets),
            position=kind.position if kind else 0,
            is_demonstration=True,
        )
    for slug in ("email", "press_mail"):
        kind = kind_of(slug)
        Channel.objects.create(
            key=slug, kind=slug, name=str(kind.label) if kind else slug, is_on=True,
            position=kind.position if kind else 0, is_demonstration=True,
        )  # fmt: skip


def _release(
    record: Record, departments: dict[str, Department], cast: Cast, contact: str, book: Book
) -> Release:
    department = departments[record.take("department")]
    day = str(record.take("date"))
    record.take("date_precision")
    known = record.take("number")
    said = _said(record.take("title"), record.take("summary"), dated_on=day, contact=contact)
    said["spoken_word"] = bool(record.take("embargo_note"))
    confidence = CONFIDENCE.get(record.take("confidence"), "")
    said["source"] = (
        f"{record.take('source')} ({confidence})" if confidence else record.take("source")
    )
    if record.id == TOLD:
        said["goals"] = sorted(one for one in book.goals.values() if one.startswith("2022/"))[:6]
        said["partners"] = ["partners/masowien", "partners/centre"]
        said["documents"] = ["2022"]
    draft = operations.write_draft(
        by=cast.press_officer, department=department, said=said,
        answers_adoption=_adoption() if record.id == TOLD else None,
    )  # fmt: skip
    return operations.carry_over_release(
        by=cast.press_officer,
        release=draft,
        known_number=str(known or ""),
        is_told=record.id == TOLD,
    )


def _adoption() -> int | None:
    """Return the journal's entry about the adoption that the release announces."""
    entries = JournalEntry.objects.filter(act="coordination.adopted").order_by("sequence")
    last = entries.last()
    return last.sequence if last else None


def _said(title: str, lead: str, *, dated_on: str = "", contact: str = "") -> ReleaseSaid:
    return ReleaseSaid(
        languages=["de"],
        texts={"de": SaidText(title=title, subtitle="", lead=lead, body="")},
        place="Magdeburg" if not dated_on else "",
        dated_on=dated_on or timezone.localdate().isoformat(),
        spoken_word=False,
        quotations=[],
        facts=[],
        goals=[],
        partners=[],
        documents=[],
        topics=[],
        images=[],
        attachments=[],
        contact=contact,
        source="",
    )
