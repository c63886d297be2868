"""The program's own settings, and how many goals a page of the list shows while measuring."""

import os

from querschnitt.config.settings import *  # noqa: F403

PORTAL_GOALS_PER_PAGE = int(os.environ.get("BENCH_GOALS_PER_PAGE", "50"))
