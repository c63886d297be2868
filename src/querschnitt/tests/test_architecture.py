"""The plan of the house, kept by a machine: who writes, who asks, how large things are.

An exception stands in a list below with its reason, or it is a fault.
"""

import ast
import re
import statistics
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_MEDIAN = 400, 49, 9

WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "update",
    "delete",
    "execute",
    "executemany",
    "create_user",
}
WRITERS = re.compile(
    r"(^|/)(operations(/|\.py$)|journal\.py$|migrations/|tests/|management/)|^config/demo"
)
OTHER_WRITERS = {
    "accounts/signing_in.py": "failed sign-ins are counted; that is no act of anybody",
    "config/environment.py": "asks a database in memory what this SQLite can do",
    "publication/lists.py": "reads pages of lists in each database's own words",
    "publication/protection.py": "installs the triggers that refuse changes, after migrating",
    "publication/search.py": "makes its index in each database's own words, after migrating",
    "publication/verification/reading.py": "reads rows just as the database holds them",
    "publication/store.py": "the page store is written inside the act that publishes",
}
WEB = {
    "django.contrib.messages",
    "django.forms",
    "django.http",
    "django.middleware",
    "django.shortcuts",
    "django.views",
}
WEB_ROOMS = re.compile(r"^querschnitt\.\w+\.(forms|http|urls|views)(\.|$)")
UNESCAPED: dict[str, str] = {
    "press/queries/release_sheets.py": "the text of a release, sanitised on that very line",
}
WITHOUT_CSRF: dict[str, str] = {
    "accounts/views/sign_in.py": "the secret in a personal link's address protects its form",
    "publication/api/door.py": "it only reads, and knows nobody whom a forged form could use",
    "portal/newsletter.py": "there is no cookie to misuse; an address is only asked what it wants",
    "portal/views.py": "its views only read, and say 405 to whoever wants to send something",
}
NO_NAMES = {"utils", "helpers", "services", "managers", "util", "helper", "common", "misc"}
INLINE = re.compile(
    r"""<style\b|<[^>%]*\sstyle\s*=|<[^>%]*\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)""",
    re.IGNORECASE,
)


def place(path):
    return path.relative_to(HOUSE).as_posix()


def sources(*, with_tests=False):
    """Return every Python file of the house, without migrations."""
    return [
        path
        for path in sorted(HOUSE.rglob("*.py"))
        if "migrations" not in path.parts and (with_tests or "tests" not in path.parts)
    ]


def templates():
    return sorted(path for path in HOUSE.glob("*/templates/**/*") if path.is_file())


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def length(function):
    return function.end_lineno - function.lineno + 1


def is_write(node):
    """Return whether a call looks like one that changes rows.

    A document is saved to somewhere and a dictionary is updated from something, rows are not.
    """
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    name = node.func.attr
    if name == "save":
        return not node.args
    if name == "update":
        return bool(node.keywords) and not node.args
    return name in WRITES


def room(path):
    """Return in which room of its app a file stands: "operations", "rules", ..."""
    inside = path.relative_to(HOUSE).parts[1:]
    return inside[0].removesuffix(".py") if inside else ""


def test_only_operations_write():
    faults = [
        f"{place(path)}:{node.lineno} calls {node.func.attr}()"
        for path in sources()
        if not WRITERS.search(place(path)) and place(path) not in OTHER_WRITERS
        for node in ast.walk(tree(path))
        if is_write(node)
    ]

    assert not faults, "\n".join(faults)


def test_acts_rules_and_queries_know_nothing_of_the_web():
    faults = [
        f"{place(path)} imports {name}"
        for path in sources()
        if room(path) in {"models", "rules", "operations", "queries"}
        for name in imported(path)
        if WEB_ROOMS.match(name) or any(f"{name}.".startswith(f"{web}.") for web in WEB)
    ]

    assert not faults, "\n".join(faults)


def test_rules_ask_the_database_nothing():
    asking = {"objects", "exists", "filter", "exclude", "aggregate", "annotate", "select_related"}
    faults = [
        f"{place(path)}:{node.lineno} uses .{node.attr}"
        for path in sources()
        if room(path) == "rules"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in asking
    ]

    assert not faults, "\n".join(faults)


def test_formats_and_contents_ask_the_database_nothing():
    faults = [
        f"{place(path)} imports {name}"
        for path in sources()
        if room(path) in {"formats", "content"}
        for name in imported(path)
        if name.startswith("django.db")
    ]

    assert not faults, "\n".join(faults)


def test_no_model_does_something_else_when_it_is_saved():
    faults = [
        f"{place(path)}:{method.lineno} overrides {method.name}()"
        for path in sources()
        if room(path) == "models"
        for model in ast.walk(tree(path))
        if isinstance(model, ast.ClassDef)
        for method in model.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]

    assert not faults, "\n".join(faults)


def test_there_are_no_signals_but_the_one_after_migrating():
    faults = [
        f"{place(path)} imports {name}"
        for path in sources()
        for name in imported(path)
        if name.startswith(("django.db.models.signals", "django.dispatch", "django.core.signals"))
        and not name.endswith(".post_migrate")
    ]
    faults += [
        f"{place(path)} imports {name}"
        for path in sources()
        for name in imported(path)
        if name.startswith("django.contrib.auth.signals")
    ]

    assert not faults, "\n".join(faults)


def test_no_file_is_named_after_nothing():
    faults = [place(path) for path in HOUSE.rglob("*") if path.stem in NO_NAMES]

    assert not faults


def test_files_stay_short():
    lengths = {
        place(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(with_tests=True)
    }

    assert not {file: lines for file, lines in lengths.items() if lines > LONGEST_FILE}


def test_functions_stay_short():
    faults = [
        f"{place(path)}:{function.lineno} {function.name}() has {length(function)} lines"
        for path in sources(with_tests=True)
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    ]

    assert not faults, "\n".join(faults)


def test_the_median_function_is_shorter_still():
    lengths = [length(function) for path in sources() for function in functions(path)]

    assert statistics.median(lengths) <= LONGEST_MEDIAN


def test_views_only_translate():
    faults = [
        f"{place(path)}:{function.lineno} {function.name}() has {length(function)} lines"
        for path in sources()
        if room(path) == "views"
        for function in functions(path)
        if length(function) > 25
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("word", "reasons"), [("mark_safe", UNESCAPED), ("csrf_exempt", WITHOUT_CSRF)]
)
def test_protection_is_never_switched_off_without_a_reason(word, reasons):
    faults = [
        place(path)
        for path in sources()
        if word in path.read_text(encoding="utf-8") and place(path) not in reasons
    ]

    assert not faults


def test_templates_escape_everything():
    switched_off = re.compile(r"\|\s*(safe|safeseq)\b|autoescape\s+off")
    faults = [
        f"{place(path)}: {found[0]}"
        for path in templates()
        if place(path) not in UNESCAPED
        for found in switched_off.finditer(path.read_text(encoding="utf-8"))
    ]

    assert not faults, "\n".join(faults)


def test_templates_have_no_inline_style_or_script():
    faults = [
        f"{place(path)}: {found[0][:80]}"
        for path in templates()
        for found in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]

    assert not faults, "\n".join(faults)


def test_every_exception_is_still_needed():
    listed = {*OTHER_WRITERS, *UNESCAPED, *WITHOUT_CSRF}

    assert not {name for name in listed if not (HOUSE / name).exists()}


@pytest.mark.parametrize(
    "text",
    [
        '<p style="x">',
        '<a class="b"\n onclick="x">',
        "<script>x</script>",
        '<a href="javascript:x">',
    ],
)
def test_the_search_for_inline_code_finds_it(text):
    assert INLINE.search(text)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("goal.save()", True),
        ("document.save(path)", False),
        ("goals.update(state=1)", True),
        ("digest.update(part)", False),
        ("Goal.objects.create(number=1)", True),
    ],
)
def test_the_search_for_writes_finds_them(code, expected):
    assert any(is_write(node) for node in ast.walk(ast.parse(code))) is expected
