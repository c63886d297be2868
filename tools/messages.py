"""Keep the catalogues in step with the code, without any system package.

python tools/messages.py update [app ...]    read the code, renew src/querschnitt/<app>/locale
python tools/messages.py check               name everything that is missing or differs
python tools/messages.py compile             write the .mo files that Django reads
"""

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent / "src" / "querschnitt"
LANGUAGE = "de"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt", ".xml"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# Who wrote a catalogue, when and with what is in the repository's history; here it would only
# make two runs differ.
DROPPED_HEADERS = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By'
    r"|Report-Msgid-Bugs-To|Project-Id-Version):.*\n",
    re.MULTILINE,
)

Key = tuple[str | None, str]


def apps() -> list[str]:
    return sorted(path.parent.name for path in HOUSE.glob("*/apps.py"))


def catalogue_path(app: str) -> Path:
    return HOUSE / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def sources(app: str) -> Iterator[Path]:
    """Yield the files of an app whose messages a reader can meet."""
    for path in sorted((HOUSE / app).rglob("*")):
        inside = path.relative_to(HOUSE / app).parts
        if {"tests", "migrations"} & {*inside}:
            continue
        if path.suffix == ".py" or ("templates" in inside and path.suffix in TEMPLATES):
            yield path


def python_text(path: Path) -> str:
    """Return a file as Python, in which the messages of a template are calls to gettext."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # What is left of a template's indentation would be a syntax error in Python.
    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def extracted(app: str) -> Catalog:
    """Read every message that stands in an app's code and templates."""
    catalogue = Catalog(locale=LANGUAGE, fuzzy=False, header_comment="")
    for path in sources(app):
        place = path.relative_to(HOUSE.parent).as_posix()
        options = {"encoding": "utf-8"}
        found = extract(
            "python", BytesIO(python_text(path).encode()), KEYWORDS, ["Translators"], options
        )
        for _, message, comments, context in found:
            catalogue.add(message, locations=[(place, 0)], context=context, auto_comments=comments)
    return catalogue


def written(app: str) -> Catalog:
    """Read an app's catalogue as it stands on disk; empty if there is none."""
    path = catalogue_path(app)
    if not path.exists():
        return Catalog(locale=LANGUAGE, fuzzy=False, header_comment="")
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def messages(catalogue: Catalog) -> dict[Key, Message]:
    return {(m.context, singular(m)): m for m in catalogue if m.id}


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> list[str]:
    """Return a message's translation, in each of its plural forms."""
    return (
        list(message.string)
        if isinstance(message.string, (tuple, list))
        else [message.string or ""]
    )


def update(app: str) -> None:
    """Write an app's catalogue anew: the code's messages, with the translations known so far."""
    known = messages(written(app))
    catalogue = extracted(app)
    path = catalogue_path(app)
    if not messages(catalogue):
        path.unlink(missing_ok=True)
        return
    for key, message in messages(catalogue).items():
        before = known.get(key)
        if before and isinstance(before.id, str) == isinstance(message.id, str):
            message.string = before.string
            message.user_comments = before.user_comments
    buffer = BytesIO()
    write_po(buffer, catalogue, sort_output=True, include_lineno=False, width=100)
    text = DROPPED_HEADERS.sub("", buffer.getvalue().decode())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.lstrip("#\n").rstrip("\n") + "\n", encoding="utf-8")
    left = sum(not all(forms(m)) for m in messages(catalogue).values())
    print(f"{app}: {len(messages(catalogue))} messages, {left} without a translation")


def faults_of(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation."""
    if not all(forms(message)):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked fuzzy"
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = [set(PLACEHOLDER.findall(text)) for text in ids]
    given = [set(PLACEHOLDER.findall(text)) for text in forms(message)]
    # "One goal" may leave out the number that "%(count)s goals" needs.
    if given[-1] != wanted[-1] or any(not form <= set().union(*wanted) for form in given):
        yield "has other placeholders than its translation"


def faults() -> Iterator[str]:
    """Say everything that is wrong with the catalogues."""
    everywhere: dict[Key, tuple[str, list[str]]] = {}
    for app in apps():
        wanted, have = messages(extracted(app)), messages(written(app))
        for key in wanted.keys() - have.keys():
            yield f'{app}: "{key[1]}" stands in the code and not in the catalogue'
        for key in have.keys() - wanted.keys():
            yield f'{app}: "{key[1]}" stands in the catalogue and not in the code'
        for key, message in have.items():
            yield from (f'{app}: "{key[1]}" {fault}' for fault in faults_of(message))
            # Django lays all catalogues into one: the last would win, without a word.
            other, translation = everywhere.setdefault(key, (app, forms(message)))
            if translation != forms(message):
                yield f'{app}: "{key[1]}" is translated differently in {other}'
    yield from partial_faults({*everywhere})
    yield from homeless()


def partial_faults(known: set[Key]) -> Iterator[str]:
    """Say what is wrong with the catalogues of further languages, which need not be complete."""
    for path in sorted(HOUSE.glob("*/locale/*/LC_MESSAGES/django.po")):
        language = path.parts[-3]
        if language == LANGUAGE:
            continue
        with path.open("rb") as file:
            found = messages(read_po(file, locale=language))
        for key, message in found.items():
            if key not in known:
                yield f'{language}: "{key[1]}" stands in the catalogue and not in the code'
            yield from (f'{language}: "{key[1]}" {fault}' for fault in faults_of(message))


def homeless() -> Iterator[str]:
    """Name the messages that stand where no catalogue is read."""
    for folder in sorted(path.name for path in HOUSE.iterdir() if path.is_dir()):
        if folder not in apps() and folder != "tests":
            for _, text in messages(extracted(folder)):
                yield f'{folder}: "{text}" stands in a package that has no catalogue'


def compile_all() -> None:
    """Write the binary catalogues beside their sources."""
    for path in sorted(HOUSE.glob("*/locale/*/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        target = path.with_suffix(".mo")
        # Renamed into place, so that a server that is starting never reads half a file.
        unfinished = path.with_suffix(".mo.new")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update").add_argument("apps", nargs="*")
    commands.add_parser("check")
    commands.add_parser("compile")
    arguments = parser.parse_args()
    match arguments.command:
        case "update":
            unknown = set(arguments.apps) - set(apps())
            if unknown:
                sys.exit(f"There is no app {', '.join(sorted(unknown))}.")
            for app in arguments.apps or apps():
                update(app)
        case "check":
            found = sorted(faults())
            if found:
                sys.exit("\n".join([*found, 'Try "python tools/messages.py update".']))
        case "compile":
            compile_all()


if __name__ == "__main__":
    main()
