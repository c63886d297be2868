"""The synopsis of a round as a document ready to be set, for PDF and Word alike."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from querschnitt.coordination.queries.lines import ReservationLine
from querschnitt.coordination.queries.remarks import RemarkLine
from querschnitt.coordination.queries.synopsis import Synopsis, SynopsisRow
from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Heading,
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


def synopsis_document(page: Synopsis, *, made_on: str) -> TypesetDocument:
    """Return a synopsis with the differences marked in both columns.

    :param made_on: the day as ISO text
    """
    return TypesetDocument(
        title=_("Synopsis: %(framework)s") % {"framework": page.subject},
        subtitle=str(page.round),
        short_title=page.subject,
        language=(get_language() or "de").split("-")[0],
        publisher=settings.GOVERNMENT_NAME or settings.PUBLISHER.name,
        document_date=made_on,
        is_paper=True,
        running_head=_("For official use only"),
        title_facts=(
            (_("Earlier text"), page.earlier_label),
            (_("Later text"), page.later_label),
            (_("As of"), partial_date(made_on)),
        ),
        blocks=tuple(_blocks(page)),
        labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
    )


def _blocks(page: Synopsis) -> Iterator[Block]:
    yield Note(
        _("What fell away is struck through and marked [– …]; what is new is underlined and"
          " marked [+ …]."),
        title=_("How the differences are marked"),
    )  # fmt: skip
    if not page.rows:
        yield Paragraph(_("Both texts are the same, and nothing was remarked."))
    else:
        yield Table(
            caption=_("Points that have changed, or on which something was said"),
            header=(_("Point"), _("Earlier text"), _("Later text"), _("Said on it")),
            rows=tuple(_row(row) for row in page.rows),
            widths=(0.8, 2.4, 2.4, 2.4),
        )
    if page.on_everything:
        yield Heading(1, _("Reservations on everything"))
        yield BulletList(tuple(_reservation(one) for one in page.on_everything))


def _row(row: SynopsisRow) -> tuple[Words, ...]:
    return (row.label, _side(row, is_earlier=True), _side(row, is_earlier=False), _said(row))


def _side(row: SynopsisRow, *, is_earlier: bool) -> Words:
    """Return one column's text: what both have, and what only this side has."""
    if row.is_withheld:
        return _("The goal was returned to its department.") if is_earlier else "–"
    if not row.is_changed:
        return _("unchanged")
    if (row.is_new and is_earlier) or (row.is_gone and not is_earlier):
        return _("new") if is_earlier else _("no longer in the text")
    if not row.passages:
        return _("The words are the same; sources or particulars differ.")
    words: list[str | Span] = []
    for passage in row.passages:
        if words:
            words.append("\n\n")
        words.append(Span(f"{passage.name}: ", "strong"))
        told = changed(passage.left if is_earlier else passage.right)
        words += [told] if isinstance(told, str) else told
    return tuple(words)


def _said(row: SynopsisRow) -> Words:
    told = [*(_reservation(one) for one in row.reservations), *(_remark(r) for r in row.remarks)]
    return "\n\n".join(told) or "–"


def _reservation(line: ReservationLine) -> str:
    parts = [f"{line.department}, {line.kind_label} ({line.state_label}): {line.text}"]
    if line.level_label:
        parts.append(_("Highest level: %(level)s") % {"level": line.level_label})
    if line.settlement:
        parts.append(_("State Chancellery: %(words)s") % {"words": line.settlement})
    if line.department_settlement:
        words = {"department": line.department, "words": line.department_settlement}
        parts.append(_("%(department)s: %(words)s") % words)
    return "\n".join(parts)


def _remark(line: RemarkLine) -> str:
    state = _("resolved") if line.is_resolved else _("open")
    who = line.department or _("State Chancellery")
    quoted = f" „{line.passage}“" if line.passage else ""
    parts = [
        _("%(who)s, remark (%(state)s)%(quoted)s: %(text)s")
        % {"who": who, "state": state, "quoted": quoted, "text": line.text}
    ]
    if line.is_resolved:
        parts.append(_("Result: %(words)s") % {"words": line.resolution})
    return "\n".join(parts)
