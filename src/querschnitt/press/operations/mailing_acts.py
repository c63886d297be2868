"""Releases by mail: one message for each recipient, and what accredited press gets in advance."""

import random
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.press import mailing, rules
from querschnitt.press.assemble import release_content
from querschnitt.press.channels.email.text import text_of
from querschnitt.press.embargo import in_words
from querschnitt.press.models import MailDelivered, Release, Subscriber
from querschnitt.press.operations.writing import locked
from querschnitt.press.saying import parsed, version_now

_order = random.SystemRandom()


@journal.act
def send_in_advance(*, by: User, release: Release) -> int:
    """Send a release that waits to all accredited press at once; return how many get it now.

    The embargo stands in the subject, and above and below the text. A second time it goes only to
    those who have been added since; to everybody again once the embargo is another.

    :raises Refused: if it is not released, or under no embargo
    """
    release = locked(release)
    refuse_if(rules.obstacle_to_sending_in_advance(by, release))
    version = version_now(release)
    content = release_content(
        release, parsed(version), year=timezone.localdate().year, number=None, reference="",
        address="", published_at=timezone.now(),
    )  # fmt: skip
    worded = {}
    for language in content["languages"]:
        with override(language):
            notice = in_words(release)
            subject = _("%(embargo)s – %(title)s") % {
                "embargo": notice, "title": content["texts"][language]["title"],
            }  # fmt: skip
            text = text_of(content, language)
            worded[language] = {"subject": subject, "text": f"{notice}\n\n{text}\n\n{notice}"}
    # An embargo that was moved is news: who has the earlier one would publish by it.
    moment = release.embargo_until.isoformat() if release.embargo_until else ""
    told = digest([moment, release.embargo_event, release.embargo_words])[:12]
    group = f"{release.pk}-advance-{version.number}-{told}"
    before = mailing.messages_of(group).count()
    enqueue_mails(
        kind=Subscriber.Kind.ACCREDITED,
        group=group,
        worded=worded,
        departments=[],
        topics=[],
        release=release,
        is_in_advance=True,
    )
    count = mailing.messages_of(group).count() - before
    journal.record("press.sent_in_advance", actor=by, subject=release.named(), messages=count)
    return count


@transaction.atomic
def enqueue_mails(
    *,
    kind: str,
    group: str,
    worded: mailing.Worded,
    departments: Collection[str],
    topics: Collection[str],
    release: Release | None = None,
    is_in_advance: bool = False,
) -> int:
    """Hand one message for each recipient to the outbox; return how many there are.

    Accredited press gets it in random order, so that nobody is always first. The same group a
    second time adds nobody twice.
    """
    recipients = list(mailing.wanting(kind, departments=departments, topics=topics))
    _order.shuffle(recipients)
    release = release or Release.objects.filter(pk=_release_in(group)).first()
    for position, subscriber in enumerate(recipients):
        words = worded.get(subscriber.language) or next(iter(worded.values()))
        message = outbox.send(
            to=subscriber.email,
            subject=words["subject"],
            body=mailing.body_for(subscriber, words["text"]),
            dedupe_key=f"{mailing.GROUP}:{group}:{subscriber.pk}",
            headers=mailing.headers_for(subscriber),
            envelope=mailing.envelope_for(subscriber),
            group=f"{mailing.GROUP}:{group}",
        )
        if release and kind == Subscriber.Kind.ACCREDITED:
            MailDelivered.objects.get_or_create(
                message=message.pk,
                defaults={
                    "release": release,
                    "subscriber": subscriber,
                    "is_in_advance": is_in_advance,
                    "position": position,
                },
            )
    return len(recipients)


def _release_in(group: str) -> int:
    """Return the release that a delivery's key begins with; 0 of none."""
    key = group.partition("-")[0]
    return int(key) if key.isdecimal() else 0
