"""A comparison as a document ready to be set, for PDF and Word alike."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from querschnitt.coordination.comparison import Bond, ComparedPoint, Kind
from querschnitt.coordination.queries.comparison import ComparisonPage
from querschnitt.documents.typeset import (
    Block,
    Labels,
    Note,
    Paragraph,
    Span,
    Table,
    TypesetDocument,
    Words,
    changed,
)
from querschnitt.ui.templatetags.ui import partial_date


def comparison_document(page: ComparisonPage, *, made_on: str) -> TypesetDocument:
    """Return two texts side by side with the differences marked.

    :param made_on: the day as ISO text
    """
    earlier, later = (side.label if side else "" for side in (page.earlier, page.later))
    return TypesetDocument(
        title=_("Comparison"),
        subtitle=f"{earlier} – {later}",
        language=(get_language() or "de").split("-")[0],
        publisher=settings.GOVERNMENT_NAME or settings.PUBLISHER.name,
        document_date=made_on,
        is_paper=True,
        is_landscape=True,
        running_head=_("For official use only"),
        title_facts=(
            (_("Earlier text"), earlier),
            (_("Later text"), later),
            (_("As of"), partial_date(made_on)),
        ),
        blocks=(*_blocks(page, earlier, later),),
        labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
    )


def _blocks(page: ComparisonPage, earlier: str, later: str) -> tuple[Block, ...]:
    note = Note(
        _("What fell away is struck through and marked [– …]; what is new is underlined and"
          " marked [+ …]."),
        title=_("How the differences are marked"),
    )  # fmt: skip
    if not page.points:
        return note, Paragraph(_("Nothing differs in what was asked for."))
    table = Table(
        caption=_("Points that differ"),
        header=(_("Point"), earlier, later),
        rows=tuple(_row(point) for point in page.points),
        widths=(1.0, 2.0, 2.0),
    )
    return note, table


def _row(point: ComparedPoint) -> tuple[Words, ...]:
    said = ", ".join(words_on(point))
    left = _side(point, is_later=False) if point.earlier else "–"
    right = _side(point, is_later=True) if point.later else "–"
    return (Span(point.label, "strong"), f"\n{said}"), left, right


def words_on(point: ComparedPoint) -> list[str]:
    """Return in a few words what became of a point and by what it was known again."""
    kinds = {Kind.NEW: _("new"), Kind.DROPPED: _("dropped"), Kind.CHANGED: _("changed")}
    bonds = {
        Bond.MERGED: _("merged"),
        Bond.CARRIED_OVER: _("carried over"),
        Bond.SUPPOSED: _("supposed, %(percent)s %% alike") % {"percent": point.alike},
    }
    words = [kinds.get(point.kind, _("unchanged"))]
    if point.is_moved:
        words.append(_("moved"))
    if point.bond in bonds:
        words.append(bonds[point.bond])
    return words


def _side(point: ComparedPoint, *, is_later: bool) -> Words:
    words: list[str | Span] = []
    if point.kind in {Kind.NEW, Kind.DROPPED}:
        text = point.later if is_later else point.earlier
        return text.words if text else ""
    for passage in point.passages:
        parts = changed(passage.right if is_later else passage.left)
        words += ["\n" if words else "", Span(f"{passage.name}: ", "emphasis"), *parts]
    return tuple(words)
