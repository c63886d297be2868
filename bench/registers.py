"""A register as a workbook of 5,000 rows, and duplicates among thousands of organisations.

``python -m bench.registers [--quick]``. The limit of reading is the child process that opens the
file; beside the search for duplicates stand all pairs, compared by the same measure. CPU is that
of this process and its children.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from itertools import combinations
from typing import Any

from bench.likeness import HEADS, MODIFIERS
from bench.measure import Goal, print_goals, python

ROWS, CHANGED, ORGANISATIONS, DOUBLE = 5_000, 500, 5_000, 0.04
_KINDS = "Verein Verband Stiftung Netzwerk Zentrum Kammer Agentur Institut Gesellschaft Bund"
KINDS = _KINDS.split()
FORMS = ("e. V.", "e.V.", "gGmbH", "GmbH", "")


def main() -> int:
    """Measure in a process with a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 of each")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        print(json.dumps(_measured(quick=arguments.quick)))
        return 0
    with tempfile.TemporaryDirectory(prefix="querschnitt-registers-") as directory:
        options = ["--quick"] if arguments.quick else []
        answer = python("bench.registers", "--inside", *options, QUERSCHNITT_DATA_DIR=directory)
    _print(json.loads(answer.splitlines()[-1]))
    return 0


def _measured(*, quick: bool) -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "querschnitt.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    rows, organisations = (1_000, 1_000) if quick else (ROWS, ORGANISATIONS)
    return {"rows": rows, "organisations": organisations} | _books(rows) | _pairs(organisations)


def _books(rows: int) -> dict[str, float]:
    """Write, read and compare a register of which some rows were changed."""
    from querschnitt.accounts.models import Role, User
    from querschnitt.documents.reading import read_workbook
    from querschnitt.relations import operations
    from querschnitt.relations.models import Event
    from querschnitt.relations.registers import REGISTERS
    from querschnitt.relations.said import said
    from querschnitt.relations.workbook_files import register_file
    from querschnitt.relations.workbook_reading import checked_workbook

    by = User.objects.create(email="b@example.org", name="B", role=Role.COORDINATOR)
    register = REGISTERS["events"]
    text = "Die Landesregierung pflegt die Beziehungen zu ihren Partnerregionen. " * 4
    _entered, enter = _timed(
        lambda: [
            operations.added(
                by=by,
                register="events",
                said=said(
                    f"Veranstaltung {number}",
                    summary=text,
                    values={"kind": "other", "starts_on": "2022-07-12", "topics": ["Europa"]},
                ),
            )
            for number in range(rows)
        ]
    )
    data, write = _timed(lambda: register_file(register, by=by))
    _sheets, parse = _timed(lambda: read_workbook(data))
    # As if a person had emptied the place in some rows, of what was entered meanwhile.
    some = [*Event.objects.order_by("pk").values_list("pk", flat=True)[:CHANGED]]
    Event.objects.filter(pk__in=some).update(place="Magdeburg")
    checked, compare = _timed(lambda: checked_workbook(data, register, by=by))
    workbook, keep = _timed(
        lambda: operations.upload_workbook(
            by=by, register=register, data=data, file_name="e.xlsx", checked=checked
        )
    )
    _done, apply = _timed(
        lambda: operations.apply_workbook(
            by=by, workbook=workbook, seen_digest=workbook.basis_digest
        )
    )
    return {
        "enter": enter, "write": write, "parse": parse, "compare": compare, "keep": keep,
        "apply": apply, "changed": checked.counts["changed_rows"],
    }  # fmt: skip


def _pairs(count: int) -> dict[str, float]:
    from querschnitt.relations.name_likeness import (
        AT_LEAST,
        letters,
        likely_pairs,
        likeness,
        plain_name,
    )

    rows, doubles = _organisations(count)
    found, joined = _timed(lambda: likely_pairs(rows))
    likely = {(pair.first, pair.second) for pair in found}
    plain_name.cache_clear()
    names = {row.pk: row.names[0] for row in rows}

    def of_all() -> set[tuple[int, int]]:
        groups = {pk: letters(name) for pk, name in names.items()}
        near = set()
        for one, other in combinations(groups, 2):
            shared = len(groups[one] & groups[other])
            if shared >= AT_LEAST * (len(groups[one]) + len(groups[other]) - shared) and (
                likeness(names[one], names[other]) >= AT_LEAST
            ):
                near.add((one, other))
        return near

    naive, all_pairs = _timed(of_all)
    return {
        "joined": joined, "all_pairs": all_pairs, "likely": len(likely),
        "missed": len(naive - likely), "more": len(likely - naive),
        "doubles": len(doubles), "found": len(doubles & likely),
    }  # fmt: skip


def _organisations(count: int) -> tuple[list[Any], set[tuple[int, int]]]:
    """Return names as they are in registers, some of them twice in another spelling."""
    from querschnitt.relations.name_likeness import Named

    chance = random.Random(42)
    names: dict[str, None] = {}
    while len(names) < count * (1 - DOUBLE):
        word = f"{chance.choice(MODIFIERS)}{chance.choice(HEADS)}"
        place = f"{chance.choice(MODIFIERS)}{chance.choice(('burg', 'dorf', 'hausen', 'stedt'))}"
        names[f"{chance.choice(KINDS)} für {word} {place} {chance.choice(FORMS)}".strip()] = None
    rows = [Named(number, (name,)) for number, name in enumerate(names)]
    doubles = set()
    for number in range(len(rows), count):
        first = chance.choice(rows[: len(names)])
        rows.append(Named(number, (_misspelt(first.names[0], chance),)))
        doubles.add((first.pk, number))
    return rows, doubles


def _misspelt(name: str, chance: random.Random) -> str:
    plain = name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    for form in FORMS:
        plain = plain.removesuffix(f" {form}") if form else plain
    at = chance.randrange(3, len(plain))
    return chance.choice((plain, f"{plain} e.V.", plain[:at] + plain[at + 1 :], plain.upper()))


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    before = _cpu()
    answer = call()
    return answer, _cpu() - before


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _print(found: dict[str, Any]) -> None:
    rows, organisations = found["rows"], found["organisations"]
    print(f"\nworkbook of {rows} rows, 32 columns, {found['changed']} of them changed   CPU s")
    for step, label in (
        ("enter", "entered one by one"), ("write", "written (Excel)"),
        ("parse", "opened behind the boundary"), ("compare", "opened and compared"),
        ("keep", "preview kept"), ("apply", "taken over"),
    ):  # fmt: skip
        print(f"{label:40}{found[step]:10.2f}")
    print(f"\nduplicates among {organisations} organisations                    CPU s")
    print(f"{'prefix filter':40}{found['joined']:10.2f}")
    print(f"{'all pairs':40}{found['all_pairs']:10.2f}")
    print(f"pairs {found['likely']}, missed {found['missed']}, doubles found "
          f"{found['found']} of {found['doubles']}")  # fmt: skip
    print_goals(
        [
            Goal("comparing a workbook, times opening it", found["compare"] / found["parse"], 10),
            Goal(
                "all pairs, times the prefix filter",
                found["all_pairs"] / found["joined"],
                at_least=10,
            ),
            Goal("pairs that all pairs find and the filter does not", found["missed"], 0),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
