import pytest

from querschnitt.config.demo.command import DATASET
from querschnitt.config.demo.dataset import Dataset
from querschnitt.config.demo.mandates import clauses_of


def written(tmp_path, text):
    path = tmp_path / "dataset.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_nobody_takes_is_left_over_by_its_id(tmp_path):
    path = written(tmp_path, "goals:\n- {id: goal-1, text: A, field: B}\n- {id: goal-2, text: C}\n")
    dataset = Dataset.read(path)

    dataset.record("goal-1").take("text")
    left = dataset.leftovers()

    assert left.carried_in_part == {"goal-1": ["field"]}
    assert left.not_carried == {"goals": ["goal-2"]}
    assert left.total == 2


def test_a_record_of_which_all_is_taken_is_carried_whole(tmp_path):
    dataset = Dataset.read(written(tmp_path, "goals:\n- {id: goal-1, text: A}\n"))

    dataset.record("goal-1").take("text")

    assert dataset.leftovers().carried_whole == ["goal-1"]


@pytest.mark.parametrize("text", ["- a list", "[", "goals:\n- no id", "goals:\n- {text: A}", "7"])
def test_a_file_that_is_no_dataset_is_refused_with_a_sentence(tmp_path, text):
    with pytest.raises(ValueError, match="dataset"):
        Dataset.read(written(tmp_path, text))


def test_the_packaged_dataset_can_be_read():
    assert Dataset.read(DATASET).leftovers().total == 281


def test_a_summary_is_split_into_its_commitments():
    assert clauses_of("erstens; zweitens.; ") == ["Erstens.", "Zweitens."]
