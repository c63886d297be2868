"""The frame of a cabinet submission: its head and its parts, empty, to be filled in elsewhere."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.coordination.cabinet_document import head, language, publisher
from querschnitt.coordination.models import CabinetSubmission
from querschnitt.documents.typeset import (
    Block,
    Heading,
    Labels,
    PageBreak,
    Paragraph,
    Table,
    TypesetDocument,
)


def paper_frame_document() -> TypesetDocument:
    """Return the parts of a submission in their order, each saying what belongs there."""
    forms = " / ".join(str(label) for label in CabinetSubmission.Form.labels)
    return TypesetDocument(
        title=_("Cabinet submission"),
        subtitle=_empty(_("subject")),
        short_title=_("Cabinet submission"),
        language=language(),
        publisher=publisher(),
        is_paper=True,
        running_head=head(_("Draft")),
        title_facts=(
            (_("File reference"), _empty(_("as the registry gave it"))),
            (_("Form of the decision"), _empty(forms)),
            (_("Urgent because"), _empty(_("only if it cannot wait for the next session"))),
            (_("For the session"), _empty(_("number and day"))),
            (_("Submitted on"), _empty(_("day"))),
            (_("Signed by"), _empty(_("the head of the house, and when"))),
        ),
        blocks=(*_body(), *_annexes()),
        labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
    )


def _body() -> Iterator[Block]:
    if settings.PROPOSED_DECISION_FIRST:
        yield from _part(_("Proposed decision"), _("as the cabinet is to take it"))
    yield from _part(_("Facts and reasons"), _("briefly: what it is about, why it is proposed"))
    yield Heading(1, _("Participation of the departments"))
    header = (_("Department"), _("Result"), _("On"))
    rows = tuple((_empty(_("department")), _empty(_("result")), _empty(_("day"))) for _n in (1, 2))
    yield Table(_("Which departments took part with what result"), header, rows, (3, 3, 1.3))
    yield from _part(
        _("Open dissent"), _("point, what each side says, and who tried to settle it when")
    )
    yield from _part(_("State secretaries' conference"), _("day and result"))
    yield from _part(_("Participation of associations"), _("whom, when, and what was not taken up"))
    yield from _part(_("Costs and budget"), _("amount, years, and where it is provided for"))


def _annexes() -> Iterator[Block]:
    annexes = [
        (_("Speaking notes"), _("for the spokesperson of the government")),
        (_("Text"), _("what the cabinet decides on")),
    ]
    if not settings.PROPOSED_DECISION_FIRST:
        annexes.insert(0, (_("Proposed decision"), _("as the cabinet is to take it")))
    for number, (title, what) in enumerate(annexes, start=1):
        yield PageBreak()
        yield from _part(
            _("Annex %(number)s: %(title)s") % {"number": number, "title": title}, what
        )


def _part(title: str, what: str) -> Iterator[Block]:
    yield Heading(1, title)
    yield Paragraph(_empty(what))


def _empty(what: str) -> str:
    """Return an empty place that says what belongs there."""
    return f"[{what}]"
