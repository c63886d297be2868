"""The page store: what visitors are answered with, ready to send."""

from django.db import models

from querschnitt.publication.models.editions import Edition


class StoredPage(models.Model):
    """The finished answer to one public address.

    Of a file it is kept of which ``document`` it is, and of which edition of it (``number``; 0 of a
    part, whose address is the document's); what it was made of, so that it is not made again of the
    same; the digest of the edition that it was made from, with which it may have to go; and its own
    digest, for whoever fetches it.
    """

    class Status(models.IntegerChoices):
        OK = 200
        MOVED = 301
        MISSING = 404
        GONE = 410

    path = models.CharField(max_length=300, unique=True)
    status = models.PositiveSmallIntegerField(choices=Status, default=Status.OK)
    media_type = models.CharField(max_length=100)
    location = models.CharField(max_length=2000, blank=True)
    cache = models.CharField(max_length=20)
    etag = models.CharField(max_length=32)
    body = models.BinaryField()
    gzip = models.BinaryField(default=b"")
    rendered_at = models.DateTimeField()
    document = models.CharField(max_length=60, blank=True, default="")
    number = models.PositiveIntegerField(default=0)
    made_of = models.CharField(max_length=64, blank=True, default="")
    made_from = models.CharField(max_length=64, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status__in=(200, 301, 404, 410)), name="stored_page_known_status"
            ),
        )
        indexes = (
            models.Index(
                fields=["document", "number"],
                condition=~models.Q(document=""),
                name="stored_files_by_document",
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.path}"


class UnwrittenFileQuerySet(models.QuerySet["UnwrittenFile"]):
    def of_edition(self, edition: Edition) -> "UnwrittenFileQuerySet":
        """Narrow to an edition's own files, and the parts of its document."""
        return self.filter(document=edition.document.slug, number__in=(edition.number, 0))


class UnwrittenFile(models.Model):
    """A public file that could not be written, and why.

    It is not tried again as long as it would be made of the same, unless somebody asks for it.
    """

    path = models.CharField(max_length=300, unique=True)
    document = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=60)
    made_of = models.CharField(max_length=64)
    reason = models.TextField()
    failed_at = models.DateTimeField()

    objects = UnwrittenFileQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["document", "number"], name="unwritten_by_document"),)

    def __str__(self) -> str:
        return self.path


class Generation(models.Model):
    """How often the page store has changed; each web process compares it with what it remembers."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="generation_is_one_row"),
        )

    def __str__(self) -> str:
        return str(self.number)
