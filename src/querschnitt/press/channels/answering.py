"""From the answer of a network to what is known of a delivery; the same rules for all of them.

Only what was certainly not accepted may be sent again. What may have been accepted is uncertain.
"""

import json
import time
from collections.abc import Callable, Collection
from typing import Any

from django.utils.translation import gettext as _

from querschnitt.outbox.outgoing import Answer, Forbidden, NotSent, Unanswered
from querschnitt.press.channels.base import Accepted, Outcome, Rejected, Uncertain

# Before it acted on anything: too many requests, or not there at the moment.
CERTAINLY_LATER = frozenset({425, 429, 503})
# It may have acted, and then failed to say so.
UNCLEAR = frozenset({408, 500, 502, 504, 507, 508, 509, 520, 521, 522, 523, 524})
LONGEST_EVIDENCE = 500


def told(
    request: Callable[[], Answer],
    accepted: Callable[[Any], Accepted | None],
    *,
    done_already: Collection[int] = (),
    is_json: bool = True,
) -> Outcome:
    """Send a request and say what its answer means.

    :param accepted: reads the answer's JSON; None or any exception means that it says nothing
    :param done_already: statuses that mean that it was so already, such as 404 after a deletion
    """
    try:
        answer = request()
    except Forbidden as error:
        return Rejected(str(error), may_retry=False)
    except NotSent as error:
        return Rejected(_("No connection: %(what)s") % {"what": error}, may_retry=True)
    except Unanswered as error:
        return Uncertain(_("No readable answer: %(what)s") % {"what": error})
    evidence = evidence_of(answer)
    if answer.status in done_already:
        return Accepted(evidence=evidence)
    if 200 <= answer.status < 300:
        return _read(answer, accepted, evidence, is_json=is_json)
    return refused(answer)


def refused(answer: Answer) -> Outcome:
    """Say what an answer means that is no success."""
    evidence = evidence_of(answer)
    reason = _("The network answered %(status)s.") % {"status": answer.status}
    if answer.status in CERTAINLY_LATER:
        return Rejected(reason, True, wait_asked(answer), evidence)  # noqa: FBT003
    if answer.status in UNCLEAR or answer.status >= 500:
        return Uncertain(reason, evidence)
    return Rejected(reason, may_retry=False, evidence=evidence)


def wait_asked(answer: Answer) -> float | None:
    """Return how many seconds a network wants to be left alone, wherever it says so."""
    if answer.retry_after is not None:
        return answer.retry_after
    until = answer.headers.get("x-rate-limit-reset", "")
    if until.isascii() and until.isdecimal():
        return max(0.0, float(until) - time.time())
    try:
        told = json.loads(answer.body)
        seconds = told.get("parameters", {}).get("retry_after")
        return float(told["retry_after_ms"]) / 1000 if seconds is None else float(seconds)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(
    answer: Answer,
    accepted: Callable[[Any], Accepted | None],
    evidence: dict[str, Any],
    *,
    is_json: bool,
) -> Outcome:
    try:
        found = accepted(json.loads(answer.body) if is_json else answer)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        found = None
    if found is None:
        return Uncertain(_("The network's answer cannot be read."), evidence)
    return Accepted(found.external_id, found.url, {**evidence, **found.evidence})


def evidence_of(answer: Answer) -> dict[str, Any]:
    """Return what is kept of an answer."""
    text = answer.body[: LONGEST_EVIDENCE * 4].decode("utf-8", "replace")[:LONGEST_EVIDENCE]
    return {"status": answer.status, "answer": "".join(c for c in text if c.isprintable())}
