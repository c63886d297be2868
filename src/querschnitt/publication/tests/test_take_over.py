"""A framework moves between installations without loss: the same content, the same digest."""

import json

import pytest

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import Department, JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, coordinator, person
from querschnitt.documents import plain_reading
from querschnitt.framework import operations as acts
from querschnitt.framework.models import Framework, GoalVersion, LegislativeTerm, Mandate
from querschnitt.framework.moving import plan_digest
from querschnitt.framework.queries import content_of
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import Refused
from querschnitt.publication import assemble, operations, verify
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.publication.import_queries import move_page
from querschnitt.publication.models import Edition, ImportedFramework
from querschnitt.publication.tests.factories import adopted, framework, goal, press_officer
from querschnitt.publication.tests.foreign_files import (
    as_file,
    edition_of,
    moved,
    plan,
    read_here,
    sealed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(plain_reading, "extract", read_here)


def everything():
    """An adopted version in which every part of a content says something."""
    lead, other = DepartmentFactory(key="aa"), DepartmentFactory(key="bb")
    by = coordinator()
    for name, since in (("Erste Person", "2016"), ("Zweite Person", "2021-09-16")):
        accounts.appoint(
            by=by, department=lead, title="Ministerin", person_name=name, held_from=since
        )
    made = framework(
        key="2022",
        short_title="Strategie",
        runs_from="2022-07-12",
        runs_until="2026",
        introduction="Erster Absatz.\n\nZweiter: „Grüße“.",
        lead=lead,
        source="https://example.org/a",
    )
    acts.record_government(
        by=by, key="kabinett", term=made.term, name="Zweites Kabinett", head="R. Muster",
        coalition=["CDU", "SPD"], in_office_from="2021-09-16",
    )  # fmt: skip
    acts.add_chapter(by=by, framework=made, title="Schwerpunkte", text="Was uns wichtig ist.")
    first, second, third = made.mandate.clauses.order_by("number")
    second.departments.set([lead, other])
    goal(made, "P1", lead=lead, involves_all=True, clauses=[first], title="Ein Titel")
    goal(made, "X1", lead=other, involved=[lead], wording="Straßen.", lead_confidence="low",
         lead_remark="vermutet", runs_from="2023", runs_until="2024-05",
         basis="press_release")  # fmt: skip
    goal(made, "D1", wording="Ohne Ressort.", chapter=made.chapters.last(),
         explanation="Weil.", other_mandate="Ein Beschluss", kind_basis="inferred")  # fmt: skip
    acts.exclude_clause(by=by, framework=made, clause=second, reason="Sache des Bundes.")
    acts.remove_clause(by=by, clause=third, removed_on="2022-05", reason="Erledigt.")
    return adopted(made, agenda_number="7", wording="Beschlossen.")


NAMES = {"2022": "2022-dort", "aa": "aaa", "bb": "bbb", "eu": "eu-dort", "kv-2022": "kv-dort"}


def elsewhere(version, **changed):
    """The edition of an installation in which everything is called otherwise."""
    edition = moved(edition_of(version), **NAMES)
    edition["framework"]["term"] = {"number": 9, "period": {"start": "2021", "end": ""}}
    # Here, the goal of all departments would concern those that are here already.
    for one in edition["framework"]["goals"]:
        one["involves_all"] = False
    departments = edition["framework"]["departments"]
    departments[:] = [one for one in departments if one["key"] in {"aaa", "bbb"}]
    return sealed({**edition, **changed})


def imported(edition, by=None):
    return operations.import_framework(
        by=by or coordinator(), data=as_file(edition), file_name="2022-3.json"
    )


def shown(row, by):
    return move_page(row, by).digest


def taken_over(edition, by=None):
    by = by or coordinator()
    row = imported(edition, by)
    return operations.take_over(by=by, imported=row, seen_digest=shown(row, by))


def test_it_says_the_same_here_with_the_same_digest():
    edition = elsewhere(everything())

    made = taken_over(edition)

    assert content_of(made) == edition["framework"]
    assert digest(content_of(made)) == edition["adoption"]["content_digest"]
    assert made.adopted.get().content_digest == edition["adoption"]["content_digest"]


def test_the_adoption_keeps_its_day_and_names_where_it_was_recorded_first():
    edition = elsewhere(everything())

    version = taken_over(edition).adopted.select_related("decision", "framework__term").get()

    told = assemble.framework_edition(version)["adoption"]
    assert told["decided_on"] == "2022-07-12"
    assert told["wording"] == "Beschlossen."
    assert told["origin"] == {"version": 1, "digest": edition["adoption"]["digest"]}


def test_a_version_that_was_amended_there_names_what_it_amended():
    edition = elsewhere(everything())
    amends = {"version": 1, "decided_on": "2022-07-12", "digest": "ab" * 32, "reason": "Neues."}
    edition["adoption"] |= {"version": 2, "amends": amends}

    version = taken_over(edition).adopted.select_related("decision", "framework__term").get()

    told = assemble.framework_edition(version)["adoption"]
    assert (version.number, told["origin"]["version"]) == (1, 2)
    assert told["origin"]["amends"] == amends
    assert "amends" not in told
    assert not verify.verified([]).faults


def test_taken_over_once_more_it_still_names_the_first_adoption():
    edition = elsewhere(everything())
    first = {"version": 3, "digest": "cd" * 32}
    edition["adoption"]["origin"] = first

    version = taken_over(edition).adopted.select_related("decision", "framework__term").get()

    assert assemble.framework_edition(version)["adoption"]["origin"] == first


def test_the_goals_are_frozen_and_verification_finds_nothing():
    made = taken_over(elsewhere(everything()))

    stages = GoalVersion.objects.filter(goal__framework=made).values_list("stage", flat=True)
    assert {*stages} == {"adopted"}
    assert not verify.verified([]).faults


def test_published_here_the_json_is_equal_in_what_it_says(monkeypatch):
    write_bare_files(monkeypatch)
    original = everything()
    correction = {
        "goal": "X1", "part": "wording", "language": "de", "before": "Straßen.",
        "after": "Straße.", "note": "Druckfehler", "corrected_on": "2022-08-01",
    }  # fmt: skip
    edition = elsewhere(original, corrections=[correction])
    version = taken_over(edition).adopted.get()

    operations.publish(by=press_officer(), framework_version=version, public_from="now")

    content = json.loads(Edition.objects.get(framework_version=version).content)
    assert content["framework"] == edition["framework"]
    assert content["corrections"] == [correction]
    assert content["adoption"]["origin"]["digest"] == edition["adoption"]["digest"]
    assert not verify.verified([]).faults


def test_a_second_time_changes_nothing():
    edition = elsewhere(everything())
    by = coordinator()
    row = imported(edition, by)
    seen = shown(row, by)
    operations.take_over(by=by, imported=row, seen_digest=seen)
    entries = JournalEntry.objects.count()

    with pytest.raises(Refused, match=r"publication\.taken-over"):
        operations.take_over(by=by, imported=row, seen_digest=seen)
    with pytest.raises(Refused, match=r"publication\.imported-already"):
        imported(edition, by)

    assert JournalEntry.objects.count() == entries


def test_the_same_framework_in_another_file_is_a_conflict_of_keys():
    edition = elsewhere(everything())
    taken_over(edition)
    by = coordinator()
    row = imported({**edition, "term_is_closed": True}, by)

    with pytest.raises(Refused, match=r"publication\.move-conflict"):
        operations.take_over(by=by, imported=row, seen_digest=shown(row, by))


def test_a_closed_term_is_opened_and_closed():
    made = taken_over(elsewhere(everything(), term_is_closed=True))

    assert LegislativeTerm.objects.get(number=9).is_closed
    assert made.is_recorded_afterwards


def test_a_successor_is_entered_by_its_key_and_completed_by_a_framework_that_knows_it():
    edition = elsewhere(everything())
    former = edition["framework"]["departments"][1]
    former["valid_until"], former["successors"] = "2026", ["neues-haus"]
    later = json.loads(json.dumps(edition))
    taken_over(sealed(edition))
    bare = Department.objects.get(key="neues-haus")
    assert (bare.name, bare.valid_from) == ("neues-haus", "2026")

    later["framework"]["key"], later["framework"]["predecessor"] = "2027", "2022-dort"
    new = {**former, "key": "neues-haus", "name": {"de": "Neues Haus"}, "abbreviation": "NH",
           "position": 9, "valid_until": "", "valid_from": "2026", "successors": []}  # fmt: skip
    later["framework"]["departments"].insert(0, new)
    later["framework"]["departments"].sort(key=lambda one: (one["valid_until"], one["position"]))
    later["framework"]["goals"][0]["involved"].append("neues-haus")
    order = [one["key"] for one in later["framework"]["departments"]]
    later["framework"]["goals"][0]["involved"].sort(key=order.index)
    made = taken_over(sealed(later))

    assert Department.objects.get(key="neues-haus").name == "Neues Haus"
    assert content_of(made) == later["framework"]


def test_people_who_came_into_office_since_are_added():
    edition = elsewhere(everything())
    later = json.loads(json.dumps(edition))
    taken_over(edition)
    later["framework"]["key"], later["framework"]["predecessor"] = "2027", "2022-dort"
    new = {"title": "Minister", "person": "Dritte Person", "held_from": "2025", "held_until": ""}
    later["framework"]["departments"][0]["heads"].append(new)

    made = taken_over(sealed(later))

    assert content_of(made) == later["framework"]


def test_a_missing_predecessor_is_named():
    edition = elsewhere(everything())
    edition["framework"]["predecessor"] = "2016"
    by = coordinator()
    row = imported(sealed(edition), by)

    assert [one.name for one in move_page(row, by).plan.conflicts] == ["2016"]


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda f: f["departments"][0].update(abbreviation="ANDERS"), "departments"),
        (lambda f: f["fields"][0].update(name={"de": "Anders"}), "fields"),
        (lambda f: f["mandate"].update(pages=3), "mandate"),
        (lambda f: f["term"]["period"].update(start="2020"), "term"),
    ],
)
def test_what_is_here_under_the_same_key_with_other_facts_is_a_conflict(change, part):
    edition = elsewhere(everything())
    taken_over(edition)
    other = json.loads(json.dumps(edition))
    other["framework"]["key"] = "anders"
    change(other["framework"])
    by = coordinator()
    row = imported(sealed(other), by)
    counts = Framework.objects.count(), Department.objects.count(), Mandate.objects.count()

    page = move_page(row, by)
    with pytest.raises(Refused, match=r"publication\.move-conflict"):
        operations.take_over(by=by, imported=row, seen_digest=page.digest)

    assert len(page.plan.conflicts) == 1, part
    assert counts == (
        Framework.objects.count(), Department.objects.count(), Mandate.objects.count()
    )  # fmt: skip


def test_a_goal_of_all_departments_is_a_conflict_where_there_are_others():
    edition = elsewhere(everything())
    edition["framework"]["goals"][0]["involves_all"] = True
    by = coordinator()
    row = imported(sealed(edition), by)

    conflicts = move_page(row, by).plan.conflicts

    assert len(conflicts) == 1
    assert "alle Ressorts" in conflicts[0].sentence


def test_a_preview_of_yesterday_is_refused():
    edition = elsewhere(everything())
    by = coordinator()
    row = imported(edition, by)
    seen = shown(row, by)
    LegislativeTerm.objects.create(number=9, starts_on="2021")

    with pytest.raises(Refused, match=r"publication\.stale"):
        operations.take_over(by=by, imported=row, seen_digest=seen)


def test_what_would_not_be_the_same_is_refused_and_nothing_stays():
    edition = elsewhere(everything())
    # Clauses in another order than their numbers: no row here could say so.
    edition["framework"]["mandate"]["clauses"].reverse()
    by = coordinator()
    row = imported(sealed(edition), by)
    before = Framework.objects.count(), Department.objects.count(), JournalEntry.objects.count()

    with pytest.raises(Refused, match=r"publication\.not-the-same") as caught:
        operations.take_over(by=by, imported=row, seen_digest=shown(row, by))

    assert "mandate" in caught.value.obstacle.sentence
    after = Framework.objects.count(), Department.objects.count(), JournalEntry.objects.count()
    assert after == before
    row.refresh_from_db()
    assert row.taken_over_as is None


def test_stratml_of_others_is_never_taken_over():
    by = coordinator()
    foreign = operations.import_framework(by=by, data=plan(), file_name="plan.xml")

    with pytest.raises(Refused, match=r"publication\.no-edition"):
        operations.take_over(by=by, imported=foreign, seen_digest="")


@pytest.mark.parametrize("role", ["auditor", "press_officer", "cabinet_office", "administrator"])
def test_only_a_coordinator_takes_over(role):
    by = coordinator()
    row = imported(elsewhere(everything()), by)

    with pytest.raises(Refused, match=r"publication\.not-coordinator"):
        operations.take_over(by=person(role), imported=row, seen_digest=shown(row, by))


def test_a_preview_is_bound_to_every_line_that_it_shows():
    by = coordinator()
    page = move_page(imported(elsewhere(everything()), by), by)

    assert plan_digest(page.plan) == page.digest
    page.plan.lines.pop()
    assert plan_digest(page.plan) != page.digest


def test_an_import_keeps_what_it_was_made_of():
    edition = elsewhere(everything())
    made = taken_over(edition)

    row = ImportedFramework.objects.get(taken_over_as=made)
    assert json.loads(row.edition)["framework"] == edition["framework"]
