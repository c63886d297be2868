"""What the documentation names is there: pages, headings, files, commands, settings, words."""

import ast
import os
import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

from querschnitt.config.cli import parser
from querschnitt.config.environment import VARIABLES

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {
    ".git", ".venv", "node_modules", "var", "out", "dist", "build", ".cache", "__pycache__",
    "vendor", "fonts", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache",
    ".hypothesis",
}  # fmt: skip
TEXTS = {
    "", ".css", ".html", ".in", ".js", ".json", ".md", ".po", ".py", ".toml", ".txt", ".typ",
    ".yaml", ".yml",
}  # fmt: skip
FOR_TESTS = {
    "QUERSCHNITT_CHROMIUM": "the browser that tests drive",
    "QUERSCHNITT_TEST_DATABASE": "the database on which tests run",
}
NOT_THERE_ON_PURPOSE = {
    "markdown.py": "the example of how a format is added",
    "utils.py": "named as what does not exist",
    "helpers.py": "named as what does not exist",
    "services.py": "named as what does not exist",
    "aenderungen.json": "an address of the portal",
    "openapi.json": "an address of the open interface",
}
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"^[\w./-]+\.(?:py|md|html|js|css|po|yaml|yml|toml|typ|json)$")


@cache
def files():
    """Return every file of the repository that is ours, as the first checkout would have it."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        found += [Path(folder, name) for name in names]
    return sorted(found)


PAGES = [path for path in files() if path.suffix == ".md"]


def by_name(path):
    return path.relative_to(ROOT).as_posix()


def prose(page):
    """Return a page without its programs, in which a bracket is no link and # no heading."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def code(page):
    """Return all that a page shows as code, in its text and in blocks of their own."""
    text = page.read_text(encoding="utf-8")
    return [body for _kind, body in FENCE.findall(text)] + SPAN.findall(FENCE.sub("", text))


def anchors(page):
    """Return the names under which the headings of a page can be linked to."""
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", h) for h in HEADING.findall(prose(page)))
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in plain}


def links(page):
    text = SPAN.sub("", prose(page))
    return [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_link_leads_somewhere(page):
    faults = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            faults.append(link)

    assert not faults


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_command_exists(page):
    commands = parser()._subparsers._group_actions[0].choices
    called = [
        match
        for text in code(page)
        for match in re.findall(r"\bquerschnitt ([a-z]\w*)((?: +[\w.=/$-]+)*)", text)
    ]
    faults = [name for name, _rest in called if name not in commands]
    for name, rest in called:
        if name == "manage" and rest.split():
            faults += {rest.split()[0]} - get_commands().keys()
        elif name in commands:
            options = re.findall(r"--[a-z-]+", rest)
            faults += [o for o in options if o not in commands[name]._option_string_actions]

    assert not faults


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_target_of_make_exists(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = [
        name for text in code(page) for name in re.findall(r"(?:^|[ =])make ([a-z]+)\b", text, re.M)
    ]

    assert set(called) <= targets


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_setting_exists(page):
    named = set(re.findall(r"QUERSCHNITT_[A-Z_]*[A-Z]", page.read_text(encoding="utf-8")))

    assert named <= VARIABLES.keys() | FOR_TESTS.keys()


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_file_exists(page):
    present = [f"/{by_name(path)}" for path in files()]
    faults = [
        name
        for name in SPAN.findall(prose(page))
        if FILE.match(name)
        and name.rpartition("/")[2] not in NOT_THERE_ON_PURPOSE
        and not any(path.endswith(f"/{name.removeprefix('./')}") for path in present)
    ]

    assert not faults


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "adr"
    listed = set(links(folder / "README.md"))

    assert listed == {path.name for path in folder.glob("0*.md")}


@cache
def words_of_the_code():
    """Return every name and every text that the code of the house consists of."""
    found = set()
    for path in files():
        if path.suffix != ".py" or "src" not in path.parts or "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= {
                value
                for field in ("id", "attr", "name", "arg", "value")
                if isinstance(value := getattr(node, field, None), str)
            }
    return found


def test_every_name_of_the_glossary_is_one_of_the_code():
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = {name for row in page.splitlines() if row[:1] == "|" for name in SPAN.findall(row)}

    assert named
    assert not named - words_of_the_code()


def test_no_text_names_this_machine_or_a_registry():
    # In parts, so that this page does not find itself.
    forbidden = re.compile(
        "|".join(
            [
                "/" + r"work/(?:main|shared)",
                "/" + r"tmp/qs",
                "pythonhost" + r"ed\.org",
                "py" + r"pi\.(?:org|python\.org)",
                "npm" + r"js\.(?:org|com)",
                r'"resolve' + r'd":',
                r"(?:extra-)?index-url\s*[ =]\s*" + "http",
            ]
        )
    )
    faults = [
        f"{by_name(path)}: {found[0]}"
        for path in files()
        if path.suffix in TEXTS
        if (found := forbidden.search(path.read_text(encoding="utf-8", errors="replace")))
    ]

    assert not faults


def test_the_search_for_headings_and_links_finds_them(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Was passiert, wenn …\n\n[a](b.md#c) `[x](y)`\n```sh\n# no\n```\n", "utf-8")

    assert anchors(page) == {"was-passiert-wenn-"}
    assert links(page) == ["b.md#c"]
