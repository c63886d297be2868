"""What stands in the way of making the archive for the next chair, and who may read it."""

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import HandoverPackage, Presidency
from querschnitt.relations.rules.entries import may_read_internal, obstacle_to_revising


def may_read_package(by: User, presidency: Presidency) -> bool:
    """Tell whether a person may download the archive of a presidency."""
    return may_read_internal(by, presidency)


def obstacle_to_ordering_package(
    by: User, presidency: Presidency, *, newest: HandoverPackage | None
) -> Obstacle | None:
    """:param newest: the archive that was ordered last, with its job"""
    if obstacle := obstacle_to_revising(by, presidency):
        return obstacle
    if newest and newest.state == HandoverPackage.State.ORDERED and not newest.is_stuck:
        return Obstacle(
            "relations.package-in-work", _("The package is being made already; please wait.")
        )
    return None
