"""With what a release begins: texts for cabinet decisions, visits and appointments."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department
from querschnitt.press.models import Channel, Release
from querschnitt.press.queries.adoptions import Adoption

Template = Release.Template


def initial(
    template: str,
    *,
    department: Department | None,
    today: str,
    adoption: Adoption | None = None,
) -> dict[str, Any]:
    """Return what the form of a new release shows at first; gaps stand in square brackets.

    :param today: the day in ISO form
    :param adoption: what the cabinet has adopted, if the release announces that
    """
    found: dict[str, Any] = {
        "department": department.key if department else "",
        "dated_on": today,
        "contact": department.address if department else "",
        "channels": [
            *Channel.objects.filter(is_on=True).exclude(kind="portal").values_list("key", flat=True)
        ],
        **_words(template),
    }
    if adoption is not None:
        told = {"title": adoption.title, "day": date_format(adoption.decided_on, "j. F Y")}
        found |= {
            "title": _("Cabinet adopts: %(title)s") % told,
            "lead": _("The cabinet adopted “%(title)s” on %(day)s.") % told,
            "documents": [adoption.version.framework.key],
        }
    return found


def _words(template: str) -> dict[str, str]:
    if template == Template.CABINET_DECISION:
        return {
            "title": _("Cabinet adopts [what]"),
            "lead": _("In its meeting of today the cabinet adopted [what]."),
            "body": _("[What was decided, and why]\n\n[What changes for whom, from when]"),
        }
    if template == Template.VISIT:
        return {
            "title": _("[Who] visits [where]"),
            "lead": _("On [day] [who] visits [where]."),
            "body": _(
                "[What the visit is about]\n\n## Programme\n\n- [Time]: [what]\n- [Time]: [what]"
            ),
        }
    if template == Template.APPOINTMENT:
        return {
            "title": _("[Occasion] on [day]"),
            "lead": _("Representatives of the media are invited."),
            "body": _("- Day and time: [day, time]\n- Place: [place]\n- Registration until: [day]"),
        }
    return {}
