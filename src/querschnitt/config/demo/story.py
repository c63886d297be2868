"""The main job, step by step, through the same acts as the pages."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from querschnitt.accounts.models import Department, Role, User
from querschnitt.config.demo import cast as people
from querschnitt.config.demo import (
    frameworks,
    government,
    mandates,
    practice,
    press,
    procedure,
    relations,
    relations_practice,
    signing_practice,
)
from querschnitt.config.demo.dataset import Dataset, Leftovers
from querschnitt.config.demo.frameworks import Ground
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.models import Framework, LegislativeTerm
from querschnitt.lib.digest import digest
from querschnitt.publication import assemble
from querschnitt.publication import operations as publication

Say = Callable[[str], None]
"""Receives one line for each step."""

NEWEST = "strat-2022"


def is_told() -> bool:
    """Tell whether the database holds the story already."""
    return Framework.objects.filter(key=NEWEST.split("-", 1)[1]).exists()


@transaction.atomic
def tell(dataset: Dataset, say: Say) -> Leftovers:
    """Make the framework of the dataset, from empty tables to the published page.

    All of it or nothing: a run that is broken off leaves the tables as empty as before.

    :param say: receives a line for each step
    :returns: what of the dataset has no room yet
    """
    cast, departments, ground = _set_the_stage(dataset, say)
    _earlier_frameworks(dataset, ground, cast, say)
    framework = frameworks.prepare(dataset.record(NEWEST), ground, by=cast.coordinator)
    say(f"Framework prepared: {framework}")
    gave, nil = procedure.collect(framework, departments, dataset, ground, cast)
    say(f"Collection round (demonstration): {gave} departments with goals, {nil} nil returns")
    procedure.cosign(framework, departments, cast)
    say(
        f"Co-signature round (demonstration): {len(departments)} departments, 1 reservation settled"
    )
    version = procedure.adopt(framework, dataset.record(NEWEST), cast)
    say(f"Adopted by cabinet on {version.decision.decided_on}: digest {version.digest[:16]}…")
    _publish(version, cast)
    say(f"Published: {framework.goals.count()} goals")
    _relations(dataset, departments, cast, say)
    carried = press.carry_over(dataset, ground.departments, cast)
    say(f"Press: {len(carried.releases)} releases and {len(carried.channels)} channels")
    practice.prepare(departments, ground, cast)
    say("A framework to practise on (demonstration), with a collection round under way")
    signing_practice.prepare(departments, ground, cast)
    say("Another one (demonstration), with a co-signature round under way")
    press.prepare(cast, departments[0])
    say("Press to practise on (demonstration): networks, recipients, two releases that wait")
    return dataset.leftovers()


def _relations(
    dataset: Dataset, departments: list[Department], cast: people.Cast, say: Say
) -> None:
    """Enter and publish the relations of the dataset, and beside them something to practise on."""
    book = relations.carry_over(dataset, cast)
    say(f"Relations: {len(book.made)} entries from {len(book.entries)} records")
    seen = digest(assemble.relations(at=timezone.now()))
    publication.publish_relations(by=cast.press_officer, seen=seen)
    say("Published: the relations")
    relations_practice.prepare(departments, cast)
    say("Relations to practise on (demonstration): a conference, a dossier, duplicates to merge")


def _set_the_stage(dataset: Dataset, say: Say) -> tuple[people.Cast, list[Department], Ground]:
    cast = people.first_administrator()
    departments = government.found_departments(dataset, by=cast.administrator)
    say(f"Departments: {len(departments)} of today, {Department.objects.count()} in all")
    people.invite_everyone(cast, departments)
    say(f"People (demonstration): {User.objects.count()} accounts in {len(Role)} roles")
    terms = government.open_terms(dataset, by=cast.coordinator)
    found = mandates.record_mandates(dataset, by=cast.coordinator)
    clauses = sum(mandate.clauses.count() for mandate in found.values())
    say(f"Mandates: {len(found)} with {clauses} clauses")
    fields = mandates.add_fields(dataset, by=cast.coordinator)
    say(f"Fields of action: {len(fields)}")
    keys = {f"dep-{department.key}": department for department in Department.objects.all()}
    return cast, departments, Ground(keys, terms, found, fields)


def _earlier_frameworks(dataset: Dataset, ground: Ground, cast: people.Cast, say: Say) -> None:
    """Close the terms of former governments and carry over what they adopted."""
    for term in _former(ground.terms):
        publication.close_term(by=cast.coordinator, term=term)
    for key in frameworks.CARRIED[:-1]:
        record = dataset.record(key)
        framework = frameworks.prepare(record, ground, by=cast.coordinator)
        version = procedure.carry_over_earlier(framework, record, dataset, ground, cast)
        _publish(version, cast)
        beside = frameworks.goals_of(dataset, key)[1]
        if beside:
            publication.publish_reported_goals(by=cast.press_officer, framework=framework)
        inside = framework.goals.count() - len(beside)
        told = f"{inside} goals in its text, {len(beside)} known from elsewhere"
        say(f"Predecessor of {framework.runs_from[:4]}: {told}")


def _former(terms: dict[int, LegislativeTerm]) -> list[LegislativeTerm]:
    return [term for number, term in sorted(terms.items()) if number != max(terms)]


def _publish(version: FrameworkVersion, cast: people.Cast) -> None:
    publication.publish(by=cast.press_officer, framework_version=version, public_from="now")
