"""The story is told once, and everything that must hold of its outcome is asked of it."""

import gzip
import json
from datetime import date

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from querschnitt.accounts.models import JournalEntry, User
from querschnitt.config.demo.command import DATASET, load_file
from querschnitt.coordination.models import CoSignature, FrameworkVersion, Reservation
from querschnitt.publication.models import Edition, StoredPage
from querschnitt.publication.verify import main as verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset(told):
    return told[0]


@pytest.fixture
def leftovers(told):
    return told[1]


def content_of(document):
    edition = Edition.objects.filter(document__slug=document).order_by("-number").first()
    return json.loads(edition.content)


def test_every_record_is_carried_over_or_named(dataset, leftovers):
    named = [*leftovers.carried_whole, *leftovers.carried_in_part]
    named += [one for ids in leftovers.not_carried.values() for one in ids]

    assert sorted(named) == sorted(record.id for record in dataset)


def test_all_that_this_version_has_room_for_is_carried_over(leftovers):
    for section in ("government", "departments", "mandates", "fields_of_action"):
        assert section not in leftovers.not_carried
    assert leftovers.not_carried["goals"] == [f"goal-aw2024-{n}" for n in range(1, 6)]


def test_each_step_says_what_it_did(told):
    assert len(told[2]) > 8
    assert any("nil return" in line for line in told[2])


def test_published_goals_are_those_of_the_dataset_word_for_word(dataset):
    for year in ("2012", "2016", "2022"):
        published = {goal["wording"]["de"] for goal in content_of(year)["framework"]["goals"]}
        expected = {
            record.peek("text")
            for record in dataset.section("goals")
            if record.peek("strategy") == f"strat-{year}"
            and record.peek("basis") in {"strategy-text", "press-release"}
        }

        assert published == expected


def test_all_data_is_what_the_published_schema_says_that_it_names(told):
    files = {
        f"{settings.BASE_URL}{page.path}": json.loads(
            bytes(page.body) or gzip.decompress(page.gzip)
        )
        for page in StoredPage.objects.filter(path__endswith=".json")
    }
    named = [data for data in files.values() if data.get("$schema") in files]

    assert len(named) == Edition.objects.count()
    for data in named:
        schema = Draft202012Validator(files[data["$schema"]])
        assert [one.message for one in schema.iter_errors(data)] == []


def test_goals_of_a_yearly_report_stay_beside_the_framework(told):
    adopted = {goal["reference"] for goal in content_of("2016")["framework"]["goals"]}
    beside = Edition.objects.get(document__kind="reported_goals")
    reported = json.loads(beside.content)["goals"]

    assert {goal["basis"] for goal in reported} == {"annual_report", "press"}
    assert adopted.isdisjoint(goal["reference"] for goal in reported)


def test_nothing_that_was_invented_is_public(told):
    invented = [b"Demonstration:", b"demo.example", b"Demo ", "Übungs".encode()]
    for page in StoredPage.objects.exclude(path__endswith=".pdf"):
        body = bytes(page.body) or gzip.decompress(page.gzip)
        assert not [word for word in invented if word in body], page.path


def test_the_decision_bears_its_own_day_and_the_lead_may_be_unknown(told):
    version = FrameworkVersion.objects.get(framework__key="2022")
    without_lead = [g for g in json.loads(version.content)["goals"] if g["lead"] is None]

    assert version.decision.decided_on == date(2022, 7, 12)
    assert {goal["reference"] for goal in without_lead} == {"X5", "X6"}


def test_one_reservation_was_raised_and_settled(told):
    of_2022 = CoSignature.objects.filter(round__framework__key="2022")
    reservation = Reservation.objects.get(cosignature__in=of_2022)

    assert reservation.state == Reservation.State.SETTLED
    assert of_2022.exclude(answer="pending").count() == 9


def test_everyone_who_acted_is_marked_as_invented(told):
    assert not User.objects.filter(is_demonstration=False).exists()
    assert JournalEntry.objects.count() > 100


def test_the_former_governments_frameworks_bear_their_notice(told):
    assert "term_is_closed" in content_of("2012")
    assert "term_is_closed" not in content_of("2022")


def test_what_it_leaves_behind_verifies(told, capsys):
    assert verify(None) == 0


def test_a_second_run_changes_nothing(told, capsys):
    before = JournalEntry.objects.count()

    assert load_file(DATASET) == 0
    assert JournalEntry.objects.count() == before
    assert "nothing is changed" in capsys.readouterr().out


def test_a_file_that_is_no_dataset_ends_with_a_sentence(tmp_path, capsys):
    path = tmp_path / "broken.yaml"
    path.write_text("[", encoding="utf-8")

    assert load_file(path) == 1
    assert "cannot be read" in capsys.readouterr().out
