"""Nine departments answer at the same moment: nothing is lost, and nobody sees an error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

# Its program makes a database of its own, of the kind that the suite runs on.
pytestmark = pytest.mark.on_each_database

PROGRAM = Path(__file__).with_name("nine_departments.py")
SOURCES = Path(__file__).resolve().parents[3]
ROUNDS = 200 if os.environ.get("SCALE") == "full" else 8
CONTROL_ROUNDS = 4
EDITED_ROUNDS = max(ROUNDS // 4, 3)
# What is promised on a machine of its own; the small run shares its processors with other tests.
PATIENCE = 2 if os.environ.get("SCALE") == "full" else 10


def run(directory, rounds, *mode):
    """Run the program on a database of the kind that the suite runs on."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCES),
        "DJANGO_SETTINGS_MODULE": "querschnitt.config.settings",
        "QUERSCHNITT_DATA_DIR": str(directory),
    }
    environment.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        environment["DATABASE_URL"] = os.environ["QUERSCHNITT_TEST_SERVER"]
    finished = subprocess.run(
        [sys.executable, str(PROGRAM), str(rounds), *mode],
        env=environment,
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_nine_departments_answer_at_once_and_nothing_is_lost(tmp_path):
    report = run(tmp_path, ROUNDS)

    assert report["errors"] == 0, report["first_error"]
    assert report["signatures"] == report["reservations"] == report["entries"] == 9 * ROUNDS
    assert report["broken_links"] == 0
    assert report["p95"] < PATIENCE


def test_without_the_protection_the_same_fails(tmp_path):
    report = run(tmp_path, CONTROL_ROUNDS, "--unprotected")

    assert report["errors"] > 0 or report["broken_links"] > 0
    assert report["signatures"] < 9 * CONTROL_ROUNDS


def test_nobody_signs_a_text_that_was_edited_meanwhile(tmp_path):
    report = run(tmp_path, EDITED_ROUNDS, "--while-edited")

    assert report["errors"] == 0, report["first_error"]
    assert report["unseen"] == 0
    assert report["signatures"] >= 9 * EDITED_ROUNDS
    assert report["broken_links"] == 0


def test_nobody_signs_a_part_that_was_edited_meanwhile(tmp_path):
    report = run(tmp_path, EDITED_ROUNDS, "--in-parts")

    assert report["errors"] == 0, report["first_error"]
    assert report["signatures"] >= 9 * EDITED_ROUNDS
    assert report["broken_links"] == 0


def test_without_the_comparison_unseen_words_are_signed(tmp_path):
    report = run(tmp_path, CONTROL_ROUNDS, "--careless")

    assert report["errors"] > 0
    assert "signed unseen" in report["first_error"]
