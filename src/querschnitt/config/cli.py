"""The command line: ``querschnitt`` and what it can do."""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

from querschnitt.config.demo import surroundings

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

SETTINGS = "querschnitt.config.settings"


class Unusable(Exception):
    """Raised when a command cannot do what it was asked; the message says why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 found a fault, 2 could not run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        if given[:1] == ["manage"]:
            return manage(given[1:])
        arguments = parser().parse_args(given)
        if arguments.run is demo:
            for name, value in surroundings.SETTINGS.items():
                os.environ.setdefault(name, value)
        _set_up()
        return int(arguments.run(arguments))
    except (ImproperlyConfigured, Unusable) as error:
        print(f"querschnitt: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the description of all commands."""
    whole = argparse.ArgumentParser(prog="querschnitt", description=__doc__)
    commands = whole.add_subparsers(metavar="command", required=True)

    command = commands.add_parser("demo", help="make the example framework, then serve it")
    command.add_argument("--no-serve", action="store_true", help="end after the summary")
    _add_serving(command)
    command.set_defaults(run=demo)

    command = commands.add_parser("serve", help="serve portal and desk")
    _add_serving(command)
    command.set_defaults(run=serve)

    command = commands.add_parser("work", help="do the jobs that are due, until stopped")
    command.set_defaults(run=work)

    command = commands.add_parser("verify", help="recompute every digest")
    command.add_argument("--anchor", type=Path, help="file outside that holds the chain's head")
    command.set_defaults(run=verify)

    command = commands.add_parser("export", help="write the public site as files")
    command.add_argument("directory", type=Path, metavar="DIR")
    command.add_argument("--base-url", default="", help="the address under which the files lie")
    command.add_argument("--gzip", action="store_true", help="compressed files as well")
    command.add_argument("--check-only", action="store_true", help="only follow all links")
    command.add_argument("--verbose", action="store_true", help="progress, and all links outside")
    command.set_defaults(run=export)

    command = commands.add_parser("load", help="load a dataset")
    command.add_argument("file", type=Path)
    command.set_defaults(run=load)

    command = commands.add_parser("bounce", help="take in undeliverable mail from stdin")
    command.set_defaults(run=bounce)

    commands.add_parser("manage", help="run one of Django's own commands", add_help=False)
    return whole


def _add_serving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on")
    command.add_argument("--port", type=_port, default=8000)
    command.add_argument("--workers", type=_at_least_one, default=1, help="web processes")
    command.add_argument("--no-jobs", action="store_true", help="start no process for jobs")


def manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["querschnitt manage", *arguments])
    return 0


def demo(arguments: argparse.Namespace) -> int:
    from querschnitt.config import static
    from querschnitt.config.demo import command as example

    if not arguments.no_serve:
        _check_port(arguments.host, arguments.port)
    _prepare_database()
    static.gather()
    status = example.main()
    return status if status or arguments.no_serve else serve(arguments)


def serve(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from querschnitt.config import static

    _check_port(arguments.host, arguments.port)
    if settings.PRODUCTION:
        _check_deployment()
    _prepare_database()
    _check_protection()
    static.gather()
    _prepare_pages()
    # An embedded database belongs to this machine, so its jobs are done here as well.
    wants_jobs = _is_embedded() and not arguments.no_jobs
    jobs = subprocess.Popen([sys.executable, "-m", "querschnitt", "work"]) if wants_jobs else None
    try:
        _listen(arguments.host, arguments.port, arguments.workers)
    finally:
        if jobs:
            jobs.terminate()
            jobs.wait(timeout=30)
    return 0


def work(_: argparse.Namespace) -> int:
    from querschnitt.config import static
    from querschnitt.outbox import worker

    _require_database()
    static.gather()
    return worker.run()


def bounce(_: argparse.Namespace) -> int:
    from querschnitt.press import bounces

    _require_database()
    try:
        hard = bounces.take_in(sys.stdin.buffer.read(bounces.LARGEST + 1))
    except bounces.NoBounce as reason:
        print(f"querschnitt: {reason}", file=sys.stderr)
        return 1
    print(f"{hard} addresses do not take mail.")
    return 0


def verify(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from querschnitt.publication.verify import main as recompute

    _require_database()
    return recompute(arguments.anchor or settings.ANCHOR_FILE)


def export(arguments: argparse.Namespace) -> int:
    from querschnitt.config import static
    from querschnitt.publication.export import command

    if not arguments.check_only:
        _require_database()
        static.gather()
        _prepare_pages()
    try:
        return command.main(
            arguments.directory,
            base_url=arguments.base_url,
            is_packed=arguments.gzip,
            is_verbose=arguments.verbose,
            is_check_only=arguments.check_only,
        )
    except command.NotPossible as error:
        raise Unusable(str(error)) from error


def load(arguments: argparse.Namespace) -> int:
    from querschnitt.config import static
    from querschnitt.config.demo import command as example

    if not arguments.file.is_file():
        raise Unusable(f"There is no file {arguments.file}.")
    _prepare_database()
    static.gather()
    return int(example.load_file(arguments.file) or 0)


def _set_up() -> None:
    import django

    django.setup()


def _is_embedded() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _prepare_database() -> None:
    """Make the tables of an evaluation; elsewhere insist that somebody has migrated."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.PRODUCTION or not _is_embedded():
        _require_database()
    elif _is_outdated():
        call_command("migrate", interactive=False, verbosity=0)


def _require_database() -> None:
    if _is_outdated():
        raise Unusable('The database is not up to date; run "querschnitt manage migrate".')


def _is_outdated() -> bool:
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise Unusable(f"The database cannot be reached: {reason}") from error
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _prepare_pages() -> None:
    """Give the first visitor of a new installation its pages, before any worker has made them."""
    from querschnitt.publication import operations
    from querschnitt.publication.models import StoredPage

    if not StoredPage.objects.exists():
        operations.render_public()


def _check_protection() -> None:
    """Insist on the triggers that keep adopted versions, editions and the journal."""
    from querschnitt.publication.protection import missing_protection

    missing = missing_protection()
    if missing:
        raise Unusable(
            f"The database does not protect {', '.join(missing)}; "
            'run "querschnitt manage migrate", then "querschnitt verify".'
        )


def _check_deployment() -> None:
    from django.core.management import CommandError, call_command

    try:
        call_command("check", deploy=True, fail_level="WARNING", databases=["default"])
    except CommandError as error:
        raise Unusable(str(error)) from error


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Unusable(f"Cannot listen on {host}, port {port}: {reason}.") from error


def _listen(host: str, port: int, workers: int) -> None:
    print(f"Portal http://{host}:{port}/de/   Desk http://{host}:{port}/desk/", flush=True)
    target = "querschnitt.config.wsgi:application"
    web_server(target, host=host, port=port, workers=workers).serve()


def web_server(target: str, *, host: str, port: int, workers: int) -> "AbstractServer[Any]":
    """Return the web server for a WSGI program, such as this one, not yet started."""
    from granian import Granian
    from granian.constants import Interfaces

    return Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
    )


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError("is between 1 and 65535")
    return number


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("is at least 1")
    return number
