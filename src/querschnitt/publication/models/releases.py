"""What lists and search of the press room read."""

from django.db import models

from querschnitt.publication.models.editions import Document


class PublicRelease(models.Model):
    """A press release as lists show it: a ready card in one language, with what narrows lists.

    Derived from public editions alone and renewed with them. A release that was withdrawn keeps
    its row without a card, so that the lists that it stood on keep their addresses.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="public_releases")
    language = models.CharField(max_length=10)
    position = models.CharField(max_length=120)
    """Orders lists: the later release has the greater one."""
    year = models.PositiveSmallIntegerField()
    departments = models.TextField()
    """JSON: the key and the name of each department that issued it, in their order."""
    topics = models.TextField()
    """JSON: the keys of its fields of action."""
    is_withdrawn = models.BooleanField(default=False)
    card = models.TextField(blank=True)
    stems = models.TextField(blank=True)
    made_of = models.CharField(max_length=64)
    """A digest of all of this."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language"], name="one_card_per_release_and_language"
            )
        ]
        indexes = [models.Index(fields=["language", "position"], name="releases_in_order")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.language}"
