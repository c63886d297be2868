"""The page store: what visitors are answered with, ready to send."""

from django.db import models


class StoredPage(models.Model):
    """The finished answer to one public address."""

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

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status__in=(200, 301, 404, 410)), name="stored_page_known_status"
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.path}"


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
