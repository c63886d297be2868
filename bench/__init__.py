"""Measurements beside peers and limits; ``make bench`` runs them all."""

import sys
from pathlib import Path

# Run from a checkout, whether or not the package is installed.
sys.path.append(str(Path(__file__).resolve().parent.parent / "src"))
