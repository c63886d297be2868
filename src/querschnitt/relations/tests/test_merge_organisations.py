"""Two organisations become one, with all that names them; and two again."""

import pytest
from django.apps import apps

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests import factories as people
from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations
from querschnitt.relations.forms.cells import Cells
from querschnitt.relations.forms.merging import MergeForm
from querschnitt.relations.models import Distinction, Entry, Link, Organisation
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import link
from querschnitt.relations.saying import rows_of, said_of, said_of_many
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db

ORGANISATIONS = REGISTERS["organisations"]


def reference(entry):
    return f"{entry.register}/{entry.key}"


@pytest.fixture
def pair(coordinator):
    first = an_entry(
        "organisations", title="Auslandsgesellschaft e. V.", by=coordinator,
        values={"seat": "Magdeburg", "other_names": ["AGSA"]},
    )  # fmt: skip
    second = an_entry(
        "organisations", title="Auslandsgesellschaft", by=coordinator, summary="Seit 1999.",
        values={"short_name": "AG", "url": "https://ag.example"},
    )  # fmt: skip
    return first, second


def named_by(entry, by, **more):
    """Enter an event that names an organisation."""
    links = {"organisation": [link(reference(entry), note="Gastgeberin")]}
    return an_entry("events", by=by, links=links, **more)


def chosen(pair, **choices):
    rows = [rows_of(ORGANISATIONS).get(pk=one.pk) for one in pair]
    cells, told = Cells(ORGANISATIONS), said_of_many(rows)
    bound = MergeForm({}, cells=cells, pair=tuple(told))
    data = {name: bound[name].initial for name in bound.fields} | choices
    data |= {"seen_first": rows[0].number, "seen_second": rows[1].number}
    form = MergeForm(data, cells=cells, pair=tuple(told))
    assert form.is_valid(), form.errors
    return form.said()


def merged(pair, by, **choices):
    first, second = (Organisation.objects.get(pk=one.pk) for one in pair)
    said = chosen(pair, **choices)
    return operations.merge_organisations(
        by=by, survivor=first.entry, merged=second.entry, said=said,
        seen=(first.number, second.number),
    )  # fmt: skip


def now(entry):
    return said_of(rows_of(REGISTERS[entry.register]).get(pk=entry.pk))


def test_what_names_the_one_names_the_survivor_afterwards(coordinator, pair):
    event = named_by(pair[1], coordinator)
    actor = an_entry("actors", by=coordinator, values={"organisation": reference(pair[1])})

    merged(pair, coordinator)

    assert now(event)["links"]["organisation"][0]["entry"] == reference(pair[0])
    assert now(actor)["values"]["organisation"] == reference(pair[0])
    assert [one.act for one in event.revisions.all()] == ["naming_merged", "added"]
    gone = Entry.objects.get(pk=pair[1].pk)
    assert (gone.is_removed, gone.merged_into_id) == (True, pair[0].pk)


def test_every_way_to_name_an_organisation_is_known_to_merging():
    """A further foreign key needs to be moved too, or to be none that names an organisation."""
    known = {
        "relations.Link.target", "relations.Link.source", "relations.Entry.merged_into",
        "relations.EntryRevision.entry", "relations.ServedGoal.entry",
        "relations.Merger.survivor", "relations.Merger.merged", "relations.Distinction.first",
        "relations.Distinction.second", "relations.EntryWorkbookRow.entry",
    }  # fmt: skip
    columns = {
        f"relations.{register.model.__name__}.{name}"
        for register in REGISTERS.values()
        for name, field in register.fields.items()
        if field.is_relation
    }
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model in {Entry, Organisation}
        and not field.primary_key
    }  # fmt: skip

    assert found <= known | columns


def test_the_values_that_were_chosen_stay_and_all_names_are_kept(coordinator, pair):
    merged(pair, coordinator, value_title="second", value_seat="first")

    told = now(pair[0])
    assert (told["title"], told["summary"]) == ("Auslandsgesellschaft", "Seit 1999.")
    assert told["values"] == {
        "short_name": "AG",
        "seat": "Magdeburg",
        "url": "https://ag.example",
        "other_names": ["AGSA", "Auslandsgesellschaft e. V."],
    }


def test_both_histories_tell_of_it(coordinator, pair):
    merged(pair, coordinator)

    assert [one.act for one in pair[0].revisions.all()] == ["merged", "added"]
    assert [one.act for one in pair[1].revisions.all()] == ["merged_away", "added"]
    assert JournalEntry.objects.filter(act="relations.organisations_merged").count() == 1


def test_who_named_both_names_the_survivor_once(coordinator, pair):
    links = {"organisation": [link(reference(one)) for one in pair]}
    event = an_entry("events", by=coordinator, links=links)

    merger = merged(pair, coordinator)
    assert [one["entry"] for one in now(event)["links"]["organisation"]] == [reference(pair[0])]

    operations.separate_organisations(by=coordinator, merger=merger)
    assert {one["entry"] for one in now(event)["links"]["organisation"]} == {*map(reference, pair)}


def test_a_part_that_is_merged_into_its_whole_names_nothing_of_itself(coordinator, pair):
    said = {**now(pair[0]), "links": {"parent": [link(reference(pair[1]))]}}
    operations.revise_entry(by=coordinator, entry=pair[0].entry, said=said, seen=1)

    merger = merged(pair, coordinator)
    assert not Link.objects.filter(source=pair[0].pk).exists()

    operations.separate_organisations(by=coordinator, merger=merger)
    assert now(pair[0]) == said


def test_separating_restores_everything(coordinator, pair):
    event = named_by(pair[1], coordinator)
    actor = an_entry("actors", by=coordinator, values={"organisation": reference(pair[1])})
    before = [now(one) for one in (*pair, event, actor)]

    merger = merged(pair, coordinator, value_title="second")
    done = operations.separate_organisations(by=coordinator, merger=merger)

    assert done.left == []
    assert [now(one) for one in (*pair, event, actor)] == before
    assert Entry.objects.get(pk=pair[1].pk).merged_into is None
    assert pair[1].revisions.first().act == "separated"


def test_what_was_changed_since_stays_when_they_are_separated(coordinator, pair):
    kept, changed = (named_by(pair[1], coordinator, title=title) for title in ("Alt", "Neu"))
    merger = merged(pair, coordinator, value_title="second")
    operations.revise_entry(
        by=coordinator, entry=changed, said={**now(changed), "links": {}}, seen=2
    )
    survivor = {**now(pair[0]), "summary": "Seither anders."}
    survivor["values"] = {**survivor["values"], "other_names": ["AGSA", "Später"]}
    operations.revise_entry(by=coordinator, entry=pair[0].entry, said=survivor, seen=2)

    done = operations.separate_organisations(by=coordinator, merger=merger)

    assert done.left == ["Neu"]
    assert now(kept)["links"]["organisation"][0]["entry"] == reference(pair[1])
    told = now(pair[0])
    assert (told["title"], told["summary"]) == ("Auslandsgesellschaft e. V.", "Seither anders.")
    assert told["values"]["other_names"] == ["AGSA", "Später"]


def test_they_are_separated_once(coordinator, pair):
    merger = merged(pair, coordinator)
    operations.separate_organisations(by=coordinator, merger=merger)

    with pytest.raises(Refused, match=r"relations\.separated-already"):
        operations.separate_organisations(by=coordinator, merger=merger)


def test_a_chain_is_separated_from_its_end(coordinator, pair):
    third = an_entry("organisations", title="Auslandsgesellschaft Land", by=coordinator)
    first = merged(pair, coordinator)
    last = merged((third, pair[0]), coordinator)

    with pytest.raises(Refused, match=r"relations\.survivor-removed"):
        operations.separate_organisations(by=coordinator, merger=first)
    operations.separate_organisations(by=coordinator, merger=last)
    operations.separate_organisations(by=coordinator, merger=first)

    assert Organisation.objects.filter(removed_at=None).count() == 3


def test_two_actors_keep_their_organisations_apart(coordinator, pair):
    for one in pair:
        an_entry("actors", by=coordinator, values={"organisation": reference(one)})

    with pytest.raises(Refused, match=r"relations\.named-by-both"):
        merged(pair, coordinator)


def test_who_saw_an_older_wording_merges_nothing(coordinator, pair):
    said = chosen(pair)
    told = {**now(pair[1]), "summary": "Neu"}
    operations.revise_entry(by=coordinator, entry=pair[1].entry, said=told, seen=1)

    with pytest.raises(Refused, match=r"relations\.stale"):
        operations.merge_organisations(
            by=coordinator, survivor=pair[0].entry, merged=pair[1].entry, said=said, seen=(1, 1)
        )


def test_what_was_merged_is_neither_restored_nor_merged_again(coordinator, pair):
    merged(pair, coordinator)

    with pytest.raises(Refused, match=r"relations\.merged"):
        operations.restore_entry(by=coordinator, entry=pair[1].entry)
    with pytest.raises(Refused, match=r"relations\.removed"):
        merged(pair, coordinator)


def test_departments_merge_only_what_is_their_own(coordinator, pair):
    approver = people.approver()
    own = [
        an_entry("organisations", by=coordinator, department=approver.department.key)
        for _time in range(2)
    ]

    merged(own, approver)

    with pytest.raises(Refused, match=r"relations\.not-approver"):
        merged(pair, approver)
    with pytest.raises(Refused, match=r"relations\.not-approver"):
        merged(pair, people.editor())


def test_moving_takes_as_many_queries_for_many_entries_as_for_few(coordinator, counted_once):
    def taken(events):
        pair = [an_entry("organisations", by=coordinator) for _time in range(2)]
        for _time in range(events):
            named_by(pair[1], coordinator)
        return counted_once(lambda: merged(pair, coordinator))

    assert taken(2) == taken(9)


@pytest.fixture
def counted_once(django_assert_max_num_queries):
    def count(call):
        with django_assert_max_num_queries(1000) as queries:
            call()
        return len(queries)

    return count


def test_two_that_were_told_apart_are_remembered_whoever_is_named_first(coordinator, pair):
    first, second = (one.entry for one in pair)

    operations.tell_apart(by=coordinator, first=second, second=first)
    operations.tell_apart(by=coordinator, first=first, second=second)

    assert [(one.first_id, one.second_id) for one in Distinction.objects.all()] == [
        (first.pk, second.pk)
    ]
    assert JournalEntry.objects.filter(act="relations.organisations_told_apart").count() == 1

    operations.take_back_distinction(by=coordinator, first=first, second=second)
    assert not Distinction.objects.exists()


def test_who_only_writes_tells_nothing_apart(pair):
    with pytest.raises(Refused, match=r"relations\.not-approver"):
        operations.tell_apart(by=people.editor(), first=pair[0].entry, second=pair[1].entry)
