"""What stands in the way of changing how documents look; asks the database nothing."""

from collections.abc import Collection

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from querschnitt.accounts.models import HouseStyleVersion, Role, User
from querschnitt.documents.house_style import HouseStyle
from querschnitt.lib.contrast import LEGIBLE, contrast, is_colour
from querschnitt.lib.refusal import Obstacle


def obstacle_to_keeping_house_style(by: User) -> Obstacle | None:
    if by.is_active and by.role == Role.ADMINISTRATOR:
        return None
    return Obstacle(
        "accounts.not-administrator", _("Only an administrator changes the design of documents.")
    )


def obstacle_to_seen(current: HouseStyleVersion | None, seen: int) -> Obstacle | None:
    """Say if somebody has changed the design since a page was shown; 0 where there was none."""
    if seen == (current.pk if current else 0):
        return None
    return Obstacle(
        "accounts.stale", _("Somebody else has changed the design in the meantime.")
    )  # fmt: skip


def obstacle_to_setting_house_style(
    by: User, style: HouseStyle, *, installed: Collection[str]
) -> Obstacle | None:
    """:param installed: the typefaces there are"""
    return (
        obstacle_to_keeping_house_style(by)
        or obstacle_to_colour(style.colour)
        or obstacle_to_typeface(style.typeface, installed)
        or obstacle_to_emblem(style)
    )


def obstacle_to_colour(colour: str) -> Obstacle | None:
    """Say why a colour cannot be the one of headings on white paper."""
    if not is_colour(colour):
        return Obstacle(
            "accounts.bad-colour",
            _("Please give the colour as six digits behind a hash, such as #1a3a6e."),
        )
    measured = contrast(colour)
    if measured < LEGIBLE:
        return Obstacle(
            "accounts.colour-too-light",
            _(
                "On white this colour has a contrast of %(measured)s to 1; text needs %(needed)s "
                "to 1 at least. Please choose a darker one."
            )
            % {"measured": ratio(measured), "needed": ratio(LEGIBLE)},
        )
    return None


def ratio(contrast: float) -> str:
    """Return a contrast as people read it; cut off, so that what is too little looks so."""
    return number_format(int(contrast * 100) / 100, decimal_pos=2)


def obstacle_to_typeface(typeface: str, installed: Collection[str]) -> Obstacle | None:
    if typeface in installed:
        return None
    return Obstacle("accounts.unknown-typeface", _("This typeface is not installed here."))


def obstacle_to_emblem(style: HouseStyle) -> Obstacle | None:
    if not style.emblem or style.emblem_text:
        return None
    return Obstacle(
        "accounts.emblem-without-text",
        _("Please say in words what the emblem shows, for those who do not see it."),
    )


def obstacle_to_removing_template(by: User, current: HouseStyleVersion | None) -> Obstacle | None:
    if obstacle := obstacle_to_keeping_house_style(by):
        return obstacle
    if current is None or not current.has_word_template:
        return Obstacle("accounts.no-template", _("There is no Word template of your own."))
    return None


def obstacle_to_restoring_house_style(
    by: User, current: HouseStyleVersion | None, version: HouseStyleVersion
) -> Obstacle | None:
    return obstacle_to_keeping_house_style(by) or obstacle_to_repeating(current, version.digest)


def obstacle_to_repeating(current: HouseStyleVersion | None, digest: str) -> Obstacle | None:
    """Say if all would look as it does already; ``digest`` is of the design that is wanted."""
    if current is None or current.digest != digest:
        return None
    return Obstacle("accounts.nothing-changed", _("This is the design that counts already."))
