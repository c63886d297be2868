"""The way from one legislative term to the next, step by step, with how far each step is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.accounts.models import User
from querschnitt.accounts.succession import former_departments
from querschnitt.coordination.models import Round
from querschnitt.framework.models import (
    Framework,
    GoalDiscontinuation,
    GoalLink,
    GoalVersion,
    LegislativeTerm,
    Mandate,
)
from querschnitt.lib.partial_date import PartialDate
from querschnitt.publication import queries as publication

DONE, BEGUN, OPEN, LATER = "done", "begun", "open", "later"
IN_TIME = timedelta(days=180)
"""So long before the end of a term its transition is shown on the first page."""


@dataclass(frozen=True)
class Step:
    """One step of the transition: how far it is, what is known, and where it is done."""

    title: str
    state: str
    facts: list[str] = field(default_factory=list)
    ways: list[tuple[str, str]] = field(default_factory=list)
    left: list[GoalVersion] = field(default_factory=list)


@dataclass(frozen=True)
class Succession:
    """A framework and the one that follows it, with what became of its adopted goals."""

    new: Framework
    adopted: list[GoalVersion]
    carried: set[int]
    discontinued: dict[int, str]
    is_settled: bool
    """Whether the new framework is adopted itself, so that nothing is carried over any more."""

    @property
    def left(self) -> list[GoalVersion]:
        """Goals of which nobody has said what becomes of them."""
        decided = self.carried | self.discontinued.keys()
        return [version for version in self.adopted if version.goal_id not in decided]


def transition(term: LegislativeTerm, *, by: User) -> list[Step]:
    """Return the steps that lead from this term to the next."""
    following = [*LegislativeTerm.objects.filter(number__gt=term.number).order_by("number")[:1]]
    new = following[0] if following else None
    frameworks = [*Framework.objects.filter(term__in=[term, *following]).select_related("mandate")]
    old = [one for one in frameworks if one.term_id == term.pk and not one.is_demonstration]
    followers = [one for one in frameworks if one.predecessor_id in {one.pk for one in old}]
    successions = _successions(old, followers)
    return [
        _closing(term, by),
        _beginning(new),
        _departments(),
        _mandate(new, frameworks),
        _framework(old, followers, new),
        _carrying(successions),
        _left(successions),
    ]


def ending_terms(today: date) -> list[LegislativeTerm]:
    """Return the open terms that end soon or are over, or that another one follows already."""
    terms = [*LegislativeTerm.objects.order_by("number")]
    return [
        term
        for term in terms
        if not term.is_closed
        and (
            term.number < terms[-1].number
            or (term.ends_on and PartialDate.parse(term.ends_on).first_day <= today + IN_TIME)
        )
    ]


def _closing(term: LegislativeTerm, by: User) -> Step:
    facts, ways = [], []
    if term.is_closed:
        facts.append(_("Its frameworks are history: they bear the notice of a former government."))
    else:
        rounds = Round.objects.filter(framework__term=term, closed_on=None).count()
        if rounds:
            facts.append(
                ngettext(
                    "%(count)s round is still open.", "%(count)s rounds are still open.", rounds
                )
                % {"count": rounds}
            )
        if obstacle := publication.obstacle_to_closing(term, by):
            facts.append(obstacle.sentence)
        ways.append((_("Close the term"), reverse("publication:close_term", args=[term.number])))
    ways.append((_("Publication"), reverse("publication:editions")))
    return Step(_("Close the old term"), DONE if term.is_closed else OPEN, facts, ways)


def _beginning(new: LegislativeTerm | None) -> Step:
    opening = (_("Open a legislative term"), reverse("framework:open_term"))
    recording = (_("Record a government"), reverse("framework:record_government"))
    title = _("Open the new term and record its government")
    if new is None:
        return Step(title, OPEN, ways=[opening])
    governments = [*new.governments.order_by("in_office_from", "pk")]
    facts = [str(new), *(government.name for government in governments)]
    return Step(title, DONE if governments else BEGUN, facts, [recording])


def _departments() -> Step:
    former = former_departments()
    gaps = [row for row in former if row.is_gap]
    facts = [
        ngettext("%(count)s former department.", "%(count)s former departments.", len(former))
        % {"count": len(former)}
    ]
    if gaps:
        names = ", ".join(row.department.abbreviation for row in gaps)
        facts.append(_("Nobody is known to answer today for: %(names)s.") % {"names": names})
    return Step(
        _("Enter which departments were recut"),
        BEGUN if gaps else DONE if former else OPEN,
        facts,
        [
            (_("Successors of former departments"), reverse("accounts:successions")),
            (_("Enter a department"), reverse("accounts:found_department")),
        ],
    )


def _mandate(new: LegislativeTerm | None, frameworks: Iterable[Framework]) -> Step:
    title, ways = _("Record the new mandate"), []
    ways.append((_("Record a mandate"), reverse("framework:record_mandate")))
    if new is None:
        return Step(title, LATER, ways=ways)
    used = [one.mandate for one in frameworks if one.term_id == new.pk and one.mandate]
    unused = [*Mandate.objects.filter(frameworks=None).order_by("-dated", "title")]
    waiting = [one for one in unused if new.starts_on and one.dated >= new.starts_on[:4]]
    found = list(dict.fromkeys([*used, *waiting]))
    ways += [(str(one), reverse("framework:mandate", args=[one.key])) for one in found]
    return Step(title, DONE if found else OPEN, ways=ways)


def _framework(
    old: list[Framework], followers: list[Framework], new: LegislativeTerm | None
) -> Step:
    followed = {one.predecessor_id for one in followers}
    ways = [
        (str(one), reverse("framework:framework", args=[one.key])) for one in followers
    ]  # fmt: skip
    missing = [one for one in old if one.pk not in followed]
    for one in missing:
        query = f"?predecessor={one.pk}" + (f"&term={new.pk}" if new and not new.is_closed else "")
        label = _("Prepare a framework that follows “%(old)s”") % {"old": one}
        ways.append((label, reverse("framework:prepare_framework") + query))
    state = LATER if new is None else OPEN if missing else DONE
    if not old:
        return Step(
            _("Prepare the new framework"),
            LATER,
            [_("The old term has no framework that another one could follow.")],
            [(_("Prepare a framework"), reverse("framework:prepare_framework"))],
        )
    return Step(_("Prepare the new framework"), state, [], ways)


def _carrying(successions: list[Succession]) -> Step:
    facts, ways, states = [], [], set()
    for one in successions:
        told = {"carried": len(one.carried), "all": len(one.adopted), "new": one.new}
        facts.append(_("“%(new)s”: %(carried)s of %(all)s goals live on.") % told)
        if one.is_settled:
            facts.append(_("“%(new)s” is adopted; origins can still be entered on goals.") % told)
            ways.append((str(one.new), reverse("framework:framework", args=[one.new.key])))
        else:
            label = _("Carry goals over into “%(new)s”") % told
            ways.append((label, reverse("framework:carry_over", args=[one.new.key])))
        is_done = one.is_settled or not one.left
        states.add(DONE if is_done else BEGUN if one.carried else OPEN)
    state = LATER if not states else states.pop() if len(states) == 1 else BEGUN
    return Step(_("Carry goals over"), state, facts, ways)


def _left(successions: list[Succession]) -> Step:
    left = [version for one in successions for version in one.left]
    facts, ways = [], []
    for one in successions:
        if one.discontinued:
            facts.append(
                ngettext(
                    "“%(new)s” knowingly does not carry on %(count)s goal.",
                    "“%(new)s” knowingly does not carry on %(count)s goals.",
                    len(one.discontinued),
                )
                % {"new": one.new, "count": len(one.discontinued)}
            )
        if one.left and not one.is_settled:
            query = reverse("framework:carry_over", args=[one.new.key]) + "?left=on"
            ways.append((_("Decide what becomes of them"), query))
    is_open = any(one.left for one in successions if not one.is_settled)
    state = LATER if not successions else OPEN if is_open else DONE
    return Step(_("Look at what is left"), state, facts, ways, left)


def _successions(old: list[Framework], followers: list[Framework]) -> list[Succession]:
    versions = (
        GoalVersion.objects.filter(goal__framework__in=old, stage=GoalVersion.Stage.ADOPTED)
        .latest_of_each_goal()
        .select_related("goal__framework")
        .order_by("goal__position")
    )
    adopted: dict[int, list[GoalVersion]] = {}
    for version in versions:
        adopted.setdefault(version.goal.framework_id, []).append(version)
    links = GoalLink.objects.filter(
        kind=GoalLink.Kind.CARRIED_OVER, target__framework__in=followers
    )
    carried: dict[int, set[int]] = {}
    for source, framework in links.values_list("source", "target__framework"):
        carried.setdefault(framework, set()).add(source)
    discontinued: dict[int, dict[int, str]] = {}
    for one in GoalDiscontinuation.objects.filter(framework__in=followers):
        discontinued.setdefault(one.framework_id, {})[one.goal_id] = one.reason
    settled = GoalVersion.objects.filter(
        goal__framework__in=followers, stage=GoalVersion.Stage.ADOPTED
    )
    over = {*settled.values_list("goal__framework", flat=True).distinct()}
    found = []
    for new in followers:
        goals = adopted.get(new.predecessor_id or 0, [])
        own = {version.goal_id for version in goals}
        found.append(
            Succession(
                new=new,
                adopted=goals,
                carried=carried.get(new.pk, set()) & own,
                discontinued=discontinued.get(new.pk, {}),
                is_settled=new.pk in over,
            )
        )
    return found
