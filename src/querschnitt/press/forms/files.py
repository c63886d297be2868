"""Pictures and attachments: their upload, and how they are described."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.text_limits import LINE, REMARK, TEXT
from querschnitt.press.forms.fields import LANGUAGES
from querschnitt.press.models import ReleaseFile
from querschnitt.press.rules.release_files import LARGEST_FILE
from querschnitt.press.said import ReleaseSaid, SaidAttachment, SaidImage
from querschnitt.ui.forms import Form, TextField, UploadField


class FileForm(Form):
    kind = forms.ChoiceField(
        label=_("What it is"), choices=ReleaseFile.Kind.choices, widget=forms.RadioSelect,
        initial=ReleaseFile.Kind.IMAGE,
    )  # fmt: skip
    file = UploadField(
        label=_("File"),
        max_size=LARGEST_FILE,
        accept=".png,.jpg,.jpeg,.pdf",
        help_text=_("Pictures as PNG or JPEG, attachments also as PDF; at most 15 MB."),
    )


class DescribeFilesForm(Form):
    """What a release says of its files; made of the files that there are."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    note = TextField(
        label=_("What is corrected"),
        max_length=REMARK,
        rows=3,
        help_text=_("Readers find this note on the page and in the channels."),
    )

    def __init__(
        self,
        *args: Any,
        files: Iterable[ReleaseFile],
        said: ReleaseSaid,
        is_correction: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        if not is_correction:
            del self.fields["note"]
        self.said, self.kept = said, list(files)
        images = {one["sha256"]: one for one in said["images"]}
        attached = {one["sha256"]: one for one in said["attachments"]}
        for file in self.kept:
            if file.kind == ReleaseFile.Kind.IMAGE:
                self._add_image(file, images.get(file.sha256))
            else:
                self._add_attachment(file, attached.get(file.sha256))

    def _add_image(self, file: ReleaseFile, said: SaidImage | None) -> None:
        self.fields[f"use-{file.pk}"] = forms.BooleanField(
            label=_("Show “%(name)s” in the release") % {"name": file.name},
            required=False,
            initial=said is not None,
        )
        for language in self.said["languages"]:
            field = TextField(
                label=_("Description of “%(name)s” (%(language)s)")
                % {"name": file.name, "language": LANGUAGES.get(language, language)},
                required=False,
                max_length=TEXT,
                rows=2,
                initial=said["alternative"].get(language, "") if said else "",
                help_text=_("For those who cannot see it: what it shows, not what it is called."),
            )
            self.fields[f"alternative-{file.pk}-{language}"] = field
        self.fields[f"credit-{file.pk}"] = forms.CharField(
            label=_("Source of “%(name)s”") % {"name": file.name},
            required=False,
            max_length=LINE,
            initial=said["credit"] if said else "",
        )

    def _add_attachment(self, file: ReleaseFile, said: SaidAttachment | None) -> None:
        self.fields[f"use-{file.pk}"] = forms.BooleanField(
            label=_("Attach “%(name)s” to the release") % {"name": file.name},
            required=False,
            initial=said is not None,
        )
        self.fields[f"label-{file.pk}"] = forms.CharField(
            label=_("What readers see for “%(name)s”") % {"name": file.name},
            required=False,
            max_length=LINE,
            initial=said["label"] if said else file.name,
        )

    @property
    def by_file(self) -> list[tuple[ReleaseFile, list[BoundField]]]:
        """Each file with its own fields."""
        return [
            (
                file,
                [self[name] for name in self.fields if name.split("-")[1:2] == [str(file.pk)]],
            )
            for file in self.kept
        ]

    def clean(self) -> dict[str, Any]:
        """Return what the release says then; the rest of it stays as it is."""
        told = super().clean() or {}
        if self.errors:
            return told
        images, attachments = [], []
        for file in self.kept:
            if not told[f"use-{file.pk}"]:
                continue
            if file.kind == ReleaseFile.Kind.IMAGE:
                images.append(self._image(file, told))
            else:
                label = told[f"label-{file.pk}"] or file.name
                attachments.append(SaidAttachment(sha256=file.sha256, label=label))
        said = {**self.said, "images": images, "attachments": attachments}
        note = {"note": told["note"]} if "note" in told else {}
        return {"said": said, "seen": told["seen"], **note}

    def _image(self, file: ReleaseFile, told: dict[str, Any]) -> SaidImage:
        return SaidImage(
            sha256=file.sha256,
            alternative={
                language: told[f"alternative-{file.pk}-{language}"]
                for language in self.said["languages"]
            },
            credit=told[f"credit-{file.pk}"],
        )
