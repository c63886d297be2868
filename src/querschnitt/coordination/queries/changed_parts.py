"""In which points the text differs from what departments have answered on."""

import json
from collections.abc import Iterable, Mapping

from querschnitt.coordination.models import CoSignature, ShownText
from querschnitt.coordination.scope import PresentText, Shown
from querschnitt.coordination.standing import is_outdated
from querschnitt.coordination.text_changes import PointChange, changes


def kept_texts(digests: Iterable[str]) -> dict[str, Shown]:
    """Return the kept texts with these digests; what was shown long ago may not be kept."""
    rows = ShownText.objects.filter(digest__in={*digests})
    return {row.digest: json.loads(row.content) for row in rows}


def changed_parts(
    answers: Iterable[CoSignature], text: PresentText
) -> Mapping[int, list[PointChange]]:
    """Return for each outdated answer, by its id, how its part differs from the present text."""
    return changed_among((one, text) for one in answers)


def changed_among(
    answers: Iterable[tuple[CoSignature, PresentText]],
) -> Mapping[int, list[PointChange]]:
    """Return the same as ``changed_parts``, of answers each beside the present text it is about."""
    outdated = [(one, text) for one, text in answers if is_outdated(one, text)]
    kept = kept_texts(one.subject_digest for one, _text in outdated)
    # Departments that have signed the same part share the work.
    known: dict[tuple[str, str], list[PointChange]] = {}
    found: dict[int, list[PointChange]] = {}
    for one, text in outdated:
        if one.subject_digest not in kept:
            continue
        pair = (one.subject_digest, text.digest_for(one))
        if pair not in known:
            known[pair] = changes(kept[one.subject_digest], text.shown_to(one))
        found[one.pk] = known[pair]
    return found
