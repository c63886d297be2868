"""What every new edition has in common: its number, its place in the chain, its digests."""

from datetime import datetime

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.models import Framework
from querschnitt.lib.digest import GENESIS, canonical, digest
from querschnitt.publication.chain import edition_digest
from querschnitt.publication.content import AnyContent
from querschnitt.publication.models import Document, Edition
from querschnitt.publication.rules import PublicFrom

RELATIONS_SLUG = "beziehungen"
RELEASE_PREFIX = "presse"
SLUG_ENDS = {Document.Kind.FRAMEWORK: "", Document.Kind.REPORTED_GOALS: "-berichtete-ziele"}


def document_of(framework: Framework, kind: Document.Kind) -> Document:
    """Return the document of a framework; not saved where its first edition is still to come."""
    document = Document.objects.filter(framework=framework, kind=kind).first()
    slug = f"{framework.key}{SLUG_ENDS[kind]}"
    return document or Document(framework=framework, kind=kind, slug=slug)


def document_of_relations() -> Document:
    """Return the one document of relations; not saved where its first edition is still to come."""
    document = Document.objects.filter(kind=Document.Kind.RELATIONS).first()
    return document or Document(kind=Document.Kind.RELATIONS, slug=RELATIONS_SLUG)


def document_of_release(*, year: int, address: str) -> Document:
    """Return the document of a press release; not saved where its first edition is still to come.

    :param address: the last part of its addresses within the year
    """
    slug = f"{RELEASE_PREFIX}-{year}-{address}"
    document = Document.objects.filter(slug=slug).first()
    return document or Document(kind=Document.Kind.PRESS_RELEASE, slug=slug)


def newest_edition(document: Document) -> Edition | None:
    """Return the newest edition of a document that has not been withdrawn."""
    if document.pk is None:
        return None
    readable = Edition.objects.filter(document=document, withdrawn_at=None)
    return readable.select_related("document__framework").order_by("-number").first()


def is_out(version: FrameworkVersion) -> bool:
    """Return whether an edition of this version stands.

    It may carry corrections; a second one made from the adopted text alone would undo them.
    """
    return Edition.objects.filter(framework_version=version, withdrawn_at=None).exists()


def says_already(document: Document, content: AnyContent) -> bool:
    """Return whether the newest edition has this very content."""
    newest = newest_edition(document)
    return newest is not None and newest.content_digest == digest(content)


def drafted(
    *,
    by: User,
    document: Document,
    content: AnyContent,
    moment: datetime,
    public_from: PublicFrom,
    change_note: str,
    is_minor: bool = False,
    framework_version: FrameworkVersion | None = None,
    after: Edition | None = None,
) -> Edition:
    """Return the next edition of a document, chained but not saved.

    :param after: the edition before it in the chain, where that one is not saved either
    """
    last = after or Edition.objects.order_by("-sequence").first()
    number = 1
    if document.pk is not None:
        numbers = Edition.objects.filter(document=document).order_by("-number")
        number = (numbers.values_list("number", flat=True).first() or 0) + 1
    edition = Edition(
        sequence=last.sequence + 1 if last else 1,
        document=document,
        number=number,
        is_minor=is_minor,
        framework_version=framework_version,
        content=canonical(content).decode(),
        content_digest=digest(content),
        change_note=change_note,
        published_by=by,
        published_at=moment,
        previous_digest=last.digest if last else GENESIS,
        public_from=moment if public_from == "now" else public_from,
    )
    edition.digest = edition_digest(
        sequence=edition.sequence,
        document=document.slug,
        number=edition.number,
        is_minor=edition.is_minor,
        content_digest=edition.content_digest,
        change_note=edition.change_note,
        published_at=edition.published_at,
        previous=edition.previous_digest,
    )
    return edition


def issue(edition: Edition, act: str, *, by: User, **facts: journal.Fact) -> None:
    """Save a drafted edition, and its document with the first one, and journal it."""
    if edition.document.pk is None:
        edition.document.save(force_insert=True)
        edition.document = edition.document  # takes over the key that it has only now
    edition.save(force_insert=True)
    journal.record(
        act,
        actor=by,
        subject=edition,
        document=edition.document.slug,
        number=edition.number,
        digest=edition.digest,
        public_from=edition.public_from.isoformat() if edition.public_from else None,
        **facts,
    )
