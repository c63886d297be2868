"""Keeping a copy: whoever follows the changes has everything, and each change once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.publication import operations
from querschnitt.publication.api.tests.asking import asked, ids
from querschnitt.publication.models import PublicRecord
from querschnitt.publication.tests import factories


class Harvester:
    """A program that keeps a copy of everything, and remembers nothing but a cursor."""

    def __init__(self, limit=2):
        self.query, self.cursor = f"limit={limit}", ""
        self.copy, self.received = {}, []

    def step(self):
        """Ask for one page; return whether there is another."""
        query = f"{self.query}&cursor={self.cursor}" if self.cursor else self.query
        answer = asked("changes", query).json
        for one in answer["data"]:
            self.received.append((one["id"], one["modified"]))
            self.copy[one["id"]] = one
        self.cursor = answer["resume"] or ""
        return answer["next"] is not None

    def harvest(self):
        before = len(self.received)
        while self.step():
            pass
        return self.received[before:]

    def readable(self):
        return {key: one for key, one in self.copy.items() if one["deleted"] is None}


def everything():
    names = ("documents", "editions", "goals", "departments", "fields", "mandates", "clauses")
    found = [one for name in names for one in ids(name)]
    return {one: asked(one).json for one in found}


def corrected(version, by):
    return operations.correct_editorially(
        by=by, framework_version=version, goal_reference="P1", part="wording",
        before="Wir stärken Europa.", after="Wir stärken Europas.", note="Schreibfehler",
    )  # fmt: skip


def another(by, key="2016"):
    made = factories.framework(key, number=7)
    factories.goal(made, "A1", wording="Etwas anderes.")
    return operations.publish(by=by, framework_version=factories.adopted(made))


def test_whoever_follows_has_all_that_is_public(edition, version, press_officer):
    harvester = Harvester()
    assert len(harvester.harvest()) == 11
    assert harvester.readable() == everything()

    assert harvester.harvest() == []
    minor = corrected(version, press_officer)
    assert {one for one, _at in harvester.harvest()} == {
        "documents/2022", "editions/2022/2", "goals/2022/P1",
    }  # fmt: skip
    assert harvester.readable() == everything()

    operations.withdraw(by=press_officer, edition=minor, reason="Versehen")
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")
    gone = harvester.harvest()

    assert len(gone) == 12
    assert harvester.readable() == everything() == {}
    assert all("wording" not in one for one in harvester.copy.values())


def test_each_change_is_given_once_though_things_change_meanwhile(edition, version, press_officer):
    harvester = Harvester(limit=1)

    for act in (lambda: corrected(version, press_officer), lambda: another(press_officer)):
        for _page in range(4):
            harvester.step()
        act()
    harvester.harvest()

    assert len(harvester.received) == len({*harvester.received})
    assert harvester.readable() == everything()


def test_what_a_late_worker_publishes_is_not_missed(edition, version, press_officer):
    """An embargo ended while nobody rendered: its objects are older than the last harvest."""
    harvester = Harvester()
    made = factories.framework("2016", number=7)
    factories.goal(made, "A1", wording="Etwas anderes.")
    soon = timezone.now() + timedelta(hours=1)
    operations.publish(
        by=press_officer, framework_version=factories.adopted(made), public_from=soon
    )
    harvester.harvest()
    PublicRecord.objects.update(changed_at=soon + timedelta(minutes=30))
    harvester = Harvester()
    harvester.harvest()

    operations.render_public(now=soon + timedelta(hours=1))

    assert "goals/2016/A1" in {one for one, _at in harvester.harvest()}


def test_changes_can_be_asked_for_since_a_moment(edition, version, press_officer):
    def since(text):
        return {one["id"] for one in asked("changes", f"modified_since={text}").json["data"]}

    before = asked("goals/2022/P1").json["modified"]
    minor = corrected(version, press_officer)

    assert len(since("2022-01-01")) == 12
    assert since(before) >= {"goals/2022/P1"}
    assert since(asked("goals/2022/P1").json["modified"]) == {
        "documents/2022", "editions/2022/2", "goals/2022/P1",
    }  # fmt: skip
    assert since("9999-12-31T23:59:59-12:00") == set()
    assert len(since("0001-01-01T00:00:00%2B12:00")) == 12
    assert minor.is_minor


def test_changes_can_be_narrowed(edition):
    assert {one.split("/")[0] for one in ids("changes", "kind=clause&limit=1")} == {"clauses"}
    assert ids("changes", "document=2022&kind=goal") == ids("goals")
    assert ids("changes", "document=2016") == []


def test_where_nothing_was_ever_public_there_is_nothing_to_resume(db):
    assert asked("changes").json == {"data": [], "next": None, "resume": None}


@pytest.mark.parametrize(
    "text",
    ["", "0", "20240501", "2024-W18", "2024-13-01", "2024-02-30", "2024-05-01T10:00:00",
     "2024-05-01 10:00:00Z", "2024-05-01T10:00Z", "2024-05-01T25:00:00Z", "today",
     "%D9%A1%D9%A9%D9%A9%D9%A9-01-01",
     "2024-05-01T10:00:00%2B99:00", "1714557600", "-2024-05-01"],
)  # fmt: skip
def test_a_moment_is_written_as_described(edition, text):
    assert asked("changes", f"modified_since={text}").status == 422
