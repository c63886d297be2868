"""Fields of a release that no other form of the house needs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.text_limits import TEXT
from querschnitt.press import rich_text
from querschnitt.ui.forms import TextField

FIRST = "de"
FURTHER = {"en": _("English"), "pl": _("Polish"), "fr": _("French")}
LANGUAGES = {FIRST: _("German"), **FURTHER}
_BODY_HELP = _(
    "A blank line begins a paragraph, “## ” a heading, “- ” or “1. ” a point of a list, “> ” a"
    " quotation. **Words** become bold, __words__ italic, [words](https://…) a link."
)


class RichTextarea(forms.Textarea):
    """A text with a little markup: typed as signs, or written in an editor where scripts run."""

    template_name = "press/widgets/rich_text.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows; the editor begins with the text as markup."""
        context = super().get_context(name, value, attrs)
        markup = rich_text.from_typed(str(value or ""))
        context["widget"]["attrs"] |= {"data-rich-text": "", "data-markup": markup}
        return context


class BodyField(TextField):
    """The text of a release; shown as people type it, kept as clean markup."""

    widget = RichTextarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _BODY_HELP)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show markup as it is typed; what was typed stays as it is."""
        text = str(value or "")
        return rich_text.to_typed(text) if rich_text.is_markup(text) else value

    def clean(self, value: Any) -> str:
        """Return markup with nothing in it that is not allowed."""
        return rich_text.from_typed(super().clean(value) or "")


class LinesInOrderField(TextField):
    """One text a line, each belonging to the row of the same number in another field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("rows", 3)
        kwargs.setdefault("max_length", 20 * TEXT)
        kwargs.setdefault("help_text", _("One a line, in the same order as in German"))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines; what was typed stays as it is."""
        return "\n".join(value).rstrip("\n") if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the lines; blank ones count, so that each keeps its place."""
        text = super().clean(self.prepare_value(value))
        lines = [" ".join(line.split()) for line in str(text or "").rstrip().split("\n")]
        return lines if any(lines) else []


def refuse_too_many(lines: list[str], rows: int) -> None:
    """Raise if lines belong to rows that there are not."""
    if len(lines) > rows:
        told = _("There are more lines than in German; please leave one line for each.")
        raise ValidationError(told, code="too-many-lines")
