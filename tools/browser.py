"""Provide a Chromium for the tests and print its path.

The machine's own if there is one; else the distribution's, where we may install it; else one that
comes as an npm package and needs no rights.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import brotli
from packages import ROOT, install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KEPT = ROOT / ".cache" / "browser"


def works(path: str | Path) -> bool:
    """Return whether a browser starts; some distributions ship a stub that only says it cannot."""
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def from_machine() -> str | None:
    found = filter(None, map(shutil.which, NAMES))
    return next((path for path in found if works(path)), None)


def from_distribution() -> str | None:
    """Install the distribution's package, where there is apt and the right to use it."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        command = ["apt-get", "--quiet", *arguments]
        done = subprocess.run(command, env=environment, check=False, stdout=sys.stderr)
        if done.returncode != 0:
            return None
    return from_machine()


def from_npm() -> str | None:
    """Unpack the browser of an npm package, with the libraries it needs beside it."""
    starter = KEPT / "chromium"
    if starter.exists():
        return str(starter)
    shutil.copytree(Path(__file__).parent / "browser", KEPT, dirs_exist_ok=True)
    install(KEPT)
    packed = KEPT / "node_modules" / "@sparticuz" / "chromium" / "bin"
    program = KEPT / "program"
    program.mkdir(exist_ok=True)
    (program / "chromium").write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    (program / "chromium").chmod(0o755)
    for archive in ("al2023", "swiftshader"):
        unpacked = brotli.decompress((packed / f"{archive}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(unpacked)) as files:
            files.extractall(program, filter="data")
    starter.write_text(
        f'#!/bin/sh\nexport LD_LIBRARY_PATH="{program}:{program}/lib:$LD_LIBRARY_PATH"\n'
        f'exec "{program}/chromium" "$@"\n',
        encoding="utf-8",
    )
    starter.chmod(0o755)
    return str(starter) if works(starter) else None


def main() -> None:
    chosen = os.environ.get("QUERSCHNITT_CHROMIUM")
    path = chosen or from_machine() or from_distribution() or from_npm()
    if not path or not works(path):
        sys.exit(
            "No browser could be provided; install Chromium, or name one in QUERSCHNITT_CHROMIUM."
        )
    print(path)


if __name__ == "__main__":
    main()
