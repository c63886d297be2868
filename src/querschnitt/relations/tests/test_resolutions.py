"""Resolutions are voted on by the rule that applied, in a meeting or in writing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations
from querschnitt.relations.models import Resolution, Vote
from querschnitt.relations.operations import VoteSaid
from querschnitt.relations.queries.conference import resolution_sheet
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.conference_factories import (
    TODAY,
    a_conference,
    a_meeting,
    a_resolution,
    an_item,
    on_day,
    voted,
)
from querschnitt.relations.voting import result_by_votes, votes_counted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with on_day(TODAY):
        yield


@pytest.fixture
def item(coordinator):
    meeting = a_meeting(coordinator, a_conference(coordinator))
    return an_item(coordinator, meeting)


def decided(by, resolution, result="adopted", **told):
    return operations.decide(by=by, resolution=resolution, result=result, **told)


CHOICES = st.lists(st.sampled_from(["yes", "no", "abstention", ""]), max_size=16)


@settings(max_examples=200, deadline=None)
@given(CHOICES, st.sampled_from(["unanimous", "at_least", "unknown"]), st.integers(1, 16))
def test_a_complete_vote_comes_to_what_the_rule_says(choices, rule, needed):
    count = votes_counted([one for one in choices if one], members=16)
    yes, no = choices.count("yes"), choices.count("no")

    result = result_by_votes(count, rule=rule, needed=needed, is_incomplete=False)

    if not any(choices) or rule == "unknown":
        assert result is None
    elif rule == "unanimous":
        assert result == ("adopted" if yes > 0 and no == 0 else "rejected")
    else:
        assert result == ("adopted" if yes >= needed else "rejected")


@settings(max_examples=200, deadline=None)
@given(CHOICES, st.sampled_from(["unanimous", "at_least"]), st.integers(1, 16), st.data())
def test_what_an_incomplete_record_decides_no_missing_vote_changes(choices, rule, needed, data):
    known = [one for one in choices if one]
    missing = 16 - len(known)
    told = {"rule": rule, "needed": needed}
    result = result_by_votes(votes_counted(known, members=16), is_incomplete=True, **told)
    more = data.draw(st.lists(st.sampled_from(["yes", "no", "abstention"]),
                              min_size=missing, max_size=missing))  # fmt: skip

    complete = votes_counted([*known, *more], members=16)

    if result is not None:
        assert result_by_votes(complete, is_incomplete=False, **told) == result


@pytest.mark.parametrize(
    ("rule", "yes", "no", "abstention", "result"),
    [
        ("at_least", 13, 3, 0, "adopted"),
        ("at_least", 12, 0, 4, "rejected"),
        ("unanimous", 16, 0, 0, "adopted"),
        ("unanimous", 14, 0, 2, "adopted"),
        ("unanimous", 15, 1, 0, "rejected"),
    ],
)
def test_the_result_agrees_with_the_votes(coordinator, item, rule, yes, no, abstention, result):
    resolution = a_resolution(coordinator, item, rule=rule)
    voted(coordinator, resolution, yes=yes, no=no, abstention=abstention)
    other = {"adopted": "rejected", "rejected": "adopted"}[result]

    with pytest.raises(Refused, match=r"relations\.result-contradicts-votes"):
        decided(coordinator, resolution, other)

    made = decided(coordinator, resolution, result)
    assert (made.result, made.adopted_on) == (result, "2026-11-18")
    assert made.revisions.first().act == "decided"


def test_nothing_is_decided_without_votes(coordinator, item):
    with pytest.raises(Refused, match=r"relations\.votes-missing"):
        decided(coordinator, a_resolution(coordinator, item))


def test_of_the_past_less_may_be_known(coordinator, item):
    resolution = a_resolution(coordinator, item)

    assert decided(coordinator, resolution, is_incomplete=True).votes_are_incomplete
    unknown = a_resolution(coordinator, item, rule="unknown")
    assert decided(coordinator, unknown).result == "adopted"


def test_the_form_cannot_contradict_the_votes(coordinator, item):
    resolution = a_resolution(coordinator, item)
    voted(coordinator, resolution, yes=13)
    resolution = decided(coordinator, resolution)
    told = said_of(resolution)

    for changed in ({"result": "rejected"}, {"votes_needed": 14}, {"rule": "unanimous"}):
        values = {**told["values"], **changed}
        revise = {"entry": resolution.entry, "said": {**told, "values": values}}
        if changed == {"rule": "unanimous"}:
            operations.revise_entry(by=coordinator, seen=resolution.number, **revise)
            continue
        with pytest.raises(Refused, match=r"relations\.result-contradicts-votes"):
            operations.revise_entry(by=coordinator, seen=resolution.number, **revise)


def test_only_members_vote_and_once_each(coordinator, item):
    resolution = a_resolution(coordinator, item)
    first = item.meeting.conference.members.first()
    for choice in ("yes", "no"):
        operations.record_votes(
            by=coordinator, resolution=resolution, given_on=date(2026, 11, 18),
            votes={first.pk: VoteSaid(choice, "Zu Protokoll.")},
        )  # fmt: skip
    assert [(one.choice, one.statement) for one in Vote.objects.all()] == [("no", "Zu Protokoll.")]

    stranger = a_conference(coordinator, members=1, title="Andere").members.get()
    with pytest.raises(Refused, match=r"relations\.no-vote"):
        operations.record_votes(
            by=coordinator, resolution=resolution, given_on=date(2026, 11, 18),
            votes={stranger.pk: VoteSaid("yes")},
        )  # fmt: skip


def test_a_decision_is_taken_back_before_its_votes_change(coordinator, item):
    resolution = a_resolution(coordinator, item)
    voted(coordinator, resolution, yes=13)
    decided(coordinator, resolution)
    with pytest.raises(Refused, match=r"relations\.decided"):
        voted(coordinator, resolution, no=4)

    operations.reopen_decision(by=coordinator, resolution=resolution, reason="Falsch gezählt.")
    voted(coordinator, resolution, no=4)

    assert decided(coordinator, resolution, "rejected").result == "rejected"


@pytest.fixture
def written(coordinator, item):
    return operations.open_written_procedure(
        by=coordinator, resolution=a_resolution(coordinator, item), answer_by=date(2026, 11, 27)
    )


def test_votes_arrive_in_writing_until_the_deadline(coordinator, written):
    assert (written.procedure, written.opened_on) == ("written", date(2026, 11, 20))
    voted(coordinator, written, yes=12, given_on=date(2026, 11, 20))
    with pytest.raises(Refused, match=r"relations\.votes-arrive"):
        decided(coordinator, written)

    with on_day(date(2026, 11, 28)):
        with pytest.raises(Refused, match=r"relations\.too-late"):
            voted(coordinator, written, yes=13, given_on=date(2026, 11, 28))
        voted(coordinator, written, yes=13, given_on=date(2026, 11, 27))
        assert decided(coordinator, written).adopted_on == "2026-11-27"


def test_when_all_have_voted_nobody_waits_for_the_deadline(coordinator, written):
    voted(coordinator, written, yes=16, given_on=date(2026, 11, 20))

    assert decided(coordinator, written).adopted_on == "2026-11-20"


def test_a_written_procedure_lapses_after_its_deadline(coordinator, written):
    voted(coordinator, written, yes=5, given_on=date(2026, 11, 20))
    with pytest.raises(Refused, match=r"relations\.not-yet"):
        operations.lapse_written_procedure(by=coordinator, resolution=written)

    with on_day(date(2026, 11, 28)):
        lapsed = operations.lapse_written_procedure(by=coordinator, resolution=written)
    assert lapsed.result == "lapsed"


def test_what_the_votes_adopt_does_not_lapse(coordinator, written):
    voted(coordinator, written, yes=13, given_on=date(2026, 11, 20))

    with (
        on_day(date(2026, 11, 28)),
        pytest.raises(Refused, match=r"relations\.adopted-by-votes"),
    ):
        operations.lapse_written_procedure(by=coordinator, resolution=written)


def test_what_was_adopted_is_forwarded_and_answered(coordinator, item):
    resolution = a_resolution(coordinator, item)
    with pytest.raises(Refused, match=r"relations\.not-adopted"):
        operations.forward(by=coordinator, resolution=resolution, recipient="Bundesregierung")
    voted(coordinator, resolution, yes=16)
    decided(coordinator, resolution)

    sent = operations.forward(
        by=coordinator, resolution=resolution, recipient="Bundesregierung", sent_on="2026-11"
    )
    operations.note_response(by=coordinator, forwarding=sent, outcome="Berücksichtigt.")

    [shown] = resolution_sheet(resolution.key).forwardings
    assert (shown.recipient, shown.outcome) == ("Bundesregierung", "Berücksichtigt.")


def test_parts_follow_each_other(coordinator, item):
    parts = []
    for part in ("I", "II", "III"):
        follows = parts[-1] if parts else None
        parts.append(a_resolution(coordinator, item, series="Kohäsion", part=part, follows=follows))

    sheet = resolution_sheet(parts[1].key)

    assert [one.part for one in sheet.follows] == ["I"]
    assert [one.part for one in sheet.followed_by] == ["III"]
    assert [one.part for one in resolution_sheet(parts[2].key).follows] == ["I", "II"]


def test_votes_become_public_only_when_said_so(coordinator, item):
    resolution = a_resolution(coordinator, item)
    with pytest.raises(Refused, match=r"relations\.votes-missing"):
        operations.make_votes_public(by=coordinator, resolution=resolution)
    voted(coordinator, resolution, yes=16)
    decided(coordinator, resolution)

    operations.make_votes_public(by=coordinator, resolution=resolution)
    assert Resolution.objects.get(pk=resolution.pk).votes_are_public
    operations.keep_votes_inside(by=coordinator, resolution=resolution)
    assert not Resolution.objects.get(pk=resolution.pk).votes_are_public


def test_editors_of_another_department_decide_nothing(coordinator, editor, item):
    with pytest.raises(Refused, match=r"relations\.other-department"):
        decided(editor, a_resolution(coordinator, item))
