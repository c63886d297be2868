"""The wheel carries everything, and runs where no checkout is."""

import os
import socket
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel as an operator's packager would, with the build tools that are here."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def run(wheel, tmp_path_factory):
    """Return a function that runs the installed command, far from the checkout."""
    place = tmp_path_factory.mktemp("machine")
    venv.create(place / "env", symlinks=True)
    binaries = place / "env" / "bin"
    site = sysconfig.get_path("purelib", vars={"base": str(place / "env")})
    with zipfile.ZipFile(wheel) as files:
        files.extractall(site)
    # The dependencies are those of this environment; only the program itself is another.
    borrowed = sysconfig.get_path("purelib")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{site}{os.pathsep}{borrowed}"}

    def command(*arguments, **more):
        return subprocess.run(
            [binaries / "python", "-P", "-m", "querschnitt", *arguments],
            cwd=place,
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return command


def test_it_carries_styles_fonts_catalogues_and_templates_but_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    for ending in (
        "ui/static/vendor/kern/kern.min.css",
        "ui/static/vendor/kern/fonts/fira-sans/FiraSans-Regular.woff2",
        "documents/fonts/FiraSans-Regular.ttf",
        "accounts/locale/de/LC_MESSAGES/django.mo",
        "config/demo/sachsen-anhalt.yaml",
        "licenses/LICENSE",
    ):
        assert any(name.endswith(ending) for name in names), ending
    assert not [name for name in names if "/tests/" in name]


def test_its_command_explains_itself(run):
    done = run("--help")

    assert done.returncode == 0, done.stderr
    assert "verify" in done.stdout


def test_it_passes_its_own_checks(run):
    done = run("manage", "check", PYTHONWARNINGS="error")

    assert done.returncode == 0, done.stderr


def test_it_verifies_nothing_before_there_are_tables(run, tmp_path):
    done = run("verify", QUERSCHNITT_DATA_DIR=str(tmp_path))

    assert done.returncode == 2
    assert "manage migrate" in done.stderr


def test_it_makes_its_tables_and_finds_them_whole(run):
    made = run("manage", "migrate", "--verbosity", "0")
    verified = run("verify")

    assert made.returncode == 0, made.stderr
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_it_refuses_production_without_settings_and_names_the_variable(run):
    done = run("serve", QUERSCHNITT_MODE="production")

    assert done.returncode == 2
    assert done.stderr.startswith("querschnitt: QUERSCHNITT_SECRET_KEY: ")


def test_it_refuses_a_port_that_is_taken(run):

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = run("serve", "--port", str(port))

    assert done.returncode == 2
    assert f"port {port}" in done.stderr
