"""The open interface against its own description: whatever it is asked, it answers as it says.

Questions are made from the description, in thousands where the large counts are wanted: valid ones
and ones that break every rule there is.
"""

import copy
import re
from functools import cache
from itertools import count

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from querschnitt.publication.api import door
from querschnitt.publication.api.description import description
from querschnitt.publication.api.limiter import Limiter
from querschnitt.publication.models import PublicRecord
from querschnitt.publication.records import SEGMENTS
from querschnitt.publication.store import PageStore
from querschnitt.tests.policy import IS_FULL
from querschnitt.tests.wire import in_our_transaction

QUESTIONS = 1000 if IS_FULL else 50
# What has left the public is no fault of the question; nor is what was never there.
ACCEPTED = ["2xx", "3xx", "404", "410"]
CHECKS = {"checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}}
site = PageStore(WSGIHandler())


def application(environ, start_response):
    # Whoever asks here cannot unpack anything.
    environ = {**environ, "HTTP_ACCEPT_ENCODING": "identity"}
    with in_our_transaction():
        return list(site(environ, start_response))


schema = schemathesis.openapi.from_dict(
    copy.deepcopy(description()), config=SchemathesisConfig.from_dict(CHECKS)
)
schema.app = application
asked = count()


@cache
def names(kind):
    rows = PublicRecord.objects.filter(kind=kind).order_by("pk")
    return [name.split("/") for name in rows.values_list("name", flat=True)]


def ask_for_something_there(case):
    """Name what there is in every other question; hardly any name is guessed."""
    turn, address = next(asked), case.operation.path
    segment = address.split("/")[3]
    kind = next((kind for kind, one in SEGMENTS.items() if one == segment), None)
    if case.path_parameters and kind and turn % 2 and case.meta.generation.mode.is_positive:
        known, places = names(kind), re.findall(r"{(\w+)}", address)
        case.path_parameters = dict(zip(places, known[turn // 2 % len(known)], strict=True))


@pytest.fixture(autouse=True)
def unlimited(world, monkeypatch):
    limiter = Limiter(0)
    monkeypatch.setattr(door, "limiter", lambda: limiter)


@schema.parametrize()
@settings(
    max_examples=QUESTIONS,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[*HealthCheck],
)
def test_every_answer_is_as_described(case):
    ask_for_something_there(case)

    case.call_and_validate()
