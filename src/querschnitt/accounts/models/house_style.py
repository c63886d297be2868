from django.conf import settings
from django.db import models

from querschnitt.accounts.models.people import User
from querschnitt.documents.house_style import COLOUR, TYPEFACE, HouseStyle


class HouseStyleVersionQuerySet(models.QuerySet["HouseStyleVersion"]):
    def newest_first(self) -> "HouseStyleVersionQuerySet":
        return self.order_by("-pk")

    def without_files(self) -> "HouseStyleVersionQuerySet":
        """Leave emblem and template where they are, for lists that show neither."""
        return self.defer("emblem", "word_template")


class HouseStyleVersion(models.Model):
    """How all documents look since a moment: the newest row counts, and no row ever changes."""

    name = models.CharField(max_length=200, blank=True)
    emblem = models.BinaryField(default=b"")
    emblem_text = models.CharField(max_length=300, blank=True)
    colour = models.CharField(max_length=7, default=COLOUR)
    typeface = models.CharField(max_length=80, default=TYPEFACE)
    word_template = models.BinaryField(default=b"")
    word_template_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="house_styles")
    set_at = models.DateTimeField()

    objects = HouseStyleVersionQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def has_emblem(self) -> bool:
        # There is a text exactly where there is an emblem.
        return bool(self.emblem_text)

    @property
    def has_word_template(self) -> bool:
        return bool(self.word_template_name)

    @property
    def style(self) -> HouseStyle:
        """The row as writers of documents know it."""
        return HouseStyle(
            name=self.name,
            emblem=bytes(self.emblem),
            emblem_text=self.emblem_text,
            colour=self.colour,
            typeface=self.typeface,
            word_template=bytes(self.word_template),
            fonts=str(settings.DATA_DIR / "fonts"),
        )
